"""The form by which an editor makes a claim of a proposal."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.models import fields_for_model

from missions.actions import reviews
from missions.admin.fields import EdtfField
from missions.admin.forms import ActionForm, ClaimForm
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Program, Proposal, Vehicle
from missions.proposals import Sort
from missions.proposals.copying import RUN
from missions.vocabulary import MilestoneKind, Outcome

# In the place of a slug, which these are not.
OTHER, NEW = "?other", "?new"

# The fields in groups, each in the order of the page.
GROUPS = {
    "milestone": ("milestone", "other"),
    "without_scripts": ("other_slug",),
    "new_milestone": ("title", "kind", "destination", "criterion", "about"),
    "claim": ("statement", "outcome", "claimant", "date", "asserted_on", "speaker", "reason"),
}

# Of the milestones that claims of the document speak of already, so many are offered beside the candidates.
_LATEST = 3


class ProposalForm(ActionForm):
    """Filled in with what the reader found. The statement is the editor's."""

    needed = frozenset({*GROUPS["milestone"], *GROUPS["without_scripts"], "outcome", "date", "asserted_on"})

    milestone = forms.ChoiceField(label="Milestone", widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Milestone.objects.all(),
        required=False,
        label="Another milestone",
        widget=AutocompleteSelect(Claim._meta.get_field("milestone"), admin.site),
    )
    # Where no script runs, nothing can be looked up above.
    other_slug = forms.CharField(required=False, label="Another milestone, by its slug", widget=AdminTextInputWidget)
    asserted_on = EdtfField(
        label="Said on", help_text="When it was said: as far as it is told, else when the document was published."
    )
    date = EdtfField(required=False)
    about = forms.MultipleChoiceField(
        required=False,
        label="Who and what takes part",
        widget=forms.CheckboxSelectMultiple,
        help_text="A milestone has one program: of several, the first is taken.",
    )

    # That nobody has spoken after today.
    clean_asserted_on = ClaimForm.clean_asserted_on

    def __init__(self, proposal: Proposal, data: Any = None, *, may_add: bool) -> None:
        """With `may_add` it offers to add a milestone. Three queries."""
        source = proposal.review.source
        given = {
            "outcome": proposal.outcome,
            "date": proposal.date_edtf,
            "asserted_on": proposal.asserted_on_edtf or source.published_edtf,
            "claimant": Agency.objects.filter(slug=proposal.claimant).first(),
            "about": [f"{sort}/{slug}" for sort, slug, _ in proposal.entities],
        }
        super().__init__(data, initial=given)
        self.proposal, self.may_add = proposal, may_add
        self.fields |= _of_claim() | _of_milestone()
        self.fields["date"].help_text = _reading(proposal)
        self._choices("about", [(f"{sort}/{slug}", name) for sort, slug, name in proposal.entities])
        candidates = list(_candidates(proposal))
        new = [(NEW, "A new one, described below")] if may_add else []
        self._choices("milestone", [*candidates, (OTHER, "Another one, named below"), *new])
        self.initial["milestone"] = candidates[0][0] if candidates else NEW if may_add else OTHER

    @property
    def describes_new(self) -> bool:
        return bool(self["milestone"].value() == NEW)

    def clean(self) -> None:
        told, chosen = self.cleaned_data, self.cleaned_data.get("milestone")
        named = told.get("other") or told.get("other_slug")
        if chosen == OTHER:
            self.cleaned_data["other"] = told.get("other") or self._by_slug(told.get("other_slug", ""))
        elif chosen and named:
            self.add_error("milestone", "Another milestone is named below: choose “Another one”, or name none there.")
        elif chosen and chosen != NEW and told.get("title"):
            self.add_error("milestone", "A new milestone is described below: choose “A new one”, or give it no title.")

    def claimed(self) -> tuple[Milestone | None, Claim]:
        given = {name: self.cleaned_data[name] for name in ("outcome", "date", "asserted_on")}
        milestone = None if self.cleaned_data["milestone"] == NEW else self._milestone()
        return milestone, Claim(source=self.proposal.review.source, **given)

    def accept(self, by: str) -> Claim | None:
        """None where that breaks a rule: nothing is written, and the form says which. Raises DecidedAlready."""
        told = self.cleaned_data
        row = self._milestone()
        is_new = row.pk is None
        try:
            return reviews.accept(
                proposal=self.proposal,
                milestone=row,
                agencies=tuple(self._ticked(Agency, Sort.AGENCY)) if is_new else (),
                vehicles=tuple(self._ticked(Vehicle, Sort.VEHICLE)) if is_new else (),
                outcome=Outcome(told["outcome"]),
                date=told["date"],
                claimant=told["claimant"],
                speaker=told["speaker"],
                asserted_on=told["asserted_on"],
                statement=told["statement"],
                reason=told["reason"],
                by=by,
            )
        except ValidationError as refused:
            self.say(refused)
            return None

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _by_slug(self, slug: str) -> Milestone | None:
        found: Milestone | None = Milestone.objects.filter(slug=slug).first()
        if found is None and slug:
            self.add_error("other_slug", f"No milestone has the slug {slug!r}.")
        elif found is None:
            self.add_error("other", ValidationError("Name the milestone, or choose one above.", code="required"))
        return found

    def _milestone(self) -> Milestone:
        told = self.cleaned_data
        if told["milestone"] == NEW:
            values = {name: told[name] for name in ("title", "kind", "destination", "criterion")}
            return Milestone(program=next(iter(self._ticked(Program, Sort.PROGRAM)), None), **values)
        found: Milestone = told["other"] or Milestone.objects.get(slug=told["milestone"])
        return found

    def _ticked(self, model: Any, sort: Sort) -> list[Any]:
        """In the order of the text."""
        slugs = [slug for kind, _, slug in (one.partition("/") for one in self.cleaned_data["about"]) if kind == sort]
        return sorted(model.objects.filter(slug__in=slugs), key=lambda row: slugs.index(row.slug))


