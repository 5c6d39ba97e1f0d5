"""The desk as a whole: who comes in, and the pages that belong to no model."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse

from missions.signin import second_factor

View = Callable[..., Any]


class SignInForm(AdminAuthenticationForm):
    """Django asks browsers alone for names that no account can have. Here they are refused before they are counted."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": (
            "No account of the desk has this name and this password. Capitals count in both. After "
            f"{settings.AXES_FAILURE_LIMIT} failures, signing in waits {settings.AXES_COOLOFF_TIME.seconds // 60} "
            "minutes."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = User._meta.get_field("username").max_length
        self.fields["username"].validators.append(MaxLengthValidator(longest or 0))


class DeskSite(admin.AdminSite):
    """Lets in who is signed in, with a second factor where the account has one or must have one."""

    login_form = SignInForm
    site_header = site_title = "Mission Tracker"
    index_title = "The editors’ desk"

    def has_permission(self, request: HttpRequest) -> bool:
        return self.is_signed_in(request) and second_factor.missing(request) is None

    def is_signed_in(self, request: HttpRequest) -> bool:
        return super().has_permission(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's pages, and those that are there before the second factor is."""
        own = [
            path("logout/", self.early_view(self.logout), name="logout"),
            path("second-factor/", self.early_view(self.code), name=second_factor.CODE),
            path("second-factor/set-up/", self.early_view(self.set_up), name=second_factor.SET_UP),
        ]
        # No row has a page elsewhere to be led to from here.
        return [*own, *(page for page in super().get_urls() if getattr(page, "name", "") != "view_on_site")]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's
        """A page that asks for the second factor first, where it is missing."""
        guarded = super().admin_view(view, cacheable)

        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            step = second_factor.missing(request) if self.is_signed_in(request) else None
            return _to(step, request) if step else guarded(request, *args, **kwargs)

        return update_wrapper(entered, guarded)

    def early_view(self, view: View) -> View:
        """A page for whoever is signed in, though the second factor is still missing."""

        def early(request: HttpRequest) -> Any:
            return view(request) if self.is_signed_in(request) else _to("login", request)

        return early

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and self.is_signed_in(request) and (step := second_factor.missing(request)):
            return HttpResponseRedirect(reverse(f"admin:{step}"))
        return super().login(request, extra_context)

    def code(self, request: HttpRequest) -> Any:
        if second_factor.missing(request) == second_factor.CODE:
            return second_factor.CodePage.as_view()(request)
        return HttpResponseRedirect(reverse("admin:index"))

    def set_up(self, request: HttpRequest) -> Any:
        """Not before the code of the second factor that the account has."""
        if second_factor.missing(request) == second_factor.CODE:
            return _to(second_factor.CODE, request)
        return second_factor.SetUpPage.as_view()(request)


def _to(page: str, request: HttpRequest) -> HttpResponse:
    """To that page, and from there back to the one asked for."""
    return redirect_to_login(request.get_full_path(), reverse(f"admin:{page}"))
