"""The pages of Claim on which one is withdrawn, with what that does before it is done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from missions import clock
from missions.admin import effects, links, words
from missions.admin.forms import WithdrawForm
from missions.admin.writing import WritingClaims
from missions.models import Claim, Withdrawal


class Withdrawing(WritingClaims):
    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", page, name="missions_claim_withdraw"), *super().get_urls()]

    def may_withdraw(self, request: HttpRequest, claim: Claim) -> bool:
        return self.has_view_permission(request, claim) and request.user.has_perm("missions.add_withdrawal")

    def withdraw_form(self, request: HttpRequest, data: Any = None) -> WithdrawForm:
        return WithdrawForm(self.column(Withdrawal, "reason", request), data)

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
        confirmed = form.is_valid() and "confirmed" in request.POST
        if confirmed and form.withdraw(claim, request.user.get_username()):
            messages.success(request, f"Withdrawn. {self.now(claim.milestone)}")
            return self.back(request, claim)
        return self.withdraw_page(request, form, claim)

    def withdrawn_already(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        given = claim.withdrawal
        since = words.day_told(given.recorded_at.date())
        messages.warning(request, f"Nothing was changed: it is withdrawn already, since {since}: {given.reason}")
        return HttpResponseRedirect(links.address(claim))

    def withdraw_page(self, request: HttpRequest, form: Any, claim: Claim) -> HttpResponse:
        effect = effects.of_withdrawing(claim, clock.today())
        template = "admin/missions/claim/withdraw.html"
        return self.desk_page(request, template, "Withdraw a claim", form, claim=claim, effect=effect)
