"""What a row is, in plain values that need no other row to be understood: the unit of the record of changes.

Names are those of the columns. A row that is pointed at is told by its slug, a fuzzy date by its EDTF (its bounds
follow), several rows by a sorted list; what is not said is null. All of it is public.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from missions.dates import moment
from missions.models import Claim, Milestone, Program
from missions.vocabulary import Resource

_BOUNDS = ("_earliest", "_latest")


def resource_of(row: models.Model | type[models.Model]) -> Resource:
    return Resource(str(row._meta.model_name))


def key_of(values: dict[str, Any]) -> str:
    """The key in a portrait: the slug, or a claim's id."""
    return str(values.get("slug") or values["id"])


def milestone_of(row: models.Model, values: dict[str, Any]) -> str:
    """The slug of the milestone that a row's portrait is of, or that its claim is of; blank for others."""
    return str(values.get("milestone") or (values["slug"] if isinstance(row, Milestone) else ""))


def to_portray(model: type[models.Model]) -> QuerySet[Any]:
    """All rows of a model, with what their portraits ask for: no portrait of one of these makes a query."""
    one = [field.name for field in model._meta.concrete_fields if _points_at_slug(field)]
    several = ["participations__agency"] if model is Program else [field.name for field in model._meta.many_to_many]
    joined = one + (["withdrawal"] if model is Claim else [])
    return model._base_manager.select_related(*joined).prefetch_related(*several)


def portrait(row: models.Model | None) -> dict[str, Any] | None:
    """The row's values; None for None."""
    if row is None:
        return None
    values = {name_of(field): _value(row, field) for field in row._meta.concrete_fields if is_told(field)}
    for field in row._meta.many_to_many:
        if not isinstance(row, Program):
            values[field.name] = sorted(other.slug for other in getattr(row, field.name).all())
    if isinstance(row, Program):
        parts = sorted((part.agency.slug, part.role) for part in row.participations.all())
        values["participants"] = [{"agency": agency, "role": role} for agency, role in parts]
    if isinstance(row, Claim):
        values["withdrawn"] = _withdrawal(row)
    return values


def is_told(field: Any) -> bool:
    """Not the database's own key, not the bounds that a date's text implies, and not a sketch: who has one can test
    guesses at the words of a document that is not kept.
    """
    return not isinstance(field, models.AutoField) and not field.name.endswith(_BOUNDS) and field.name != "sketch"


def name_of(field: Any) -> str:
    """The name of a column's value: a date's is that of the three columns without their ends."""
    return str(field.name).removesuffix("_edtf")


def _value(row: models.Model, field: Any) -> Any:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return None
    if _points_at_slug(field):
        return getattr(row, field.name).slug
    if isinstance(value, UUID):
        return str(value)
    return moment(value) if isinstance(value, datetime) else value


def _points_at_slug(field: Any) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is not Claim


def _withdrawal(claim: Claim) -> dict[str, Any] | None:
    found = claim.withdrawal_or_none
    return {"at": moment(found.recorded_at), "reason": found.reason} if found else None
