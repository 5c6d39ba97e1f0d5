"""What is done with several rows of a list: it is shown first, and done to all of them or to none.

Who confirms sends along a mark of what was shown. Where it no longer holds, it is shown again.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from missions.actions import changes, several
from missions.admin.forms import ActionForm
from missions.admin.pages import Pages
from missions.dates import how_many
from missions.models import Agency, Claim, Milestone, Program, Vehicle, Withdrawal
from missions.models.columns import plain_text
from missions.vocabulary import Destination, MilestoneKind, Term

# Each is written while other writers wait.
MOST = 100
AS_IT_IS = ("", "Leave as it is")


class Shown(NamedTuple):
    """A milestone and what would become another of it; nothing, if it stays as it is."""

    row: Milestone
    changes: Sequence[str]


class WithdrawSeveralForm(ActionForm):
    """One reason for all."""

    def __init__(self, column: forms.Field, *args: Any) -> None:
        super().__init__(*args)
        self.fields["reason"] = column


class ChangeSeveralForm(ActionForm):
    """What is set on each milestone; what is left blank stays."""

    program = forms.ModelChoiceField(Program.objects.all(), required=False, help_text="Blank: leave as it is.")
    kind = forms.ChoiceField(choices=[AS_IT_IS, *MilestoneKind.choices()], required=False)
    destination = forms.ChoiceField(choices=[AS_IT_IS, *Destination.choices()], required=False)
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.all(), required=False, label="Add agencies", help_text="Those that are there stay."
    )
    vehicles = forms.ModelMultipleChoiceField(
        Vehicle.objects.all(), required=False, label="Add vehicles", help_text="Those that are there stay."
    )
    reason = forms.CharField(
        required=False, max_length=500, validators=[plain_text], help_text="Stands in the history. May be left out."
    )

    def __init__(self, site: admin.AdminSite, *args: Any) -> None:
        super().__init__(*args)
        for name, widget in (
            ("program", AutocompleteSelect),
            ("agencies", AutocompleteSelectMultiple),
            ("vehicles", AutocompleteSelectMultiple),
        ):
            field: Any = self.fields[name]
            field.widget = widget(Milestone._meta.get_field(name), site, choices=field.choices)

    def clean(self) -> None:
        if not self.errors and not any(self.cleaned_data[name] for name in self.fields if name != "reason"):
            raise ValidationError("Nothing is to be changed: choose what.")

    @property
    def columns(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {name: told[name] for name in ("program", "kind", "destination") if told[name]}

    def shown(self, milestones: Iterable[Milestone]) -> list[Shown]:
        """In words, what would become of each; nothing is told before the form is right."""
        right = self.is_valid()
        return [Shown(milestone, [*self._effect(milestone)] if right else []) for milestone in milestones]

    def _effect(self, milestone: Milestone) -> Iterator[str]:
        for name, value in self.columns.items():
            if (there := getattr(milestone, name)) != value:
                yield f"{name}: {_label(name, there)} → {_label(name, value)}"
        for name in ("agencies", "vehicles"):
            there = set(getattr(milestone, name).all())
            yield from (f"{name}: {row} is added" for row in self.cleaned_data[name] if row not in there)


def _label(name: str, value: Any) -> str:
    terms: dict[str, type[Term]] = {"kind": MilestoneKind, "destination": Destination}
    return (terms[name](value).label if name in terms else str(value)) if value else "none"


def fits(request: HttpRequest, rows: QuerySet[Any]) -> bool:
    """Whether so many rows are taken at once. Where they are not, the next page says so."""
    number = rows.count()
    if number > MOST:
        messages.error(request, f"Nothing was done: {number} are chosen, and at most {MOST} are taken at once.")
    return number <= MOST


class Several(Pages):
    """The page between a list and what is done with its rows."""

    def is_confirmed(self, request: HttpRequest, form: Any, mark: str) -> bool:
        """Whether what would be done is what was shown. Where it is another thing by now, the form says so."""
        sent = request.POST.get("shown", "")
        if sent and sent != mark and form.is_valid():
            form.add_error(None, "Nothing was done: this is no longer what you looked at. Look again, and confirm.")
        return sent == mark and bool(mark) and form.is_valid()

    def several_page(self, request: HttpRequest, template: str, title: str, form: Any, **told: Any) -> HttpResponse:
        return self.desk_page(request, template, title, form, action_checkbox_name=helpers.ACTION_CHECKBOX_NAME, **told)


class WithdrawingSeveral(Several):
    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and request.user.has_perm("missions.add_withdrawal")

    @admin.action(description="Withdraw the chosen claims", permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        """Those that are withdrawn already stay so, with their own reasons."""
        if not fits(request, queryset):
            return None
        chosen = list(Claim.objects.for_page().filter(pk__in=queryset.values("pk")))
        still = [claim for claim in chosen if not claim.withdrawal_or_none]
        if not still:
            messages.warning(request, "Nothing was changed: all of them are withdrawn already.")
            return None
        column: Any = self.formfield_for_dbfield(Withdrawal._meta.get_field("reason"), request)
        form = WithdrawSeveralForm(column, request.POST if "shown" in request.POST else None)
        mark = mark_of(claim.pk for claim in still)
        if self.is_confirmed(request, form, mark) and self._withdraw(request, form, still):
            messages.success(request, f"Withdrawn: {how_many(len(still), 'claim')}.")
            return None
        return self.several_page(
            request,
            "admin/missions/claim/withdraw_several.html",
            "Withdraw several claims",
            form,
            claims=chosen,
            still=len(still),
            mark=mark,
        )

    def _withdraw(self, request: HttpRequest, form: WithdrawSeveralForm, chosen: Sequence[Claim]) -> bool:
        try:
            several.withdraw(chosen=chosen, reason=form.cleaned_data["reason"], by=request.user.get_username())
        except ValidationError as refused:
            form.say(refused)
            return False
        return True


class ChangingSeveral(Several):
    @admin.action(description="Change the chosen milestones", permissions=["change"])
    def change_selected(self, request: HttpRequest, queryset: QuerySet[Milestone]) -> HttpResponse | None:
        """Program, kind and destination are set, agencies and vehicles are added."""
        if not fits(request, queryset):
            return None
        form = ChangeSeveralForm(self.admin_site, request.POST if "shown" in request.POST else None)
        # Who was first has written before this reads.
        with changes.writing():
            chosen = Milestone.objects.filter(pk__in=queryset.values("pk")).select_related("program")
            shown = form.shown(chosen.prefetch_related("agencies", "vehicles").order_by("title", "pk"))
            changing = sum(bool(one.changes) for one in shown)
            mark = mark_of((one.row.pk, one.changes) for one in shown) if changing else ""
            done = self.is_confirmed(request, form, mark) and self._change(request, form, shown)
        if done:
            return None
        return self.several_page(
            request,
            "admin/missions/milestone/change_several.html",
            "Change several milestones",
            form,
            shown=shown,
            changing=changing,
            mark=mark,
        )

    def _change(self, request: HttpRequest, form: ChangeSeveralForm, shown: Sequence[Shown]) -> bool:
        told = form.cleaned_data
        try:
            several.change(
                milestones=[one.row for one in shown],
                columns=form.columns,
                agencies=told["agencies"],
                vehicles=told["vehicles"],
                by=request.user.get_username(),
                reason=told["reason"],
            )
        except ValidationError as refused:
            form.say(refused)
            return False
        changed = sum(bool(one.changes) for one in shown)
        messages.success(
            request, f"Changed {how_many(changed, 'milestone')}; {len(shown) - changed} stayed as they were."
        )
        return True


def mark_of(shown: Iterable[Any]) -> str:
    """The same for the same rows, of which the same would become."""
    return sha256(repr(list(shown)).encode()).hexdigest()
