from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from missions import schedule
from missions.api import linked
from missions.api.errors import BadParameters, Fault
from missions.api.filtersets.milestones import ConflictFilters, MilestoneFilters, StandingFilters
from missions.api.ordering import closing, days, opening, plain, words
from missions.api.renderers import JSONRenderer, LinkedRenderer
from missions.api.serializers.milestones import ConflictSerializer, MilestoneSerializer, StandingSerializer
from missions.api.serializers.values import address_of
from missions.api.views.base import DetailView, ListView, require_milestone, unspoken
from missions.models import Claim, Milestone, Slip, Standing
from missions.models.corroboration import corroboration
from missions.models.shown import date_shown
from missions.vocabulary import Resource


def milestones(day: date, known_at: datetime | None) -> QuerySet[Milestone]:
    """As they stood on the day, with all that a page shows. Three queries."""
    rows = Milestone.objects.as_of(day, known_at).annotate(corroboration=corroboration(day, known_at))
    return cast(QuerySet[Milestone], rows.for_page())


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
        "promised": closing("stands_promised"),
        "slip": days("stands_slip"),
    }
    order = "date"
    by_day = True

    def rows(self) -> QuerySet[Milestone]:
        return milestones(self.day, self.known_at)


class MilestoneDetail(DetailView):
    """One milestone, as it stood on the day `as_of`. Before anyone spoke of it, there is none."""

    serializer_class = MilestoneSerializer
    renderer_classes = (JSONRenderer, LinkedRenderer)
    also = {LinkedRenderer.media_type: linked.SCHEMA}
    by_day = True

    def rows(self) -> QuerySet[Milestone]:
        rows: Any = milestones(self.day, self.known_at)
        shown: QuerySet[Milestone] = rows.annotate(shown_edtf=date_shown(self.day, self.known_at))
        return shown if self._is_linked else rows

    def get(self, request: Request, **kwargs: Any) -> Response:
        """The row."""
        if self._is_linked and "fields" in self.given.values:
            raise BadParameters([Fault("fields", "JSON-LD is answered whole. Leave it out, or ask for JSON.")])
        return super().get(request, **kwargs)

    def document(self, found: Any, *, many: bool = False) -> Any:
        return self._linked(found) if self._is_linked else super().document(found, many=many)

    @property
    def _is_linked(self) -> bool:
        return self.request.accepted_renderer.format == LinkedRenderer.format

    def _linked(self, milestone: Milestone) -> Any:
        """Two queries."""
        claims = Claim.objects.for_page().said_by(self.day, self.known_at).filter(milestone=milestone)
        claims = claims.select_related("source__republication_of").order_by("asserted_on_latest", "id")
        slips = Slip.objects.held(self.known_at).filter(milestone=milestone, on__lte=self.day).order_by("on")
        return linked.document(milestone, claims, list(slips), self.base(), self.known_at)

    def missing(self, name: str) -> str:
        if not Milestone.objects.filter(slug=name).exists():
            return super().missing(name)
        if not Claim.objects.said_by(self.day, self.known_at).filter(milestone__slug=name).exists():
            return unspoken(name, self.day, self.known_at)
        claims = f"{address_of(self.base(), Resource.MILESTONE, name)}claims/"
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
        require_milestone(slug, self.day, self.known_at)
        standings = Standing.objects.held(self.known_at).filter(milestone__slug=slug, since__lte=self.day)
        return standings.select_related("claim__source", "claim__claimant")


class ConflictsOfMilestone(ListView):
    """The days on which claims of equal rank about one milestone cannot all be true, and who says what."""

    serializer_class = ConflictSerializer
    filters = ConflictFilters
    keys = {"on": plain("asserted_on_latest")}
    order = "on"
    by_day = True

    def rows(self) -> QuerySet[Claim]:
        """Of each of those days, the claim that stands."""
        return Claim.objects.filter(pk__in=[conflict.speaker for conflict in self.conflicts])

    @cached_property
    def conflicts(self) -> list[schedule.Conflict]:
        slug = self.kwargs["slug"]
        require_milestone(slug, self.day, self.known_at)
        claims = Claim.objects.said_by(self.day, self.known_at).that_count(self.known_at)
        return schedule.conflicts(claim.said for claim in claims.filter(milestone__slug=slug))

    @cached_property
    def context(self) -> dict[str, Any]:
        """With the sides by the claim that stands, and the claims of all sides by their ids. One query."""
        sides = {conflict.speaker: conflict.sides for conflict in self.conflicts}
        named = [said.id for each in sides.values() for side in each for said in side]
        claims = {str(claim.pk): claim for claim in Claim.objects.for_page().filter(pk__in=named)}
        return {**super().context, "sides": sides, "claims": claims}
