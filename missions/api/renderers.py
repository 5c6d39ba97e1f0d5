"""JSON out, and who gets it."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data)


class Negotiation(DefaultContentNegotiation):
    """By `Accept`. A `format` that does not exist is left to the strict parameters, which say what is allowed."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[BaseRenderer]:  # noqa: A002 DRF's
        renderers = list(renderers)
        return [renderer for renderer in renderers if renderer.format == format] or renderers

    def get_accept_list(self, request: Request) -> list[str]:
        """A given `format` is what is wanted, whatever a browser's `Accept` says."""
        return ["*/*"] if request.query_params.get("format") else list(super().get_accept_list(request))
