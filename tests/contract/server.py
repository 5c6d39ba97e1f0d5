"""The tracker as it runs, on the database of the test, with as many requests allowed as somebody asks."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

# Seconds.
PATIENCE = 300


@contextmanager
def served(room: Path) -> Iterator[str]:
    """The address under which the tracker answers."""
    environment = {"DATABASE_URL": _database(room), "THROTTLE": "999999999/min"}
    with running("tracker.wsgi:application", room, **environment) as address:
        yield address


@contextmanager
def running(application: str, room: Path, **environment: str) -> Iterator[str]:
    """The address under which the server answers. What it logs goes to a file in `room`."""
    with _kept_port() as port, (room / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [
                *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(port), "--workers", "1", "--blocking-threads", "1", application),
            ],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
            stdout=log,
            stderr=log,
        )
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _database(room: Path) -> str:
    """The address of the test's database; of a copy of it where it lives in this process's memory."""
    if connection.vendor == "sqlite":
        copy = room / "tracker.sqlite3"
        with closing(sqlite3.connect(copy)) as file:
            connection.connection.backup(file)
        return f"sqlite:///{copy}"
    told = connection.settings_dict
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@contextmanager
def _kept_port() -> Iterator[int]:
    """A port that nobody else is given: it stays bound, without listening, beside the server that shares it."""
    with closing(socket.socket()) as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        keeper.bind(("127.0.0.1", 0))
        yield int(keeper.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start; its log is in server.log.")
