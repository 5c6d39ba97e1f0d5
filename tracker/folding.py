"""Texts compared in any case on SQLite as on PostgreSQL: what SQLite has for it knows the letters A to Z alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, TextField, lookups
from django.db.models.functions import Upper


def fold() -> None:
    """From now on, in every lookup, order and connection of this process."""
    for field in (CharField, TextField):
        for lookup in (_IContains, _IEndsWith, _IExact, _IStartsWith):
            field.register_lookup(lookup)
    connection_created.connect(_connected)


def _connected(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        for name, letter in (("lower", str.lower), ("upper", str.upper)):
            connection.connection.create_function(name, 1, partial(_folded, letter), deterministic=True)


def _folded(letter: Callable[[str], str], value: Any) -> str | None:
    """As PostgreSQL does it, one letter stays one: "ß" is not "SS"."""
    if value is None:
        return None
    text, whole = str(value), letter(str(value))
    if len(whole) == len(text):
        return whole
    return "".join(each if len(letter(each)) > 1 else letter(each) for each in text)


class _InAnyCase:
    def as_sqlite(self: Any, compiler: Any, connection: Any) -> Any:
        # Of other letters SQLite's LIKE is as good, and faster.
        if not isinstance(self.rhs, str) or self.rhs.isascii():
            return self.as_sql(compiler, connection)
        return type(self)(Upper(self.lhs), _folded(str.upper, self.rhs)).as_sql(compiler, connection)


class _IContains(_InAnyCase, lookups.IContains):
    pass


class _IEndsWith(_InAnyCase, lookups.IEndsWith):
    pass


class _IExact(_InAnyCase, lookups.IExact):
    pass


class _IStartsWith(_InAnyCase, lookups.IStartsWith):
    pass
