"""The schema, and the page that reads and tries it."""

from functools import cache
from typing import Any, ClassVar

from django.template.loader import render_to_string
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer2
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from missions.api.parameters import Parameter
from missions.api.renderers import JSONRenderer, PageRenderer
from missions.api.views.base import ReadView


@cache
def schema() -> dict[str, Any]:
    """The API in OpenAPI 3.1. Made once; the same for everybody."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made


def as_yaml() -> bytes:
    """The schema as it is committed in openapi.yaml."""
    text: bytes = OpenApiYamlRenderer2().render(schema())  # type: ignore[no-untyped-call]
    return text


class SchemaView(ReadView):
    """This API in OpenAPI 3.1, as YAML or as JSON."""

    renderer_classes = (OpenApiYamlRenderer2, JSONRenderer)
    answer: ClassVar[Any] = OpenApiTypes.OBJECT
    answered = "The schema."

    def get(self, _request: Request) -> Response:
        return Response(schema())


class DocsView(ReadView):
    """A page to read the schema and to try each call."""

    renderer_classes = (PageRenderer,)
    # A page for people: it is not a part of what it shows.
    schema = None

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return ()

    def get(self, _request: Request) -> Response:
        return Response(render_to_string("missions/docs.html"))
