"""What a start on one's own machine needs, so that two commands are enough.

Only manage.py comes here. A server's WSGI application takes its settings from the environment alone, and refuses
without them.
"""

import os
import secrets
import socket
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from tracker.bootstrap import ROOT

SECRET_FILE = ROOT / "var" / "secret_key"
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - only compared with
HERE = ("localhost", "127.0.0.1", "[::1]")


def prepare(arguments: Sequence[str]) -> None:
    """Complete the environment and read the settings. Leaves with one line where either cannot be done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    if os.environ.get("NO_COLOR"):
        os.environ.setdefault("DJANGO_COLORS", "nocolor")
    try:
        fill_in(os.environ, arguments)
    except OSError as error:
        sys.exit(f"Cannot write {error.filename}: {error.strerror}. Make {SECRET_FILE.parent} writable to you.")
    read_settings()


def read_settings() -> None:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))


def fill_in(environment: MutableMapping[str, str], arguments: Sequence[str]) -> None:
    """Set what a local start needs and nobody has set.

    Who names DEBUG or SECRET_KEY decides alone: nothing is filled in, and the settings refuse what is missing.
    """
    if "DEBUG" in environment or "SECRET_KEY" in environment:
        return
    environment["SECRET_KEY"] = secret(SECRET_FILE)
    environment.setdefault("ALLOWED_HOSTS", ",".join(dict.fromkeys((*HERE, *named_host(arguments)))))
    environment.setdefault("HTTPS", "false")


def named_host(arguments: Sequence[str]) -> list[str]:
    """The host after `--host`, as a browser writes it; for every address of this machine, the machine's name."""
    for place, argument in enumerate(arguments):
        name, equals, host = argument.partition("=")
        if name == "--host":
            host = host if equals else "".join(arguments[place + 1 : place + 2])
            return _written(host)
    return []


def _written(host: str) -> list[str]:
    if host in EVERY_ADDRESS:
        return [socket.gethostname()]
    return [f"[{host}]" if ":" in host else host] if host else []


def secret(file: Path) -> str:
    """This machine's secret key, made at the first start. Only its owner may read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        # Linked into place whole, so that of two first starts at a time both take the same key.
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text(encoding="ascii").strip()
