"""What `up` says while it starts, and under which names."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import LazySettings

from tracker import serving

LOCAL = ["localhost", "127.0.0.1", "[::1]", "tracker.local"]
PUBLIC = ["tracker.example.org", "www.example.org"]


@pytest.mark.parametrize(
    ("names", "host", "address"),
    [
        (LOCAL, "127.0.0.1", "http://127.0.0.1:8000"),
        (LOCAL, "0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - an address to show, not to listen on
        (LOCAL, "::1", "http://[::1]:8000"),
        (LOCAL, "::", "http://[::1]:8000"),
        (LOCAL, "tracker.local", "http://tracker.local:8000"),
        (LOCAL, "192.0.2.7", "http://localhost:8000"),
        (PUBLIC, "127.0.0.1", "http://tracker.example.org:8000"),
        ([".example.org"], "::", "http://example.org:8000"),
        (["*"], "192.0.2.7", "http://192.0.2.7:8000"),
        (["*"], "::", "http://[::1]:8000"),
        # As DEBUG permits.
        ([], "127.0.0.1", "http://127.0.0.1:8000"),
        ([], "192.0.2.7", "http://localhost:8000"),
    ],
)
def test_the_addresses_shown_can_be_opened(names: list[str], host: str, address: str, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = names, False
    assert serving.welcome(host, 8000) == [
        "Mission Tracker is ready.",
        f"  Page:              {address}/",
        f"  API:               {address}/api/v1/",
        f"  Its documentation: {address}/api/v1/docs/",
        f"  Admin:             {address}/admin/",
        f"Served under these names (ALLOWED_HOSTS): {', '.join(names or LOCAL[:3])}",
        "An editor's account is made by: python3 manage.py editor NAME",
        "Ctrl-C stops it.",
    ]


def test_with_https_the_addresses_are_those_of_the_proxy(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = PUBLIC, True
    said = serving.welcome("127.0.0.1", 8000)
    assert said[2] == "  API:               https://tracker.example.org/api/v1/"
    assert said[5] == "Served under these names (ALLOWED_HOSTS): tracker.example.org, www.example.org"


class Listener(BaseHTTPRequestHandler):
    hosts: list[str | None]

    def do_HEAD(self) -> None:
        self.hosts.append(self.headers["Host"])
        self.send_error(500)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[HTTPServer]:
    Listener.hosts = []
    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("names", "sent"), [(LOCAL, "127.0.0.1"), (PUBLIC, "tracker.example.org")])
def test_it_is_asked_under_a_name_that_it_serves(
    names: list[str], sent: str, listener: HTTPServer, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = names
    assert serving.answers("127.0.0.1", listener.server_port)
    assert Listener.hosts == [sent]


def test_where_nothing_listens_nothing_answers(listener: HTTPServer, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = LOCAL
    listener.server_close()
    assert not serving.answers("127.0.0.1", listener.server_port)


@pytest.mark.django_db
def test_what_was_loaded_is_told_where_all_else_is_told(library: None, capsys: pytest.CaptureFixture[str]) -> None:
    serving.load_fixtures()
    out, err = capsys.readouterr()
    first, last = err.splitlines()
    assert (out, first) == ("", "Loading the fixtures.")
    assert last.startswith("0 rows added, ")
    assert last.endswith(" kept as they were.")
