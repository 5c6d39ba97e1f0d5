from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from missions.api.filtersets.evidence import ClaimFilters, ClaimOfMilestoneFilters, SourceFilters
from missions.api.ordering import closing, plain, words
from missions.api.parameters import KNOWN_AT, Parameter
from missions.api.serializers.evidence import ClaimSerializer, SourceSerializer
from missions.api.views.base import DetailView, ListView, RowsView, require_milestone
from missions.models import Claim, Source
from missions.models.source import copied_then

CLAIM_KEYS = {
    "asserted_on": closing("asserted_on"),
    "date": closing("date"),
    "outcome": plain("outcome"),
    "recorded_at": plain("recorded_at"),
}


class SourceList(ListView):
    """Documents that were read."""

    serializer_class = SourceSerializer
    filters = SourceFilters
    keys = {
        "slug": plain("slug"),
        "title": words("title"),
        "publisher": words("publisher"),
        "published": closing("published"),
    }
    order = "slug"

    def rows(self) -> QuerySet[Source]:
        return Source.objects.select_related("republication_of")


class SourceDetail(DetailView):
    """One source."""

    serializer_class = SourceSerializer

    def rows(self) -> QuerySet[Source]:
        return Source.objects.select_related("republication_of")


class ClaimsView(RowsView):
    """Claims, and whether they count."""

    serializer_class = ClaimSerializer

    @cached_property
    def context(self) -> dict[str, Any]:
        """With the sources that were copies at `known_at`, or were none, other than now. One query with an instant."""
        return {**super().context, "copied_then": copied_then(self.known_at)}


class ClaimList(ClaimsView, ListView):
    """What sources say of milestones: those claims that had been made by the day `as_of`."""

    filters = ClaimFilters
    keys = {**CLAIM_KEYS, "milestone": plain("milestone__slug"), "source": plain("source__slug")}
    order = "-asserted_on"
    by_day = True

    def rows(self) -> QuerySet[Claim]:
        return Claim.objects.for_page().said_by(self.day, self.known_at)


class ClaimDetail(ClaimsView, DetailView):
    """One claim. Before it was recorded, by `known_at`, there is none."""

    lookup = "id"

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (*super().parameters(), KNOWN_AT)

    def rows(self) -> QuerySet[Claim]:
        return Claim.objects.for_page().said_by(date.max, self.known_at)


class ClaimsOfMilestone(ClaimsView, ListView):
    """What was claimed of one milestone by the day `as_of`, withdrawn and doubtful claims too."""

    filters = ClaimOfMilestoneFilters
    keys = {**CLAIM_KEYS, "source": plain("source__slug")}
    order = "-asserted_on"
    by_day = True

    def rows(self) -> QuerySet[Claim]:
        slug = self.kwargs["slug"]
        require_milestone(slug, self.day, self.known_at)
        return Claim.objects.for_page().said_by(self.day, self.known_at).filter(milestone__slug=slug)
