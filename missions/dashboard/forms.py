from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from missions.dates import BadDate, FuzzyDate
from missions.vocabulary import Precision

EXAMPLE = "one day, as 2016-09-26"
HOW = "Write one day as 2016-09-26."
# Characters of what was typed that an error tells back.
LONGEST = 64


class DayField(forms.Field):
    """One day, YYYY-MM-DD; None where nothing is typed."""

    def to_python(self, value: Any) -> date | None:
        if not value or not value.strip():
            return None
        try:
            told = FuzzyDate.parse(value)
        except BadDate as bad:
            raise ValidationError(f"{value[:LONGEST]!r} is not a day. {HOW}") from bad
        if told.precision != Precision.DAY or told.earliest != told.latest:
            raise ValidationError(f"{value!r} is {told.text}, which is more than one day. {HOW}")
        if told.approximate or told.uncertain:
            raise ValidationError(f"{value!r} is not certainly one day. {HOW}")
        return told.earliest


class DayForm(forms.Form):
    """The day as of which the page is asked for, and no other parameter. Bound to the request's query."""

    data: QueryDict

    as_of = DayField(
        label="As it stood on",
        required=False,
        help_text="Any day, by what had been said by its end.",
        widget=forms.DateInput({"type": "date"}),
    )

    def clean(self) -> None:
        for name in self.data:
            if name not in self.fields:
                self.add_error(None, f"There is no parameter {name[:LONGEST]!r} here. Allowed is as_of: {EXAMPLE}.")
        times = len(self.data.getlist("as_of"))
        if times > 1:
            self.add_error("as_of", f"as_of is given {times} times. Give it once.")
