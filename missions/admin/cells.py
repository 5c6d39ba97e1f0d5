"""Values in the cells of a table: written into a file, and read from one.

A cell that a spreadsheet would take for a formula gets an apostrophe before it on the way out, and loses it on the way
in. One that comes in without is refused: whoever opened the file before may have been shown something else.
"""

import json
import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from import_export.widgets import Widget

from missions.dates import BadDate, FuzzyDate, moment
from missions.models import Claim
from missions.seeds.mistakes import hint, sentence, shown

# How a formula begins, in the wide letters of East Asian keyboards too; apostrophes before it may be several.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# Nearest matches are looked for among all rows, so for the first few mistakes only.
_HINTS = 20


def neutral(text: str) -> str:
    """The text as no spreadsheet takes it for a formula. `plain` gives back what it was."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text of a cell, without the blanks around it. Raises ValueError where it begins like a formula."""
    text = cell.strip()
    if not _FORMULA.match(text):
        return text
    if text.startswith("'"):
        return text[1:]
    raise ValueError(
        f"{shown(text)} begins like a formula, with {text[0]!r}. Put an apostrophe before it if it is a text."
    )


class Cell(Widget):  # type: ignore[misc]  # the package has no types
    """A text on one line. `needed`: it may not be blank."""

    blank: Any = ""

    def __init__(self, *, needed: bool = False) -> None:
        super().__init__()
        self.needed = needed

    def clean(self, value: str, row: Any = None, **_: Any) -> Any:
        """Raises ValueError, in words for the editor."""
        text = plain(value)
        if text:
            return self.read(text)
        if self.needed:
            raise ValueError("It is blank, and is needed.")
        return self.blank

    def render(self, value: Any, obj: Any = None, **_: Any) -> Any:
        return "" if value is None else neutral(self.tell(value))

    def read(self, text: str) -> Any:
        return text

    def tell(self, value: Any) -> str:
        return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else str(value)


class Term(Cell):
    """A value of a vocabulary."""

    def __init__(self, allowed: Collection[str], *, needed: bool) -> None:
        super().__init__(needed=needed)
        self.allowed = allowed

    def read(self, text: str) -> str:
        if text in self.allowed:
            return text
        raise ValueError(sentence(f"{shown(text)} is none of {', '.join(self.allowed)}{hint(text, self.allowed)}"))


class Edtf(Cell):
    blank = None

    def read(self, text: str) -> FuzzyDate:
        try:
            return FuzzyDate.parse(text)
        except BadDate as bad:
            raise ValueError(str(bad)) from bad

    def tell(self, value: FuzzyDate) -> str:
        return value.edtf


class Number(Cell):
    """A whole number. It stays one in a workbook, and no number is a formula."""

    blank = None

    def read(self, text: str) -> int:
        if re.fullmatch("[0-9]{1,9}", text):
            return int(text)
        raise ValueError(f"{shown(text)} must be a whole number, such as 4387.")

    def render(self, value: int | None, obj: Any = None, **_: Any) -> Any:
        return "" if value is None else value


class Key(Cell):
    """A claim's id."""

    blank = None

    def read(self, text: str) -> UUID:
        try:
            return UUID(text)
        except ValueError as error:
            raise ValueError(
                f"{shown(text)} must be an id as an export has it, of 32 hexadecimal digits. Left out, one is made."
            ) from error


class Flag(Cell):
    def tell(self, value: bool) -> str:  # noqa: FBT001 - a flag is what it tells
        return "true" if value else "false"


class Moment(Cell):
    """A day, or an instant."""

    def tell(self, value: date) -> str:
        return moment(value) if isinstance(value, datetime) else value.isoformat()


class Reference(Cell):
    """A row by its slug; a claim by its id. Looks each up once."""

    blank = None

    def __init__(self, model: type[models.Model], *, needed: bool = False) -> None:
        super().__init__(needed=needed)
        self.model = model
        self.kind = str(model._meta.verbose_name)
        self._found: dict[str, models.Model] = {}
        self._slugs: list[str] | None = None
        self._hints = _HINTS

    def read(self, text: str) -> models.Model:
        found = self._found.get(text) or self.model._default_manager.filter(slug=text).first()
        if found is None:
            raise ValueError(sentence(f"Unknown {self.kind} {shown(text)}{self._hint(text)}"))
        self._found[text] = found
        return found

    def tell(self, value: Any) -> str:
        return str(value.pk if isinstance(value, Claim) else value.slug)

    def _hint(self, text: str) -> str:
        self._hints -= 1
        if self._hints < 0:
            return ""
        if self._slugs is None:
            self._slugs = list(self.model._default_manager.values_list("slug", flat=True))
        return hint(text, self._slugs) or f"; no {self.kind} has this slug"


class References(Cell):
    """Several rows by their slugs, sorted, a blank between. Written only."""

    def tell(self, value: Any) -> str:
        return " ".join(sorted(row.slug for row in value.all()))
