"""FuzzyDate: a date as it was told, the days it covers, and how it lies to other dates."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from missions.dates import hints
from missions.dates.errors import BadDate, Unreadable
from missions.dates.parsing import read
from missions.dates.parts import NOT_EDTF
from missions.dates.words import words
from missions.vocabulary import Precision

LONGEST = 64
FORMS = (
    'Write a day as 2016-09-26, a month as 2016-09, a quarter as 2026-35, a year as 2022, a decade as 203X, "by 2022" '
    'as ../2022, "2035 to 2039" as 2035/2039.'
)


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date in EDTF (ISO 8601-2, level 2), made by `parse`.

    `earliest` and `latest` are inclusive, None where the date is open, and those of the text: "about" widens nothing.
    An interval runs from the earliest day of its start to the latest of its end, and one of them at most is open.

    Seasons are the northern, meteorological ones: spring 21 is March to May, summer 22 June to August, autumn 23
    September to November, winter 24 December to February of the next year. 33 to 36 are quarters, 37 to 39 thirds of
    a year, 40 and 41 halves. Refused, with the reason: times of day, dates that come several times ({...}), years
    outside 0001 to 9999, seasons by hemisphere (25 to 32), marks on a part of a date, and what says nothing (../..):
    an unknown date is None.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool
    uncertain: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `BadDate`. Blanks around the text, and within a set, are dropped."""
        text = _checked(text)
        try:
            found = read(text)
        except Unreadable as fault:
            raise _bad(text, str(fault)) from None
        return cls(found.edtf, found.earliest, found.latest, found.precision, found.approximate, found.uncertain)

    @property
    def text(self) -> str:
        """English words: "by 2022", "second quarter of 2026", "about 2024 to 2025"."""
        return words(read(self.edtf))

    def lies_within(self, other: Self) -> bool:
        """Every day of it is a day of the other's. An open side lies only within an open side."""
        starts = other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)
        ends = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return starts and ends

    def overlaps(self, other: Self) -> bool:
        """Some day of it is a day of the other's: it is neither before nor after."""
        return not self.is_before(other) and not self.is_after(other)

    def is_before(self, other: Self) -> bool:
        """Certainly: its last day comes before the other's first."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def is_after(self, other: Self) -> bool:
        """Certainly: its first day comes after the other's last."""
        return other.is_before(self)

    @property
    def sort_key(self) -> tuple[date, date]:
        """The closing day, then the opening one: what must have come first, first. Without an end comes last."""
        return self.latest or date.max, self.earliest or date.min


def _checked(text: str) -> str:
    if "\0" in text:
        raise BadDate("A date cannot hold a NUL character.")
    if len(text) > LONGEST:
        raise BadDate(f"A date has at most {LONGEST} characters, and this one has {len(text)}.")
    if not text.strip():
        raise BadDate("A date cannot be blank: leave it out when it is unknown.")
    return text.strip()


def _bad(text: str, fault: str) -> BadDate:
    if hints.means_unknown(text):
        return BadDate(f"{text!r} is not a date: leave the date out when it is unknown.")
    guess = hints.nearest(text, _reads)
    forms = f" {FORMS}" if fault == NOT_EDTF and not guess else ""
    return BadDate(f"{text!r} {fault}.{forms}", guess)


def _reads(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    try:
        read(text)
    except Unreadable:
        return False
    return True
