"""What recording a claim and withdrawing one have in common."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from missions import clock
from missions.admin import links, words
from missions.admin.base import Desk
from missions.models import Claim, Milestone


class WritingClaims(Desk):
    """Claims are neither changed nor deleted."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def column(self, model: Any, name: str, request: HttpRequest) -> forms.Field:
        """The field of a column as Django's admin makes it: with autocompletion, and a way to add what it points at."""
        field: forms.Field = self.formfield_for_dbfield(model._meta.get_field(name), request)
        return field

    def back(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        """To the milestone, if she may see it; else to the claims, or to the start of the desk."""
        if self.admin_site.get_model_admin(Milestone).has_view_permission(request):
            return HttpResponseRedirect(links.address(claim.milestone))
        may = self.has_view_permission(request)
        return HttpResponseRedirect(reverse("admin:missions_claim_changelist" if may else "admin:index"))

    def now(self, milestone: Milestone) -> str:
        day = clock.today()
        return f"{milestone} now stands: {words.stands(words.standing_on(milestone, day), day)}."
