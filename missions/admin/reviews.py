"""Documents are dropped here, and what was found in them is gone through: accepted, changed or refused, one by one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from missions import clock
from missions.actions import reviews
from missions.admin import links, words
from missions.admin.base import Desk
from missions.admin.deciding import GROUPS, ProposalForm
from missions.admin.dropping import BIBLIOGRAPHY, DOCUMENT, DropForm
from missions.admin.filters import ClosedFilter
from missions.admin.previewing import preview
from missions.admin.reviewing import chosen, next_open, shown
from missions.admin.sent import sent
from missions.dates import how_many
from missions.models import Proposal, Review, Source


@admin.register(Review)
class ReviewAdmin(Desk):
    list_display = ("of", "opened_by", "opened_at", "progress", "closed_at")
    list_filter = (ClosedFilter,)
    list_select_related = ("source",)
    search_fields = ("source__title", "source__slug", "opened_by")
    ordering = ("-opened_at", "-pk")
    actions = None
    # They hold the text of a document, which stays here.
    exports = False

    class Media:
        css = {"all": ("missions/review.css",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A review goes with its source, and with nothing else: whoever may delete that takes it along."""
        return request.user.has_perm("missions.delete_source")

    def delete_view(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        raise PermissionDenied

    def history_view(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """It has none: what came of it is noted of the source, the milestones and the claims."""
        raise Http404

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        reviews.expire(at=clock.now())
        return super().changelist_view(request, extra_context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        rows: QuerySet[Review] = super().get_queryset(request).defer("text")
        return rows.annotate(
            number=Count("proposals"), decided=Count("proposals", filter=Q(proposals__accepted__isnull=False))
        )

    @admin.display(description="source", ordering="source__title")
    def of(self, review: Review) -> str:
        return str(review.source)

    @admin.display
    def progress(self, review: Any) -> str:
        return f"{review.decided} of {review.number} decided"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(require_POST(self.preview_view))
        return [path("<path:object_id>/preview/", page, name="missions_review_preview"), *super().get_urls()]

    # --- Dropping

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not (self.has_add_permission(request) and request.user.has_perm("missions.add_source")):
            raise PermissionDenied
        reviews.expire(at=clock.now())
        if request.method != "POST":
            return self.drop_page(request, DropForm())
        form = DropForm(request.POST, request.FILES)
        # Whatever else is wrong: of a document that is known, nothing needs to be typed.
        form.full_clean()
        if known := form.known:
            return self.known_already(request, known)
        if form.like and form.asks:
            form.ask(form.like)
            return self.drop_page(request, form)
        review = form.begin(request.user.get_username()) if form.is_valid() else None
        return self.dropped(request, review) if review else self.drop_page(request, form)

    def dropped(self, request: HttpRequest, review: Review) -> HttpResponse:
        messages.success(request, f"Read: {how_many(review.proposals.count(), 'proposal')}.")
        return self.to(review)

    def known_already(self, request: HttpRequest, source: Source) -> HttpResponse:
        """To its review, where one is open; else to the source."""
        review = Review.objects.filter(source=source, closed_at__isnull=True).first()
        said = "is under review already" if review else "is known already, as this source"
        messages.warning(request, f"Nothing was dropped: the document {said}.")
        return self.to(review) if review else HttpResponseRedirect(links.address(source))

    def drop_page(self, request: HttpRequest, form: Any) -> HttpResponse:
        return self.desk_page(
            request,
            "admin/missions/review/drop.html",
            "Drop a document",
            form,
            republication=[form["republication_of"]],
            document=[form[name] for name in DOCUMENT],
            bibliography=[form[name] for name in BIBLIOGRAPHY],
            days=reviews.LONGEST.days,
        )

    # --- Going through it

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        reviews.expire(at=clock.now())
        review = self.get_object(request, object_id)
        if review is None:
            raise Http404
        if request.method != "POST":
            if not self.has_view_permission(request, review):
                raise PermissionDenied
            return self.page(request, review, chosen(review, request.GET.get("proposal", "")))
        if not self.has_change_permission(request, review):
            raise PermissionDenied
        if "_close" in request.POST:
            return self.closed(request, review)
        return self.decided(request, review, chosen(review, request.POST.get("proposal", "")))

    def closed(self, request: HttpRequest, review: Review) -> HttpResponse:
        """Asks once more where proposals are open: nobody can decide them afterwards."""
        left = review.proposals.filter(accepted=None).count() if review.is_open else 0
        if left and request.POST.get("left") != str(left):
            messages.warning(request, f"Not closed yet: {how_many(left, 'proposal')} still open. Confirm it below.")
            return self.page(request, review, chosen(review, request.POST.get("proposal", "")), left=left)
        reviews.close(review=review)
        messages.success(request, "Closed. The text is erased.")
        return self.to(review)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the claim would do, as a part of a page. Writes nothing."""
        review = self.get_object(request, object_id)
        proposal = chosen(review, request.POST.get("proposal", "")) if review else None
        if review is None or proposal is None:
            raise Http404
        if not self.may_decide(request, review):
            raise PermissionDenied
        form = self.form_for(request, proposal, request.POST)
        return TemplateResponse(request, "missions/desk/preview.html", preview(form))

    def decided(self, request: HttpRequest, review: Review, proposal: Proposal | None) -> HttpResponse:
        if proposal is None:
            messages.error(request, "Nothing was decided: choose a proposal.")
            return self.page(request, review, None)
        try:
            form = self.decide(request, proposal)
        except reviews.DecidedAlready as told:
            messages.warning(request, f"Nothing was changed. {told}")
            if "_reopen" not in request.POST:
                return self.came_second(request, review, proposal)
            form = None
        if form:
            return self.page(request, review, proposal, form)
        return self.to(review, next_open(review, proposal.number))

    def came_second(self, request: HttpRequest, review: Review, proposal: Proposal) -> HttpResponse:
        """What somebody else decided, with what was typed quoted. Who sends her own form twice is led on."""
        now = chosen(review, str(proposal.number))
        if now and now.decided_by == request.user.get_username():
            return self.to(review, next_open(review, proposal.number))
        # It may be closed by now.
        review.refresh_from_db()
        return self.page(request, review, now, typed=sent(self.form_for(request, proposal, request.POST)))

    def decide(self, request: HttpRequest, proposal: Proposal) -> ProposalForm | None:
        """Does what the button says. The form, where it holds what is wrong: then nothing is written."""
        by = request.user.get_username()
        if "_reopen" in request.POST:
            reviews.reopen(proposal=proposal, by=by)
            messages.success(request, f"Proposal {proposal.number} is open again.")
            return None
        if "_refuse" in request.POST:
            reviews.refuse(proposal=proposal, by=by)
            messages.success(request, f"Refused proposal {proposal.number}.")
            return None
        if "_preview" in request.POST:
            reviews.check_open(proposal=proposal)
            return self.form_for(request, proposal, request.POST)
        return self.accept(request, proposal)

    def accept(self, request: HttpRequest, proposal: Proposal) -> ProposalForm | None:
        if not request.user.has_perm("missions.add_claim"):
            raise PermissionDenied
        form = self.form_for(request, proposal, request.POST)
        claim = form.accept(request.user.get_username()) if form.is_valid() else None
        if claim is None:
            reviews.check_open(proposal=proposal)
            return form
        day = clock.today()
        silent = words.silence(claim, day)
        stands = f"{claim.milestone} now stands: {words.stands(words.standing_on(claim.milestone, day), day)}."
        told = (f"Accepted proposal {proposal.number}.", silent and f"{silent}.", stands)
        messages.success(request, " ".join(filter(None, told)))
        return None

    def form_for(self, request: HttpRequest, proposal: Proposal, data: Any = None) -> ProposalForm:
        return ProposalForm(proposal, data, may_add=request.user.has_perm("missions.add_milestone"))

    def page(
        self,
        request: HttpRequest,
        review: Review,
        proposal: Proposal | None,
        form: Any = None,
        typed: Sequence[tuple[str, str]] = (),
        left: int = 0,
    ) -> HttpResponse:
        told = shown(review, proposal)
        if told["entry"] and self.may_decide(request, review):
            row = told["entry"].row
            row.review = review
            form = form or (self.form_for(request, row) if row.accepted is None else None)
        if form:
            told |= {group: [form[name] for name in names] for group, names in GROUPS.items()}
            told |= preview(form) if form.is_bound else {}
        return self.desk_page(
            request,
            "admin/missions/review/review.html",
            f"{'Under review' if review.is_open else 'Reviewed'}: {review.source}",
            form,
            **told,
            may_decide=self.may_decide(request, review),
            sent=typed,
            left=left,
            # The article and the form need the width.
            is_nav_sidebar_enabled=False,
        )

    def may_decide(self, request: HttpRequest, review: Review) -> bool:
        may = self.has_change_permission(request, review) and request.user.has_perm("missions.add_claim")
        return review.is_open and may

    def to(self, review: Review, number: int | None = None) -> HttpResponse:
        """To the review's page; with a number, to that proposal and its place in the article."""
        place = f"?proposal={number}#span-{number}" if number else ""
        return HttpResponseRedirect(links.address(review) + place)
