"""Exports read back, and what a row of JSON is in a table: told by its values alone, without the code's columns."""

import csv
import io
import json
import re
from typing import Any

from tests.api.asking import Answer, get

DATE = {"edtf", "earliest", "latest", "precision", "approximate", "uncertain", "text"}
REFERENCE = {"slug", "name", "url"}


def exported(address: str, form: str, **given: str) -> Answer:
    answer = get(address, {"format": form, **given})
    assert answer.status == 200, answer.content
    return answer


def table(answer: Answer) -> list[dict[str, str]]:
    """The rows by the names of the columns, as an ordinary reader has them, with what was disarmed as it was."""
    names, *lines = csv.reader(io.StringIO(answer.content.decode(), newline=""), strict=True)
    return [dict(zip(names, map(unharmed, line), strict=True)) for line in lines]


def lines(answer: Answer) -> list[Any]:
    return [json.loads(line) for line in answer.content.splitlines()]


def unharmed(cell: str) -> str:
    return cell[1:] if re.match("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell) else cell


def cells(row: dict[str, Any], line: dict[str, str]) -> dict[str, str]:
    """A row of JSON as cells by column, beside the line that tells it: what has no words of its own stands as JSON."""
    return {key: cell for name, value in row.items() for key, cell in _cells(name, value, line).items()}


def _cells(name: str, value: Any, line: dict[str, str]) -> dict[str, str]:
    found = {name: str(value).lower() if isinstance(value, bool) else str(value)}
    match value:
        case None:
            found = {name: ""}
        case dict() if value.keys() == DATE:
            ends = {"": "edtf", "_earliest": "earliest", "_latest": "latest", "_text": "text"}
            found = {name + end: value[member] or "" for end, member in ends.items()}
        case dict() if value.keys() == REFERENCE:
            found = {name: value["slug"]}
        case dict() | list() if line.get(name, "").startswith(("{", "[")):
            found = {name: line[name] if json.loads(line[name]) == value else str(value)}
        case dict():
            members = [_cells(f"{name}_{member}", one, line) for member, one in value.items()]
            found = {key: cell for told in members for key, cell in told.items()}
        case list():
            found = {name: " ".join(":".join(_cells("", one, {}).values()) for one in value)}
    return found
