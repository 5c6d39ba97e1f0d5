"""What stands in the way of `up`: each in one line, with what to do."""

import errno
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from tracker import preflight
from tracker.preflight import CannotStart


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8000.0", "http", "", "٣", "1_000", " 80"])
def test_a_port_is_a_number_from_1_to_65535(text: str) -> None:
    with pytest.raises(CannotStart) as caught:
        preflight.port_number(text)
    assert str(caught.value) == f"There is no port {text}: ports go from 1 to 65535. Choose one, such as --port 8000."


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8000", 8000), ("65535", 65535)])
def test_ports_are_read_up_to_both_ends(text: str, port: int) -> None:
    assert preflight.port_number(text) == port


def test_a_taken_port_names_another(taken: int) -> None:
    with pytest.raises(CannotStart) as caught:
        preflight.check_port("127.0.0.1", taken)
    assert str(caught.value) == (
        f"Port {taken} of 127.0.0.1 is taken. Stop what listens there, or choose another: --port {taken + 1}."
    )


def test_the_highest_port_names_the_one_below() -> None:
    said = preflight.why_not_bound("127.0.0.1", 65535, OSError(errno.EADDRINUSE, "in use"))
    assert said.endswith("--port 65534.")


def test_a_port_without_the_right_to_it_names_one_with() -> None:
    said = preflight.why_not_bound("127.0.0.1", 80, OSError(errno.EACCES, "denied"))
    assert said == "You may not listen on port 80. Choose one above 1023, such as --port 8000."


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(CannotStart) as caught:
        preflight.check_port(host, 8000)
    assert str(caught.value) == (
        f"{host} is not an address of this machine. Give --host one that is, such as 127.0.0.1."
    )


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    preflight.check_port("127.0.0.1", port)
    socket.create_server(("127.0.0.1", port)).close()


@pytest.mark.django_db
def test_a_database_of_this_version_is_taken() -> None:
    preflight.check_version()


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_refused() -> None:
    MigrationRecorder(connection).record_applied("missions", "9999_to_come")
    with pytest.raises(CannotStart) as caught:
        preflight.check_version()
    assert str(caught.value) == (
        "The database comes from a newer version: this one does not know its migration missions.9999_to_come. "
        "Update the project (git pull), or name another database in DATABASE_URL."
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "Permission denied"),
        (DatabaseError("attempt to write a readonly database"), "attempt to write a readonly database"),
    ],
)
def test_a_database_that_cannot_be_written_is_named(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", Path("/srv/tracker/var/tracker.sqlite3"))
    assert preflight.why_no_database(error) == (
        f"Cannot use the database /srv/tracker/var/tracker.sqlite3: {said}. "
        "See that you may write to it and to its folder, and that the file is whole."
    )


def test_a_redis_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setattr(preflight, "cache", RedisCache(f"redis://127.0.0.1:{port}/1", {}))
    with pytest.raises(CannotStart) as caught:
        preflight.check_cache()
    assert str(caught.value).startswith("The cache does not answer: ")
    assert str(caught.value).endswith(". Start it, or correct CACHE_URL.")


def test_the_cache_of_the_settings_answers() -> None:
    assert caches["default"].get("up") is None
    preflight.check_cache()
