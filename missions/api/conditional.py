"""Conditional reads: a validator on every answer of the API, and 304 for who holds it already (RFC 9110, 13)."""

import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import quote_etag

from missions.api.errors import is_api
from missions.api.exports import Whole

_KEPT = {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}


class ConditionalMiddleware:
    """The tag is a hash of the body: it changes with any byte of the answer, and with nothing else.

    Answers may be kept by anybody and are asked after each time (`no-cache`), so that none is ever stale. A stream has
    no tag, because its body is not known before its end, and is not to be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or not is_api(request.path_info):
            return response
        if response.status_code == HTTPStatus.OK:
            response = self._validated(request, response)
        if response.status_code not in _KEPT:
            response.headers.setdefault("Cache-Control", "no-store")
        # On a 304 and on a short answer too, which the compression leaves alone and does not mark.
        patch_vary_headers(response, ("Accept", "Accept-Encoding"))
        return response

    def _validated(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its tag if it has one, or 304 or 412 in its place."""
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Cache-Control", "public, no-cache")
            set_response_etag(response)
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        # Of a stream nobody holds the tag, and a condition that names one is judged so; `*` is met by any answer.
        tag = response.headers.get("ETag") or quote_etag(secrets.token_hex())
        answer = get_conditional_response(request, etag=tag, response=cast(HttpResponse, response))
        if answer is not response and isinstance(response, Whole):
            response.abandon()
        return answer or response
