"""The pages of Claim on which one is recorded, with what it would do before it is done."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.forms import Media, modelform_factory
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from missions import clock
from missions.admin import effects, links, new_source, words
from missions.admin.forms import COLUMNS, ClaimForm
from missions.admin.previewing import preview
from missions.admin.writing import WritingClaims
from missions.dates import BadDate, FuzzyDate
from missions.models import Claim, Source

WHAT = ("outcome", "date", "statement", "key", "told_of")
WHO = ("claimant", "speaker", "asserted_on")
WHERE = ("source", ("span_start", "span_end"))
WEIGHT = ("rank", "reason")


class Recording(WritingClaims):
    add_form_template = "admin/missions/claim/record.html"
    autocomplete_fields = ("milestone", "source", "claimant")

    def get_urls(self) -> list[URLPattern]:
        seen = self.admin_site.admin_view
        return [
            path("preview/", seen(require_POST(self.preview_view)), name="missions_claim_preview"),
            path("reading/", seen(self.reading_view), name="missions_claim_reading"),
            *super().get_urls(),
        ]

    def claim_form(self, request: HttpRequest, data: Any = None, **kwargs: Any) -> ClaimForm:
        columns = {name: self.column(Claim, name, request) for name in COLUMNS}
        return ClaimForm(columns, self.new_source_form(request, data), data, **kwargs)

    def new_source_form(self, request: HttpRequest, data: Any) -> new_source.NewSourceForm | None:
        """None for whom may not add sources."""
        if not self.admin_site.get_model_admin(Source).has_add_permission(request):
            return None
        made = partial(self.formfield_for_dbfield, request=request)
        form: Any = modelform_factory(Source, form=new_source.NewSourceForm, formfield_callback=made)
        found: new_source.NewSourceForm = form(data, prefix="new", empty_permitted=True, use_required_attribute=False)
        return found

    def shown(self, form: ClaimForm) -> list[helpers.Fieldset]:
        """The form in groups, that of a new source after that of its source. A milestone that is given is not asked
        for.
        """
        first = () if form.fields["milestone"].widget.is_hidden else ("milestone",)
        claim = self._groups(
            form,
            ("What is claimed", {"fields": (*first, *WHAT)}),
            ("Who says so, and when", {"fields": WHO}),
            ("Where it stands", {"fields": WHERE}),
            ("Its weight", {"fields": WEIGHT}),
        )
        if form.new_source is None:
            return claim
        group = {"fields": new_source.COLUMNS, "classes": () if form.describes_source else ("collapse",)}
        return [*claim[:3], *self._groups(form.new_source, ("Or a source that is not here yet", group)), claim[3]]

    def _groups(self, form: Any, *groups: Any) -> list[helpers.Fieldset]:
        return list(helpers.AdminForm(form, list(groups), {}, model_admin=self))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The form to record a claim. Django's own would save the row; this one calls the action."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.record_page(request, self.claim_form(request, initial=_given(request)))
        form = self.claim_form(request, request.POST)
        if "_preview" in request.POST:
            return self.record_page(request, form)
        claim = form.record(request.user.get_username()) if form.is_valid() else None
        return self.recorded(request, form, claim) if claim else self.record_page(request, form)

    def recorded(self, request: HttpRequest, form: ClaimForm, claim: Claim) -> HttpResponse:
        if form.was_there:
            messages.warning(request, f"This was recorded already, once. {self.now(claim.milestone)}")
        else:
            silent = words.silence(claim, clock.today())
            said = ["Recorded.", silent and f"{silent}.", self.now(claim.milestone)]
            messages.success(request, " ".join(filter(None, said)))
        return self.back(request, claim)

    def record_page(self, request: HttpRequest, form: Any) -> HttpResponse:
        shown = self.shown(form)
        context = {
            **self.admin_site.each_context(request),
            "title": "Record a claim",
            "adminform": helpers.AdminForm(form, [], {}, model_admin=self),
            "claim_form": form,
            "claim_fieldsets": shown,
            **(preview(form) if form.is_bound else {}),
            "media": self.media + form.media + (form.new_source.media if form.new_source else Media()),
            "errors": helpers.AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "is_popup": False,
        }
        return self.render_change_form(request, context, add=True)

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """What the claim would do, as a part of a page. Writes nothing."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.claim_form(request, request.POST)
        return TemplateResponse(request, "missions/desk/preview.html", preview(form))

    def reading_view(self, request: HttpRequest) -> HttpResponse:
        """How a date is read as it is typed, as a part of a page."""
        text = request.GET.get("text", "").strip()
        context: dict[str, Any] = {"text": text}
        try:
            context["reading"] = effects.reading(FuzzyDate.parse(text)) if text else ""
        except BadDate as bad:
            context["complaint"] = bad.complaint
            context["nearest"] = FuzzyDate.parse(bad.nearest) if bad.nearest else None
        return TemplateResponse(request, "missions/desk/reading.html", context)


def _given(request: HttpRequest) -> dict[str, str]:
    """The rows that a link to the form names."""
    names = ("milestone", "source", "claimant")
    return {name: request.GET[name] for name in names if links.is_key(request.GET.get(name, ""))}
