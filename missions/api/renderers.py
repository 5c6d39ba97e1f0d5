"""The formats of answers, and who gets which."""

import csv
import io
import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import orjson
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from missions.api.columns import columns

# A weight of RFC 9110, 12.4.2. What is none counts as 1.
_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
Rows = list[dict[str, Any]]


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data)


class LinkedRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class Written(BaseRenderer):
    """Of what is written already."""

    def render(self, data: Any, *_args: Any, **_kwargs: Any) -> Any:
        return data


class AtomRenderer(Written):
    media_type = "application/atom+xml"
    format = "atom"


class CalendarRenderer(Written):
    media_type = "text/calendar"
    format = "ics"


class PageRenderer(Written):
    media_type = "text/html"
    format = "html"


class Export(BaseRenderer):
    """A format in which rows are written one after another, so that no list is too long for it."""

    content_type: ClassVar[str]

    @abstractmethod
    def written(self, serializer: Serializer[Any], chunks: Iterable[Rows]) -> Iterator[bytes]:
        """A piece for each chunk of rows; `serializer` is the one that told them."""


class CSVRenderer(Export):
    """RFC 4180 in UTF-8, without a byte order mark. The first line names the columns, also where there are no rows."""

    media_type = "text/csv"
    format = "csv"
    content_type = "text/csv; charset=utf-8; header=present"

    def written(self, serializer: Serializer[Any], chunks: Iterable[Rows]) -> Iterator[bytes]:
        table = columns(serializer)
        lines = [[column.name for column in table]]
        for rows in chunks:
            # What JSON tells, and nothing else: dates and ids are texts by then.
            told = orjson.loads(orjson.dumps(rows))
            yield self._piece([*lines, *([column.cell(row) for column in table] for row in told)])
            lines = []
        if lines:
            yield self._piece(lines)

    def _piece(self, lines: list[list[str]]) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(lines)
        return text.getvalue().encode()


class NDJSONRenderer(Export):
    """A row a line, each as it stands in the `results` of JSON."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    content_type = "application/x-ndjson"

    def written(self, serializer: Serializer[Any], chunks: Iterable[Rows]) -> Iterator[bytes]:
        for rows in chunks:
            yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


class Negotiation(DefaultContentNegotiation):
    """By `Accept` and its weights (RFC 9110, 12.5.1), unless `format` is given: that is what is wanted, whatever a
    browser's `Accept` says. One that does not exist is left to the strict parameters, which say what is allowed.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Of those that are wanted alike, the one that is named most narrowly, then the first. Raises NotAcceptable."""
        served, form = list(renderers), request.query_params.get("format")
        if form:
            chosen = next((renderer for renderer in served if renderer.format == form), served[0])
        else:
            weights = _weights(request.headers.get("Accept", "*/*"))
            chosen = max(served, key=lambda renderer: _weight(renderer.media_type, weights))
            if not _weight(chosen.media_type, weights)[0]:
                raise NotAcceptable(available_renderers=served)
        return chosen, chosen.media_type


def _weights(accept: str) -> dict[str, float]:
    """What a header `Accept` names, with the weight of each. Other parameters of a type are not compared."""
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        told = next(filter(None, map(_WEIGHT.fullmatch, parameters)), None)
        found[name] = max(found.get(name, 0), float(told[1]) if told else 1)
    return found


def _weight(media_type: str, weights: dict[str, float]) -> tuple[float, int]:
    """That of the range which names the type most narrowly, 0 without any; and how narrow that is."""
    names = ("*/*", f"{media_type.partition('/')[0]}/*", media_type)
    return next(((weights[name], at) for at, name in reversed(list(enumerate(names))) if name in weights), (0, 0))
