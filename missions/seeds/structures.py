"""Checks of values that hold other values: lists, parts of an entry, lists of entries."""

from typing import Any

from missions.seeds.entries import Check, Entry, Scope, Table, enter
from missions.seeds.mistakes import shown
from missions.seeds.nodes import Value


def listed(check: Check) -> Check:
    """A list of values that each hold to `check`, none of them twice."""

    def check_all(value: Value, field: str, scope: Scope) -> list[Any]:
        if not isinstance(value.data, list):
            scope.complain(value.line, f"{field} must be a list, not {value.sort}")
            return []
        found: list[Any] = []
        for item in value.data:
            one = check(item, field, scope)
            if isinstance(one, str) and one in found:
                scope.complain(item.line, f"{field} holds {shown(one)} twice")
            elif one is not None:
                found.append(one)
        return found

    return check_all


def entries(kind: str, table: Table) -> Check:
    """A list of entries, each named in messages by its kind and its first field."""

    def check(value: Value, field: str, scope: Scope) -> list[Entry]:
        if not isinstance(value.data, list):
            scope.complain(value.line, f"{field} must be a list, not {value.sort}")
            return []
        named = (
            (item, f"{kind} {_own_name(item, table) or f'number {position}'}")
            for position, item in enumerate(value.data, start=1)
        )
        return [enter(item, scope._replace(name=name), table) for item, name in named]

    return check


def _own_name(value: Value, table: Table) -> str:
    own = value.data.get(table[0].name) if isinstance(value.data, dict) else None
    return shown(own.data) if own and isinstance(own.data, str) else ""


def mapping(table: Table, kind: str = "") -> Check:
    """A mapping with a table of its own, named in messages by kind and first field, or else as a part of its entry."""

    def check(value: Value, field: str, scope: Scope) -> Entry:
        name = f"{kind} {_own_name(value, table) or 'without a name'}" if kind else f"{scope.name}: {field}"
        return enter(value, scope._replace(name=name), table)

    return check
