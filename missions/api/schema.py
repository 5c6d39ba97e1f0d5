"""The endpoints described in OpenAPI 3.1, from the same parameters, filters and serializers that serve them."""

from collections.abc import Iterable
from inspect import cleandoc
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from missions.api import examples
from missions.api.columns import columns
from missions.api.errors import MEDIA_TYPE
from missions.api.parameters import KNOWN_AT
from missions.api.renderers import CSVRenderer, JSONRenderer, NDJSONRenderer
from missions.api.views.base import ListView, ReadView, RowsView

_WRONG = {
    "304": "What you hold is current (If-None-Match).",
    "400": "A parameter is unknown, repeated, blank or bad: `errors` says which, and what is allowed.",
    "404": "There is nothing of this name, or was not on the day `as_of`.",
    "405": "The API is read: GET, HEAD and OPTIONS are all it knows.",
    "406": "No media type of `Accept` is served here.",
    "412": "What you hold is not current (If-Match).",
    "429": "Too many requests of one address, or its second export at a time. `Retry-After` says when to come again.",
    "500": "The tracker failed.",
}
_BUSY = {"503": "As many exports as may be are being sent. `Retry-After` says when to come again."}


class FaultSerializer(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    parameter = serializers.CharField()
    detail = serializers.CharField()
    allowed = serializers.ListField(child=serializers.CharField(), allow_null=True, help_text="Null: too many to say.")
    nearest = serializers.CharField(allow_null=True, help_text="What was probably meant. Null: nothing is near.")


class ProblemSerializer(serializers.Serializer[Any]):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField(help_text="Always `about:blank`: the status says what kind of problem it is.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What was wrong and what to do, for people.")
    instance = serializers.CharField(help_text="The path that was asked for.")
    errors = FaultSerializer(  # type: ignore[assignment]  # a field, not the property of its base
        many=True, help_text="One for each parameter that is wrong; empty otherwise."
    )


class Schema(AutoSchema):
    view: ReadView  # type: ignore[override]

    def get_operation_id(self) -> str:
        """`list_milestones`, `get_milestone`, `list_claims_of_milestone`: the view's name, told by words."""
        name = type(self.view).__name__.removesuffix("View").removesuffix("List").removesuffix("Detail")
        words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_")
        if isinstance(self.view, ListView):
            return f"list_{words if '_' in words else self.get_tags()[0]}"
        return f"get_{words}"

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "directory"]

    def get_summary(self) -> str:
        return self.get_description().partition("\n")[0].partition(". ")[0].rstrip(".").replace("`", "")

    def get_description(self) -> str:  # type: ignore[override]
        return cleandoc(type(self.view).__doc__ or "")

    def get_auth(self) -> list[Any]:
        return []

    def get_override_parameters(self) -> list[Any]:
        return [*self._asked(), *self._answered()]

    def _asked(self) -> Iterable[OpenApiParameter]:
        filters = self.view.filters.base_filters if self.view.filters else {}
        for name, filter_ in filters.items():
            yield _query(name, filter_.reader.schema, filter_.description)
        for parameter in self.view.parameters():
            taken = {} if parameter.default is None else {"default": parameter.default}
            yield _query(parameter.name, parameter.reader.schema | taken, parameter.description)
        yield _header("If-None-Match", "The `ETag` of what you hold; 304 if it is current.")
        if "{slug}" in self.path:
            yield OpenApiParameter("slug", str, OpenApiParameter.PATH, description="The slug.")
        if "{id}" in self.path:
            uuid = {"type": "string", "format": "uuid"}
            yield OpenApiParameter("id", uuid, OpenApiParameter.PATH, description="The claim's id.")

    def _answered(self) -> Iterable[OpenApiParameter]:
        listed = isinstance(self.view, ListView)
        tag = "Changes with any byte of the answer. An export of all rows has none."
        yield _header("ETag", tag, required=not listed, response=["200"])
        yield _header("ETag", tag, response=["304"])
        kept = (
            "`public, no-cache`: keep it, and ask each time whether it is current. `no-store`: an export of all rows."
        )
        yield _header("Cache-Control", kept, required=True, response=["200", "304"])
        yield _header("Vary", "What the answer depends on.", required=True, response=["200", "304"])
        yield _header("Allow", "The methods known here.", required=True, response=["405"])
        yield _header("Retry-After", "Seconds to wait.", required=True, response=["429", "503"])
        if KNOWN_AT in self.view.parameters():
            yield _header(
                "Memento-Datetime", "The instant of `known_at` (RFC 7089), where it is given.", response=["200"]
            )
        if listed:
            yield _header("Link", "The neighbouring pages (RFC 8288): rel `next`, `prev`.", response=["200"])
        if self.view.file:
            yield _header("Content-Disposition", self.view.file, response=["200"])

    def get_response_serializers(self) -> Any:
        wrong = _WRONG | (_BUSY if isinstance(self.view, ListView) else {})
        codes = [code for code in wrong if code != "404" or "{" in self.path]
        return self._answers() | {self._code(code): self._problem(code, wrong[code]) for code in codes}

    def _code(self, code: str) -> Any:
        return code if code == "304" else (code, MEDIA_TYPE)

    def _problem(self, code: str, description: str) -> OpenApiResponse:
        return OpenApiResponse(None if code == "304" else ProblemSerializer, description, _examples(code))

    def _answers(self) -> dict[Any, OpenApiResponse]:
        """What a 200 holds, by media type where there are several."""
        view, shown = self.view, _examples(self.get_operation_id())
        if not isinstance(view, RowsView):
            return {"200": OpenApiResponse(view.answer, view.answered, shown)}
        component = self.resolve_serializer(view.serializer_class(), "response")
        # `fields` may leave any member out, so none is required.
        component.schema.pop("required", None)
        if not isinstance(view, ListView):
            return self._of_row(OpenApiResponse(component.ref, "The row.", shown))
        return {
            ("200", str(form.media_type)): OpenApiResponse(answer, _ROWS, shown if form is JSONRenderer else [])
            for form, answer in self._of_list(view, component.ref).items()
        }

    def _of_row(self, row: OpenApiResponse) -> dict[Any, OpenApiResponse]:
        """By the media type where there are several kinds of answer."""
        if not self.view.also:
            return {"200": row}
        shown = f"{self.get_operation_id()}."
        others = {
            ("200", media_type): OpenApiResponse(schema, "The same.", _examples(shown + media_type))
            for media_type, schema in self.view.also.items()
        }
        return {("200", JSONRenderer.media_type): row, **others}

    def _of_list(self, view: ListView, row: dict[str, Any]) -> dict[type[BaseRenderer], dict[str, Any]]:
        names = ", ".join(column.name for column in columns(view.serializer_class()))
        table = {"type": "string", "description": f"RFC 4180. The first line names the columns: {names}."}
        rows = {"type": "array", "items": row, "description": "An element on each line."}
        return {JSONRenderer: self._page(view, row), CSVRenderer: table, NDJSONRenderer: rows}

    def _page(self, view: ListView, row: dict[str, Any]) -> dict[str, Any]:
        """A component of its own, so that a generated client has a name for it."""
        name = view.serializer_class.__name__.removesuffix("Serializer") + "Page"
        page = ResolvedComponent(  # type: ignore[no-untyped-call]
            name, ResolvedComponent.SCHEMA, {**_PAGE, "properties": _members(row)}, name
        )
        self.registry.register_on_missing(page)
        return page.ref


