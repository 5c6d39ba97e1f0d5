"""Entries: mappings that hold to a table of fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from missions.seeds.mistakes import Mistake, hint, shown
from missions.seeds.nodes import Value


class Scope(NamedTuple):
    """Where a check stands: the file, the entry's name in messages, and what it may refer to."""

    file: str
    name: str
    # Slugs by kind. A kind is left out when its file could not be read: one mistake, not one for each reference.
    known: Mapping[str, frozenset[str]]
    mistakes: list[Mistake]

    def complain(self, line: int, text: str) -> None:
        self.mistakes.append(Mistake(self.file, line, f"{self.name}: {text}"))


# Takes a value that is not blank and the field's name; gives the clean value, or None after a complaint.
Check = Callable[[Value, str, Scope], Any]


class Field(NamedTuple):
    """One key of an entry. A blank value is the same as a key left out."""

    name: str
    check: Check
    required: bool = True
    empty: Any = None


Table = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with clean values, and the lines of the keys that are not blank.

    None stands for a field that was refused, or is blank and has no other empty value.
    """

    file: str
    line: int
    name: str
    fields: Mapping[str, Any]
    lines: Mapping[str, int]

    def __getitem__(self, field: str) -> Any:
        return self.fields[field]

    def mistake(self, text: str, field: str = "") -> Mistake:
        """A mistake at the field's line, or at the entry's where the field is not written."""
        return Mistake(self.file, self.lines.get(field, self.line), f"{self.name}: {text}")


def enter(value: Value, scope: Scope, table: Table) -> Entry:
    """Check a mapping against its table, complaining of every key; a value that is no mapping has all fields None."""
    if not isinstance(value.data, dict):
        scope.complain(value.line, f"must be a mapping of keys, not {value.sort}")
        return Entry(scope.file, value.line, scope.name, {field.name: None for field in table}, {})
    _complain_of_unknown_keys(value.data, scope, table)
    fields = {field.name: _clean(field, value, value.data.get(field.name), scope) for field in table}
    lines = {key: item.line for key, item in value.data.items() if not item.blank}
    return Entry(scope.file, value.line, scope.name, fields, lines)


def _complain_of_unknown_keys(mapping: Mapping[str, Value], scope: Scope, table: Table) -> None:
    allowed = [field.name for field in table]
    for key in mapping.keys() - set(allowed):
        ending = hint(key, allowed) or f"; the keys are {', '.join(allowed)}"
        scope.complain(mapping[key].line, f"unknown key {shown(key)}{ending}")


def _clean(field: Field, owner: Value, value: Value | None, scope: Scope) -> Any:
    if value is not None and not value.blank:
        return field.check(value, field.name, scope)
    if not field.required:
        return field.empty
    if value is None:
        scope.complain(owner.line, f"missing key {field.name!r}")
    else:
        scope.complain(value.line, f"{field.name} is empty")
    return None
