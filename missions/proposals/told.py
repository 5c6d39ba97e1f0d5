"""Dates in words, worked out: what a match of a pattern of `atoms` comes to on the day of the document."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from missions.dates import FuzzyDate
from missions.vocabulary import Precision

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class When:
    """What the words are told against. `ahead` says whether they speak of what is to come.

    `year` is that of the other end of an interval: in "between March and May 2025" March has the year of May.
    `said`: what is published is not the document, but what somebody said, as told in it.
    """

    published: FuzzyDate | None = None
    ahead: bool = False
    year: int | None = None
    said: bool = False

    def only_year(self) -> int | None:
        """The year of the document, if it is of one year."""
        first, last = self.ends()
        return last.year if first and last and first.year == last.year else None

    def only_month(self) -> tuple[int, int] | None:
        first, last = self.ends()
        return (last.year, last.month) if first and last and last.replace(day=first.day) == first else None

    def only_day(self) -> date | None:
        first, last = self.ends()
        return last if first == last else None

    def ends(self) -> tuple[date | None, date | None]:
        return (self.published.earliest, self.published.latest) if self.published else (None, None)

    def with_year(self, year: int) -> When:
        return replace(self, year=year)


@dataclass(frozen=True, slots=True)
class Told:
    """A date as EDTF: alone, as the start of an interval, and as its end.

    `before` is the last date before it where that does not follow from `first`: before the end of 2024 is by 2024.
    `relative`: it was read off the document's date, or off the other end's year.
    """

    alone: str
    first: str
    last: str
    before: str = ""
    relative: bool = False

    @classmethod
    def of(cls, edtf: str, *, relative: bool = False) -> Told:
        first, _, last = edtf.partition("/")
        return cls(edtf, first, last or first, relative=relative)


def month_text(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def preceding(edtf: str) -> str:
    """The last unit of its size before it: 2023 before 2024, 202X before 2030 told as a decade, a day before a day."""
    return _beside(edtf, ends_after=False)


def following(edtf: str) -> str:
    return _beside(edtf, ends_after=True)


def _beside(edtf: str, *, ends_after: bool) -> str:
    told = FuzzyDate.parse(edtf)
    edge = told.latest if ends_after else told.earliest
    if edge is None or edge in (date.min, date.max):
        raise ValueError(edtf)
    day = edge + timedelta(days=1 if ends_after else -1)
    sizes: dict[Precision, Callable[[], str]] = {
        Precision.DAY: day.isoformat,
        Precision.YEAR: lambda: f"{day.year:04}",
        Precision.DECADE: lambda: f"{day.year // 10:03}X",
    }
    return sizes.get(told.precision, lambda: month_text(day.year, day.month))()


def nearest_year(when: When, start: Callable[[int], date], end: Callable[[int], date]) -> int | None:
    """The year in which a stretch of a year that was told without one lies: the next ahead, or the last behind."""
    if when.year:
        return when.year
    year = when.only_year()
    earliest, latest = when.ends()
    if year is None or earliest is None or latest is None:
        return None
    years = range(year, year + 2) if when.ahead else range(year, year - 2, -1)
    fits = (lambda one: end(one) >= earliest) if when.ahead else (lambda one: start(one) <= latest)
    return next(filter(fits, years))


def within_month(year: int, month: int, part: str) -> str:
    days = monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, days)}[part]
    return f"{month_text(year, month)}-{first:02}/{month_text(year, month)}-{last:02}"


def moved(day: date, number: int, unit: str) -> str:
    """The EDTF of so many days, weeks, months, years or decades from a day; blank outside of the years 1 to 9999."""
    if unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1)
        return (day + timedelta(days=days)).isoformat() if abs(days) < 3660 else ""
    if unit == "month":
        year, month = divmod(12 * day.year + day.month - 1 + number, 12)
        return month_text(year, month + 1) if 0 < year <= MAXYEAR else ""
    year = day.year + number * (10 if unit == "decade" else 1)
    return f"{year:04}" if 0 < year <= MAXYEAR else ""
