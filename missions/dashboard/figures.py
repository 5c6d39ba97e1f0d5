"""What the page shows, as of a day. Seven queries, however much there is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, QuerySet, Value, Window
from django.db.models.functions import RowNumber, TruncDate

from missions.dates import FuzzyDate, length
from missions.models import Claim, Milestone, Standing
from missions.models.milestone import MilestoneQuerySet
from missions.vocabulary import State

# Rows of a table; the API has the rest.
SHOWN = 10
FEWER = 6
# Claims of one source among the latest.
OF_ONE = 3

# What must have come first; what opens first; what was said last. An open bound comes last, the key settles what ties.
CLOSING = (F("stands_date_latest").asc(nulls_last=True), F("stands_date_earliest").asc(nulls_first=True), "pk")
OPENING = (F("stands_date_earliest").asc(), F("stands_date_latest").asc(nulls_last=True), "pk")
NEWEST = (F("asserted_on_latest").desc(), TruncDate("recorded_at").desc(), F("milestone__title").asc(), F("pk").asc())
LATELY = ("-stands_since", F("stands_date_latest").desc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many milestones are in a state."""

    state: State
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """One milestone of a table. `note` says how long it is overdue, open, or still to come, or when it was said."""

    milestone: Milestone
    by: str
    date: FuzzyDate | None
    note: str


@dataclass(frozen=True, slots=True)
class Figures:
    # The first day of which anything was said; None in an empty database.
    first: date | None
    tallies: list[Tally]
    overdue: list[Row]
    due: list[Row]
    upcoming: list[Row]
    achieved: list[Row]
    claims: list[Claim]

    @property
    def total(self) -> int:
        return sum(tally.number for tally in self.tallies)


def figures(day: date) -> Figures:
    return Figures(
        first=Standing.objects.held().aggregate(first=Min("since"))["first"],
        tallies=_tallies(day),
        overdue=_rows(_in(State.OVERDUE, day).order_by(*CLOSING)[:SHOWN], day, _overdue_by),
        due=_rows(_in(State.DUE, day).order_by(*CLOSING)[:FEWER], day, _closes),
        upcoming=_rows(_in(State.UPCOMING, day).order_by(*OPENING)[:FEWER], day, _opens),
        achieved=_rows(_in(State.ACHIEVED, day).order_by(*LATELY)[:FEWER], day, _said),
        claims=list(_claims(day)[:SHOWN]),
    )


def _tallies(day: date) -> list[Tally]:
    """In the vocabulary's order, zeros too. One query."""
    rows = Milestone.objects.as_of(day).order_by()
    counts = [
        rows.in_states([state], day).annotate(named=Value(state.value)).values("named").annotate(number=Count("pk"))
        for state in State
    ]
    found = {row["named"]: row["number"] for row in counts[0].union(*counts[1:], all=True)}
    return [Tally(state, found.get(state.value, 0)) for state in State]


def _in(state: State, day: date) -> MilestoneQuerySet:
    """The milestones in a state, with who said so. One query."""
    rows = Milestone.objects.as_of(day).in_states([state], day)
    found: MilestoneQuerySet = rows.select_related("standing__claim__source", "standing__claim__claimant")
    return found


def _rows(milestones: Iterable[Milestone], day: date, note: Callable[[Standing, date], str]) -> list[Row]:
    return [
        Row(milestone, milestone.standing.claim.voice, milestone.standing.date, note(milestone.standing, day))
        for milestone in milestones
    ]


def _claims(day: date) -> QuerySet[Claim]:
    """Those that count, newest first, and of no source more than OF_ONE. One query.

    Of what was said on one day, that of the last day of recording comes first; what was loaded at once, by its title.
    """
    place = Window(RowNumber(), partition_by="source", order_by=NEWEST)
    rows = Claim.objects.that_count().said_by(day).for_page().alias(place=place)
    found: QuerySet[Claim] = rows.filter(place__lte=OF_ONE).order_by(*NEWEST)
    return found


def _overdue_by(standing: Standing, day: date) -> str:
    return length(standing.date_latest, day)


def _closes(standing: Standing, day: date) -> str:
    return f"closes in {length(day, standing.date_latest)}" if standing.date_latest else "open, without an end"


def _opens(standing: Standing, day: date) -> str:
    return f"opens in {length(day, standing.date_earliest)}"


def _said(standing: Standing, _day: date) -> str:
    said: FuzzyDate = standing.claim.asserted_on
    return said.text
