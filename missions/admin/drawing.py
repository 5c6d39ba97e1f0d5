"""A small drawing of how a milestone stood: for each standing the window that was told, over the years; where sources
disagree, those of the other sides below it.

Its numbers are lengths in the units of the drawing; the template makes an SVG of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from missions.admin import words
from missions.schedule import Conflict, Period, Said
from missions.vocabulary import Outcome

# Standings that are drawn: the latest.
SHOWN = 12
WIDTH, LEFT, TOP, ROW, HALF = 640, 16, 22, 24, 6
# Between years that are named there is room for their names.
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Row:
    """A standing, or another side of its conflict: when it was said, and the window it told. Without a date there is
    none, and x is None.
    """

    label: str
    outcome: Outcome
    y: int
    said: float
    x: float | None = None
    width: float = 0
    is_open: bool = False
    # Of another side: where its standing is drawn.
    against: int | None = None

    @property
    def middle(self) -> int:
        return self.y + HALF


@dataclass(frozen=True, slots=True)
class Drawing:
    height: int
    today: float
    ticks: list[Tick]
    rows: list[Row]
    # Standings that are drawn, and all that there are.
    shown: int
    total: int
    width: int = WIDTH


def draw(periods: Sequence[Period], day: date, conflicts: Iterable[Conflict] = ()) -> Drawing | None:
    """`periods` come oldest first; the drawing has the oldest at its top. None without any."""
    if not periods:
        return None
    shown = periods[-SHOWN:]
    sides = {conflict.day: conflict.sides[1:] for conflict in conflicts}
    groups = [[period, *_rivals(period, sides.get(period.since, ()))] for period in shown]
    scale = _Scale([*(end for group in groups for end in _days(group)), day])
    rows: list[Row] = []
    for group in groups:
        first = None
        for period in group:
            rows.append(_row(period, TOP + ROW * len(rows), scale, first))
            first = first or rows[-1].middle
    return Drawing(TOP + ROW * len(rows), scale.x(day), scale.ticks(), rows, len(shown), len(periods))


def _rivals(period: Period, sides: Iterable[tuple[Said, ...]]) -> list[Period]:
    """How the milestone would have stood by each of the other sides."""
    return [replace(period, outcome=one.outcome, date=one.date, claim=one.id) for one, *_ in sides]


class _Scale:
    """Days to places, with whole years at both ends."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first, self.last = min(days).year, max(days).year + 1
        self._start = date(self.first, 1, 1).toordinal()
        self._days = max(date(max(days).year, 12, 31).toordinal() + 1 - self._start, 1)

    def x(self, day: date) -> float:
        return self._place(day.toordinal())

    def after(self, day: date) -> float:
        """Where the day ends."""
        return self._place(day.toordinal() + 1)

    def ticks(self) -> list[Tick]:
        step = next((step for step in _YEARS if (self.last - self.first) / step <= _MOST_TICKS), _YEARS[-1])
        years = range(self.first + -self.first % step, self.last, step)
        return [Tick(self.x(date(year, 1, 1)), year) for year in years if year > 0]

    def _place(self, ordinal: int) -> float:
        return round(LEFT + (WIDTH - 2 * LEFT) * (ordinal - self._start) / self._days, 1)


def _days(periods: Iterable[Period]) -> Iterable[date]:
    for period in periods:
        ends = (period.date.earliest, period.date.latest) if period.date else ()
        yield from (day for day in (period.since, *ends) if day)


def _row(period: Period, y: int, scale: _Scale, against: int | None) -> Row:
    when, said = period.date, scale.x(period.since)
    place = ", said as well" if against else ""
    label = f"{words.day_told(period.since)}{place}: {words.outcome_and_date(period)}"
    if when is None:
        return Row(label, period.outcome, y, said, against=against)
    end = scale.after(when.latest) if when.latest else float(WIDTH - LEFT)
    # A window without a beginning is drawn from the day on which it was told, or ends there.
    start = scale.x(when.earliest) if when.earliest else min(said, end)
    is_open = when.earliest is None or when.latest is None
    return Row(label, period.outcome, y, said, start, round(max(end - start, 2), 1), is_open, against)
