"""Rows are deleted knowingly: the page lists what goes, asks why, and asks again where it has changed meanwhile."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import actions
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.html import format_html

from missions.actions import changes, removal
from missions.admin import links, record
from missions.admin.bulk import fits
from missions.admin.keeping import SeenField, WhyField, show
from missions.dates import how_many
from missions.models import Change, Claim, Milestone

# Of the claims that go with a milestone, a page names so many.
NAMED = 50


class DeleteForm(forms.Form):
    """Why rows are deleted. Needed where claims go with them."""

    required_css_class = "required"

    seen = SeenField()

    def __init__(self, rows: Sequence[Model], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        needed = any(isinstance(row, Milestone) and row.claims.exists() for row in rows)
        help_text = "Stays in the feed of changes, with all that goes."
        self.fields["why"] = WhyField(
            required=needed, help_text=help_text if needed else f"{help_text} May be left out."
        )

    def clean(self) -> None:
        seen = self.cleaned_data.get("seen")
        later = [change for row in self.rows for change in _since(row, seen)] if seen is not None else []
        if later:
            show(self, "seen", max(change.number for change in later))
            said = ". ".join(f"{record.what(change)}: {record.sentence(change)}" for change in later)
            self.add_error(
                None,
                f"Nothing was deleted: this has changed since you opened the page. {said}. Look again, and confirm.",
            )


class Deleting(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    delete_confirmation_template = "admin/missions/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/missions/delete_selected_confirmation.html"
    actions: Any = ("delete_selected",)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with _turn(request):
            row = self.get_object(request, unquote(object_id))
            form = self._ask(request, [row] if row else [])
            return super().delete_view(request, object_id, {**(extra_context or {}), "delete_form": form})

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if not fits(request, queryset):
            return None
        with _turn(request):
            form = self._ask(request, list(queryset))
            response: HttpResponse | None = actions.delete_selected(self, request, queryset)
        if isinstance(response, TemplateResponse):
            response.context_data = {**(response.context_data or {}), "delete_form": form}
        return response

    def _ask(self, request: Any, rows: Sequence[Model]) -> DeleteForm:
        """The form as it was sent. Where it is wrong, or was not sent yet, the request says no more that it was."""
        sent = request.method == "POST" and "post" in request.POST
        form = DeleteForm(rows, request.POST if sent else None, initial={"seen": request.last_change})
        if sent and form.is_valid():
            request.why = form.cleaned_data["why"]
            return form
        # Django deletes where it finds anything in this; it has no other place to say no.
        request.POST = QueryDict()
        return form

    def delete_model(self, request: Any, obj: Model) -> None:
        removal.remove(row=obj, by=request.user.get_username(), reason=request.why)

    def delete_queryset(self, request: Any, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            removal.remove(row=row, by=request.user.get_username(), reason=request.why)

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Where claims stand in the way, that is said, and not that nobody may delete claims."""
        deleted, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else forbidden, protected


@contextmanager
def _turn(request: Any) -> Iterator[None]:
    """Who deletes waits for other writers first, so that nothing changes between the last look and the deletion."""
    request.last_change = record.last()
    with changes.writing() if request.method == "POST" else nullcontext():
        yield


def what_goes(milestones: Iterable[Milestone]) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
    """Of milestones, what Django asks before a deletion: each with its claims, and how many of what. Nothing protects
    them: their claims go with them, as `removal` has it.
    """
    deleted: list[Any] = []
    counts = {"milestones": 0, "claims": 0}
    for milestone in milestones:
        claims = Claim.objects.filter(milestone=milestone).order_by("-asserted_on_latest", "id")
        number = claims.count()
        counts = {"milestones": counts["milestones"] + 1, "claims": counts["claims"] + number}
        named = [format_html("Claim: {}", links.to(claim, claim.statement)) for claim in claims[:NAMED]]
        more = [f"and {how_many(number - NAMED, 'more claim')}"] if number > NAMED else []
        deleted += [format_html("Milestone: {}", links.to(milestone, str(milestone))), [*named, *more]]
    return deleted, {name: number for name, number in counts.items() if number}, set(), []


def _since(row: Model, number: int) -> list[Change]:
    """What became of the row, and of what goes with it."""
    return list(record.of_row(row).filter(number__gt=number).order_by("number"))
