"""Milestones and how they stood. When one comes, its claims alone say: no date is typed here."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.forms import HiddenInput, Media
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from missions import clock
from missions.admin import deleting, links, words
from missions.admin.base import Named, ReadOnly
from missions.admin.bulk import ChangingSeveral
from missions.admin.drawing import draw
from missions.admin.evidence import ClaimAdmin
from missions.admin.filters import (
    ConflictFilter,
    InForceFilter,
    OneMilestone,
    SinceFilter,
    SpokenFilter,
    StateFilter,
    UsedFilter,
)
from missions.models import Claim, Milestone, Standing
from missions.models.recorded import held
from missions.schedule import Period, conflicts
from missions.vocabulary import Outcome


@admin.register(Milestone)
class MilestoneAdmin(ChangingSeveral, Named):
    named = "title"
    actions = ("delete_selected", "change_selected")
    list_display = ("title", "state", "told_date", "said_by", "of", "its_claims")
    list_filter = (
        StateFilter,
        ConflictFilter,
        SpokenFilter,
        "kind",
        "destination",
        "crewed",
        ("program", UsedFilter),
        ("agencies", UsedFilter),
        ("vehicles", UsedFilter),
    )
    list_select_related = ("program",)
    search_fields = (
        *("title", "slug", "criterion", "program__name"),
        *("agencies__name", "agencies__short_name", "vehicles__name"),
    )
    ordering = ("title",)
    autocomplete_fields = ("program", "agencies", "vehicles")
    fields = ("title", "slug", "criterion", "kind", "destination", "crewed", "program", "agencies", "vehicles")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Milestone]:
        """With today's standing as `now` (none or one), and its last day for the order."""
        today = Milestone.objects.as_of(clock.today())
        in_force = Standing.objects.filter(pk=Subquery(today.filter(pk=OuterRef("milestone")).values("standing__pk")))
        now = Prefetch("standings", in_force.select_related("claim__source", "claim__claimant"), to_attr="now")
        rows: QuerySet[Milestone] = super().get_queryset(request).prefetch_related(now)
        return rows.annotate(
            closes=Subquery(today.filter(pk=OuterRef("pk")).values("standing__date_latest")),
            claims_n=links.count_of(Claim, "milestone"),
        )

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        return deleting.what_goes(objs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        milestone = kwargs.get("obj")
        if milestone:
            context |= self.told(request, milestone)
            if form := context.get("claim_form"):
                context["media"] += form.media
                context["media"] += form.new_source.media if form.new_source else Media()
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Milestone, post_url_continue: str | None = None) -> HttpResponse:
        """Of an added milestone, also why the API does not show it yet. Not in a popup, which closes."""
        response = super().response_add(request, obj, post_url_continue)
        if IS_POPUP_VAR not in request.POST:
            page = links.to(obj, str(obj))
            messages.info(request, format_html("The API shows {} once its first claim is recorded.", page))
        return response

    def told(self, request: HttpRequest, milestone: Milestone) -> dict[str, Any]:
        """What a milestone's page tells, of what the reader may see: how it stands, its claims, and a form for one."""
        desk, day = self.admin_site.get_model_admin(Claim), clock.today()
        claims = list(Claim.objects.for_page().filter(milestone=milestone))
        now = words.standing_on(milestone, day)
        told: dict[str, Any] = {"stands": words.stands_by(now, claims, day)}
        if desk.has_view_permission(request):
            told["claims"] = [(claim, words.silence(claim, day)) for claim in claims]
        if self.admin_site.get_model_admin(Standing).has_view_permission(request):
            rows = milestone.standings.held().select_related("claim__source", "claim__claimant").order_by("-since")
            told["standings"] = list(rows)
            told["drawing"] = draw(
                [_period(row) for row in reversed(told["standings"])],
                day,
                conflicts(claim.said for claim in claims if claim.counts()),
            )
        if isinstance(desk, ClaimAdmin) and desk.has_add_permission(request):
            told |= _claim_form(desk, request, milestone, now)
        return told

    @admin.display(description="state")
    def state(self, milestone: Any) -> str | None:
        now = _now(milestone)
        return words.state_of(now, clock.today()).label if now else None

    @admin.display(description="date", ordering="closes")
    def told_date(self, milestone: Any) -> str | None:
        now = _now(milestone)
        return words.told(now.date) if now else None

    @admin.display(description="said by")
    def said_by(self, milestone: Any) -> SafeString | None:
        now = _now(milestone)
        return links.to(now.claim, now.claim.voice) if now else None

    @admin.display(description="program", ordering="program__name")
    def of(self, milestone: Milestone) -> SafeString | None:
        return links.to(milestone.program)

    @admin.display(description="claims", ordering="claims_n")
    def its_claims(self, milestone: Any) -> str:
        return links.counted(Claim, milestone.claims_n, milestone=milestone.pk)


