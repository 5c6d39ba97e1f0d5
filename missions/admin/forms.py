"""The desk's own forms. They read what is typed; whether it holds, the actions say."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from missions import clock
from missions.actions import changes, claims
from missions.admin import links
from missions.admin.fields import EdtfField, SourceFields, date_help
from missions.admin.keeping import KeptForm, show
from missions.admin.new_source import NewSourceForm
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Source, Withdrawal
from missions.models.claim import standing_yet
from missions.vocabulary import Outcome, Rank

# Claim's rules that span several columns, by name, and the field at which each is said.
RULES = {
    "claim_asserted_by_a_day": "asserted_on",
    "claim_deprecated_with_reason": "reason",
    "claim_span_in_order": "span_end",
    "claim_date_bounded": "date",
    "claim_asserted_on_bounded": "asserted_on",
}


# Claim's columns that the form takes as the desk shows them.
COLUMNS = (
    *("milestone", "source", "claimant", "speaker", "outcome", "statement"),
    *("span_start", "span_end", "rank", "reason"),
)


class ActionForm(forms.Form):
    required_css_class = "required"

    def say(self, refused: ValidationError) -> None:
        """Ties what an action refused to the fields that it is about."""
        for field, message in placed(refused):
            self.add_error(field if field in self.fields else None, message)


class ClaimForm(ActionForm):
    """What one source says of one milestone. `columns` are the fields for COLUMNS.

    The source is one that is there, or that which `new_source` describes. Whatever the form is sent twice for, its
    `key` lets it record once.
    """

    needed = frozenset({"milestone", "outcome", "date", "asserted_on", "rank"})

    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    # The rows of which the editor was told that they are like hers.
    told_of = forms.CharField(required=False, widget=forms.HiddenInput)
    asserted_on = EdtfField(
        label="Said on",
        help_text=date_help(
            "When it was said: today or earlier, or a month, a year that has begun. "
            "The claim counts from the last day of that date."
        ),
    )
    date = EdtfField(
        required=False, help_text=date_help("The target, or when it came, by the outcome. Blank: no date is told.")
    )

    def __init__(
        self, columns: Mapping[str, forms.Field], new_source: NewSourceForm | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= columns
        self.new_source = new_source
        if new_source:
            self.fields["source"].error_messages["required"] = "Choose a source, or describe one below."
        self.describes_source = bool(new_source and new_source.is_bound and new_source.has_changed())
        if self.describes_source:
            self.fields["source"].required = False

    def clean_source(self) -> Source | None:
        found: Source | None = self.cleaned_data["source"]
        if found and self.describes_source:
            raise ValidationError("Choose a source here, or describe a new one: not both.")
        return found

    def clean_asserted_on(self) -> FuzzyDate:
        said: FuzzyDate = self.cleaned_data["asserted_on"]
        check_said(said)
        return said

    def clean(self) -> None:
        if self.new_source and self.describes_source and not self.new_source.is_valid():
            self.add_error(None, "The new source is not described well yet: see below.")
        ends = ("span_start", "span_end")
        if not self.errors.keys() & set(ends):
            missing = [end for end in ends if self.cleaned_data[end] is None]
            if len(missing) == 1:
                self.add_error(missing[0], "A span has a start and an end: give both, or neither.")

    def claimed(self) -> tuple[Milestone, Claim]:
        told = self.cleaned_data
        given = {name: told[name] for name in ("outcome", "date", "asserted_on", "rank")}
        return told["milestone"], Claim(source=told.get("source") or Source(), **given)

    def record(self, by: str) -> Claim | None:
        """Records what an editor typed. None where that breaks a rule: nothing is written, and the form says which.

        What was recorded from this very form before is found, and not recorded again: `was_there` then says so.
        """
        told = self.cleaned_data
        try:
            with changes.writing(by=by):
                before = Claim.objects.filter(pk=told["key"]).select_related("source").first()
                if before is None:
                    self._ask_of_alike()
                return claims.record(
                    milestone=told["milestone"],
                    source=told["source"] or self._new_source(before, by),
                    outcome=Outcome(told["outcome"]),
                    asserted_on=told["asserted_on"],
                    statement=told["statement"],
                    date=told["date"],
                    claimant=told["claimant"],
                    speaker=told["speaker"],
                    span=None if told["span_start"] is None else (told["span_start"], told["span_end"]),
                    rank=Rank(told["rank"]),
                    reason=told["reason"],
                    by=by,
                    key=told["key"],
                )
        except claims.RecordedAlready as again:
            return self._recorded_already(again)
        except ValidationError as refused:
            self.say(refused)
            return None

    def _new_source(self, before: Claim | None, by: str) -> Source:
        """As it was described; where this form was sent before, as it was made then."""
        described = cast(NewSourceForm, self.new_source)
        if before and described.describes(before.source):
            return before.source
        return described.save_new(by)

    def _ask_of_alike(self) -> None:
        """Raises ValidationError, once, where it seems to be recorded already: by who went back in the browser, or by
        somebody else who read the same.
        """
        found, sources = self._alike()
        keys = _keys(found, sources)
        if set(keys.split()) - set(self.cleaned_data["told_of"].split()):
            show(self, "told_of", keys)
            raise ValidationError([*map(_claim_is_there, found), *map(_source_is_there, sources)])

    def _alike(self) -> tuple[list[Claim], list[Source]]:
        """The claims that say the same, and the sources that are called as the new one is."""
        sources = list(cast(NewSourceForm, self.new_source).alike()) if self.describes_source else []
        return self._claims_alike(sources or [self.cleaned_data["source"]]), sources

    def _claims_alike(self, sources: Sequence[Source | None]) -> list[Claim]:
        """Of those sources, and not withdrawn."""
        told = self.cleaned_data
        names = ("milestone", "claimant", "outcome", "statement", "date", "asserted_on")
        one = Claim(**{name: told[name] for name in names})
        found: list[Claim] = []
        for one.source in filter(None, sources):
            there = Claim.objects.filter(standing_yet()).saying_the_same(one)
            found += there.select_related("source", "claimant").order_by("recorded_at", "pk")
        return found

    was_there = False

    def _recorded_already(self, again: claims.RecordedAlready) -> Claim | None:
        self.was_there = again.same
        if again.same:
            return again.claim
        # Who went back, and typed something else, means another claim.
        show(self, "key", uuid.uuid4())
        self.add_error(
            None,
            format_html(
                "A claim was recorded from this form already: “{}”. What stands here now differs, and was not "
                "recorded. Send it once more to record it as another claim.",
                links.to(again.claim, str(again.claim)),
            ),
        )
        if self.describes_source:
            self._made_before(again.claim.source)
        return None

    def _made_before(self, source: Source) -> None:
        """That which was made with the claim before is chosen; where it is described otherwise now, that is told."""
        described = cast(NewSourceForm, self.new_source)
        if described.describes(source):
            self.describes_source = False
            show(self, "source", source.pk)
            for name in described.fields:
                show(described, name, "")
            return
        found, sources = self._alike()
        show(self, "told_of", _keys(found, sources))
        for one in sources:
            self.add_error(None, _source_is_there(one))


class WithdrawForm(ActionForm):
    """Why a claim is withdrawn. `column` is the field for Withdrawal's reason."""

    def __init__(self, column: forms.Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = column

    def withdraw(self, claim: Claim, by: str) -> Withdrawal | None:
        """Withdraws the claim. None where that breaks a rule: nothing is written, and the form says which."""
        try:
            return claims.withdraw(claim=claim, reason=self.cleaned_data["reason"], by=by)
        except ValidationError as refused:
            self.say(refused)
            return None


class SourceForm(SourceFields, KeptForm):
    class Meta:
        model = Source
        fields = (
            "title",
            "slug",
            "publisher",
            "author",
            "url",
            "sha256",
            "characters",
            "republication_of",
            "reliability",
        )
        labels = {"sha256": "SHA-256"}


def _keys(found: Sequence[Claim], sources: Sequence[Source]) -> str:
    return " ".join(str(row.pk) for row in (*found, *sources))


def _claim_is_there(claim: Claim) -> SafeString:
    return format_html(
        "Nothing was recorded: “{}” says the same of it, by the same source ({}, {}). Send it once more to record it "
        "all the same.",
        links.to(claim, str(claim)),
        claim.voice,
        claim.asserted_on.text,
    )


def _source_is_there(source: Source) -> SafeString:
    return format_html(
        "Nothing was recorded: a source of this title and date is here already, {}. Choose it as the source, and leave "
        "the description blank; or send it once more to make another.",
        links.to(source, str(source)),
    )


def check_said(said: FuzzyDate) -> None:
    """Raises ValidationError where nobody can have spoken yet."""
    today = clock.today()
    if said.earliest and said.earliest > today:
        raise ValidationError(
            f"{said.edtf!r} begins after today, {FuzzyDate.parse(today.isoformat()).text}, and nobody has spoken "
            "then. Give the date on which it was said; the one for which it is promised goes into “Date”."
        )


def placed(refused: ValidationError) -> Iterator[tuple[str | None, str]]:
    """Each message of a refusal, with the form's field that it is about, if it is about one."""
    if not hasattr(refused, "error_dict"):
        yield from ((None, message) for message in refused.messages)
        return
    for column, messages in refused.message_dict.items():
        for message in messages:
            yield (_field_of_rule(message) if column == NON_FIELD_ERRORS else column.removesuffix("_edtf")), message


def _field_of_rule(message: str) -> str | None:
    rules = {str(rule.get_violation_error_message()): rule.name for rule in Claim._meta.constraints}
    return RULES.get(rules.get(message, ""))