_ROWS = "A page of rows; of csv and ndjson all, unless a page is asked for."
_PAGE = {"type": "object", "description": "A page of a list.", "required": ["count", "next", "previous", "results"]}


def _examples(name: str) -> list[OpenApiExample]:
    """The answer kept under this name, if there is one."""
    answers = examples.answers()
    if name not in answers:
        return []
    return [OpenApiExample("answer", answers[name], summary=examples.REQUESTS[name])]


def _members(row: dict[str, Any]) -> dict[str, Any]:
    address = {"type": ["string", "null"], "format": "uri"}
    return {
        "count": {"type": "integer", "minimum": 0, "description": "How many rows the filters keep, on all pages."},
        "next": {**address, "description": "The next page. Null: this is the last one."},
        "previous": {**address, "description": "The page before. Null: this is the first, or a walk by cursor."},
        "results": {"type": "array", "items": row},
    }


def _query(name: str, schema: dict[str, Any], description: str) -> OpenApiParameter:
    listed = schema.get("type") == "array"
    # A comma list: `explode: false`, as every client then writes it.
    style: dict[str, Any] = {"style": "form", "explode": False} if listed else {}
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description, **style)


def _header(name: str, description: str, *, required: bool = False, response: Any = False) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, required=required, description=description, response=response
    )


def share_responses(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """A hook of the generator: what every operation answers alike is told once, in components."""
    shared: dict[str, Any] = result["components"].setdefault("responses", {})
    for operations in result["paths"].values():
        for responses in (operation["responses"] for operation in operations.values()):
            for code in responses.keys() - {"200"}:
                name = f"Answer{code}"
                shared.setdefault(name, responses[code])
                responses[code] = {"$ref": f"#/components/responses/{name}"}
    result["components"]["responses"] = dict(sorted(shared.items()))
    return result
