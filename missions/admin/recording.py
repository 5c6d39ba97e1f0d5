"""The two things that are done with claims at the desk: one is recorded, one is withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from missions import clock
from missions.admin import links, words
from missions.admin.base import Desk
from missions.admin.forms import COLUMNS, ClaimForm, WithdrawForm
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Withdrawal

WHAT = ("outcome", "date", "statement")
WHO = ("claimant", "speaker", "asserted_on")
WHERE = ("source", ("span_start", "span_end"))
WEIGHT = ("rank", "reason")


class Recording(Desk):
    """The pages of Claim that write. Each writes in one transaction: the claim, its standings, and who did it."""

    add_form_template = "admin/missions/claim/record.html"
    autocomplete_fields = ("milestone", "source", "claimant")

    def get_urls(self) -> list[URLPattern]:
        page = path(
            "<path:object_id>/withdraw/",
            self.admin_site.admin_view(self.withdraw_view),
            name="missions_claim_withdraw",
        )
        return [page, *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_withdraw(self, request: HttpRequest, claim: Claim) -> bool:
        return self.has_view_permission(request, claim) and request.user.has_perm("missions.add_withdrawal")

    def claim_form(self, request: HttpRequest, data: Any = None, **kwargs: Any) -> ClaimForm:
        columns = {name: self.column(Claim, name, request) for name in COLUMNS}
        return ClaimForm(columns, data, **kwargs)

    def withdraw_form(self, request: HttpRequest, data: Any = None) -> WithdrawForm:
        return WithdrawForm(self.column(Withdrawal, "reason", request), data)

    def column(self, model: Any, name: str, request: HttpRequest) -> forms.Field:
        """The field of a column as Django's admin makes it: with autocompletion, and a way to add what it points at."""
        field: forms.Field = self.formfield_for_dbfield(model._meta.get_field(name), request)
        return field

    def shown(self, form: ClaimForm) -> helpers.AdminForm:
        """The form in groups. A milestone that is given is not asked for."""
        first = () if form.fields["milestone"].widget.is_hidden else ("milestone",)
        # Django's helpers ask no more of it than of any form.
        plain: Any = form
        groups: list[Any] = [
            ("What is claimed", {"fields": (*first, *WHAT)}),
            ("Who says so, and when", {"fields": WHO}),
            ("Where it stands", {"fields": WHERE}),
            ("Its weight", {"fields": WEIGHT}),
        ]
        return helpers.AdminForm(plain, groups, {}, model_admin=self)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The form to record a claim. Django's own would save the row; this one calls the action."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.record_page(request, self.claim_form(request, initial=_given(request)))
        form = self.claim_form(request, request.POST)
        claim = self.record(request, form) if form.is_valid() else None
        return self.recorded(request, claim) if claim else self.record_page(request, form)

    @transaction.atomic
    def record(self, request: HttpRequest, form: ClaimForm) -> Claim | None:
        """None where the form holds what is wrong; then nothing is written."""
        claim = form.record()
        if claim:
            self.log_addition(request, claim, "Recorded.")
            self.log_change(request, claim.milestone, f"Recorded a claim: {claim.statement}")
        return claim

    def recorded(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        note = words.silence(claim, clock.today())
        messages.success(request, " ".join(filter(None, ["Recorded.", note and f"{note}.", _now(claim.milestone)])))
        return self.back(request, claim)

    def record_page(self, request: HttpRequest, form: Any) -> HttpResponse:
        shown = self.shown(form)
        context = {
            **self.admin_site.each_context(request),
            "title": "Record a claim",
            "adminform": shown,
            "media": self.media + shown.media,
            "errors": helpers.AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "is_popup": False,
        }
        return self.render_change_form(request, context, add=True)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the reason, then for confirmation, and withdraws."""
        claim = self.get_object(request, object_id)
        if claim is None:
            raise Http404
        if not self.may_withdraw(request, claim):
            raise PermissionDenied
        if claim.withdrawal_or_none:
            return self.withdrawn_already(request, claim)
        form = self.withdraw_form(request, request.POST if request.method == "POST" else None)
        if form.is_valid() and "confirmed" in request.POST and self.withdraw(request, form, claim):
            messages.success(request, f"Withdrawn. {_now(claim.milestone)}")
            return self.back(request, claim)
        return self.withdraw_page(request, form, claim)

    @transaction.atomic
    def withdraw(self, request: HttpRequest, form: WithdrawForm, claim: Claim) -> bool:
        """Whether it is withdrawn. Where not, the form holds what is wrong, and nothing is written."""
        withdrawal = form.withdraw(claim)
        if withdrawal:
            self.log_change(request, claim, f"Withdrawn: {withdrawal.reason}")
            self.log_change(request, claim.milestone, f"Withdrew a claim: {claim.statement}")
        return bool(withdrawal)

    def withdrawn_already(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        given = claim.withdrawal
        since = FuzzyDate.parse(given.recorded_at.date().isoformat()).text
        messages.warning(request, f"Nothing was changed: it is withdrawn already, since {since}: {given.reason}")
        return HttpResponseRedirect(links.address(claim))

    def withdraw_page(self, request: HttpRequest, form: Any, claim: Claim) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Withdraw a claim",
            "opts": self.opts,
            "claim": claim,
            "form": form,
            "errors": helpers.AdminErrorList(form, []),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/missions/claim/withdraw.html", context)

    def back(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        """To the milestone, if she may see it; else to the claims, or to the start of the desk."""
        if self.admin_site.get_model_admin(Milestone).has_view_permission(request):
            return HttpResponseRedirect(links.address(claim.milestone))
        may = self.has_view_permission(request)
        return HttpResponseRedirect(reverse("admin:missions_claim_changelist" if may else "admin:index"))


def _given(request: HttpRequest) -> dict[str, str]:
    """The rows that a link to the form names."""
    names = ("milestone", "source", "claimant")
    return {name: request.GET[name] for name in names if request.GET.get(name, "").isdecimal()}


def _now(milestone: Milestone) -> str:
    day = clock.today()
    return f"{milestone} now stands: {words.stands(words.standing_on(milestone, day), day)}."
