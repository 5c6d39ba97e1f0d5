from urllib.parse import urlencode

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from missions.api import atom
from missions.api.filtersets.changes import ChangeFilters
from missions.api.ordering import plain
from missions.api.pages import LIMIT, SIZE
from missions.api.parameters import Parameter
from missions.api.serializers.changes import ChangeSerializer
from missions.api.views.base import ListView, ReadView
from missions.models import Change


class ChangeList(ListView):
    """Every creation, edit, withdrawal and deletion of every row, in the order in which they were committed. Whoever
    follows it by `after`, with the `cursor` of the last change seen, misses none.
    """

    serializer_class = ChangeSerializer
    filters = ChangeFilters
    keys = {"number": plain("number")}
    order = "number"

    def rows(self) -> QuerySet[Change]:
        return Change.objects.all()


class ChangesAtom(ReadView):
    """The newest changes in words, for feed readers (Atom, RFC 4287)."""

    renderer_classes = (atom.AtomRenderer,)
    filters = ChangeFilters
    answer = OpenApiTypes.STR
    answered = "The feed."

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (LIMIT,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:  # noqa: FBT001, FBT002 - DRF's
        """A feed, whatever `Accept` says: the programs that ask name odd types, or those of pages."""
        return atom.AtomRenderer(), atom.MEDIA_TYPE

    def get(self, request: Request) -> Response:
        """The feed."""
        rows, filters = Change.objects.order_by("-number"), self.given.filters
        kept = filters.kept(rows, self.day, self.known_at) if filters else rows
        found = list(kept[: self.given.values.get("limit", SIZE)])
        narrowed = sorted((name, text) for name, text in request.query_params.items() if name != "limit")
        address = request.build_absolute_uri()
        return Response(atom.document(found, base=self.base(), address=address, narrowed=urlencode(narrowed)))
