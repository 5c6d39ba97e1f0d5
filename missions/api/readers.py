"""How the text of a parameter becomes a value: strictly, or refused with what is allowed and what was probably meant.

A reader is called with the text and knows the JSON Schema of what it takes. Parameters and filters share them.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.db.models import Model, QuerySet

from missions.vocabulary import Term

MOST_ITEMS = 50
MOST_SHOWN = 100
# So many to each side are compared: with 200,000 it would take seconds.
_BESIDE = 250


class Refused(Exception):
    """A text that is not taken: why, what is allowed, and what was probably meant."""

    def __init__(self, detail: str, allowed: Iterable[str] | None = None, nearest: str | None = None) -> None:
        hint = f" Did you mean {nearest!r}?" if nearest else ""
        super().__init__(detail + hint)
        self.detail = detail + hint
        self.allowed = list(allowed) if allowed is not None else None
        self.nearest = nearest


def nearest(text: str, allowed: Iterable[str]) -> str | None:
    """The most similar of the allowed texts, None where nothing is similar."""
    found = get_close_matches(text.lower()[:64], list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


def beside(text: str, rows: QuerySet[Any], column: str = "slug") -> list[str]:
    """The values of a column that stand next to the text in their order, before and behind it. Two queries."""
    low = text.lower()[:64]
    before = rows.filter(**{f"{column}__lt": low}).order_by(f"-{column}").values_list(column, flat=True)
    behind = rows.filter(**{f"{column}__gte": low}).order_by(column).values_list(column, flat=True)
    return [*before[:_BESIDE], *behind[:_BESIDE]]


def _array(items: dict[str, Any]) -> dict[str, Any]:
    most = min(MOST_ITEMS, len(items.get("enum", range(MOST_ITEMS))))
    return {"type": "array", "items": items, "minItems": 1, "maxItems": most, "uniqueItems": True}


class Reader(ABC):
    schema: dict[str, Any]
    several = False

    def known(self) -> list[str] | None:
        """What is allowed, in words or values; None where it is too much to say."""
        return None

    @abstractmethod
    def __call__(self, text: str) -> Any:
        """The value. Raises Refused."""


class Items(Reader):
    """A comma list, for "any of": a tuple of one to fifty values, none twice."""

    several = True

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = list(allowed)
        self.schema = _array({"type": "string", "enum": self.allowed})

    def __call__(self, text: str) -> tuple[str, ...]:
        items = tuple(item.strip() for item in text.split(","))
        if len(items) > MOST_ITEMS:
            raise Refused(f"It takes at most {MOST_ITEMS} values, and {len(items)} are given.", self.known())
        if "" in items:
            raise Refused("One value of the list is empty.", self.known())
        self.distinct(items)
        self.check(items)
        return items

    def distinct(self, items: tuple[str, ...]) -> None:
        if len(set(items)) < len(items):
            once = ",".join(dict.fromkeys(items))
            raise Refused("One value of the list is there twice.", self.known(), once)

    def known(self) -> list[str] | None:
        return self.allowed

    def nearest(self, item: str) -> str | None:
        return nearest(item, self.allowed)

    def check(self, items: tuple[str, ...]) -> None:
        for item in items:
            if item not in self.allowed:
                raise Refused(f"{item[:64]!r} is not allowed.", self.allowed, self.nearest(item))


class Terms(Items):
    """Values of a vocabulary."""

    # What people say for our words.
    _MEANT = {
        "late": "overdue",
        "delayed": "overdue",
        "missed": "overdue",
        "open": "due",
        "pending": "upcoming",
        "future": "upcoming",
        "tbd": "undated",
        "active": "ongoing",
        "done": "achieved",
        "success": "achieved",
        "failure": "failed",
        "canceled": "cancelled",
    }

    def __init__(self, terms: type[Term]) -> None:
        super().__init__(term.value for term in terms)

    def nearest(self, item: str) -> str | None:
        meant = self._MEANT.get(item.lower())
        return meant if meant in self.allowed else super().nearest(item)


class Slugs(Items):
    """Slugs of rows that exist. One query; three more where a slug is refused."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.names = str(model._meta.verbose_name_plural)
        self.schema = _array({"type": "string", "format": f"{model._meta.model_name}-slug"})

    def known(self) -> list[str] | None:
        """One query. None where there are more than a hundred."""
        slugs = self.model._default_manager.order_by("slug").values_list("slug", flat=True)[: MOST_SHOWN + 1]
        return list(slugs) if len(slugs) <= MOST_SHOWN else None

    def check(self, items: tuple[str, ...]) -> None:
        rows = self.model._default_manager.filter(slug__in=items)
        unknown = set(items) - set(rows.values_list("slug", flat=True))
        if unknown:
            self.refuse(min(unknown))

    def refuse(self, slug: str) -> None:
        raise Refused(
            f"{slug[:64]!r} is none of the {self.names}; /api/v1/{self.names}/ lists them.",
            self.known(),
            nearest(slug, beside(slug, self.model._default_manager.all())),
        )


