"""What every endpoint does: read its parameters strictly, answer with rows, and describe itself to the schema."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache, cached_property
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import get_resolver, reverse
from django.utils.http import http_date
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from missions import clock
from missions.api import exports, pages
from missions.api.filters import Filters
from missions.api.ordering import Key, Keys, Ordering, OrderingReader, plain
from missions.api.parameters import AS_OF, KNOWN_AT, Given, Parameter, names, read
from missions.api.readers import Choice, Items, beside, nearest
from missions.api.renderers import CSVRenderer, Export, JSONRenderer, NDJSONRenderer
from missions.api.serializers.values import Chosen
from missions.api.throttle import reader_of
from missions.dates import moment
from missions.models import Claim, Milestone

READS = ("GET", "HEAD")


class ReadView(APIView):
    """An endpoint that is read. Subclasses say what they take and give."""

    http_method_names = ["get", "head", "options"]
    filters: ClassVar[type[Filters] | None] = None
    # For the schema, where the answer is not made of rows.
    answer: ClassVar[Any] = None
    answered: ClassVar[str] = ""
    # Other media types that it answers in, each with its schema.
    also: ClassVar[dict[str, Any]] = {}
    # Of which answers Content-Disposition names a file.
    file: ClassVar[str] = ""
    given: Given

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in READS:
            # What is wrong first is the method, whatever the parameters are.
            return
        self.given = read(request.query_params, _parameters(type(self)), self.filters, _names_anywhere)  # type: ignore[arg-type]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: FBT001, FBT002 - DRF's
        """Of another method than a read `Accept` is not looked at: as above."""
        return super().perform_content_negotiation(request, force or request.method not in READS)

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
        formats = Choice(*(str(renderer.format) for renderer in cls.renderer_classes))
        return (Parameter("format", formats, "The format of the answer, whatever `Accept` says."),)

    @cached_property
    def day(self) -> date:
        """The day that the answer is as of."""
        day: date = self.given.values.get("as_of") or clock.today()
        return day

    @cached_property
    def known_at(self) -> datetime | None:
        """The instant of which the tracker's knowledge is asked; None for now."""
        instant: datetime | None = self.given.values.get("known_at")
        return instant

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """An answer from the past says so (RFC 7089)."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and self.known_at:
            response["Memento-Datetime"] = http_date(self.known_at.timestamp())
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        # In YAML even nothing is written as something.
        self._answer_in_json()
        return Response(status=204)

    def base(self) -> str:
        return self.request.build_absolute_uri(reverse("api:directory"))


@cache
def _parameters(view: type["ReadView"]) -> tuple[Parameter, ...]:
    """What a view takes is made once: each parameter knows all that it allows."""
    return view.parameters()


@cache
def _names_anywhere() -> frozenset[str]:
    """What any endpoint takes."""
    patterns: Any = get_resolver("missions.api.urls").url_patterns
    views = [pattern.callback.view_class for pattern in patterns]
    return frozenset().union(*(names(_parameters(view), view.filters) for view in views))


class RowsView(ReadView):
    """Rows of one serializer. `as_of` is taken where `by_day` says that a schedule shows."""

    serializer_class: ClassVar[type[Chosen]]
    by_day: ClassVar[bool] = False

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        members = Items(cls.serializer_class().fields)
        fields = Parameter("fields", members, "Which members to answer with, as a comma list. All without it.")
        return (*super().parameters(), fields, *([AS_OF, KNOWN_AT] if cls.by_day else []))

    def rows(self) -> QuerySet[Any]:
        """All that the endpoint speaks of, before filters."""
        raise NotImplementedError

    def document(self, found: Any, *, many: bool = False) -> Any:
        return self.serializer_class(found, many=many, context=self.context).data

    @cached_property
    def context(self) -> dict[str, Any]:
        """What the serializer needs beside the rows."""
        fields = self.given.values.get("fields")
        return {"base": self.base(), "day": self.day, "known_at": self.known_at, "fields": fields}


class ListView(RowsView):
    """Rows filtered and in a total order: by pages, or all of them in a format of export."""

    renderer_classes = (JSONRenderer, CSVRenderer, NDJSONRenderer)
    file = "csv and ndjson: the name of a file."
    keys: ClassVar[Keys]
    order: ClassVar[str]
    # What settles ties: unique in the list.
    last: ClassVar[Key] = plain("pk")

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        ordering = Parameter(
            "ordering",
            OrderingReader(cls.keys, cls.order, cls.last),
            f"The order, as a comma list; a minus turns a key round. Without it, `{cls.order}`.",
        )
        return (*super().parameters(), ordering, *pages.PARAMETERS)

    def get(self, request: Request, **_kwargs: Any) -> HttpResponseBase:
        """The rows that the filters keep, by pages. As csv or ndjson all of them, unless a page is asked for."""
        ordering = OrderingReader(self.keys, self.order, self.last).ordering(self.given.values.get("ordering"))
        export = request.accepted_renderer
        if isinstance(export, Export) and not pages.asked(self.given.values):
            chunks = (self.document(rows, many=True) for rows in self.chunks(ordering))
            pieces, wanted = self.written(export, chunks), request.method != "HEAD"
            return exports.whole(export, pieces, self.path(), reader=reader_of(request), wanted=wanted)
        pinned = {"as_of": self.day.isoformat()} if self.by_day else {}
        page = pages.page(request, self.given.values, self.kept(), ordering, pinned)
        found = self.document(page.rows, many=True)
        if isinstance(export, Export):
            answer: HttpResponseBase = exports.page(export, self.written(export, [found]), self.path())
        else:
            answer = Response({"count": page.count, "next": page.next, "previous": page.previous, "results": found})
        if page.links():
            answer.headers["Link"] = page.links()
        return answer

    def chunks(self, ordering: Ordering) -> Iterator[list[Any]]:
        """All rows that the filters keep, some at a time."""
        return pages.chunks(self.kept(), ordering)

    def written(self, export: Export, chunks: Iterable[Any]) -> Iterator[bytes]:
        return export.written(self.serializer_class(context=self.context), chunks)

    def path(self) -> str:
        """Below the API's root: `milestones/mars-landing/claims`."""
        return self.request.path.removeprefix(reverse("api:directory")).strip("/")

    def kept(self) -> QuerySet[Any]:
        """The rows that the filters keep."""
        filters = self.given.filters
        return filters.kept(self.rows(), self.day, self.known_at) if filters else self.rows()


