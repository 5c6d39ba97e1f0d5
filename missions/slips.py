"""Standings into slips: how the date of a milestone moved, and how far. Pure: no Django, no clock.

Dates are compared as intervals, each with that of the last plan. Only plans and what came of them have a date that a
promise can be held against, so a standing that is ongoing, failed or cancelled neither ends the chain nor stands in it:
its date says something else.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from missions.dates import FuzzyDate
from missions.schedule import Period
from missions.vocabulary import Outcome, SlipKind

_PROMISES = (Outcome.PLANNED, Outcome.ACHIEVED)


@dataclass(frozen=True, slots=True)
class Days:
    """How far a date moved, in days, both ends inclusive; None where a bound is open. Less than 0 is earlier."""

    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a milestone's date, from the day `on` which it was said. `claim` said it, `was_claim` the last plan.

    `days` is None where there is no date on one side.
    """

    on: date
    kind: SlipKind
    outcome: Outcome
    was: FuzzyDate | None
    date: FuzzyDate | None
    days: Days | None
    was_claim: str
    claim: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the promise by a standing: the first date ever planned, the claim that told it, how far the
    present one lies from it (None where it cannot be said), and the number of slips so far, of every kind.

    `promised_by` is that of the first plan as long as no plan told a date, and None where it was never planned. From
    `agreed_since` on, it stood without a break with this outcome and these days, however they were told. `came_by` is
    the last day on which what came can have come; None where it has not.
    """

    promised: FuzzyDate | None
    promised_by: str | None
    total: Days | None
    moves: int
    agreed_since: date
    came_by: date | None


def slips(periods: Iterable[Period]) -> list[Slip]:
    """The moves from each plan to the next, and to when it came. Periods come oldest first, and so do they.

    What came is held against the last plan. A later report only says better when that was, and is a move of its own
    where by it the plan was missed in a way that none told before. One by which it was kept as it stood takes none
    back.
    """
    found: list[Slip] = []
    plan: Period | None = None
    reported: set[SlipKind | None] = set()
    for period in filter(_continues, periods):
        planned = period.outcome is Outcome.PLANNED
        kind = compare(plan.date, period.date) if plan else None
        if plan and kind and (planned or kind not in reported):
            found.append(_slip(kind, plan, period))
        plan, reported = (period, set()) if planned else (plan, reported | {kind})
    return found


def accounts(periods: Iterable[Period]) -> Iterator[Account]:
    """One for each period, in their order."""
    periods = list(periods)
    days = [slip.on for slip in slips(periods)]
    promised: FuzzyDate | None = None
    promised_by: str | None = None
    agreed_since, before = date.min, None
    for period, came_by in zip(periods, _came_by(periods), strict=True):
        agreed_since = agreed_since if before and _agree(before, period) else period.since
        before = period
        first = promised is None and (promised_by is None or period.date is not None)
        if first and period.outcome is Outcome.PLANNED:
            promised, promised_by = period.date, period.claim
        far = total(promised, period.outcome, period.date)
        yield Account(promised, promised_by, far, bisect_right(days, period.since), agreed_since, came_by)


def total(promised: FuzzyDate | None, outcome: Outcome, now: FuzzyDate | None) -> Days | None:
    """How far the date of a standing lies after the promised one; None without either, or if it says something else."""
    return moved(promised, now) if promised and now and outcome in _PROMISES else None


def compare(was: FuzzyDate | None, now: FuzzyDate | None) -> SlipKind | None:
    """What kind of move lies between two dates; None where both cover the same days, or neither is there."""
    if was is None or now is None:
        return None if was is now else SlipKind.DATED if now else SlipKind.UNDATED
    if _same_days(was, now):
        return None
    if now.is_after(was):
        return SlipKind.SLIP
    if now.is_before(was):
        return SlipKind.PULL_IN
    if now.lies_within(was):
        return SlipKind.FIRMED
    return SlipKind.LOOSENED if was.lies_within(now) else SlipKind.ADJUSTED


def moved(was: FuzzyDate, now: FuzzyDate) -> Days:
    """How far `now` lies after `was`: the least and the most that their days allow. The same days moved by nothing."""
    if _same_days(was, now):
        return Days(0, 0)
    return Days(_between(was.latest, now.earliest), _between(was.earliest, now.latest))


def _same_days(one: FuzzyDate, other: FuzzyDate) -> bool:
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _agree(one: Period, other: Period) -> bool:
    return one.outcome is other.outcome and compare(one.date, other.date) is None


def _came_by(periods: Iterable[Period]) -> Iterator[date | None]:
    """For each: the last day that no report of when it came denies; nobody reports what has not come.

    Told again less exactly, or without a date, it came no later. A report that denies all that was known takes its
    place; one of a date after the day on which it was first told takes that telling back, too.
    """
    told: date | None = None
    came_by: date | None = None
    for period in periods:
        opens, closes = (period.date.earliest, period.date.latest) if period.date else (None, None)
        if period.outcome is not Outcome.ACHIEVED:
            told = came_by = None
        elif told is None or (opens and opens > told):
            told = came_by = max(period.since, opens or period.since)
        elif came_by and opens and opens > came_by:
            came_by = told
        if came_by and closes:
            came_by = min(came_by, closes)
        yield came_by


def _between(start: date | None, end: date | None) -> int | None:
    return (end - start).days if start and end else None


def _continues(period: Period) -> bool:
    """That it came without a day being told says nothing of the date that was promised."""
    return period.outcome is Outcome.PLANNED or (period.outcome is Outcome.ACHIEVED and period.date is not None)


def _slip(kind: SlipKind, before: Period, after: Period) -> Slip:
    days = moved(before.date, after.date) if before.date and after.date else None
    return Slip(after.since, kind, after.outcome, before.date, after.date, days, before.claim, after.claim)
