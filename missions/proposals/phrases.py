"""Phrases of a text that tell a date, each with its place and its EDTF reading.

What is told against the document's own date ("next year", "within five years", "on Tuesday") is read off it, and left
unread where the document's date is not known well enough. Numbers that count, cost or name are no dates.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from missions.dates import BadDate, FuzzyDate
from missions.proposals.atoms import ATOMS, Atom
from missions.proposals.cues import MOVING
from missions.proposals.told import Told, When, following, preceding


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """`[start, end)` holds the words that make the date: "by" of "by 2022", and not "in" of "in 2022".

    `reading` says in words how it was read; `relative`, that it was read off the document's date.
    """

    start: int
    end: int
    date: FuzzyDate
    reading: str
    relative: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """One or two atoms as they stand in the text, and what they come to."""

    start: int
    end: int
    read: Callable[[When], Told | None]


_THE = r"(?:(?P<about>about|around|roughly)\s+)?(?:the\s+)?(?:year\s+)?$"
_CLOSES = re.compile(
    r"\b(?:by|up\s+to|through|(?:no|not)\s+later\s+than|as\s+late\s+as|at\s+the\s+latest\s+by)\s+" + _THE,
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till)\s+" + _THE, re.IGNORECASE)
_BEFORE = re.compile(r"(?<!not )(?<!no )\b(?:before|prior\s+to|ahead\s+of)\s+" + _THE, re.IGNORECASE)
# "Will not fly before 2033" is from 2033 on, and so is "not until 2033".
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_OPENS = re.compile(
    r"\b(?:not\s+before|(?:no|not)\s+(?:earlier|sooner)\s+than|as\s+(?:early|soon)\s+as|(?:starting|beginning)(?:\s+in|"
    r"\s+from)?|(?:until\s+)?at\s+least|from)\s+" + _THE,
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\s+" + _THE, re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+" + _THE, re.IGNORECASE)
_ABOUT = re.compile(r"\b(?P<about>about|around|roughly|circa|approximately)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_LATER = re.compile(r"\s+(?:onwards?|on(?=[\s,.;]|$)|or\s+(?:later|after)|at\s+the\s+earliest)", re.IGNORECASE)
_EARLIER = re.compile(r"\s+(?:or\s+(?:earlier|before)|at\s+the\s+latest)", re.IGNORECASE)
_TO = re.compile(r"\s*(?:\bto\b|\buntil\b|\bthrough\b|–|-)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+(?:the\s+)?(?:in\s+)?", re.IGNORECASE)
_MOVES = re.compile(rf"\b{MOVING}\b", re.IGNORECASE | re.VERBOSE)
_LONGEST_FRAME = 40


def date_phrases(text: str, when: When, start: int = 0, end: int | None = None) -> list[DatePhrase]:
    """Those within `[start, end)`, in the order of the text. They do not overlap."""
    end = len(text) if end is None else end
    places = _joined(text, _places(text, start, end), start)
    found = (_phrase(text, place, when, start) for place in places)
    return [phrase for phrase in found if phrase]


def _places(text: str, start: int, end: int) -> list[_Place]:
    """The longest atom at each place."""
    matches = [
        (found, atom)
        for atom in ATOMS
        for found in atom.pattern.finditer(text, start, end)
        if not atom.comes_after
        or atom.comes_after.search(text, max(start, found.start() - _LONGEST_FRAME), found.start())
    ]
    matches.sort(key=lambda match: (match[0].start(), -match[0].end()))
    places: list[_Place] = []
    for found, atom in matches:
        if not places or found.start() >= places[-1].end:
            places.append(_Place(found.start(), found.end(), _reader(found, atom)))
    return places


def _reader(found: re.Match[str], atom: Atom) -> Callable[[When], Told | None]:
    return lambda when: atom.build(found, when)


def _joined(text: str, places: Sequence[_Place], start: int) -> Iterator[_Place]:
    """Two that are the ends of one interval, or a choice, become one. Those that a verb moves apart stay two."""
    rest = list(places)
    while rest:
        place = rest.pop(0)
        joint = _joint(text, place, rest[0], start) if rest else None
        if joint:
            other = rest.pop(0)
            place = _Place(_begin(text, place), other.end, _pair(place, other, joint))
        yield place


def _begin(text: str, place: _Place) -> int:
    found = _BETWEEN.search(text, max(0, place.start - _LONGEST_FRAME), place.start)
    return found.start() if found else place.start


def _joint(text: str, place: _Place, other: _Place, start: int) -> str:
    between = text[place.end : other.start]
    if _TO.fullmatch(between):
        is_moved = between.strip(" –-") and _MOVES.search(text, start, place.start)
        return "" if is_moved else "to"
    decades = all(re.search(r"0['’]?s$", text[one.start : one.end]) for one in (place, other))
    if _AND.fullmatch(between) and (decades or _begin(text, place) != place.start):
        return "to"
    return "or" if _OR.fullmatch(between) else ""


def _pair(place: _Place, other: _Place, joint: str) -> Callable[[When], Told | None]:
    def read(when: When) -> Told | None:
        last = other.read(when)
        if last is None:
            return None
        year = re.match("[0-9]{4}", last.first)
        first = place.read(when.with_year(int(year[0])) if year else when)
        if first is None:
            return None
        relative = first.relative or last.relative
        if joint == "or":
            return Told.of(f"[{first.alone},{last.alone}]", relative=relative)
        return Told.of(f"{first.first}/{last.last}", relative=relative)

    return read


def _phrase(text: str, place: _Place, when: When, start: int) -> DatePhrase | None:
    told = place.read(when)
    if told is None:
        return None
    try:
        begin, end, edtf = _framed(text, place, told, start)
        date = FuzzyDate.parse(edtf)
    except (BadDate, ValueError):
        return None
    reading = f"“{' '.join(text[begin:end].split())}”, read as {date.text}"
    if told.relative and when.published:
        reading += f", {'as told' if when.said else 'in a document'} of {when.published.text}"
    return DatePhrase(begin, end, date, f"{reading}.", told.relative)


def _framed(text: str, place: _Place, told: Told, start: int) -> tuple[int, int, str]:
    """The place and the EDTF with the words around it: "by 2022", "2024 at the earliest"."""
    behind = max(start, place.start - _LONGEST_FRAME)
    if not told.first or "[" in told.alone:
        return place.start, place.end, told.alone
    for pattern, build in _FRAMES:
        if found := pattern.search(text, behind, place.start):
            if pattern is _UNTIL and _MOVES.search(text, start, found.start()):
                return place.start, place.end, told.alone
            is_denied = pattern in (_BEFORE, _UNTIL) and _NOT.search(text, start, found.start())
            end = _LATER.match(text, place.end) if pattern is _OPENS else None
            mark = "~" if found.groupdict().get("about") else ""
            return (
                found.start(),
                end.end() if end else place.end,
                _marked((_opening if is_denied else build)(told), mark),
            )
    for pattern, build in _ENDINGS:
        if found := pattern.match(text, place.end):
            return place.start, found.end(), build(told)
    return place.start, place.end, told.alone


def _marked(edtf: str, mark: str) -> str:
    return "/".join(side if side == ".." else side.rstrip("~") + mark for side in edtf.split("/")) if mark else edtf


def _closing(told: Told) -> str:
    return f"../{told.last}"


def _opening(told: Told) -> str:
    return f"{told.first}/.."


_FRAMES: tuple[tuple[re.Pattern[str], Callable[[Told], str]], ...] = (
    (_CLOSES, _closing),
    (_UNTIL, _closing),
    (_BEFORE, lambda told: f"../{told.before or preceding(told.first)}"),
    (_OPENS, _opening),
    (_AFTER, lambda told: f"{following(told.last)}/.."),
    # What is so since a day began on it.
    (_SINCE, lambda told: told.alone),
    (_ABOUT, lambda told: told.alone),
)
_ENDINGS: tuple[tuple[re.Pattern[str], Callable[[Told], str]], ...] = ((_LATER, _opening), (_EARLIER, _closing))
