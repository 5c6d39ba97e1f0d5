from django.db.models import QuerySet

from missions.api.filtersets.evidence import ClaimFilters, ClaimOfMilestoneFilters, SourceFilters
from missions.api.ordering import closing, plain, words
from missions.api.serializers.evidence import ClaimSerializer, SourceSerializer
from missions.api.views.base import DetailView, ListView, require_milestone
from missions.models import Claim, Source

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


class ClaimList(ListView):
    """What sources say of milestones: those claims that had been made by the day `as_of`."""

    serializer_class = ClaimSerializer
    filters = ClaimFilters
    keys = {**CLAIM_KEYS, "milestone": plain("milestone__slug"), "source": plain("source__slug")}
    order = "-asserted_on"
    by_day = True

    def rows(self) -> QuerySet[Claim]:
        return Claim.objects.for_page().said_by(self.day)


class ClaimDetail(DetailView):
    """One claim."""

    serializer_class = ClaimSerializer
    lookup = "id"

    def rows(self) -> QuerySet[Claim]:
        return Claim.objects.for_page()


class ClaimsOfMilestone(ListView):
    """What was claimed of one milestone by the day `as_of`, withdrawn and doubtful claims too."""

    serializer_class = ClaimSerializer
    filters = ClaimOfMilestoneFilters
    keys = {**CLAIM_KEYS, "source": plain("source__slug")}
    order = "-asserted_on"
    by_day = True

    def rows(self) -> QuerySet[Claim]:
        slug = self.kwargs["slug"]
        require_milestone(slug, self.day)
        return Claim.objects.for_page().said_by(self.day).filter(milestone__slug=slug)
