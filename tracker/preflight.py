"""What can stand in the way of `up`. Each check raises CannotStart, which says in one line what to do."""

import errno
import socket
from pathlib import Path

from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from redis.exceptions import RedisError


class CannotStart(Exception):
    """`up` cannot serve here. The text says why and what to do, in one line."""


def check(host: str, port: int) -> None:
    """Raise at the first thing that stands in the way. Connects to the database and the cache; writes no row."""
    check_port(host, port)
    check_database()
    check_version()
    check_cache()


def port_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise CannotStart(f"There is no port {text}: ports go from 1 to 65535. Choose one, such as --port 8000.")
    return int(text)


def check_port(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server does: a port whose last server has just ended is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotStart(why_not_bound(host, port, error)) from error


def why_not_bound(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return f"Port {port} of {host} is taken. Stop what listens there, or choose another: --port {other}."
    if error.errno == errno.EACCES:
        return f"You may not listen on port {port}. Choose one above 1023, such as --port 8000."
    return f"{host} is not an address of this machine. Give --host one that is, such as 127.0.0.1."


def check_database() -> None:
    try:
        if connection.vendor == "sqlite":
            write_once()
        else:
            connect_once()
    except (OSError, DatabaseError) as error:
        raise CannotStart(why_no_database(error)) from error


def write_once() -> None:
    """Take the writer's lock: a folder or a file that cannot be written refuses it."""
    Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():
        connection.ensure_connection()


def connect_once() -> None:
    """Connect past the pool, which would try for half a minute and then not say why it could not."""
    import psycopg  # noqa: PLC0415 - a start on SQLite needs none of it

    with connection.wrap_database_errors:
        psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": 5}).close()


def why_no_database(error: Exception) -> str:
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        said = getattr(error, "strerror", None) or first_line(error)
        return (
            f"Cannot use the database {place['NAME']}: {said}. "
            "See that you may write to it and to its folder, and that the file is whole."
        )
    where = f"{place['NAME']} on {place['HOST'] or 'this machine'}, port {place['PORT'] or 5432}"
    return f"The database {where} refuses: {first_line(error)}. Start it, or correct DATABASE_URL."


def first_line(error: Exception) -> str:
    """What a driver says; its hints follow on further lines."""
    return str(error).strip().partition("\n")[0].rstrip(".")


def check_version() -> None:
    """A database that a newer version of the tracker has changed is not for this one to touch."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    unknown = sorted(set(loader.applied_migrations) - known)
    if unknown:
        raise CannotStart(
            f"The database comes from a newer version: this one does not know its migration {'.'.join(unknown[0])}. "
            "Update the project (git pull), or name another database in DATABASE_URL."
        )


def check_cache() -> None:
    try:
        cache.get("up")
    except (OSError, RedisError) as error:
        raise CannotStart(f"The cache does not answer: {first_line(error)}. Start it, or correct CACHE_URL.") from error
