"""What recording a claim, or withdrawing one, would do, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from missions.admin import words
from missions.dates import FuzzyDate, between, length
from missions.models import Claim, Milestone
from missions.preview import Effect, effect, rivals
from missions.schedule import Said
from missions.slips import Slip
from missions.vocabulary import Outcome, SlipKind

_NO_DATE = "no date"
_WHOLE = {
    SlipKind.FIRMED: "Firmed",
    SlipKind.LOOSENED: "Loosened",
    SlipKind.ADJUSTED: "Adjusted",
    SlipKind.DATED: "Dated",
    SlipKind.UNDATED: "Undated",
}


@dataclass(frozen=True, slots=True)
class Told:
    """How the milestone stands now, how it would, and what comes about by it, a sentence each."""

    now: str
    then: str
    lines: list[str]


def of_recording(milestone: Milestone | None, one: Said, silence: str, day: date) -> Told:
    """What a claim would do; without a milestone, to a new one. `silence` says why it would make no standing; empty
    where it would. One query.
    """
    claims = _that_count(milestone) if milestone else []
    before = [claim.said for claim in claims]
    after = before if silence else [*before, one]
    named = {str(claim.pk): claim for claim in claims}
    against = [] if silence else [_named(named[rival.id]) for rival in rivals(before, one)]
    lines = [*([f"{silence}."] if silence else []), *(f"Makes a conflict with {name}." for name in against)]
    return _told(effect(before, after, day), lines, day)


def of_withdrawing(claim: Claim, day: date) -> Told:
    """What the withdrawal of a claim would do. One query."""
    claims = _that_count(claim.milestone)
    rest = [other for other in claims if other.pk != claim.pk]
    lines = [] if claim.counts() else ["It makes no standing as it is."]
    return _told(effect([claim.said for claim in claims], [claim.said for claim in rest], day), lines, day)


def move(slip: Slip) -> str:
    """ "Slips by 1 to 2 years: “by 2022” becomes “2024”"."""
    if slip.kind is SlipKind.SLIP:
        how = f"Comes {_far(slip)} late" if slip.outcome is Outcome.ACHIEVED else f"Slips by {_far(slip)}"
    elif slip.kind is SlipKind.PULL_IN:
        how = f"Comes {_far(slip)} early" if slip.outcome is Outcome.ACHIEVED else f"Moves earlier by {_far(slip)}"
    else:
        how = _WHOLE[slip.kind]
    told = f"{how}: “{words.told(slip.was) or _NO_DATE}” becomes “{words.told(slip.date) or _NO_DATE}”"
    return told + _deadline(slip)


def _that_count(milestone: Milestone) -> list[Claim]:
    return list(Claim.objects.that_count().filter(milestone=milestone).select_related("source", "claimant"))


def _named(claim: Claim) -> str:
    return f"“{claim.statement}” ({claim.voice}, {claim.asserted_on.text})"


def _told(found: Effect, lines: Iterable[str], day: date) -> Told:
    nothing = ["It stands as before, on every day."] if found.is_nothing else []
    return Told(
        words.stands(found.now, day), words.stands(found.then, day), [*lines, *nothing, *_moves(found), *_others(found)]
    )


def _moves(found: Effect) -> Iterator[str]:
    since = found.then.since if found.then else None
    for slip in found.slips:
        when = "" if slip.on == since else f" (from {words.day_told(slip.on)})"
        yield f"{move(slip)}{when}."
    for slip in found.undone:
        yield f"Is no longer so from {words.day_told(slip.on)}: {move(slip)}."


def _others(found: Effect) -> Iterator[str]:
    if found.now and found.then and found.now.conflict and not found.then.conflict:
        yield "The sources disagree no longer."
    for period in found.periods:
        until = f" until before {words.day_told(period.until)}" if period.until else ""
        yield f"From {words.day_told(period.since)}{until} it stands so: {words.outcome_and_date(period)}."
    for period in found.gone:
        yield f"From {words.day_told(period.since)} it stands so no longer: {words.outcome_and_date(period)}."


def _far(slip: Slip) -> str:
    """Of a move for certain, how far: "1 to 3 years" from 2022 to 2024, "at least 1 year" where a side is open."""
    dates = (slip.was, slip.date) if slip.kind is SlipKind.SLIP else (slip.date, slip.was)
    first, last = (when for when in dates if when)
    least = _length(first.latest, last.earliest)
    most = _length(first.earliest, last.latest if _is_day(first) and _is_day(last) else _after(last.latest))
    return between(least, most) if most else f"at least {least}"


def _deadline(slip: Slip) -> str:
    """Of a plan that did not move for certain: how far its last day did, where both dates have one."""
    was, now = (_after(when.latest if when else None) for when in (slip.was, slip.date))
    is_for_certain = slip.kind in (SlipKind.SLIP, SlipKind.PULL_IN)
    if is_for_certain or slip.outcome is not Outcome.PLANNED or not was or not now or was == now:
        return ""
    far = f"by {length(was, now)}" if was < now else f"{length(now, was)} earlier"
    return f"; its last day moves {far}"


def _after(day: date | None) -> date | None:
    """The end of the day, as the day after: so that two whole years are two years, and not a day less."""
    return day + timedelta(days=1) if day and day < date.max else day


def _is_day(when: FuzzyDate) -> bool:
    return when.earliest == when.latest


def _length(start: date | None, end: date | None) -> str:
    return length(start, end) if start and end else ""


def reading(when: FuzzyDate) -> str:
    """ "by 2022: up to 31 December 2022"."""
    return f"{when.text}: {words.bounds(when)}"
