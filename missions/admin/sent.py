"""What was typed into a form that cannot be shown again: quoted, so that nothing is lost."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceField

from missions.dates import FuzzyDate


def sent(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The labels of a form that was sent, each with what was typed or chosen there; those left blank are left out."""
    form.full_clean()
    told = ((str(bound.label), _words(bound.field, _value(form, bound))) for bound in form.visible_fields())
    return [(label, text) for label, text in told if text]


def _value(form: forms.BaseForm, bound: forms.BoundField) -> Any:
    """As it was typed, where it is not what it should be."""
    return form.cleaned_data.get(bound.name, bound.data)


def _words(field: Any, value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "Yes" if value else "No"
        case FuzzyDate():
            return value.edtf
        case list() | QuerySet():
            return ", ".join(_words(field, one) for one in value)
        case Model():
            return str(value)
    return str(_labels(field).get(str(value), value))


def _labels(field: Any) -> dict[str, str]:
    """Of a field with choices that are no rows: what each is called."""
    choices: Iterable[tuple[Any, Any]] = () if isinstance(field, ModelChoiceField) else getattr(field, "choices", ())
    return {str(value): str(label) for value, label in choices}
