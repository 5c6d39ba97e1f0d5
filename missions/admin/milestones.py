"""Milestones and how they stood. When one comes, its claims alone say: no date is typed here."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from missions import clock
from missions.admin import links, words
from missions.admin.base import Named, ReadOnly
from missions.admin.evidence import ClaimAdmin
from missions.admin.filters import ConflictFilter, InForceFilter, OneMilestone, StateFilter
from missions.models import Claim, Milestone, Standing


@admin.register(Milestone)
class MilestoneAdmin(Named):
    named = "title"
    list_display = ("title", "state", "told_date", "said_by", "of", "its_claims")
    list_filter = (
        StateFilter,
        ConflictFilter,
        "kind",
        "destination",
        "crewed",
        ("program", admin.RelatedOnlyFieldListFilter),
        ("agencies", admin.RelatedOnlyFieldListFilter),
        ("vehicles", admin.RelatedOnlyFieldListFilter),
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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        milestone = kwargs.get("obj")
        if milestone:
            context |= self.told(request, milestone)
            if form := context.get("claim_form"):
                context["media"] += form.media
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
        told: dict[str, Any] = {"stands": words.stands_by(words.standing_on(milestone, day), claims, day)}
        if desk.has_view_permission(request):
            told["claims"] = [(claim, words.silence(claim, day)) for claim in claims]
        if self.admin_site.get_model_admin(Standing).has_view_permission(request):
            told["standings"] = milestone.standings.select_related("claim__source", "claim__claimant").order_by(
                "-since"
            )
        if isinstance(desk, ClaimAdmin) and desk.has_add_permission(request):
            told |= _claim_form(desk, request, milestone)
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
    list_filter = (OneMilestone, InForceFilter, "outcome", "conflict")
    list_select_related = ("milestone", "claim")
    search_fields = ("milestone__title", "milestone__slug", "claim__statement")
    date_hierarchy = "since"
    ordering = ("-since", "pk")
    fields = ("milestone", "since", "until", "outcome", "told_date_whole", "disagreement", "claim")
    readonly_fields = ("told_date_whole", "disagreement")

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


def _claim_form(desk: ClaimAdmin, request: HttpRequest, milestone: Milestone) -> dict[str, Any]:
    form = desk.claim_form(request, initial={"milestone": milestone.pk})
    form.fields["milestone"].widget = HiddenInput()
    return {"claim_form": form, "claim_fieldsets": desk.shown(form)}
