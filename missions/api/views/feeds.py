"""Feeds: what other programs subscribe to."""

from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from missions.api import atom, pages
from missions.api.calendar import calendar, event
from missions.api.errors import BadRequest
from missions.api.filtersets.changes import ChangeFilters
from missions.api.filtersets.milestones import MilestoneFilters
from missions.api.parameters import AS_OF, KNOWN_AT, Parameter
from missions.api.readers import Number
from missions.api.renderers import AtomRenderer, CalendarRenderer
from missions.api.revisions import revisions
from missions.api.serializers.values import address
from missions.api.views.base import ReadView
from missions.models import Change, Milestone
from missions.models.shown import date_shown

# A calendar cannot be had by pages. So many take some seconds, and tens of megabytes.
MOST = 20_000
_AT_ONCE = 500


# How many entries, where nobody says.
ENTRIES = 50


class FeedView(ReadView):
    """In one format, whatever `Accept` says: the programs that ask name odd types, or those of pages."""

    answer = OpenApiTypes.STR

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:  # noqa: FBT001, FBT002 - DRF's
        (renderer,) = self.renderer_classes
        return renderer(), str(renderer.media_type)


class MilestoneCalendar(FeedView):
    """Milestones that have a date, as a calendar to subscribe to (RFC 5545): those that the filters keep, as of a day.
    What is cancelled stays where it was last planned.

    All of them at once; more than 20,000 are refused with 400.
    """

    filters = MilestoneFilters
    renderer_classes = (CalendarRenderer,)
    answered = "The calendar."
    file = "The name of a file."

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (AS_OF, KNOWN_AT)

    def get(self, _request: Request) -> Response:
        """The calendar."""
        named = 'inline; filename="milestones.ics"'
        return Response(calendar(self._events()), headers={"Content-Disposition": named})

    def rows(self) -> QuerySet[Milestone]:
        as_of: Any = Milestone.objects.as_of(self.day, self.known_at)
        dated = as_of.annotate(shown_edtf=date_shown(self.day, self.known_at)).filter(shown_edtf__gt="")
        joined = ("program", "standing__claim__source", "standing__claim__claimant")
        return cast(QuerySet[Milestone], dated.select_related(*joined).order_by("slug"))

    def _events(self) -> Iterator[bytes]:
        """By slug. Five queries for each five hundred.

        The revisions are read before the rows: if somebody writes in between, the next reader sees another number.
        """
        found, context = self._found(), {"base": self.base()}
        for at in range(0, len(found), _AT_ONCE):
            slugs = dict(found[at : at + _AT_ONCE])
            told = revisions(slugs, self.day, self.known_at)
            for milestone in self.rows().filter(pk__in=slugs):
                yield event(milestone, told[milestone.pk], address(context, milestone))

    def _found(self) -> list[tuple[int, str]]:
        """Key and slug of each. One query."""
        filters = self.given.filters
        rows: Any = filters.kept(self.rows(), self.day, self.known_at) if filters else self.rows()
        found = list(rows.values_list("pk", "slug")[: MOST + 1])
        if len(found) > MOST:
            raise BadRequest(f"A calendar holds at most {MOST:,} milestones, and these are more. Add a filter.")
        return found


class ChangesAtom(FeedView):
    """The newest changes in words, for feed readers (Atom, RFC 4287)."""

    renderer_classes = (AtomRenderer,)
    filters = ChangeFilters
    answered = "The feed."
    limit = Parameter("limit", Number(1, pages.MOST, ENTRIES), f"How many entries. Without it {ENTRIES}.", ENTRIES)

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (cls.limit,)

    def get(self, request: Request) -> Response:
        """The feed."""
        rows, filters = Change.objects.order_by("-number"), self.given.filters
        kept = filters.kept(rows, self.day, self.known_at) if filters else rows
        found = list(kept[: self.given.value(self.limit)])
        narrowed = sorted((name, text) for name, text in request.query_params.items() if name != "limit")
        address = request.build_absolute_uri()
        return Response(atom.document(found, base=self.base(), address=address, narrowed=urlencode(narrowed)))
