"""EDTF text → its dates and how they are joined. One side of an interval, one member of a set at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from missions.dates.errors import Unreadable
from missions.dates.parts import NOT_EDTF, Part, read_part
from missions.vocabulary import Precision

NOTHING = "says nothing: leave the date out"


class Form(Enum):
    ONE = "2022"
    INTERVAL = "2022/2024"
    CHOICE = "[2022,2024]"


@dataclass(frozen=True, slots=True)
class Span:
    """From the start of one date to the end of another, or of the same. None is an open side; one at most is."""

    start: Part | None
    end: Part | None

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for part in (self.start, self.end) if part)


@dataclass(frozen=True, slots=True)
class Reading:
    """`edtf` is the canonical text. There is one span, and several only in a choice."""

    edtf: str
    form: Form
    spans: tuple[Span, ...]

    @property
    def earliest(self) -> date | None:
        starts = [span.start.earliest if span.start else None for span in self.spans]
        return _outermost(starts, min)

    @property
    def latest(self) -> date | None:
        ends = [span.end.latest if span.end else None for span in self.spans]
        return _outermost(ends, max)

    @property
    def precision(self) -> Precision:
        part = self.spans[0].start
        if self.form is Form.ONE and part:
            return part.precision
        return Precision.INTERVAL if self.form is Form.INTERVAL else Precision.CHOICE

    @property
    def approximate(self) -> bool:
        return any(part.approximate for span in self.spans for part in span.parts)

    @property
    def uncertain(self) -> bool:
        return any(part.uncertain for span in self.spans for part in span.parts)


def _outermost(days: list[date | None], choose: Callable[[list[date]], date]) -> date | None:
    told = [day for day in days if day]
    return choose(told) if len(told) == len(days) else None


# A parse of one date takes the library 2 to 6 ms.
@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """The text has no blanks around it. Raises `Unreadable`."""
    if text in ("..", "/", "[..]", "XXXX"):
        raise Unreadable(NOTHING)
    if text.startswith("{"):
        raise Unreadable("tells several dates, and a milestone comes once: one of several dates is a set in [ ]")
    if text.startswith("[") and text.endswith("]"):
        return _read_choice(text[1:-1])
    if "/" in text:
        return Reading(text, Form.INTERVAL, (_read_interval(text),))
    part = read_part(text)
    return Reading(text, Form.ONE, (Span(part, part),))


def _read_interval(text: str) -> Span:
    start, *end = text.split("/")
    if len(end) != 1:
        raise Unreadable(NOT_EDTF)
    if "" in (start, *end):
        raise Unreadable("has a blank side: an open side is written '..'")
    return _read_span("" if start == ".." else start, "" if end[0] == ".." else end[0])


def _read_choice(inside: str) -> Reading:
    members = [member.strip() for member in inside.split(",")]
    spans = tuple(_read_member(member) for member in members)
    if len(members) == 1 and ".." not in members[0]:
        raise Unreadable("is a set of one date")
    if any(span.start is None for span in spans[1:]) or any(span.end is None for span in spans[:-1]):
        raise Unreadable('has an open side within: "or earlier" comes first, "or later" comes last')
    return Reading(f"[{','.join(members)}]", Form.CHOICE, spans)


def _read_member(member: str) -> Span:
    start, *end = member.split("..")
    if len(end) > 1:
        raise Unreadable(NOT_EDTF)
    if not end:
        part = read_part(member)
        return Span(part, part)
    span = _read_span(start, end[0])
    if len({part.precision for part in span.parts}) > 1:
        raise Unreadable("runs from one unit to another: both ends are days, or months, or years")
    return span


def _read_span(start: str, end: str) -> Span:
    """A blank is an open side."""
    if not start and not end:
        raise Unreadable(NOTHING)
    span = Span(read_part(start) if start else None, read_part(end) if end else None)
    if span.start and span.end and span.start.earliest > span.end.latest:
        raise Unreadable("ends before it starts")
    return span
