"""A date as people tell it, in a form: EDTF text in, FuzzyDate out; and the fields that all forms of a source have."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from missions.dates import BadDate, FuzzyDate
from missions.models import Source

# What is said, and how it is written.
EXAMPLES = (
    ("26 September 2016", "2016-09-26"),
    ("in September 2016", "2016-09"),
    ("in the third quarter of 2025", "2025-35"),
    ("by 2022", "../2022"),
    ("before 2024", "../2023"),
    ("the 2030s", "203X"),
    ("late 2030s", "2035/2039"),
    ("about 2024", "2024~"),
    ("possibly by the 2030s", "../203X?"),
)


def date_help(lead: str) -> SafeString:
    """What the date is, and how one is written."""
    examples = format_html_join(" · ", "{} → <code>{}</code>", EXAMPLES)
    shown = '<details class="examples"><summary>How dates are written</summary>In EDTF: {}</details>'
    return format_html("{} " + shown, lead, examples)


class EdtfField(forms.Field):
    """Cleans to a FuzzyDate, or to None where nothing is typed and nothing is required."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "size": 24}
        # Where desk.js asks how the text is read, while it is typed.
        self.widget.attrs["data-reading"] = reverse_lazy("admin:missions_claim_reading")

    def to_python(self, value: Any) -> FuzzyDate | None:
        if not value or not value.strip():
            return None
        try:
            return FuzzyDate.parse(value)
        except BadDate as bad:
            raise ValidationError(str(bad), code="bad_date") from bad

    def prepare_value(self, value: Any) -> Any:
        return value.edtf if isinstance(value, FuzzyDate) else value


class SourceFields(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """What every form of a source has: the date of publication, typed as EDTF, of which the bounds follow; and where it
    is found.
    """

    published = EdtfField(required=False, help_text=date_help("When it was published. Blank: not stated."))
    url = forms.URLField(label="URL", required=False, max_length=500, assume_scheme="https", widget=AdminURLFieldWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("published", self.instance.published)

    def clean_published(self) -> FuzzyDate | None:
        told: FuzzyDate | None = self.cleaned_data["published"]
        self.instance.published = told
        return told

    def alike(self) -> QuerySet[Source]:
        """Sources that are called so already, of that date. What was typed is valid."""
        one: Source = self.instance
        return Source.objects.filter(title=one.title, published_edtf=one.published_edtf).order_by("pk")
