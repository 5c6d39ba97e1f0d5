"""What every endpoint does: read its parameters strictly, answer with rows, and describe itself to the schema."""

from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from missions import clock
from missions.api import pages
from missions.api.filters import Filters
from missions.api.ordering import Keys, OrderingReader
from missions.api.parameters import AS_OF, Given, Parameter, read
from missions.api.readers import Choice, Items, nearest
from missions.api.renderers import JSONRenderer
from missions.api.serializers.values import Chosen
from missions.models import Claim, Milestone

READS = ("GET", "HEAD")


class ReadView(APIView):
    """An endpoint that is read. Subclasses say what they take and give."""

    http_method_names = ["get", "head", "options"]
    filters: ClassVar[type[Filters] | None] = None
    # For the schema, where the answer is not made of rows.
    answer: ClassVar[Any] = None
    answered: ClassVar[str] = ""
    given: Given

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in READS:
            # What is wrong first is the method, whatever the parameters are.
            return
        self.given = read(request.query_params, _parameters(type(self)), self.filters)  # type: ignore[arg-type]

    def handle_exception(self, exc: Exception) -> Response:
        """A problem is JSON, in whatever form the answer would have been."""
        self._answer_in_json()
        return super().handle_exception(exc)

    def _answer_in_json(self) -> None:
        self.request.accepted_renderer = JSONRenderer()
        self.request.accepted_media_type = JSONRenderer.media_type

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """What it takes beside its filters."""
        return (FORMAT,)

    @cached_property
    def day(self) -> date:
        """The day that the answer is as of."""
        day: date = self.given.values.get("as_of") or clock.today()
        return day

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        # In YAML even nothing is written as something.
        self._answer_in_json()
        return Response(status=204)

    def base(self) -> str:
        return self.request.build_absolute_uri(reverse("api:directory"))


FORMAT = Parameter("format", Choice("json"), "The format of the answer, whatever `Accept` says.")


@cache
def _parameters(view: type["ReadView"]) -> tuple[Parameter, ...]:
    """What a view takes is made once: each parameter knows all that it allows."""
    return view.parameters()


class RowsView(ReadView):
    """Rows of one serializer. `as_of` is taken where `by_day` says that a schedule shows."""

    serializer_class: ClassVar[type[Chosen]]
    by_day: ClassVar[bool] = False

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        members = Items(cls.serializer_class().fields)
        fields = Parameter("fields", members, "Which members to answer with, as a comma list. All without it.")
        return (*super().parameters(), fields, *([AS_OF] if cls.by_day else []))

    def rows(self) -> QuerySet[Any]:
        """All that the endpoint speaks of, before filters."""
        raise NotImplementedError

    def document(self, found: Any, *, many: bool = False) -> Any:
        context = {"base": self.base(), "day": self.day, "fields": self.given.values.get("fields")}
        return self.serializer_class(found, many=many, context=context).data


class ListView(RowsView):
    """Rows by pages, filtered and in a total order."""

    keys: ClassVar[Keys]
    order: ClassVar[str]

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        ordering = Parameter(
            "ordering",
            OrderingReader(cls.keys, cls.order),
            f"The order, as a comma list; a minus turns a key round. Without it, `{cls.order}`.",
        )
        return (*super().parameters(), ordering, *pages.PARAMETERS)

    def get(self, request: Request, **_kwargs: Any) -> Response:
        """The rows that the filters keep, by pages."""
        reader = OrderingReader(self.keys, self.order)
        ordering = reader.ordering(self.given.values.get("ordering"))
        pinned = {"as_of": self.day.isoformat()} if self.by_day else {}
        page = pages.page(request, self.given.values, self.kept(), ordering, pinned)
        found = self.document(page.rows, many=True)
        body = {"count": page.count, "next": page.next, "previous": page.previous, "results": found}
        return Response(body, headers={"Link": page.links()} if page.links() else None)

    def kept(self) -> QuerySet[Any]:
        """The rows that the filters keep."""
        filters = self.given.filters
        return filters.kept(self.rows(), self.day) if filters else self.rows()


class DetailView(RowsView):
    """One row, by its slug."""

    lookup: ClassVar[str] = "slug"

    def get(self, _request: Request, **kwargs: Any) -> Response:
        """The row."""
        return Response(self.document(self.find(kwargs[self.lookup])))

    def find(self, name: Any) -> Any:
        """Raises NotFound, with the nearest name where one is similar."""
        found = self.rows().filter(**{self.lookup: name}).first()
        if found is None:
            raise NotFound(self.missing(str(name)))
        return found

    def missing(self, name: str) -> str:
        return missing(self.rows(), name) if self.lookup == "slug" else f"There is no {_kind(self.rows())} {name!r}."


def missing(rows: QuerySet[Any], slug: str) -> str:
    """That none of these rows has this slug, and which one has a similar one. One query."""
    near = nearest(slug, rows.values_list("slug", flat=True))
    hint = f" Did you mean {near!r}?" if near else ""
    return f"There is no {_kind(rows)} {slug[:64]!r}.{hint}"


def require_milestone(slug: str, day: date) -> None:
    """Raises NotFound for a milestone of which nobody had spoken by `day`. One query, and two more to say so."""
    if Claim.objects.said_by(day).filter(milestone__slug=slug).exists():
        return
    if Milestone.objects.filter(slug=slug).exists():
        raise NotFound(f"Nobody had spoken of {slug!r} by {day}.")
    raise NotFound(missing(Milestone.objects.all(), slug))


def _kind(rows: QuerySet[Any]) -> str:
    return str(rows.model._meta.verbose_name)
