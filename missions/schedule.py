"""Claims into standings, and the state of a standing on a day. Pure: no Django, no clock.

A claim counts from the last day of its `asserted_on`. On a day with several claims the highest rank speaks; where
claims of that rank cannot all be true, the day is a conflict. The standing is that of the claim which reports most: an
outcome before a plan, a date before none, a narrow window before a wide one. The order of arrival changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from missions.dates import FuzzyDate
from missions.vocabulary import Outcome, Rank, State

# What reports most comes first.
_TELLING = (Outcome.ACHIEVED, Outcome.FAILED, Outcome.CANCELLED, Outcome.ONGOING, Outcome.PLANNED)
_RANKS = tuple(Rank)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that counts, as far as a schedule needs it. `day` is the last day of its `asserted_on`."""

    id: str
    day: date
    outcome: Outcome
    date: FuzzyDate | None
    rank: Rank = Rank.NORMAL


@dataclass(frozen=True, slots=True)
class Period:
    """How a milestone stood on each day with since <= day < until; `until` is None for the last one."""

    since: date
    until: date | None
    outcome: Outcome
    date: FuzzyDate | None
    conflict: bool
    claim: str

    def only_says(self, standing: "Period") -> bool:
        """Whether it says what stands, or less, whoever says it. That something came, and not when, takes no date back
        unless a conflict begins or ends by it; a plan without a date does.
        """
        same_date = self.date == standing.date or (self.date is None and self.outcome is not Outcome.PLANNED)
        return (self.outcome, self.conflict) == (standing.outcome, standing.conflict) and same_date


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of one day and rank that cannot all be true. Those of a side say the same; the first side stands."""

    day: date
    sides: tuple[tuple[Said, ...], ...]

    @property
    def speaker(self) -> str:
        """The claim that stands."""
        return self.sides[0][0].id


def standings(claims: Iterable[Said]) -> list[Period]:
    """The periods that the claims make, oldest first, without gap or overlap; a claim that reaffirms makes none.

    Deprecated claims, withdrawn ones and those of a republication are the caller's to leave out.
    """
    by_day = groupby(sorted(claims, key=lambda said: said.day), key=lambda said: said.day)
    starts: list[Period] = []
    for day, said in by_day:
        begun = _on_one_day(day, list(said))
        if not starts or not begun.only_says(starts[-1]):
            starts.append(begun)
    return [_closed(period, after.since) for period, after in pairwise(starts)] + starts[-1:]


def conflicts(claims: Iterable[Said]) -> list[Conflict]:
    """The days on which claims of the highest rank cannot all be true, oldest first."""
    by_day = groupby(sorted(claims, key=lambda said: said.day), key=lambda said: said.day)
    days = [(day, heard(list(said))) for day, said in by_day]
    return [Conflict(day, _sides(said)) for day, said in days if _in_conflict(said)]


def heard(claims: list[Said]) -> list[Said]:
    """Those of one day that have the highest rank, what tells most first."""
    top = min(_RANKS.index(said.rank) for said in claims)
    return sorted((said for said in claims if _RANKS.index(said.rank) == top), key=_most_telling)


def disagree(one: Said, other: Said) -> bool:
    """Whether two claims cannot both be true: outcomes differ, or both are dated and their windows do not meet."""
    if one.outcome != other.outcome:
        return True
    return bool(one.date and other.date and not one.date.overlaps(other.date))


def state(outcome: Outcome, earliest: date | None, latest: date | None, day: date) -> State:
    """How a standing looks on `day`. Bounds are inclusive; None is open, and both are None without a date."""
    if outcome != Outcome.PLANNED:
        return State(outcome.value)
    if earliest is None and latest is None:
        return State.UNDATED
    if earliest is not None and day < earliest:
        return State.UPCOMING
    return State.OVERDUE if days_overdue(outcome, latest, day) else State.DUE


def days_overdue(outcome: Outcome, latest: date | None, day: date) -> int | None:
    """How many days a plan's window has been closed on `day`, 1 on the first one; None where it is not overdue."""
    if outcome != Outcome.PLANNED or latest is None or latest >= day:
        return None
    return (day - latest).days


def _on_one_day(day: date, claims: list[Said]) -> Period:
    speakers = heard(claims)
    first = speakers[0]
    return Period(day, None, first.outcome, first.date, _in_conflict(speakers), first.id)


def _in_conflict(speakers: list[Said]) -> bool:
    """Whether some two of them disagree. Windows of which each two meet have a day that is in all of them."""
    if len({said.outcome for said in speakers}) > 1:
        return True
    dates = [said.date for said in speakers if said.date]
    opens = max((window.earliest or date.min for window in dates), default=date.min)
    return opens > min((window.latest or date.max for window in dates), default=date.max)


def _sides(speakers: list[Said]) -> tuple[tuple[Said, ...], ...]:
    by_saying: dict[tuple[Outcome, FuzzyDate | None], list[Said]] = {}
    for said in speakers:
        by_saying.setdefault((said.outcome, said.date), []).append(said)
    return tuple(map(tuple, by_saying.values()))


def _most_telling(said: Said) -> tuple[object, ...]:
    """Sorts what reports most to the front. The text of the date and the id settle what is otherwise equal."""
    outcome = _TELLING.index(said.outcome)
    if said.date is None:
        return (outcome, True, 0, date.max, "", said.id)
    opens, closes = said.date.earliest or date.min, said.date.latest or date.max
    return (outcome, False, (closes - opens).days, closes, said.date.edtf, said.id)


def _closed(period: Period, until: date) -> Period:
    return Period(period.since, until, period.outcome, period.date, period.conflict, period.claim)
