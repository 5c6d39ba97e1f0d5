"""The desk's own forms. They read what is typed; whether it holds, the actions say."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from missions import clock
from missions.actions import claims
from missions.admin.fields import EdtfField, date_help
from missions.dates import FuzzyDate
from missions.models import Claim, Source, Withdrawal
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
    def say(self, refused: ValidationError) -> None:
        """Ties what an action refused to the fields that it is about."""
        for field, message in _placed(refused):
            self.add_error(field if field in self.fields else None, message)


class ClaimForm(ActionForm):
    """What one source says of one milestone. `columns` are the fields for COLUMNS."""

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

    def __init__(self, columns: Mapping[str, forms.Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= columns

    def clean_asserted_on(self) -> FuzzyDate:
        said: FuzzyDate = self.cleaned_data["asserted_on"]
        today = clock.today()
        if said.earliest and said.earliest > today:
            raise ValidationError(
                f"{said.edtf!r} begins after today, {FuzzyDate.parse(today.isoformat()).text}, and nobody has spoken "
                "then. Give the date on which it was said; the one for which it is promised goes into “Date”."
            )
        return said

    def clean(self) -> None:
        ends = ("span_start", "span_end")
        if not self.errors.keys() & set(ends):
            missing = [end for end in ends if self.cleaned_data[end] is None]
            if len(missing) == 1:
                self.add_error(missing[0], "A span has a start and an end: give both, or neither.")

    def record(self) -> Claim | None:
        """Records what was typed. None where that breaks a rule: nothing is written, and the form says which."""
        told = self.cleaned_data
        try:
            return claims.record(
                milestone=told["milestone"],
                source=told["source"],
                outcome=Outcome(told["outcome"]),
                asserted_on=told["asserted_on"],
                statement=told["statement"],
                date=told["date"],
                claimant=told["claimant"],
                speaker=told["speaker"],
                span=None if told["span_start"] is None else (told["span_start"], told["span_end"]),
                rank=Rank(told["rank"]),
                reason=told["reason"],
            )
        except ValidationError as refused:
            self.say(refused)
            return None


class WithdrawForm(ActionForm):
    """Why a claim is withdrawn. `column` is the field for Withdrawal's reason."""

    def __init__(self, column: forms.Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = column

    def withdraw(self, claim: Claim) -> Withdrawal | None:
        """Withdraws the claim. None where that breaks a rule: nothing is written, and the form says which."""
        try:
            return claims.withdraw(claim=claim, reason=self.cleaned_data["reason"])
        except ValidationError as refused:
            self.say(refused)
            return None


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """A source. Its date of publication is typed as EDTF; the bounds follow."""

    published = EdtfField(required=False, help_text=date_help("When it was published. Blank: not stated."))
    url = forms.URLField(label="URL", required=False, max_length=500, assume_scheme="https", widget=AdminURLFieldWidget)

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("published", self.instance.published)

    def clean(self) -> dict[str, Any] | None:
        if "published" in self.cleaned_data:
            self.instance.published = self.cleaned_data["published"]
        return super().clean()


def _placed(refused: ValidationError) -> Iterator[tuple[str | None, str]]:
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
