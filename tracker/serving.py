"""What `up` does once nothing stands in its way: bring the database to this version, and serve until it is stopped."""

import http.client
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from missions.actions.fixtures import FIXTURES
from tracker import terminal, worker
from tracker.local import HERE

PAGES = {"Page": "/", "API": "/api/v1/", "Its documentation": "/api/v1/docs/", "Admin": "/admin/"}

# One person's machine, or a small server's: beyond these the database is the narrow place.
MOST_WORKERS = 4

# Addresses that mean "every one of this machine's".
EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only compared with


def migrate() -> None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        terminal.say(f"Preparing the database: {len(missing)} migrations.")
    # Also where none is missing: one that was cut short may have left the permissions out.
    call_command("migrate", interactive=False, verbosity=0)


def load_fixtures() -> None:
    terminal.say("Loading the fixtures.")
    said = StringIO()
    call_command("loaddata", *FIXTURES, stdout=said)
    terminal.say(said.getvalue().strip())


def serve(host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM. Raises SystemExit where a worker has failed."""
    # A worker starts with nothing of this process: no open connection, no thread.
    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "tracker.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        # One answer at a time on a connection, so that shutting one ends what its client does not take, and no more.
        http=HTTPModes.http1,
        websockets=False,
        workers=workers(connection.vendor),
        # SQLite has one writer, and Python one interpreter lock: a second thread would wait for the first. Those beside
        # it are for exports, each of which holds one for as long as its reader takes.
        blocking_threads=1 + settings.EXPORTS_AT_ONCE,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )
    stopped = threading.Event()
    threading.Thread(target=announce, args=(host, port, stopped.is_set), daemon=True).start()
    try:
        server.serve(target_loader=worker.load)
    finally:
        stopped.set()
    terminal.say("Stopped.")


def workers(vendor: str) -> int:
    """One on SQLite; on PostgreSQL one a core, within reason."""
    return 1 if vendor == "sqlite" else min(os.cpu_count() or 1, MOST_WORKERS)


def announce(host: str, port: int, stopped: Callable[[], bool]) -> None:
    """Wait until the server answers, and then say where."""
    while not stopped():
        if answers(EVERY.get(host, host), port):
            terminal.say(*welcome(host, port), good=True)
            return
        time.sleep(0.05)


def answers(host: str, port: int) -> bool:
    """Whether a request gets an answer, of any kind."""
    client = http.client.HTTPConnection(host, port, timeout=30)
    try:
        client.request("HEAD", PAGES["API"], headers={"Host": name_served(host)})
        client.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()
    return True


def name_served(host: str) -> str:
    """A name under which requests are answered: the address itself, else the first of ALLOWED_HOSTS."""
    written = f"[{host}]" if ":" in host else host
    names = names_served()
    return written if {"*", written} & set(names) else names[0].removeprefix(".")


def names_served() -> list[str]:
    """ALLOWED_HOSTS; where it is empty, which only DEBUG permits, the names that Django then allows."""
    return list(settings.ALLOWED_HOSTS or HERE)


def welcome(host: str, port: int) -> list[str]:
    name = name_served(EVERY.get(host, host))
    # Who asks for HTTPS comes by a proxy, which has that name and a port of its own.
    base = f"https://{name}" if settings.HTTPS else f"http://{name}:{port}"
    width = max(map(len, PAGES)) + 2
    addresses = [f"  {name + ':':{width}}{base}{path}" for name, path in PAGES.items()]
    return [
        "Mission Tracker is ready.",
        *addresses,
        f"Served under these names (ALLOWED_HOSTS): {', '.join(names_served())}",
        "An editor's account is made by: python3 manage.py editor NAME",
        "Ctrl-C stops it.",
    ]
