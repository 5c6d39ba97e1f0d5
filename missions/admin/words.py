"""How a milestone stands, in words."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html

from missions import dates
from missions.admin.links import NOTHING
from missions.dates import FuzzyDate, length
from missions.models import Claim, Milestone, Standing
from missions.schedule import Period, state
from missions.vocabulary import Outcome, Precision, Rank, State

# Parts of a year, of which not everybody knows when they begin and end.
DIVISIONS = {Precision.SEASON, Precision.QUARTER, Precision.TERM, Precision.HALF}


def standing_on(milestone: Milestone, day: date) -> Standing | None:
    """The standing in force, with who said so; None before anyone spoke. One query."""
    rows = Milestone.objects.as_of(day).select_related("standing__claim__source", "standing__claim__claimant")
    found = rows.filter(pk=milestone.pk).first()
    return found.standing if found else None


def stands(standing: Standing | Period | None, day: date) -> str:
    """ "Planned by 2022; overdue by 3 years 10 months; the sources disagree"."""
    if standing is None:
        return "No claim that counts yet"
    parts = (outcome_and_date(standing), _window(standing, day), "the sources disagree" if standing.conflict else "")
    return "; ".join(filter(None, parts))


def stands_by(standing: Standing | None, claims: Sequence[Claim], day: date) -> str:
    """As `stands`, and who said so when. Of `claims`, those that count by the day are counted."""
    if standing is None:
        return f"{stands(standing, day)}."
    number = sum(claim.counts() and claim.asserted_on_latest <= day for claim in claims)
    said = "said once, by" if number == 1 else f"one of {number} claims, by"
    return f"{stands(standing, day)}; {said} {standing.claim.voice}, {standing.claim.asserted_on.text}."


def state_of(standing: Standing | Period, day: date) -> State:
    when: FuzzyDate | None = standing.date
    return state(Outcome(standing.outcome), when.earliest if when else None, when.latest if when else None, day)


def silence(claim: Claim, day: date) -> str:
    """Why a claim makes no standing (yet); empty where it does."""
    if claim.withdrawal_or_none:
        return "It is withdrawn"
    if claim.source.republication_of_id:
        return "It makes no standing: its source is a republication"
    if claim.rank == Rank.DEPRECATED:
        return "It makes no standing: it is deprecated"
    if claim.asserted_on_latest > day:
        return f"It counts from {day_told(claim.asserted_on_latest)}"
    return ""


def told(when: FuzzyDate | None) -> str | None:
    """A date in words; None where none is told."""
    return when.text if when else None


def whole(when: FuzzyDate | None) -> str:
    """A date in words; as its EDTF where that differs; its days where they are not plain. A dash where none is told."""
    if when is None:
        return NOTHING
    days = bounds(when) if when.precision in DIVISIONS else ""
    text = f"{when.text} ({days})" if days else when.text
    return format_html("{}, in EDTF <code>{}</code>", text, when.edtf) if when.edtf != when.text else text


def day_told(day: date) -> str:
    """ "26 September 2016"."""
    return FuzzyDate.parse(day.isoformat()).text


def bounds(when: FuzzyDate) -> str:
    """The first and the last day of a date: "1 April 2026 to 30 June 2026", "up to 31 December 2022"."""
    if when.earliest is None:
        return f"up to {day_told(when.latest)}" if when.latest else ""
    if when.latest is None:
        return f"{day_told(when.earliest)} or later"
    return FuzzyDate.parse(f"{when.earliest}/{when.latest}").text if when.earliest < when.latest else "one day"


def outcome_and_date(row: Claim | Standing | Period) -> str:
    """ "Planned by 2022", "Achieved on 26 September 2016", "Ongoing, without a date"."""
    return dates.outcome_and_date(Outcome(row.outcome), row.date)


def _window(standing: Standing | Period, day: date) -> str:
    when = standing.date
    match state_of(standing, day):
        case State.OVERDUE if when and when.latest:
            return f"overdue by {length(when.latest, day)}"
        case State.DUE:
            return "due now"
        case State.UPCOMING if when and when.earliest:
            return f"opens in {length(day, when.earliest)}"
        case _:
            return ""
