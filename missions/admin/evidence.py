"""Sources and what they claim. Claims are recorded and withdrawn, and never changed or deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from missions import clock
from missions.actions import sources
from missions.admin import links, words
from missions.admin.base import Named, ReadOnly
from missions.admin.bulk import WithdrawingSeveral
from missions.admin.filters import (
    CountsFilter,
    OneMilestone,
    OneSource,
    RecordedFilter,
    SaidFilter,
    UsedFilter,
    WithdrawnFilter,
)
from missions.admin.forms import SourceForm
from missions.admin.importing import Importing
from missions.admin.recording import Recording
from missions.admin.withdrawing import Withdrawing
from missions.models import Claim, Source, Withdrawal


@admin.register(Source)
class SourceAdmin(Importing, Named):
    form = SourceForm
    named = "title"
    list_display = ("title", "publisher", "published_on", "reliability", "copy_of", "its_claims")
    list_filter = ("reliability", ("republication_of", admin.EmptyFieldListFilter))
    list_select_related = ("republication_of",)
    search_fields = ("title", "slug", "publisher", "author", "url")
    ordering = ("-published_latest", "slug")
    autocomplete_fields = ("republication_of",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "publisher", "author", "published", "url", "reliability")}),
        ("Its text", {"fields": ("sha256", "characters", "republication_of")}),
        ("What was drawn from it", {"fields": ("its_claims",)}),
    )
    readonly_fields = ("its_claims",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows: QuerySet[Source] = super().get_queryset(request)
        return rows.annotate(claims_n=links.count_of(Claim, "source"))

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        sources.revise(source=obj, by=request.user.get_username(), reason=form.cleaned_data.get("why", ""))

    @admin.display(description="published", ordering="published_latest")
    def published_on(self, source: Source) -> str | None:
        return words.told(source.published)

    @admin.display(description="republication of", ordering="republication_of__title")
    def copy_of(self, source: Source) -> SafeString | None:
        return links.to(source.republication_of)

    @admin.display(description="claims", ordering="claims_n")
    def its_claims(self, source: Any) -> str:
        return links.counted(Claim, source.claims_n, source=source.pk)


@admin.register(Claim)
class ClaimAdmin(Importing, WithdrawingSeveral, Recording, Withdrawing):
    actions = ("withdraw_selected",)
    list_display = ("in_short", "of", "told", "said_by", "said_on", "drawn_from", "makes_standings")
    list_filter = (
        OneMilestone,
        OneSource,
        "outcome",
        "rank",
        CountsFilter,
        WithdrawnFilter,
        RecordedFilter,
        SaidFilter,
        ("claimant", UsedFilter),
        "source__reliability",
    )
    search_fields = (
        *("statement", "speaker", "reason", "milestone__title", "milestone__slug"),
        *("source__title", "source__slug", "claimant__name", "claimant__short_name"),
    )
    ordering = ("-asserted_on_latest", "id")
    fieldsets = (
        (None, {"fields": ("statement", "milestone", "outcome", "told_date_whole")}),
        ("Who says so, and when", {"fields": ("claimant", "speaker", "said_on_whole")}),
        ("Where it stands", {"fields": ("source", "span", "span_sha256")}),
        ("Its weight", {"fields": ("rank", "reason", "stands", "recorded_at")}),
    )
    readonly_fields = ("told_date_whole", "said_on_whole", "span", "stands", "recorded_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        rows: QuerySet[Claim] = Claim.objects.for_page().order_by(*self.ordering)
        return rows

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        claim = kwargs.get("obj")
        if claim and not claim.withdrawal_or_none and self.may_withdraw(request, claim):
            context["withdraw_form"] = self.withdraw_form(request)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="statement", ordering="statement")
    def in_short(self, claim: Claim) -> str:
        return links.short(claim.statement)

    @admin.display(description="milestone", ordering="milestone__title")
    def of(self, claim: Claim) -> SafeString | None:
        return links.to(claim.milestone)

    @admin.display(description="outcome and date", ordering="date_latest")
    def told(self, claim: Claim) -> str:
        return words.outcome_and_date(claim)

    @admin.display(description="claimant", ordering="claimant__name")
    def said_by(self, claim: Claim) -> SafeString | None:
        return links.to(claim.claimant)

    @admin.display(description="said on", ordering="asserted_on_latest")
    def said_on(self, claim: Claim) -> str | None:
        return words.told(claim.asserted_on)

    @admin.display(description="source", ordering="source__title")
    def drawn_from(self, claim: Claim) -> SafeString | None:
        return links.to(claim.source, links.short(claim.source.title, 4))

    @admin.display(description="counts")
    def makes_standings(self, claim: Claim) -> str:
        return "No" if words.silence(claim, clock.today()) else "Yes"

    @admin.display(description="counts")
    def stands(self, claim: Claim) -> str:
        return words.silence(claim, clock.today()) or "Yes"

    @admin.display(description="date")
    def told_date_whole(self, claim: Claim) -> str:
        return words.whole(claim.date)

    @admin.display(description="said on")
    def said_on_whole(self, claim: Claim) -> str:
        return words.whole(claim.asserted_on)

    @admin.display
    def span(self, claim: Claim) -> str:
        if claim.span_start is None:
            return "not kept"
        return f"Characters {claim.span_start} to {claim.span_end} of the text"


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly):
    list_display = ("recorded_at", "why", "of", "milestone")
    list_select_related = ("claim__milestone",)
    search_fields = ("reason", "claim__statement", "claim__milestone__title")
    date_hierarchy = "recorded_at"
    ordering = ("-recorded_at", "claim")
    fields = ("claim", "milestone", "reason", "recorded_at")
    readonly_fields = ("milestone", "recorded_at")

    @admin.display(description="reason", ordering="reason")
    def why(self, withdrawal: Withdrawal) -> str:
        return links.short(withdrawal.reason)

    @admin.display(description="claim")
    def of(self, withdrawal: Withdrawal) -> SafeString | None:
        return links.to(withdrawal.claim)

    @admin.display(ordering="claim__milestone__title")
    def milestone(self, withdrawal: Withdrawal) -> SafeString | None:
        return links.to(withdrawal.claim.milestone)
