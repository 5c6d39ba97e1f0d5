"""The pages of the second factor: its code is asked for after the password, and it is set up."""

from base64 import b32encode, b64encode
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.generic import FormView
from django_otp import login
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.qr import write_qrcode_image

from missions import clock
from missions.actions import second_factor
from missions.actions.groups import LIBRARIAN

CODE, SET_UP = "second_factor", "second_factor_set_up"


def missing(request: Any) -> str | None:
    """The page that stands between who is signed in and the desk; None where nothing does. Found once a request."""
    if not hasattr(request, "second_factor_missing"):
        request.second_factor_missing = _missing(request.user)
    page: str | None = request.second_factor_missing
    return page


def _missing(user: Any) -> str | None:
    if user.is_verified():
        return None
    if second_factor.has(user):
        return CODE
    return SET_UP if settings.SECOND_FACTOR_FOR_LIBRARIANS and _is_librarian(user) else None


def _is_librarian(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=LIBRARIAN).exists())


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        help_text="The six digits that your app shows.",
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class Page(RedirectURLMixin, FormView):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """A page with a form for a code. Too many wrong ones are answered with 429."""

    form_class = CodeForm
    next_page = "admin:index"
    title: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = admin.site.each_context(self.request)
        return super().get_context_data(**site, title=self.title, next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            return self.accept(form.cleaned_data["code"])
        except ValidationError as refused:
            form.add_error("code", refused)
            response = self.form_invalid(form)
            if refused.params:
                response.status_code = HTTPStatus.TOO_MANY_REQUESTS
                response.headers["Retry-After"] = str(refused.params["wait"])
            return response

    def accept(self, code: str) -> HttpResponse:
        """Raises ValidationError where the code is not right."""
        raise NotImplementedError

    def enter(self, device: Any) -> None:
        """From here on the session has both factors, and another key."""
        self.request.session.cycle_key()
        login(self.request, device)


class CodePage(Page):
    """Asks for the code, once the password was right."""

    template_name = "admin/second_factor/code.html"
    title = "Your second factor"

    def accept(self, code: str) -> HttpResponse:
        user: Any = self.request.user
        device = second_factor.verify(user=user, code=code, now=clock.now())
        self.enter(device)
        if not isinstance(device, TOTPDevice):
            left = second_factor.recovery_codes_left(user)
            text = 'That recovery code is used up. Left: {}. <a href="{}">Set the second factor up anew</a> for others.'
            messages.warning(self.request, format_html(text, left, reverse("admin:second_factor_set_up")))
        return HttpResponseRedirect(self.get_success_url())


class SetUpPage(Page):
    """Shows a key to keep in an app. Its first code puts it in force; then the recovery codes are shown, once."""

    template_name = "admin/second_factor/set_up.html"
    title = "Set up a second factor"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        device = second_factor.begin(user=user)
        shown = {"qr": _qr(device.config_url), "key": _in_fours(b32encode(device.bin_key).decode())}
        return super().get_context_data(
            **shown,
            required=missing(self.request) == SET_UP,
            has_one=second_factor.has(user),
            left=second_factor.recovery_codes_left(user),
            **kwargs,
        )

    def accept(self, code: str) -> HttpResponse:
        user: Any = self.request.user
        device, codes = second_factor.confirm(user=user, code=code, now=clock.now())
        self.enter(device)
        context = {"title": "Keep your recovery codes", "codes": codes, "next": self.get_success_url()}
        context |= admin.site.each_context(self.request)
        return render(self.request, "admin/second_factor/recovery_codes.html", context)


def _qr(text: str) -> str:
    """The text as a picture to scan, in the address of the picture itself: no other request carries the key."""
    picture = BytesIO()
    write_qrcode_image(text, picture)
    return f"data:image/svg+xml;base64,{b64encode(picture.getvalue()).decode()}"


def _in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
