from django.db.models import QuerySet

from missions.api.filtersets.slips import SlipFilters, SlipOfMilestoneFilters
from missions.api.ordering import closing, days, plain
from missions.api.serializers.slips import SlipSerializer
from missions.api.views.base import ListView, require_milestone
from missions.models import Slip

KEYS = {"on": plain("on"), "size": days("days"), "date": closing("date")}


class SlipList(ListView):
    """How the dates of milestones had moved by the day `as_of`, and how far."""

    serializer_class = SlipSerializer
    filters = SlipFilters
    keys = {**KEYS, "milestone": plain("milestone__slug")}
    order = "-on,milestone"
    by_day = True

    def rows(self) -> QuerySet[Slip]:
        said_by = ("claim__source", "claim__claimant", "was_claim__source", "was_claim__claimant")
        moved = Slip.objects.held(self.known_at).filter(on__lte=self.day)
        return moved.select_related("milestone", *said_by)


class SlipsOfMilestone(SlipList):
    """How the date of one milestone had moved by the day `as_of`, and how far."""

    filters = SlipOfMilestoneFilters
    keys = KEYS
    order = "-on"

    def rows(self) -> QuerySet[Slip]:
        slug = self.kwargs["slug"]
        require_milestone(slug, self.day, self.known_at)
        return super().rows().filter(milestone__slug=slug)