def _of_claim() -> dict[str, Any]:
    return fields_for_model(
        Claim,
        ("outcome", "claimant", "speaker", "statement", "reason"),
        widgets={
            "speaker": AdminTextInputWidget(),
            "statement": AdminTextareaWidget({"rows": 3}),
            "reason": AdminTextareaWidget({"rows": 2}),
        },
        help_texts={
            "claimant": "Who promises or reports. Empty: the document in its own voice.",
            "speaker": "The person who spoke for the claimant, and in what office. Blank: nobody is named.",
            "statement": f"In your own words, never the document’s: {RUN} of its words in a row are refused.",
            "reason": "What is doubtful about the claim. Blank: nothing.",
        },
    )


def _of_milestone() -> dict[str, Any]:
    """None is required here: whether there is to be a new milestone, the editor chooses, and the action says what it
    must have.
    """
    widgets: dict[str, Any] = {"title": AdminTextInputWidget(), "criterion": AdminTextareaWidget({"rows": 2})}
    fields: dict[str, Any] = fields_for_model(Milestone, ("title", "kind", "destination", "criterion"), widgets=widgets)
    for field in fields.values():
        field.required = False
    fields["kind"].choices = [*BLANK_CHOICE_DASH, *MilestoneKind.choices()]
    return fields


def _candidates(proposal: Proposal) -> list[tuple[str, str]]:
    """Slugs and titles, the best first, and then the latest of which the document's claims speak."""
    titles = dict(Milestone.objects.filter(slug__in=proposal.milestones).values_list("slug", "title"))
    found = {slug: titles[slug] for slug in proposal.milestones if slug in titles}
    claims = Claim.objects.filter(source=proposal.review.source_id).order_by("-recorded_at")
    spoken_of = claims.values_list("milestone__slug", "milestone__title")[:_LATEST]
    return list((found | dict(spoken_of)).items())


def _reading(proposal: Proposal) -> str:
    if not proposal.date_edtf:
        return "None was found in the passage. Blank: no date is told."
    return f"{proposal.reading} In words: {FuzzyDate.parse(proposal.date_edtf).text}."
