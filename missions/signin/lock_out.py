"""Who may not try to sign in for a while. docs/adr/0012-lock-out.md has the reasons."""

from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib import admin
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ipware.ip import get_client_ip

from tracker.addresses import customer

# After so many failures of an address, whatever the accounts, only those sign in who have done so from there before.
MOST_OF_AN_ADDRESS = 20


class LockOut(AxesDatabaseHandler):  # type: ignore[misc]  # it brings no types
    """Besides the lock of an account from an address, which is django-axes' own: one of an address for strangers."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        return bool(super().is_locked(request, credentials)) or _is_stranger(request, credentials)


def _is_stranger(request: Any, credentials: dict[str, Any] | None) -> bool:
    """Whether the address has failed too often, and the account has never been signed in to from there."""
    if _failures(request)[0] < MOST_OF_AN_ADDRESS:
        return False
    name = get_client_username(request, credentials)
    return not AccessLog.objects.filter(ip_address=request.axes_ip_address, username=name).exists()


def _failures(request: Any, **of: str) -> tuple[int, datetime]:
    """How often this address has failed lately, and when it last did."""
    now = request.axes_attempt_time
    recent = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=now - settings.AXES_COOLOFF_TIME, **of
    )
    found = recent.aggregate(total=Sum("failures_since_start"), last=Max("attempt_time"))
    return found["total"] or 0, found["last"] or now


def address_of(request: HttpRequest) -> str | None:
    """By which address a sign-in is counted; None where none can be read.

    As for the API, the peer's, or behind a proxy the last that it names. Of IPv6 the network.
    """
    named = settings.BEHIND_PROXY and "HTTP_X_FORWARDED_FOR" in request.META
    header = "HTTP_X_FORWARDED_FOR" if named else "REMOTE_ADDR"
    text, _ = get_client_ip(request, proxy_count=0, request_header_order=[header], strict=False)
    return customer(text) if text else None


def named(username: str | None, address: str | None, *_rest: Any) -> str:
    """Who failed, in the log. As Python writes it, so that no name begins a line of its own."""
    return f"{username!r} from {address}"


def page(request: Any, _response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    """What is answered to whoever is locked out. The same whether there is such an account or not."""
    wait = _wait(request, get_client_username(request, credentials))
    context = {**admin.site.each_context(request), "title": "Too many failed sign-ins", "minutes": ceil(wait / 60)}
    response = render(request, "admin/locked_out.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(wait)
    return response


def _wait(request: Any, username: str) -> int:
    """Seconds until the lock is gone, at the latest."""
    failures, last = _failures(request, username=username)
    if failures < settings.AXES_FAILURE_LIMIT:
        _, last = _failures(request)
    left: timedelta = last + settings.AXES_COOLOFF_TIME - request.axes_attempt_time
    return ceil(left.total_seconds())