@admin.register(Standing)
class StandingAdmin(ReadOnly):
    list_display = ("since", "until", "of", "told", "disagreement", "made_by")
    list_filter = (OneMilestone, InForceFilter, "outcome", "conflict", SinceFilter)
    list_select_related = ("milestone", "claim")
    # With a column of its own among them, SQLite reads the table once. Without, it looks each match up by an index: at
    # 300,000 standings that takes seconds.
    search_fields = ("date_edtf", "milestone__title", "milestone__slug", "claim__statement")
    ordering = ("-since", "pk")
    fields = ("milestone", "since", "until", "outcome", "told_date_whole", "disagreement", "claim")
    readonly_fields = ("told_date_whole", "disagreement")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Standing]:
        """Those that the tracker holds now, and not those that later claims superseded."""
        rows: QuerySet[Standing] = super().get_queryset(request).filter(held(None))
        return rows

    @admin.display(description="milestone", ordering="milestone__title")
    def of(self, standing: Standing) -> SafeString | None:
        return links.to(standing.milestone)

    @admin.display(description="outcome and date", ordering="date_latest")
    def told(self, standing: Standing) -> str:
        return words.outcome_and_date(standing)

    @admin.display(description="date")
    def told_date_whole(self, standing: Standing) -> str:
        return words.whole(standing.date)

    @admin.display(description="conflict", ordering="conflict")
    def disagreement(self, standing: Standing) -> str:
        return "The sources disagree" if standing.conflict else links.NOTHING

    @admin.display(description="claim that made it so")
    def made_by(self, standing: Standing) -> SafeString | None:
        return links.to(standing.claim)


def _now(milestone: Any) -> Standing | None:
    """Today's standing, as the list fetched it."""
    found: list[Standing] = milestone.now
    return found[0] if found else None


def _period(row: Standing) -> Period:
    return Period(row.since, row.until, Outcome(row.outcome), row.date, row.conflict, str(row.claim_id))


class Shortcut(NamedTuple):
    """What is often recorded: what the link says, what it fills in, and the field that is typed in next."""

    name: str
    label: str
    outcome: str
    # As EDTF, blank for none; None where the date is left to be typed.
    date: str | None = None
    next: str = "date"


SHORTCUTS = (
    Shortcut("planned", "Reschedule", "planned"),
    Shortcut("achieved", "Mark achieved", "achieved"),
    Shortcut("cancelled", "Cancel", "cancelled"),
)


def _claim_form(desk: ClaimAdmin, request: HttpRequest, milestone: Milestone, now: Standing | None) -> dict[str, Any]:
    """The form for a claim; `?record=` names a shortcut, which fills in what it is about and waits for the rest."""
    shortcuts = [*SHORTCUTS, *([_reaffirm(now)] if now else [])]
    asked = request.GET.get("record") if request.method == "GET" else None
    shortcut = next((one for one in shortcuts if one.name == asked), None)
    given = {"outcome": shortcut.outcome, "date": shortcut.date} if shortcut else {}
    form = desk.claim_form(request, initial={"milestone": milestone.pk, **given})
    form.fields["milestone"].widget = HiddenInput()
    if shortcut:
        form.fields[shortcut.next].widget.attrs["autofocus"] = True
    return {
        "claim_form": form,
        "claim_fieldsets": desk.shown(form),
        "shortcuts": shortcuts,
        "shortcut": shortcut.name if shortcut else "",
    }


def _reaffirm(now: Standing) -> Shortcut:
    return Shortcut("reaffirm", "Reaffirm", now.outcome, now.date.edtf if now.date else "", "asserted_on")
