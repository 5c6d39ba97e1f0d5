from typing import cast

from django.db.models import QuerySet

from missions.api.filtersets.milestones import MilestoneFilters, StandingFilters
from missions.api.ordering import closing, opening, plain, words
from missions.api.serializers.milestones import MilestoneSerializer, StandingSerializer
from missions.api.views.base import DetailView, ListView, require_milestone
from missions.models import Claim, Milestone, Standing


class MilestoneList(ListView):
    """Milestones that somebody had spoken of by the day `as_of`, as they stood on it."""

    serializer_class = MilestoneSerializer
    filters = MilestoneFilters
    keys = {
        "date": closing("stands_date"),
        "opens": opening("stands_date"),
        "slug": plain("slug"),
        "title": words("title"),
        "kind": plain("kind"),
        "destination": plain("destination"),
        "outcome": plain("stands_outcome"),
        "since": plain("stands_since"),
    }
    order = "date"
    by_day = True

    def rows(self) -> QuerySet[Milestone]:
        return cast(QuerySet[Milestone], Milestone.objects.as_of(self.day).for_page())


class MilestoneDetail(DetailView):
    """One milestone, as it stood on the day `as_of`. Before anyone spoke of it, there is none."""

    serializer_class = MilestoneSerializer
    by_day = True

    def rows(self) -> QuerySet[Milestone]:
        return cast(QuerySet[Milestone], Milestone.objects.as_of(self.day).for_page())

    def missing(self, name: str) -> str:
        if not Milestone.objects.filter(slug=name).exists():
            return super().missing(name)
        if not Claim.objects.said_by(self.day).filter(milestone__slug=name).exists():
            return f"Nobody had spoken of {name!r} by {self.day}."
        claims = f"{self.base()}milestones/{name}/claims/"
        return f"No claim that counts had been made of {name!r} by {self.day}. Its claims: {claims}"


class HistoryOfMilestone(ListView):
    """How one milestone stood, from the first day that somebody spoke of it to the day `as_of`."""

    serializer_class = StandingSerializer
    filters = StandingFilters
    keys = {"since": plain("since"), "date": closing("date"), "outcome": plain("outcome")}
    order = "since"
    by_day = True

    def rows(self) -> QuerySet[Standing]:
        slug = self.kwargs["slug"]
        require_milestone(slug, self.day)
        standings = Standing.objects.filter(milestone__slug=slug, since__lte=self.day)
        return standings.select_related("claim__source", "claim__claimant")
