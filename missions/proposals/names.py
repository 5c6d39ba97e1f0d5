"""Where a text names what the catalog knows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from missions.proposals.catalog import Catalog, Entity
from missions.proposals.countries import STANDS_FOR


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `[start, end)`, without a possessive ending. Several entities may bear it: a rocket and its program."""

    start: int
    end: int
    entities: tuple[Entity, ...]


# What follows a proper name and is often left out. What is left must be a name of its own.
_GENERIC = re.compile(
    r"\s+(?:program(?:me)?s?|projects?|missions?|rover|lander|orbiter|spacecraft|rocket|space station|station)$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    ["international", "national", "commercial", "lunar", "mars", "moon", "space", "joint", "new", "global"]
)
_BRACKETS = re.compile(r"\s*\(([^)]+)\)")


class Names:
    """The names of a catalog, ready to be looked for: made once, used for many texts."""

    def __init__(self, catalog: Catalog) -> None:
        self._by_name: dict[str, tuple[Entity, ...]] = {}
        for entity in catalog.entities:
            for name in _names(entity):
                self._add(name, entity)
        self._pattern = _pattern(self._by_name)

    def mentions(self, text: str) -> list[Mention]:
        """In the order of the text, the longest name at each place. Capitals count; blanks and hyphens do not."""
        found = self._pattern.finditer(text) if self._pattern else ()
        return [Mention(one.start(1), one.end(1), self._by_name[_key(one.group(1))]) for one in found]

    def _add(self, name: str, entity: Entity) -> None:
        key = _key(name)
        there = self._by_name.get(key, ())
        if entity not in there:
            self._by_name[key] = (*there, entity)


def _names(entity: Entity) -> Iterator[str]:
    for name in filter(None, entity.names):
        plain = _BRACKETS.sub("", name)
        for form in (plain, *_BRACKETS.findall(name)):
            yield form
            yield from _shorter(form)
            yield from _initials(form)
    yield from STANDS_FOR.get(entity.country, ())


def _shorter(name: str) -> Iterator[str]:
    short = _GENERIC.sub("", name)
    if short != name and short[:1].isupper() and short.lower() not in _NO_NAME:
        yield short


def _initials(name: str) -> Iterator[str]:
    words = name.split()
    if len(words) > 2 and all(word[0].isupper() for word in words):
        yield "".join(word[0] for word in words)


def _key(name: str) -> str:
    """The same for spellings that differ in blanks, hyphens, apostrophes, or in the first letter of a later word."""
    plain = re.sub(r"[\s\u2010\u2011\u2013-]+", " ", name.replace("’", "'"))
    return re.sub(r" (\w)", lambda found: " " + found.group(1).lower(), plain.removesuffix("."))


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    found = sorted(names, key=len, reverse=True)
    if not found:
        return None
    forms = "|".join(_form(name) for name in found)
    return re.compile(rf"(?<![\w-])({forms})(?![\w]|-[0-9])")


def _form(name: str) -> str:
    words = (re.escape(word).replace("'", "['’]") for word in name.split())
    first, *rest = words
    last = r"\.?" if "." in name else ""
    return first + "".join(rf"[\s\u2010\u2011\u2013-]+{_either_case(word)}" for word in rest) + last


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{word[1:]}" if word[0].isalpha() else word
