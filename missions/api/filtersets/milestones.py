from typing import Any

from django.db.models import Q

from missions.api.filters import (
    AnyFilter,
    AnyOf,
    DayFilter,
    DaysFilter,
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
from missions.api.readers import Countries, Number, Slugs, Years
from missions.models import Agency, Claim, Milestone, Program, Source, Standing, Vehicle
from missions.models.conditions import NOT_SLIPPED, SLIPPED
from missions.models.corroboration import corroboration
from missions.vocabulary import Destination, MilestoneKind, Outcome, Promise, State


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


class CorroboratedFilter(ReadFilter):
    """At least so many sources behind the standing on the day that the rows are as of."""

    def __init__(self, *, description: str) -> None:
        super().__init__(Number(1, 1000, 2), description=description)

    def filter(self, qs: Any, value: int | None) -> Any:
        if value is None:
            return qs
        behind = corroboration(self.parent.day, self.parent.known_at)
        return qs.alias(behind=behind).filter(behind__gte=value)


class SpokenOfFilter(ManyFilter):
    """By claims that had been made by the day that the rows are as of, and recorded by the instant asked for."""

    def together(self) -> dict[str, Any]:
        known_at = self.parent.known_at
        recorded = {"claims__recorded_at__lte": known_at} if known_at else {}
        return {"claims__asserted_on_latest__lte": self.parent.day} | recorded


class ClaimantFilter(AnyOf):
    """By who made the claim that made the standing."""

    claim = "stands_claim_id"

    def condition(self, value: tuple[str, ...]) -> Q:
        return Q(**{f"{self.claim}__in": Claim.objects.filter(super().condition(value)).values("pk")})


class PromisedByFilter(ClaimantFilter):
    """By the claim that made the first promise."""

    claim = "stands_promised_by_id"


class PromiserNamedFilter(FlagFilter):
    """Whether the claim that made the first promise names who makes it."""

    def condition(self, value: tuple[bool | None]) -> Q:
        return Q(stands_promised_by_id__in=Claim.objects.filter(claimant__isnull=not value[0]).values("pk"))


class PromiseFilter(TermFilter):
    """What became of the promise by the day that the rows are as of."""

    def filter(self, qs: Any, value: tuple[str, ...] | None) -> Any:
        return qs if value is None else qs.with_promises(self.parent.day).filter(promise__in=value)


class SettledFilter(FlagFilter):
    """Whether it is settled, by the day that the rows are as of, if the date first promised was kept."""

    def filter(self, qs: Any, value: tuple[bool | None] | None) -> Any:
        return qs if value is None else qs.with_promises(self.parent.day).filter(settled=value[0])


class SlippedFilter(FlagFilter):
    """Whether the date lies certainly after the one first promised."""

    def condition(self, value: tuple[bool | None]) -> Q:
        return SLIPPED if value[0] else NOT_SLIPPED


class YearFilter(ReadFilter):
    """By the year of the last day of the date."""

    def condition(self, value: tuple[str, ...]) -> Q:
        return Q.create([(self.field_name, int(year)) for year in value], connector=Q.OR)


class MovedFilter(FlagFilter):
    """Whether the date had moved by the day that the rows are as of."""

    def condition(self, value: tuple[bool | None]) -> Q:
        return Q(stands_moves__gt=0) if value[0] else Q(stands_moves=0)


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


class ConflictFilters(Filters):
    """What can be asked of a milestone's conflicts, each a day."""

    on_from = DayFilter("asserted_on_latest", "gte", description="On this day or later.")
    on_before = DayFilter("asserted_on_latest", "lt", description="Before this day.")

    class Meta:
        model = Claim
        fields = ()


class MilestoneFilters(Filters):
    """`day` is the day that the rows are as of."""

    slug = SlugFilter(Milestone, "slug", description="These milestones.")
    title = SameText("title", description="The title.")
    state = StateFilter(State, description="In this state on the day `as_of`.")
    overdue = OverdueFilter(description="Whether it is planned and its window has closed by the day `as_of`.")
    outcome = TermFilter(Outcome, "stands_outcome", description="With this outcome.")
    conflict = FlagFilter("stands_conflict", description="Whether claims of equal rank and day cannot all be true.")
    corroborated_by = CorroboratedFilter(description="Whose standing so many sources or more stand behind.")
    kind = TermFilter(MilestoneKind, description="Of this kind.")
    destination = TermFilter(Destination, description="Happening there.")
    has_destination = FilledFilter("destination", description="Whether it is said where it happens.")
    crewed = FlagFilter("crewed", unknown=True, description="Whether people take part; `unknown`: not said.")
    program = SlugFilter(Program, "program__slug", description="Of this program.")
    has_program = GivenFilter("program", description="Whether it belongs to a program.")
    agency = ManyFilter(Slugs(Agency), "agencies__slug", description="With this agency taking part.")
    has_agency = AnyFilter(Q(agencies__isnull=False), description="Whether any agency is said to take part.")
    country = ManyFilter(
        Countries(), "agencies__country", description="With an agency of this country (ISO 3166-1 alpha-2)."
    )
    has_country = AnyFilter(
        Q(agencies__country__gt=""), description="Whether any agency that takes part has a country."
    )
    vehicle = ManyFilter(Slugs(Vehicle), "vehicles__slug", description="With this vehicle.")
    has_vehicle = AnyFilter(Q(vehicles__isnull=False), description="Whether any vehicle is said to take part.")
    claimant = ClaimantFilter(Slugs(Agency), "claimant__slug", description="Standing by a claim of this agency.")
    claimant_country = ClaimantFilter(
        Countries(),
        "claimant__country",
        description="Standing by a claim of an agency of this country (ISO 3166-1 alpha-2).",
    )
    source = SpokenOfFilter(Slugs(Source), "claims__source__slug", description="Spoken of by this source.")
    promise = PromiseFilter(Promise, description="Promised, and this became of it by the day `as_of`.")
    promise_claimant = PromisedByFilter(Slugs(Agency), "claimant__slug", description="First promised by this agency.")
    promise_source = PromisedByFilter(Slugs(Source), "source__slug", description="First promised in this source.")
    has_promise_claimant = PromiserNamedFilter(
        description="Whether it is named who first promised it. What was never promised is neither."
    )
    settled = SettledFilter(
        description="Whether it is settled if the date first promised was kept: "
        "promised, and it came, failed, was cancelled, or that date is over by the day `as_of`."
    )
    slipped = SlippedFilter(description="Whether its date begins after the date first promised is over.")
    dated = FilledFilter("stands_date_edtf", description="Whether its date is told.")
    date_before = WindowFilter("stands_date", "before", what="The date")
    date_after = WindowFilter("stands_date", "after", what="The date")
    date_within = WindowFilter("stands_date", "within", what="The date")
    date_overlaps = WindowFilter("stands_date", "overlaps", what="The date")
    promised_before = WindowFilter("stands_promised", "before", what="The first date")
    promised_after = WindowFilter("stands_promised", "after", what="The first date")
    promised_within = WindowFilter("stands_promised", "within", what="The first date")
    promised_overlaps = WindowFilter("stands_promised", "overlaps", what="The first date")
    slip_from = DaysFilter("stands_slip_min", "gte", description="Slipped in total by so many days, or certainly more.")
    slip_to = DaysFilter("stands_slip_max", "lte", description="Slipped in total by so many days, or certainly less.")
    moved = MovedFilter(description="Whether its date had ever moved.")
    year = YearFilter(
        Years(), "stands_date_latest__year", description="With the last day of the date in this year, of four digits."
    )
    has_year = GivenFilter("stands_date_latest", description="Whether the date is told and has a last day.")
    since_from = DayFilter("stands_since", "gte", description="Standing so since this day or later.")
    since_before = DayFilter("stands_since", "lt", description="Standing so since before this day.")
    search = SearchFilter("slug", "title", "criterion", where="slug, title and criterion")

    class Meta:
        model = Milestone
        fields = ()
