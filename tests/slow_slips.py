"""How dates moved, worked out from claims alone: windows are compared day with day, and histories walked day by day.

Only `slow_schedule` says what stood on a day. Of a window only the days matter at which some comparison can turn: the
bounds of both windows, the days beside them, and one day so far off on each side that only an open side reaches it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from missions.dates import FuzzyDate
from missions.schedule import Said
from missions.vocabulary import Outcome
from tests.slow_schedule import Stood, day_by_day

# Numbers of days; those of the calendar run from 1 to 3,652,059.
LONG_AGO, FAR_OFF = -(10**8), 10**8
Range = tuple[int | None, int | None]


@dataclass(frozen=True)
class Move:
    """What a slip must tell, dates as their texts."""

    on: date
    kind: str
    outcome: str
    was: str | None
    date: str | None
    days: Range | None
    was_claim: str
    claim: str


@dataclass(frozen=True)
class Told:
    """What a milestone must tell of its promise on a day."""

    promised: str | None
    date: str | None
    total: Range | None
    moves: int
    days_overdue: int | None


def days_that_matter(*windows: FuzzyDate) -> list[int]:
    bounds = [bound.toordinal() for window in windows for bound in (window.earliest, window.latest) if bound]
    return sorted({LONG_AGO, FAR_OFF} | {bound + step for bound in bounds for step in (-1, 0, 1)})


def days_of(window: FuzzyDate, among: Sequence[int]) -> set[int]:
    """Those of the days on which it may come."""
    return {
        day
        for day in among
        if (window.earliest is None or day >= window.earliest.toordinal())
        and (window.latest is None or day <= window.latest.toordinal())
    }


def kind_of(was: FuzzyDate | None, now: FuzzyDate | None) -> str | None:
    if was is None or now is None:
        return None if was is now else ("dated" if was is None else "undated")
    among = days_that_matter(was, now)
    before, after = days_of(was, among), days_of(now, among)
    if before == after:
        return None
    if all(day > other for day in after for other in before):
        return "slip"
    if all(day < other for day in after for other in before):
        return "pull_in"
    if all(day in before for day in after):
        return "firmed"
    return "loosened" if all(day in after for day in before) else "adjusted"


def days_between(was: FuzzyDate | None, now: FuzzyDate | None) -> Range | None:
    """From any day of the one to any day of the other: the least and the most, None where there is no end to it."""
    if was is None or now is None:
        return None
    among = days_that_matter(was, now)
    before, after = days_of(was, among), days_of(now, among)
    if before == after:
        return (0, 0)
    steps = [day - other for day in after for other in before]
    endless = FAR_OFF // 2
    return (min(steps) if min(steps) > -endless else None, max(steps) if max(steps) < endless else None)


def stood(claims: Sequence[Said], day: date) -> Iterator[tuple[date, Stood]]:
    """Each day up to that one on which the milestone came to stand otherwise, and how."""
    spoken = sorted({claim.day for claim in claims if claim.day <= day})
    last: Stood | None = None
    for at, present in zip(spoken, day_by_day(claims, spoken), strict=True):
        if present and present != last:
            yield at, present
        last = present


def moves_by(claims: Sequence[Said], day: date) -> list[Move]:
    """The slips that had been said by a day, oldest first: of each day, by what had stood on the days before it."""
    history = list(stood(claims, day))
    found = (_move(at, present, [then for _, then in history[:place]]) for place, (at, present) in enumerate(history))
    return [move for move in found if move]


def _move(at: date, present: Stood, past: Sequence[Stood]) -> Move | None:
    outcome, window, _, claim = present
    plans = [place for place, then in enumerate(past) if then[0] == Outcome.PLANNED]
    if not plans or not (outcome == Outcome.PLANNED or _came(present)):
        return None
    plan = past[plans[-1]]
    kind = kind_of(plan[1], window)
    if _came(present):
        kinds = [kind_of(plan[1], report[1]) for report in past[plans[-1] :] if _came(report)]
        if kind in kinds:
            # Told once already, of another day.
            return None
    if kind is None:
        return None
    return Move(at, kind, outcome.value, text(plan[1]), text(window), days_between(plan[1], window), plan[3], claim)


def _came(then: Stood) -> bool:
    """And on a day that was told."""
    return then[0] == Outcome.ACHIEVED and then[1] is not None


def told_on(claims: Sequence[Said], day: date) -> Told | None:
    """What a milestone tells on a day; None before anyone spoke of it."""
    history = list(stood(claims, day))
    if not history:
        return None
    outcome, window, *_ = history[-1][1]
    planned = [present[1] for _, present in history if present[0] == Outcome.PLANNED and present[1]]
    promised = planned[0] if planned else None
    means_it = outcome in (Outcome.PLANNED, Outcome.ACHIEVED)
    total = days_between(promised, window) if means_it else None
    return Told(text(promised), text(window), total, len(moves_by(claims, day)), overdue(outcome, window, day))


def overdue(outcome: Outcome, window: FuzzyDate | None, day: date) -> int | None:
    """How many days there were after the last one of the window, up to this one."""
    if outcome != Outcome.PLANNED or window is None or window.latest is None:
        return None
    return len(range(window.latest.toordinal() + 1, day.toordinal() + 1)) or None


def text(window: FuzzyDate | None) -> str | None:
    return window.edtf if window else None
