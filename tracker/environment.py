"""What the environment says, read once and typed. Every refusal names the variable and the fix."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

_env = Env()


def flag(name: str, *, default: bool) -> bool:
    """`true` or `false` in any case; `1`, `0`, `yes`, `no`, `on` and `off` too. Anything else is refused."""
    text = _env.str(name, default="").strip().lower()
    if not text:
        return default
    if text in {"true", "1", "yes", "on"}:
        return True
    if text in {"false", "0", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}: set it to true or false.")


def secret(name: str, *, needed: bool) -> str:
    """A long random text. Where it is not needed (DEBUG), a fixed one stands in, which protects nothing."""
    text: str = _env.str(name, default="")
    if not text and not needed:
        return "not-a-secret-" + "-" * 50
    if len(text) < 32:
        raise ImproperlyConfigured(
            f"{name} is {'too short' if text else 'not set'}: give at least 32 random characters, such as "
            "those that this prints: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return text


def hosts(name: str, *, needed: bool) -> list[str]:
    """Host names, separated by commas."""
    names = [host.strip() for host in _env.str(name, default="").split(",") if host.strip()]
    if needed and not names:
        raise ImproperlyConfigured(f"{name} is not set: name the hosts to serve, such as tracker.example.org.")
    return names


def origins(name: str) -> list[str]:
    """Origins (scheme and host), separated by commas."""
    return hosts(name, needed=False)


def rate(name: str, *, default: str) -> str:
    """So many in a time, such as 1200/min; the time is one of s, min, hour and day."""
    text: str = _env.str(name, default="") or default
    if not re.fullmatch(r"[1-9][0-9]{0,9}/(s|min|hour|day)", text):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: write so many in a time, such as 1200/min (s, min, hour, day)."
        )
    return text


def database(name: str, *, sqlite: Path, options: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A Django database from an address such as postgres://user:password@host/name; SQLite at `sqlite` without one.

    `options` are those of each engine. What the address itself says after its `?`, such as sslmode, outweighs them.
    """
    address = _env.str(name, default="")
    config: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite}
    if address:
        config = _database(name, address)
    return config | {"OPTIONS": {**options[config["ENGINE"]], **config.get("OPTIONS", {})}}


def _database(name: str, address: str) -> dict[str, Any]:
    if not address.startswith(("postgres://", "postgresql://", "sqlite://")):
        raise ImproperlyConfigured(f"{name} names neither PostgreSQL nor SQLite: write postgres://user@host/name.")
    try:
        config: dict[str, Any] = Env.db_url_config(address)
    except ValueError:
        # Its words may hold a part of the password.
        raise ImproperlyConfigured(
            f"{name} cannot be read: write postgres://user:password@host:5432/name, a / in the password as %2F."
        ) from None
    return config


def cache(name: str) -> dict[str, Any]:
    """A Django cache from an address such as redis://host:6379/1; this process's memory without one."""
    address = _env.str(name, default="")
    if not address:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not address.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name} does not name a Redis server: write redis://host:6379/1.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
