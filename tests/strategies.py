"""What property tests draw from: every form of date, with the days it covers worked out apart from the code."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from missions.dates import FuzzyDate

# First and last month; a last month of 14 is February of the next year.
_DIVISIONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An EDTF text and the days that it covers, inclusive; None where it is open."""

    text: str
    earliest: date | None
    latest: date | None


def edtf_texts(first_year: int = 1, last_year: int = 9999) -> SearchStrategy[str]:
    """Canonical texts of every form. The years are those that are named: a decade may reach beyond them."""
    return told_dates(first_year, last_year).map(lambda told: told.text)


def fuzzy_dates(first_year: int = 1, last_year: int = 9999) -> SearchStrategy[FuzzyDate]:
    return edtf_texts(first_year, last_year).map(FuzzyDate.parse)


def told_dates(first_year: int = 1, last_year: int = 9999) -> SearchStrategy[Told]:
    days = st.dates(date(first_year, 1, 1), date(last_year, 12, 31))
    return st.one_of(_singles(days), _intervals(days), _choices(days))


def _singles(days: SearchStrategy[date]) -> SearchStrategy[Told]:
    plain = st.builds(lambda tell, day: tell(day), st.sampled_from(_UNITS), days)
    unmarked = st.one_of(plain, _divisions(days), _x_years(days))
    return st.builds(_marked, unmarked, st.sampled_from(("", "", "?", "~", "%")))


def _marked(told: Told, mark: str) -> Told:
    return replace(told, text=told.text + mark)


def _in_year(day: date, text: str) -> Told:
    return Told(text, date(day.year, 1, 1), date(day.year, 12, 31))


def _in_month(day: date, text: str) -> Told:
    return Told(text, day.replace(day=1), _month_end(day.year, day.month))


def _in_years(day: date, unknown: int) -> Told:
    size = 10**unknown
    first = day.year // size * size
    return Told(f"{day.year:04}"[:-unknown] + "X" * unknown, date(max(first, 1), 1, 1), date(first + size - 1, 12, 31))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_UNITS: tuple[Callable[[date], Told], ...] = (
    lambda day: Told(f"{day}", day, day),
    lambda day: _in_month(day, f"{day}"[:7]),
    lambda day: _in_month(day, f"{day}"[:7] + "-XX"),
    lambda day: _in_year(day, f"{day}"[:4]),
    lambda day: _in_year(day, f"{day}"[:4] + "-XX"),
    lambda day: _in_year(day, f"{day}"[:4] + "-XX-XX"),
    lambda day: _in_years(day, 1),
    lambda day: _in_years(day, 2),
)


@st.composite
def _divisions(draw: DrawFn, days: SearchStrategy[date]) -> Told:
    year = draw(days).year
    number = draw(st.sampled_from([number for number in _DIVISIONS if (year, number) != (9999, 24)]))
    first, last = _DIVISIONS[number]
    end = _month_end(year + 1, last - 12) if last > 12 else _month_end(year, last)
    return Told(f"{year:04}-{number}", date(year, first, 1), end)


@st.composite
def _x_years(draw: DrawFn, days: SearchStrategy[date]) -> Told:
    """A month or a day of an unknown year: 156X-12-25."""
    day, unknown = draw(days), draw(st.sampled_from((1, 2)))
    years = _in_years(day, unknown)
    assert years.earliest
    assert years.latest
    possible = range(years.earliest.year, years.latest.year + 1)
    rest = draw(st.sampled_from(("month", "month and any day", "day", "any month", "any day")))
    if rest in ("any month", "any day"):
        return replace(years, text=years.text + ("-XX" if rest == "any month" else "-XX-XX"))
    if rest == "day":
        fitting = [date(year, day.month, day.day) for year in possible if day.day <= monthrange(year, day.month)[1]]
        return Told(f"{years.text}-{day:%m-%d}", fitting[0], fitting[-1])
    any_day = "-XX" if rest == "month and any day" else ""
    first, last = date(possible[0], day.month, 1), _month_end(possible[-1], day.month)
    return Told(f"{years.text}-{day:%m}{any_day}", first, last)


@st.composite
def _intervals(draw: DrawFn, days: SearchStrategy[date]) -> Told:
    start, end = _in_order(draw(_singles(days)), draw(_singles(days)))
    shape = draw(st.sampled_from(("closed", "from", "by")))
    if shape == "from":
        return Told(f"{start.text}/..", start.earliest, None)
    if shape == "by":
        return Told(f"../{end.text}", None, end.latest)
    return Told(f"{start.text}/{end.text}", start.earliest, end.latest)


def _in_order(one: Told, other: Told) -> tuple[Told, Told]:
    assert one.earliest
    assert other.latest
    return (one, other) if one.earliest <= other.latest else (other, one)


@st.composite
def _choices(draw: DrawFn, days: SearchStrategy[date]) -> Told:
    members = draw(st.lists(_singles(days), min_size=2, max_size=3))
    starts = [told.earliest for told in members if told.earliest]
    ends = [told.latest for told in members if told.latest]
    texts = [told.text for told in members]
    shape = draw(st.sampled_from(("closed", "or earlier", "or later", "to")))
    if shape == "or earlier":
        return Told(f"[..{','.join(texts)}]", None, max(ends))
    if shape == "or later":
        return Told(f"[{','.join(texts)}..]", min(starts), None)
    if shape == "to":
        first, last = sorted(draw(st.lists(days, min_size=2, max_size=2)))
        return Told(f"[{first}..{last},{','.join(texts)}]", min(first, *starts), max(last, *ends))
    return Told(f"[{','.join(texts)}]", min(starts), max(ends))
