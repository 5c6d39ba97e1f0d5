from missions.api.filters import (
    DayFilter,
    DaysFilter,
    Filters,
    ManyFilter,
    SearchFilter,
    SlugFilter,
    TermFilter,
    WindowFilter,
)
from missions.api.readers import Countries, Slugs
from missions.models import Agency, Milestone, Program, Slip, Source, Vehicle
from missions.vocabulary import Destination, Outcome, SlipKind


class SlipOfMilestoneFilters(Filters):
    """What is left to ask where the milestone is given."""

    kind = TermFilter(SlipKind, description="Of this kind.")
    outcome = TermFilter(Outcome, description="`planned`: to another target. `achieved`: to when it came.")
    days_from = DaysFilter("days_min", "gte", description="Moved by so many days, or certainly more.")
    days_to = DaysFilter("days_max", "lte", description="Moved by so many days, or certainly less.")
    on_from = DayFilter("on", "gte", description="Moved on this day or later.")
    on_before = DayFilter("on", "lt", description="Moved before this day.")
    was_before = WindowFilter("was", "before", what="The date before")
    was_after = WindowFilter("was", "after", what="The date before")
    was_within = WindowFilter("was", "within", what="The date before")
    was_overlaps = WindowFilter("was", "overlaps", what="The date before")
    date_before = WindowFilter("date", "before", what="The new date")
    date_after = WindowFilter("date", "after", what="The new date")
    date_within = WindowFilter("date", "within", what="The new date")
    date_overlaps = WindowFilter("date", "overlaps", what="The new date")
    source = SlugFilter(Source, "claim__source__slug", description="To a date told by this source.")
    claimant = SlugFilter(Agency, "claim__claimant__slug", description="To a date told by this agency.")

    class Meta:
        model = Slip
        fields = ()


class SlipFilters(SlipOfMilestoneFilters):
    milestone = SlugFilter(Milestone, "milestone__slug", description="Of this milestone.")
    program = SlugFilter(Program, "milestone__program__slug", description="Of a milestone of this program.")
    agency = ManyFilter(Slugs(Agency), "milestone__agencies__slug", description="Of a milestone of this agency.")
    country = ManyFilter(
        Countries(),
        "milestone__agencies__country",
        description="Of a milestone of an agency of this country (ISO 3166-1 alpha-2).",
    )
    vehicle = ManyFilter(Slugs(Vehicle), "milestone__vehicles__slug", description="Of a milestone of this vehicle.")
    destination = TermFilter(Destination, "milestone__destination", description="Of a milestone that happens there.")
    search = SearchFilter("milestone__slug", "milestone__title", where="the milestone's slug and title")

    class Meta:
        model = Slip
        fields = ()
