"""Nobody keeps what the desk answers: not a proxy on the way, and not the browser for whoever sits down next."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


class PrivateMiddleware:
    """Every answer of the desk, also where it is an error or leads elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # The desk is also asked without the slash at its end.
        if f"{request.path}/".startswith(reverse("admin:index")):
            response.headers["Cache-Control"] = "private, no-store"
        return response
