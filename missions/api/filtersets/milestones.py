from typing import Any

from django.db.models import Q

from missions.api.filters import (
    AnyOf,
    FilledFilter,
    Filters,
    FlagFilter,
    GivenFilter,
    ManyFilter,
    ReadFilter,
    SameText,
    SearchFilter,
    SlugFilter,
    TermFilter,
    WindowFilter,
)
from missions.api.readers import Countries, Items, Slugs
from missions.api.times import Day
from missions.models import Agency, Claim, Milestone, Program, Source, Standing, Vehicle
from missions.vocabulary import Destination, MilestoneKind, Outcome, State


class StateFilter(TermFilter):
    """States on the day that the rows are as of."""

    def filter(self, qs: Any, value: tuple[str, ...] | None) -> Any:
        return qs if value is None else qs.in_states(value, self.parent.day)


class OverdueFilter(FlagFilter):
    """Whether the window of a plan has closed by the day that the rows are as of."""

    def filter(self, qs: Any, value: tuple[bool | None] | None) -> Any:
        if value is None:
            return qs
        return qs.in_states([state for state in State if (state == State.OVERDUE) == value[0]], self.parent.day)


class SpokenOfFilter(ManyFilter):
    """By claims that had been made by the day that the rows are as of."""

    def together(self) -> dict[str, Any]:
        return {"claims__asserted_on_latest__lte": self.parent.day}


class ClaimantFilter(AnyOf):
    """By who made the claim that made the standing."""

    def __init__(self, reader: Items, field_name: str, *, description: str) -> None:
        super().__init__(reader, field_name, description=f"{description} A comma list means any of.")

    def condition(self, value: tuple[str, ...]) -> Q:
        return Q(stands_claim_id__in=Claim.objects.filter(super().condition(value)).values("pk"))


class DayFilter(ReadFilter):
    """A day of a column compared with a day."""

    def __init__(self, field_name: str, lookup: str, *, description: str) -> None:
        super().__init__(Day(), f"{field_name}__{lookup}", description=description)


class StandingFilters(Filters):
    """What can be asked of a milestone's standings; for a list of them."""

    outcome = TermFilter(Outcome, "outcome", description="With this outcome.")
    conflict = FlagFilter("conflict", description="Whether claims of equal rank and day cannot all be true.")
    date_before = WindowFilter("date", "before", what="The date")
    date_after = WindowFilter("date", "after", what="The date")
    date_within = WindowFilter("date", "within", what="The date")
    date_overlaps = WindowFilter("date", "overlaps", what="The date")
    dated = FilledFilter("date_edtf", description="Whether its date is told.")
    since_from = DayFilter("since", "gte", description="Standing so since this day or later.")
    since_before = DayFilter("since", "lt", description="Standing so since before this day.")
    source = SlugFilter(Source, "claim__source__slug", description="Made by a claim of this source.")
    claimant = SlugFilter(Agency, "claim__claimant__slug", description="Made by a claim of this agency.")

    class Meta:
        model = Standing
        fields = ()


class MilestoneFilters(Filters):
    """`day` is the day that the rows are as of."""

    slug = SlugFilter(Milestone, "slug", description="These milestones.")
    title = SameText("title", description="The title.")
    state = StateFilter(State, description="In this state on the day `as_of`.")
    overdue = OverdueFilter(description="Whether it is planned and its window has closed by the day `as_of`.")
    outcome = TermFilter(Outcome, "stands_outcome", description="With this outcome.")
    conflict = FlagFilter("stands_conflict", description="Whether claims of equal rank and day cannot all be true.")
    kind = TermFilter(MilestoneKind, description="Of this kind.")
    destination = TermFilter(Destination, description="Happening there.")
    crewed = FlagFilter("crewed", unknown=True, description="Whether people take part; `unknown`: not said.")
    program = SlugFilter(Program, "program__slug", description="Of this program.")
    has_program = GivenFilter("program", description="Whether it belongs to a program.")
    agency = ManyFilter(Slugs(Agency), "agencies__slug", description="With this agency taking part.")
    country = ManyFilter(
        Countries(), "agencies__country", description="With an agency of this country (ISO 3166-1 alpha-2)."
    )
    vehicle = ManyFilter(Slugs(Vehicle), "vehicles__slug", description="With this vehicle.")
    claimant = ClaimantFilter(Slugs(Agency), "claimant__slug", description="Standing by a claim of this agency.")
    claimant_country = ClaimantFilter(
        Countries(),
        "claimant__country",
        description="Standing by a claim of an agency of this country (ISO 3166-1 alpha-2).",
    )
    source = SpokenOfFilter(Slugs(Source), "claims__source__slug", description="Spoken of by this source.")
    dated = FilledFilter("stands_date_edtf", description="Whether its date is told.")
    date_before = WindowFilter("stands_date", "before", what="The date")
    date_after = WindowFilter("stands_date", "after", what="The date")
    date_within = WindowFilter("stands_date", "within", what="The date")
    date_overlaps = WindowFilter("stands_date", "overlaps", what="The date")
    since_from = DayFilter("stands_since", "gte", description="Standing so since this day or later.")
    since_before = DayFilter("stands_since", "lt", description="Standing so since before this day.")
    search = SearchFilter("slug", "title", "criterion", where="slug, title and criterion")

    class Meta:
        model = Milestone
        fields = ()
