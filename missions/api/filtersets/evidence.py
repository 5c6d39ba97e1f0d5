from datetime import datetime

from django.db.models import Q

from missions.api.filters import (
    AnyOf,
    FilledFilter,
    Filters,
    FlagFilter,
    GivenFilter,
    ManyFilter,
    SameText,
    SearchFilter,
    SinceFilter,
    SlugFilter,
    TermFilter,
    WindowFilter,
)
from missions.api.readers import Countries, Slugs
from missions.models import Agency, Claim, Milestone, Program, Source, Vehicle
from missions.models.claim import counting, standing_yet
from missions.vocabulary import Outcome, Rank, Reliability


class SourceFilters(Filters):
    slug = SlugFilter(Source, "slug", description="These sources.")
    publisher = SameText("publisher", description="The publisher.")
    author = SameText("author", description="The author.")
    sha256 = SameText("sha256", description="The hash of the file.")
    address = SameText("url", description="Where it was published.")
    title = SameText("title", description="The title.")
    reliability = TermFilter(Reliability, description="Of this reliability.")
    republication = GivenFilter("republication_of", description="Whether it is a copy of another.")
    republication_of = SlugFilter(Source, "republication_of__slug", description="Copies of this source.")
    published_before = WindowFilter("published", "before", what="The date of publication")
    published_after = WindowFilter("published", "after", what="The date of publication")
    published_within = WindowFilter("published", "within", what="The date of publication")
    published_overlaps = WindowFilter("published", "overlaps", what="The date of publication")
    search = SearchFilter("slug", "title", "publisher", "author", where="slug, title, publisher and author")

    class Meta:
        model = Source
        fields = ()


class CountsFilter(FlagFilter):
    """Whether a claim makes standings, by what was known."""

    def condition(self, value: tuple[bool | None]) -> Q:
        counts = counting(self.parent.known_at)
        return counts if value[0] else ~counts


class WithdrawnFilter(FlagFilter):
    """Whether a claim is withdrawn, by what was known."""

    def condition(self, value: tuple[bool | None]) -> Q:
        stands = standing_yet(self.parent.known_at)
        return ~stands if value[0] else stands


class WithdrawnSinceFilter(SinceFilter):
    """When a claim was withdrawn, as far as that was known."""

    def __init__(self, lookup: str, *, description: str) -> None:
        super().__init__("withdrawal__recorded_at", lookup, description=description)

    def condition(self, value: datetime) -> Q:
        return super().condition(value) & ~standing_yet(self.parent.known_at)


class ClaimOfMilestoneFilters(Filters):
    """What is left to ask where the milestone is given."""

    source = SlugFilter(Source, "source__slug", description="Drawn from this source.")
    claimant = SlugFilter(Agency, "claimant__slug", description="Said by this agency.")
    has_claimant = GivenFilter("claimant", description="Whether the source names who says so.")
    speaker = SameText("speaker", description="The person who spoke.")
    outcome = TermFilter(Outcome, description="Claiming this outcome.")
    has_reason = FilledFilter("reason", description="Whether a reason is given: for its rank, or for a doubt.")
    rank = TermFilter(Rank, description="Of this rank.")
    counts = CountsFilter(description="Whether it makes standings.")
    withdrawn = WithdrawnFilter(description="Whether it is withdrawn.")
    dated = FilledFilter("date_edtf", description="Whether it tells a date.")
    asserted_before = WindowFilter("asserted_on", "before", what="The date on which it was said")
    asserted_after = WindowFilter("asserted_on", "after", what="The date on which it was said")
    asserted_within = WindowFilter("asserted_on", "within", what="The date on which it was said")
    asserted_overlaps = WindowFilter("asserted_on", "overlaps", what="The date on which it was said")
    date_before = WindowFilter("date", "before", what="The claimed date")
    date_after = WindowFilter("date", "after", what="The claimed date")
    date_within = WindowFilter("date", "within", what="The claimed date")
    date_overlaps = WindowFilter("date", "overlaps", what="The claimed date")
    recorded_from = SinceFilter("recorded_at", "gte", description="Recorded at this instant or later.")
    recorded_before = SinceFilter("recorded_at", "lt", description="Recorded before this instant.")
    withdrawn_from = WithdrawnSinceFilter("gte", description="Withdrawn at this instant or later.")
    withdrawn_before = WithdrawnSinceFilter("lt", description="Withdrawn before this instant.")
    search = SearchFilter("statement", "speaker", "reason", where="statement, speaker and reason")

    class Meta:
        model = Claim
        fields = ()


class ClaimFilters(ClaimOfMilestoneFilters):
    milestone = SlugFilter(Milestone, "milestone__slug", description="Of this milestone.")
    program = SlugFilter(Program, "milestone__program__slug", description="Of a milestone of this program.")
    agency = ManyFilter(Slugs(Agency), "milestone__agencies__slug", description="Of a milestone of this agency.")
    vehicle = ManyFilter(Slugs(Vehicle), "milestone__vehicles__slug", description="Of a milestone of this vehicle.")
    country = AnyOf(
        Countries(), "claimant__country", description="Said by an agency of this country (ISO 3166-1 alpha-2)."
    )

    class Meta:
        model = Claim
        fields = ()
