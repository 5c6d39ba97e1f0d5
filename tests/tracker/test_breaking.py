"""An answer that fails midway breaks its connection off, under the server that `up` starts."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest

from tests.contract.server import running
from tests.tracker import failing
from tracker import breaking, wsgi
from tracker.breaking import Breaking, Unfailing, shut
from tracker.patience import PATIENCE, Patience


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a server that breaks an answer off once nobody has taken anything for a second."""
    with running("tests.tracker.failing:impatient", tmp_path_factory.mktemp("impatient")) as address:
        yield address


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of one that waits as long as the tracker does."""
    with running("tests.tracker.failing:patient", tmp_path_factory.mktemp("patient")) as address:
        yield address


def asked(address: str, path: str) -> bytes:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)) as client:
        client.request("GET", path)
        with client.getresponse() as response:
            return response.read()


def test_a_whole_answer_ends_well(address: str) -> None:
    assert asked(address, "/whole") == b"first\nlast\n"


def test_an_answer_that_fails_midway_does_not_end_well(address: str) -> None:
    """Cut before the first piece is out, or after it; never ended as if it were whole."""
    for _ in range(5):
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            asked(address, "/midway")
    assert asked(address, "/whole") == b"first\nlast\n"


def unread(address: str) -> socket.socket:
    """A connection that has asked for much, is being answered, and takes nothing of it."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect((str(urlsplit(address).hostname), urlsplit(address).port))
    client.settimeout(PATIENCE)
    client.sendall(b"GET /much HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    # The answer has begun, and has the server's one thread.
    client.recv(1, socket.MSG_PEEK)
    return client


def test_an_answer_that_nobody_takes_ends_and_the_next_is_served(address: str) -> None:
    """The server has one thread. Each of these holds it until it is broken off, though it stays open on its side."""
    with closing(unread(address)), closing(unread(address)):
        assert asked(address, "/whole") == b"first\nlast\n"


def test_an_answer_that_is_taken_piece_by_piece_is_whole(patient: str) -> None:
    assert len(asked(patient, "/much")) == len(b"first\nlast\n") + failing.OFTEN * len(failing.MUCH)


def test_the_server_learns_of_the_failure(caplog: pytest.LogCaptureFixture) -> None:
    found = failing.patient({"PATH_INFO": "/midway", "REMOTE_ADDR": "192.0.2.1", "SERVER_PORT": "1"}, print)
    pieces = iter(found)
    assert next(pieces) == b"first\n"
    with pytest.raises(RuntimeError, match="midway"):
        next(pieces)
    assert caplog.messages == ["The answer to /midway failed midway. Connections of 192.0.2.1 are broken off."]


def test_the_application_of_the_tracker_is_one_of_these() -> None:
    assert isinstance(wsgi.application, Breaking)


def test_what_is_closed_closes_the_answer_behind_it() -> None:
    generator = failing.pieces("/whole")
    found = Unfailing(generator, {}, Patience())
    assert next(found) == b"first\n"
    found.close()
    assert list(generator) == []


def test_only_connections_of_the_address_at_the_port_are_shut() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as one, closing(socket.create_server(("127.0.0.1", 0))) as two:
        clients = [socket.create_connection(server.getsockname(), timeout=60) for server in (one, two)]
        served = [server.accept()[0] for server in (one, two)]
        shut("127.0.0.2", str(one.getsockname()[1]))
        shut("127.0.0.1", str(one.getsockname()[1]))
        assert clients[0].recv(1) == b""
        threading.Timer(0, served[1].sendall, (b"x",)).start()
        assert clients[1].recv(1) == b"x"
        for each in (*clients, *served):
            each.close()


def test_a_connection_that_took_the_number_of_a_closed_one_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a client sees its answer break off and asks again, before the others of its address are shut."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        client = socket.create_connection(server.getsockname(), timeout=60)
        served = server.accept()[0]
        gone = ("127.0.0.1", client.getsockname()[1] + 1)
        monkeypatch.setattr(breaking, "_connections", lambda *_: [(served.fileno(), gone)])
        shut("127.0.0.1", str(server.getsockname()[1]))
        served.send(b"x")
        assert client.recv(1) == b"x"
        client.close()
        served.close()


def filled(connection: socket.socket) -> None:
    connection.settimeout(0)
    with suppress(BlockingIOError):
        while True:
            connection.send(b"x" * 65_536)


def test_of_those_that_take_nothing_others_of_the_address_are_told_apart() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        clients = [socket.create_connection(server.getsockname(), timeout=60) for _ in range(2)]
        served = [server.accept()[0] for _ in range(2)]
        filled(served[0])
        shut("127.0.0.1", str(server.getsockname()[1]), only_full=True)
        with pytest.raises(BrokenPipeError):
            served[0].send(b"x")
        served[1].send(b"x")
        assert clients[1].recv(1) == b"x"
        for each in (*clients, *served):
            each.close()
