"""The columns of a list in CSV: they follow from its serializer, and a cell from the row as JSON tells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from rest_framework import serializers

from missions.api.serializers.values import FuzzyDateSerializer, ReferenceSerializer

Path = tuple[str, ...]
# What stands in a table for an object that many rows have: ends of the column's name, and the member that is told.
_SHORT: dict[type[Any], dict[str, str]] = {
    FuzzyDateSerializer: {"": "edtf", "_earliest": "earliest", "_latest": "latest", "_text": "text"},
    ReferenceSerializer: {"": "slug"},
}
# A spreadsheet takes a text that begins so for a formula; the last four are the same signs in full width.
_DANGEROUS = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and where a row has its value. `parts` are those of each element, for a list that is told by words."""

    name: str
    path: Path
    parts: tuple[Path, ...] = ()

    def cell(self, row: dict[str, Any]) -> str:
        value = _at(row, self.path)
        if self.parts and value is not None:
            return " ".join(":".join(_text(_at(element, part)) for part in self.parts) for element in value)
        return harmless(value) if isinstance(value, str) else _text(value)


def columns(serializer: serializers.Serializer[Any]) -> list[Column]:
    """Those of the members that the serializer answers with, in their order."""
    return [column for name, field in serializer.fields.items() for column in _of(name, (name,), field)]


def harmless(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would run it. A second apostrophe tells it from one of its own:
    who takes one away wherever a dangerous sign follows one or more has the text again.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def _of(name: str, path: Path, field: Any) -> Iterator[Column]:
    field = _declared(field)
    if isinstance(field, serializers.ListSerializer):
        yield Column(name, path, _words(field.child))
    elif type(field) in _SHORT:
        yield from (Column(name + end, (*path, member)) for end, member in _SHORT[type(field)].items())
    elif isinstance(field, serializers.Serializer):
        for member, inner in field.fields.items():
            yield from _of(f"{name}_{member}", (*path, member), inner)
    else:
        yield Column(name, path)


def _declared(field: Any) -> Any:
    """What the schema says of a field that a method computes, if that is an object; else the field itself."""
    method = isinstance(field, serializers.SerializerMethodField)
    teller = getattr(field.parent, str(field.method_name)) if method else field
    told = getattr(teller, "_spectacular_annotation", {}).get("field")
    told = told() if isinstance(told, type) and issubclass(told, serializers.BaseSerializer) else told
    return told if isinstance(told, serializers.BaseSerializer) else field


def _words(element: Any) -> tuple[Path, ...]:
    """The parts of an element, if each is a slug or a value of a vocabulary: these hold neither blank nor colon."""
    if isinstance(element, ReferenceSerializer):
        return (("slug",),)
    parts: list[Path] = []
    for name, field in getattr(element, "fields", {}).items():
        if isinstance(field, ReferenceSerializer):
            parts.append((name, "slug"))
        elif isinstance(field, serializers.ChoiceField):
            parts.append((name,))
        else:
            return ()
    return tuple(parts)


def _at(value: Any, path: Path) -> Any:
    for member in path:
        if value is None:
            return None
        value = value[member]
    return value


def _text(value: Any) -> str:
    """Null is nothing; numbers, flags and whatever has no columns of its own are as in JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else orjson.dumps(value).decode()