class DetailView(RowsView):
    """One row, by its slug."""

    lookup: ClassVar[str] = "slug"

    def get(self, request: Request, **kwargs: Any) -> Response:
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
    """That none of these rows has this slug, and which one has a similar one. Two queries."""
    near = nearest(slug, beside(slug, rows))
    hint = f" Did you mean {near!r}?" if near else ""
    return f"There is no {_kind(rows)} {slug[:64]!r}.{hint}"


def require_milestone(slug: str, day: date, known_at: datetime | None) -> None:
    """Raises NotFound for a milestone of which nobody had spoken by `day`. One query, and three more to say so."""
    if Claim.objects.said_by(day, known_at).filter(milestone__slug=slug).exists():
        return
    if Milestone.objects.filter(slug=slug).exists():
        raise NotFound(unspoken(slug, day, known_at))
    raise NotFound(missing(Milestone.objects.all(), slug))


def unspoken(slug: str, day: date, known_at: datetime | None) -> str:
    """That nobody had spoken of a milestone by then."""
    recorded = f", as far as was recorded at {moment(known_at)}" if known_at else ""
    return f"Nobody had spoken of {slug!r} by {day}{recorded}."


def _kind(rows: QuerySet[Any]) -> str:
    return str(rows.model._meta.verbose_name)
