"""Every error under /api/ is a problem (RFC 9457, application/problem+json), whoever found it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import is_valid_path
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ExceptionHandlerContext
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable, NotFound
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


def is_api(path: str) -> bool:
    """Whether what is answered at this path is the API's to answer."""
    return path == "/api" or path.startswith("/api/")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter. `nearest` is what was probably meant."""

    parameter: str
    detail: str
    allowed: list[str] | None = None
    nearest: str | None = None


class BadParameters(APIException):
    """Parameters that cannot be taken, all of those of one request."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(f"{fault.parameter}: {fault.detail}" for fault in self.faults))


class BadRequest(APIException):
    status_code = HTTPStatus.BAD_REQUEST
    default_detail = "The request cannot be read. Send fewer and shorter parameters."


class Unexpected(APIException):
    status_code = HTTPStatus.INTERNAL_SERVER_ERROR
    default_detail = "The tracker failed. The failure is logged; try again later."


@dataclass(frozen=True, slots=True)
class Problem:
    """The members of RFC 9457. `type` is always about:blank: the status says what kind of problem it is."""

    status: int
    detail: str
    instance: str
    errors: list[Fault] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "instance": self.instance,
            "errors": [asdict(fault) for fault in self.errors],
        }


class ProblemFormatter(ExceptionFormatter):
    def run(self) -> dict[str, Any]:
        detail = str(self.exc.detail)
        faults = self.exc.faults if isinstance(self.exc, BadParameters) else []
        request = self.context["request"]
        return Problem(self.exc.status_code, detail, request.path if request else "", faults).document()


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Http404):
            return NotFound(str(exc) or None)
        if isinstance(exc, SuspiciousOperation):
            return BadRequest()
        if isinstance(exc, MethodNotAllowed):
            return MethodNotAllowed("", "The API is read: GET, HEAD and OPTIONS are all it knows.")
        if isinstance(exc, NotAcceptable):
            served = ", ".join(renderer.media_type for renderer in exc.available_renderers or ())
            return NotAcceptable(f"Accept names no media type that is served here: {served}.")
        converted: Exception = super().convert_known_exceptions(exc)
        return converted

    def should_not_handle(self, exc: Exception) -> bool:
        return False

    def format_exception(self, exc: APIException) -> dict[str, Any]:
        return ProblemFormatter(exc, self.context, self.exc).run()

    def convert_unhandled_exceptions(self, exc: Exception) -> APIException:
        return exc if isinstance(exc, APIException) else Unexpected()

    def report_exception(self, exc: APIException, response: Response) -> None:
        """What an endpoint says on purpose (no room for an export) is no failure: Django logs it by a line."""
        if not isinstance(self.exc, APIException):
            super().report_exception(exc, response)

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        return Response(data, exc.status_code, headers=self.get_headers(exc), content_type=MEDIA_TYPE)


def handle(exc: Exception, context: ExceptionHandlerContext) -> Response | None:
    """Every exception of an endpoint as a problem, in DEBUG too."""
    return ProblemHandler(exc, context).run()


def _written_beside(request: HttpRequest) -> bool:
    """A write to an address without its last slash. Django would redirect it, and so turn it into a read."""
    path = request.path_info
    if not is_api(path) or path.endswith("/") or request.method in {"GET", "HEAD", "OPTIONS"}:
        return False
    # A file's address has none, and is complete.
    return not is_valid_path(path)


# Headers that speak of the body, which is another one now.
_OF_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "ETag"}


class ProblemMiddleware:
    """Turns what Django answers by itself under /api/ (an unknown address, a refused host) into a problem."""

    _DETAILS = {
        HTTPStatus.BAD_REQUEST: "The request cannot be read, or the host that it names is not served here.",
        HTTPStatus.NOT_FOUND: "There is nothing at this address. The directory of the API is at /api/v1/.",
        HTTPStatus.INTERNAL_SERVER_ERROR: Unexpected.default_detail,
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _written_beside(request):
            return self._problem(request, HttpResponseNotFound())
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or not is_api(request.path_info):
            return response
        if response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        return self._problem(request, response)

    def _problem(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
        status = response.status_code
        detail = self._DETAILS.get(HTTPStatus(status), HTTPStatus(status).description or HTTPStatus(status).phrase)
        body = orjson.dumps(Problem(status, str(detail), request.path).document())
        kept = {name: value for name, value in response.items() if name not in _OF_THE_BODY}
        return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=kept)
