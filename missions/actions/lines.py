"""A line of a snapshot as a row: what `portraits` tells of a row, read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from missions.actions.portraits import is_told, name_of
from missions.dates import BadDate, FuzzyDate
from missions.models import Agency, Claim, Participation, Program, Withdrawal

# The numbers of the rows that others may point at, by model and by slug or id.
References = dict[type[models.Model], dict[str, Any]]
Values = Mapping[str, Any]


class BadLine(Exception):
    """A line that is no row: what is wrong with it."""


@dataclass(frozen=True)
class Row:
    """A row that is not saved yet, and those that belong to it and are saved after it."""

    row: models.Model
    beside: list[models.Model]


def read_row(model: type[models.Model], values: Values, references: References) -> Row:
    """Makes no query. Raises BadLine."""
    fields = [field for field in model._meta.concrete_fields if field.primary_key or is_told(field)]
    lists = ["participants"] if model is Program else [field.name for field in model._meta.many_to_many]
    names = [name_of(field) for field in fields] + lists + (["withdrawn"] if model is Claim else [])
    _check_names(values, names)
    row = model()
    for field in fields:
        _set(row, field, values[name_of(field)], references)
    _clean(row)
    try:
        return Row(row, list(_beside(row, values, references)))
    except (KeyError, TypeError, ValueError) as error:
        raise BadLine(f"{' or '.join(lists) or 'withdrawn'} cannot be read") from error


def _check_names(values: Values, names: list[str]) -> None:
    missing, unknown = sorted(set(names) - values.keys()), sorted(values.keys() - set(names))
    if missing or unknown:
        told = [
            f"it lacks {', '.join(missing)}" if missing else "",
            f"{', '.join(unknown)}: unknown" if unknown else "",
        ]
        raise BadLine("; ".join(filter(None, told)))


def _set(row: models.Model, field: Any, value: Any, references: References) -> None:
    name = name_of(field)
    try:
        if isinstance(field, models.ForeignKey):
            setattr(row, field.attname, None if value is None else _pointed_at(field.related_model, value, references))
        elif field.name.endswith("_edtf"):
            setattr(row, name, FuzzyDate.parse(value) if value is not None else None)
        else:
            setattr(row, field.attname, _plain(field, value))
    except (ValueError, TypeError, AttributeError, BadDate) as error:
        raise BadLine(f"{name} is {value!r}, which cannot be") from error


def _plain(field: Any, value: Any) -> Any:
    if value is None:
        return "" if isinstance(field, models.CharField) else None
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, models.DateField):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(field, models.UUIDField) else value


def _pointed_at(model: type[models.Model], key: Any, references: References) -> Any:
    known = references[model]
    if key not in known:
        raise BadLine(f"it names {model._meta.verbose_name} {key!r}, which is not there")
    return known[key]


def _clean(row: models.Model) -> None:
    """What the columns take. What rows point at is known, and the rules across columns are the database's."""
    pointing = {field.name for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)}
    try:
        row.clean_fields(exclude=pointing)
    except ValidationError as error:
        told = "; ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
        raise BadLine(told.rstrip(".")) from error


def _beside(row: models.Model, values: Values, references: References) -> Iterable[models.Model]:
    if isinstance(row, Claim) and values["withdrawn"] is not None:
        told = values["withdrawn"]
        yield Withdrawal(claim=row, reason=told["reason"], recorded_at=datetime.fromisoformat(told["at"]))
    if isinstance(row, Program):
        for part in values["participants"]:
            agency = _pointed_at(Agency, part["agency"], references)
            yield Participation(program_id=row.pk, agency_id=agency, role=part["role"])
        return
    for field in row._meta.many_to_many:
        through: Any = field.remote_field.through
        for slug in values[field.name]:
            other = _pointed_at(field.related_model, slug, references)
            yield through(**{f"{field.m2m_field_name()}_id": row.pk, f"{field.m2m_reverse_field_name()}_id": other})
