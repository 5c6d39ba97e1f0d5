"""One date inside an EDTF text: a day, a month, a season, a year, a decade; what it says and the days it covers."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date

from edtf.parser.grammar import parse_edtf
from edtf.parser.parser_classes import Date, DateAndTime, LongYear, Season

from missions.dates.divisions import DIVISIONS, MONTHS, last_of_month
from missions.dates.errors import Unreadable
from missions.vocabulary import Precision

MARKS = "?~%"
NOT_EDTF = "is not an EDTF date"

_NUMBERED = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)-([0-9]{2})(?:-([0-9]{2}))?")
# What a single date can be made of. Blanks, and `^` with what follows it, the library skips and forgets.
_SIGNS = re.compile(r"[0-9XYEST:Z+-]+")
_ODD_X = re.compile(r"X[0-9]|-[0-9]X|XXX")


@dataclass(frozen=True, slots=True)
class Part:
    """`year` is four characters, the last one or two of them digits or X. `month` is "", 01 to 12, XX, or a number
    of `DIVISIONS`. `day` is "", 01 to 31, or XX. `mark` is "", or one of `MARKS`. The bounds are inclusive."""

    year: str
    month: str
    day: str
    mark: str
    earliest: date
    latest: date

    @property
    def approximate(self) -> bool:
        return self.mark in ("~", "%")

    @property
    def uncertain(self) -> bool:
        return self.mark in ("?", "%")

    @property
    def precision(self) -> Precision:
        """The smallest unit that is told whole: a decade for 156X-12-25, a month for 2016-09-XX."""
        if "X" in self.year:
            return Precision.CENTURY if self.year.endswith("XX") else Precision.DECADE
        if self.month in DIVISIONS:
            return DIVISIONS[self.month].precision
        if self.month in ("", "XX"):
            return Precision.YEAR
        return Precision.MONTH if self.day in ("", "XX") else Precision.DAY


def read_part(text: str) -> Part:
    """Raises `Unreadable`. A mark stands at the end and holds for the whole, as the flags of a date do."""
    bare, mark = (text[:-1], text[-1]) if text.endswith(tuple(MARKS)) else (text, "")
    if any(sign in bare for sign in MARKS):
        raise Unreadable("marks a part of a date: one of ? ~ % at its end marks the whole")
    if not _SIGNS.fullmatch(bare):
        raise Unreadable(NOT_EDTF)
    _check_x(bare)
    _check_numbers(bare)
    year, month, day = _read_by_library(bare)
    return Part(year, month, day, mark, *_window(year, month, day))


def _check_x(bare: str) -> None:
    # The library fails with an AttributeError on 2022-0X, and prints.
    if _ODD_X.search(bare):
        raise Unreadable(
            "leaves out odd digits: of a year it can be the last one or two (203X, 20XX), of a month or day both"
        )


def _check_numbers(bare: str) -> None:
    # The library accepts 2022-02-29.
    if not (found := _NUMBERED.fullmatch(bare)):
        return
    year, month, day = found.groups()
    if "25" <= month <= "32" and not day:
        raise Unreadable("names a season by hemisphere: only 21 to 24, the northern ones, are known")
    if not "01" <= month <= "12" and (day or month not in DIVISIONS):
        numbers = "21 to 24 are seasons, 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of a year"
        raise Unreadable(f"has no month of that number: months are 01 to 12 ({numbers})")
    days = _longest(year, int(month)) if day else 0
    if day and not 1 <= int(day) <= days:
        most = "at most " if "X" in year else ""
        raise Unreadable(f"names a day that does not exist: {MONTHS[int(month) - 1]} {year} has {most}{days} days")


def _longest(year: str, month: int) -> int:
    """The days of the month, in its longest year where the year has an X."""
    return max(monthrange(number, month)[1] for number in years_of(year)) if year != "0000" else 31


def years_of(year: str) -> range:
    """The years that a year with X digits may be, in order."""
    return range(max(int(year.replace("X", "0")), MINYEAR), int(year.replace("X", "9")) + 1)


def _read_by_library(bare: str) -> tuple[str, str, str]:
    found = parse_edtf(bare, fail_silently=True)
    if isinstance(found, DateAndTime):
        raise Unreadable("has a time of day: a day is the finest date")
    # `Date` is the base of every single date, seasons and X digits included.
    if isinstance(found, LongYear) or (isinstance(found, Date) and found.year.startswith(("-", "0000"))):
        raise Unreadable("lies outside the years 0001 to 9999")
    # It also forgets the significant digits of a season's year.
    if not isinstance(found, Date) or str(found) != bare:
        raise Unreadable(NOT_EDTF)
    if "S" in bare:
        raise Unreadable("counts significant digits: write a decade as 195X, a century as 19XX")
    if isinstance(found, Season):
        return found.year, found.season, ""
    if found.month == "XX" and found.day not in (None, "XX"):
        raise Unreadable("tells a day of no month")
    return found.year, found.month or "", found.day or ""


def _window(year: str, month: str, day: str) -> tuple[date, date]:
    if division := DIVISIONS.get(month):
        return division.window(int(year))
    return _first_day(year, month, day), _last_day(year, month, day)


def _first_day(year: str, month: str, day: str) -> date:
    number = int(month) if month.isdigit() else 1
    return _in_some_year(years_of(year), number, int(day) if day.isdigit() else 1)


def _last_day(year: str, month: str, day: str) -> date:
    number = int(month) if month.isdigit() else 12
    if day.isdigit():
        return _in_some_year(years_of(year)[::-1], number, int(day))
    return last_of_month(years_of(year)[-1], number)


def _in_some_year(years: Sequence[int], month: int, day: int) -> date:
    """The day in the first of the years that has it: of 203X-02-29 the first is in 2032."""
    return next(date(year, month, day) for year in years if day <= monthrange(year, month)[1])
