"""`up` from outside, as a person starts it."""

import errno
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tracker import serving
from tracker.bootstrap import ROOT

SET_BY_TESTS = {"SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "DATABASE_URL", "CACHE_URL", "DJANGO_SETTINGS_MODULE"}


# Seconds until what is waited for will not come. A slow machine is no mistake of the code's.
PATIENCE = 300

# Below those that the system hands out to whoever asks for any; a hundred for each process of the tests.
PORTS = iter(range(20_000 + 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]), 32_000))


def free_port() -> int:
    for port in PORTS:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED:
                return port
    raise RuntimeError("No port is free.")


def surroundings(database: str) -> dict[str, str]:
    """A newcomer's environment, but for the place of the database."""
    return {name: text for name, text in os.environ.items() if name not in SET_BY_TESTS} | {"DATABASE_URL": database}


def up(*arguments: str, database: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "up", *arguments],
        cwd=ROOT,
        env=surroundings(database) | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@contextmanager
def running(port: int, database: str, log: Path) -> Iterator[subprocess.Popen[str]]:
    """`up` in a process group of its own, until it says that it is ready; killed in the end if it is still there."""
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    with (
        log.open("w") as output,
        subprocess.Popen(
            command, cwd=ROOT, env=surroundings(database), stdout=output, stderr=output, text=True, process_group=0
        ) as process,
    ):
        try:
            wait_until_ready(process, log)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_until_ready(process: subprocess.Popen[str], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if "is ready." in log.read_text():
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    pytest.fail(f"not ready after five minutes: {log.read_text()}")


def falls_silent(port: int) -> bool:
    """Whether nothing listens there any more, in the end."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return True
        except ConnectionError:
            # Just closing.
            pass
        time.sleep(0.1)
    return False


def test_up_serves_what_it_announces_and_ends_when_told(tmp_path: Path) -> None:
    port, database, log = free_port(), f"sqlite:///{tmp_path}/new/tracker.sqlite3", tmp_path / "log"
    with running(port, database, log) as process:
        said = log.read_text()
        for path in ("/", "/api/v1/", "/api/v1/docs/", "/admin/"):
            assert f"http://127.0.0.1:{port}{path}\n" in said
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
                assert answer.status == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/milestones/", timeout=PATIENCE) as answer:
            assert json.load(answer)["count"] > 50
        assert "Preparing the database: " in said
        assert " rows added, 0 kept as they were.\n" in said
        assert "\nServed under these names (ALLOWED_HOSTS): localhost, 127.0.0.1, [::1]\n" in said
        assert "python3 manage.py editor NAME" in said

        second = up("--port", str(port), database=database)
        assert (second.returncode, second.stderr) == (
            1,
            f"Port {port} of 127.0.0.1 is taken. Stop what listens there, or choose another: --port {port + 1}.\n",
        )

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
        assert falls_silent(port)
    assert log.read_text().endswith("Stopped.\n")
    assert "Traceback" not in log.read_text()


def test_a_second_start_adds_nothing_and_ends_at_once_on_ctrl_c(tmp_path: Path) -> None:
    port, database, log = free_port(), f"sqlite:///{tmp_path}/tracker.sqlite3", tmp_path / "log"
    with running(port, database, log) as process:
        # No chance to tidy up: the worker notices by itself.
        process.kill()
        process.wait()
        assert falls_silent(port)
    with running(port, database, log) as process:
        # As a terminal does it: to all of the group.
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
        assert falls_silent(port)
    said = log.read_text()
    assert "Preparing the database" not in said
    assert "\n0 rows added, " in said
    assert "Killing" not in said
    assert "Traceback" not in said


def test_a_database_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "tracker.sqlite3"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'missions', '9999_to_come', '2030-01-01')")
    done = up("--port", str(free_port()), database=f"sqlite:///{file}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database comes from a newer version: ")
    assert done.stderr.count("\n") == 1
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone() == (1,)


@pytest.mark.parametrize(
    ("database", "cache", "first_words", "last_words"),
    [
        (
            "postgres://editor:hidden-word@127.0.0.1:{port}/tracker",
            "",
            "The database tracker on 127.0.0.1, port {port} refuses: ",
            "Start it, or correct DATABASE_URL.\n",
        ),
        ("sqlite:///{folder}/file", "", "Cannot use the database {folder}/file: file is not a database. ", "whole.\n"),
        ("sqlite:///{folder}/file/x", "", "Cannot use the database {folder}/file/x: ", "whole.\n"),
        (
            "sqlite:///{folder}/new",
            "redis://127.0.0.1:{port}/1",
            "The cache does not answer: ",
            "Start it, or correct CACHE_URL.\n",
        ),
    ],
)
def test_what_cannot_be_reached_is_told_in_one_line(
    database: str, cache: str, first_words: str, last_words: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("neither a database nor a folder")
    names = {"port": str(free_port()), "folder": str(tmp_path)}
    done = up(
        "--port",
        str(free_port()),
        database=database.format(**names),
        **({"CACHE_URL": cache.format(**names)} if cache else {}),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(first_words.format(**names))
    assert done.stderr.endswith(last_words)
    assert done.stderr.count("\n") == 1
    assert "hidden-word" not in done.stderr


def test_a_port_out_of_range_is_told_before_anything_is_written(tmp_path: Path) -> None:
    done = up("--port", "70000", database=f"sqlite:///{tmp_path}/new/tracker.sqlite3")
    assert (done.returncode, done.stderr) == (
        1,
        "There is no port 70000: ports go from 1 to 65535. Choose one, such as --port 8000.\n",
    )
    assert not (tmp_path / "new").exists()


def test_sqlite_is_served_by_one_worker_and_postgresql_by_one_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert (serving.workers("sqlite"), serving.workers("postgresql")) == (1, 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert (serving.workers("sqlite"), serving.workers("postgresql")) == (1, 4)
