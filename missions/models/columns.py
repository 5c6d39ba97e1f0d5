"""Columns that several models share, and what a column must hold."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from missions.dates import BadDate, FuzzyDate
from missions.vocabulary import Term

slug_form = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "A slug is of lower-case letters and digits, with single hyphens between."
)
hash_form = RegexValidator(
    r"\A([0-9a-f]{16}|[0-9a-f]{64})\Z", "A hash is of 16 or 64 hexadecimal digits, in lower case."
)
# 64 hashes of 8 digits, with blanks between.
SKETCH_LENGTH = 575
sketch_form = RegexValidator(
    r"\A[0-9a-f]{8}( [0-9a-f]{8}){63}\Z",
    "A sketch is of 64 hashes of 8 hexadecimal digits.",
)
country_form = RegexValidator(r"\A[A-Z]{2}\Z", "A country is two capital letters (ISO 3166-1 alpha-2), such as US.")
# Tab and newline are text. Half of a surrogate pair is none: it has no UTF-8.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def plain_text(text: str) -> None:
    """Refuses control characters, which no reader sees and some databases do not take, and blanks at the ends."""
    if _CONTROLS.search(text):
        raise ValidationError("The text holds a control character. Remove it.")
    if text != text.strip():
        raise ValidationError("The text begins or ends with a blank. Remove it.")


def slug_column() -> "models.SlugField[str, str]":
    return models.SlugField(
        max_length=64, unique=True, validators=[slug_form], help_text="Names the row in addresses. Never changed."
    )


def text_column(length: int, help_text: str = "", *, blank: bool = False) -> "models.CharField[str, str]":
    return models.CharField(max_length=length, blank=blank, default="", validators=[plain_text], help_text=help_text)


def term_column(
    terms: type[Term], help_text: str = "", *, blank: bool = False, default: str = ""
) -> "models.CharField[str, str]":
    return models.CharField(max_length=20, choices=terms.choices(), blank=blank, default=default, help_text=help_text)


def term_known(model: str, field: str, terms: type[Term], *, blank: bool = False) -> models.CheckConstraint:
    """Only the vocabulary's values, and the empty one where the column may be blank."""
    values = [term.value for term in terms] + ([""] if blank else [])
    return models.CheckConstraint(
        name=f"{model}_{field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=f"{field} is one of: {', '.join(filter(None, values))}.",
    )


def edtf_column(help_text: str, *, blank: bool = True) -> "models.CharField[str, str]":
    return models.CharField(max_length=64, blank=blank, default="", validators=[plain_text], help_text=help_text)


def bound_column(help_text: str) -> "models.DateField[Any, Any]":
    return models.DateField(null=True, blank=True, editable=False, help_text=help_text)


def fuzzy_date(name: str) -> property:
    """A FuzzyDate or None over the columns `{name}_edtf`, `{name}_earliest` and `{name}_latest`.

    Setting it fills all three. Reading parses the text (kept, so once a text); raises BadDate if the text is none.
    """

    def get(row: models.Model) -> FuzzyDate | None:
        edtf: str = getattr(row, f"{name}_edtf")
        return FuzzyDate.parse(edtf) if edtf else None

    def put(row: models.Model, value: FuzzyDate | None) -> None:
        setattr(row, f"{name}_edtf", value.edtf if value else "")
        setattr(row, f"{name}_earliest", value.earliest if value else None)
        setattr(row, f"{name}_latest", value.latest if value else None)

    return property(get, put)


def check_fuzzy_date(row: models.Model, name: str) -> None:
    """Raises ValidationError unless the text is a date, in its one spelling, and the two bounds are its bounds."""
    edtf = getattr(row, f"{name}_edtf")
    try:
        value = FuzzyDate.parse(edtf) if edtf else None
    except BadDate as bad:
        raise ValidationError({f"{name}_edtf": str(bad)}) from bad
    if value and value.edtf != edtf:
        raise ValidationError({f"{name}_edtf": f"{edtf!r} is written {value.edtf!r}."})
    bounds = (value.earliest, value.latest) if value else (None, None)
    if (getattr(row, f"{name}_earliest"), getattr(row, f"{name}_latest")) != bounds:
        raise ValidationError({f"{name}_edtf": f"The bounds of {edtf!r} are {bounds[0]} and {bounds[1]}."})


def date_bounded(model: str, name: str) -> models.CheckConstraint:
    """A text has a bound and no text has none; the first bound is not after the last."""
    edtf, earliest, latest = f"{name}_edtf", f"{name}_earliest", f"{name}_latest"
    nothing = Q(**{edtf: "", f"{earliest}__isnull": True, f"{latest}__isnull": True})
    # No part of it is NULL, which a check would take for true.
    opens, closes = Q(**{f"{earliest}__isnull": False}), Q(**{f"{latest}__isnull": False})
    in_order = ~opens | ~closes | Q(**{f"{earliest}__lte": F(latest)})
    return models.CheckConstraint(
        name=f"{model}_{name}_bounded",
        condition=nothing | (~Q(**{edtf: ""}) & (opens | closes) & in_order),
        violation_error_message=f"{name} needs its text and its bounds, the first not after the last.",
    )