class Countries(Items):
    """Country codes, ISO 3166-1 alpha-2."""

    _CODE = re.compile(r"\A[A-Z]{2}\Z")

    def __init__(self) -> None:
        self.schema = _array({"type": "string", "pattern": "^[A-Z]{2}$"})

    def known(self) -> list[str]:
        return ["two capital letters (ISO 3166-1 alpha-2), such as US"]

    def check(self, items: tuple[str, ...]) -> None:
        for item in items:
            if not self._CODE.match(item):
                upper = item.upper()
                meant = upper if self._CODE.match(upper) else None
                raise Refused(f"{item[:64]!r} is not a country's code.", self.known(), meant)


class Years(Items):
    """Years, of four digits each."""

    _YEAR = re.compile(r"\A(?!0000)[0-9]{4}\Z")

    def __init__(self) -> None:
        self.schema = _array({"type": "string", "pattern": "^(?!0000)[0-9]{4}$"})

    def known(self) -> list[str]:
        return ["a year of four digits, 0001 to 9999"]

    def check(self, items: tuple[str, ...]) -> None:
        for item in items:
            if not self._YEAR.match(item):
                raise Refused(f"{item[:64]!r} is not a year.", self.known())


class Choice(Reader):
    """One of a few words."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed
        self.schema = {"type": "string", "enum": list(allowed)}

    def known(self) -> list[str]:
        return list(self.allowed)

    def nearest(self, text: str) -> str | None:
        return self.allowed[0] if len(self.allowed) == 1 else nearest(text, self.allowed)

    def __call__(self, text: str) -> str:
        if text not in self.allowed:
            raise Refused(f"{text[:64]!r} is not allowed.", self.allowed, self.nearest(text))
        return text


class Flag(Reader):
    """`true`, `false`, and `unknown` where a row may say neither: True, False, None in a tuple of one."""

    _VALUES = {"true": True, "false": False, "unknown": None}
    _MEANT = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false"}

    def __init__(self, *, unknown: bool = False) -> None:
        self.allowed = ["true", "false", *(["unknown"] if unknown else [])]
        self.schema = {"type": "string", "enum": self.allowed} if unknown else {"type": "boolean"}

    def known(self) -> list[str]:
        return self.allowed

    def __call__(self, text: str) -> tuple[bool | None]:
        if text not in self.allowed:
            raise Refused(f"{text[:64]!r} is not allowed.", self.allowed, self.nearest(text))
        return (self._VALUES[text],)

    def nearest(self, text: str) -> str | None:
        """What is neither yes nor no is unknown, where that is allowed."""
        meant = self._MEANT.get(text.lower()) or nearest(text, self.allowed)
        return meant or ("unknown" if "unknown" in self.allowed else None)


class Number(Reader):
    """A whole number from `least` to `most`, both inclusive; `usual` is proposed for what is no number."""

    def __init__(self, least: int, most: int, usual: int) -> None:
        self.least, self.most, self.usual = least, most, usual
        self.schema = {"type": "integer", "minimum": least, "maximum": most}

    def known(self) -> list[str]:
        return [f"a whole number from {self.least} to {self.most}"]

    def __call__(self, text: str) -> int:
        if not re.fullmatch(r"-?[0-9]+", text):
            raise Refused(f"{text[:64]!r} is not a whole number.", self.known(), str(self.usual))
        value = int(text)
        if not self.least <= value <= self.most:
            bounded = min(max(value, self.least), self.most)
            raise Refused(f"{text[:64]} is out of range.", self.known(), str(bounded))
        return value


# Not blank, and without control characters: what the strict gate takes, as a schema says it.
_PRINTED = r"^(?=.*\S)[^\x00-\x1f\x7f]*$"


class Text(Reader):
    """Any text of 1 to `most` characters."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.schema = {"type": "string", "minLength": 1, "maxLength": most, "pattern": _PRINTED}

    def known(self) -> list[str]:
        return [f"1 to {self.most} characters"]

    def __call__(self, text: str) -> str:
        if len(text) > self.most:
            raise Refused(f"It has {len(text)} characters.", self.known())
        return text
