"""The columns of a model's table, as its lists are exported and its rows imported: named as in the feed of changes."""

from collections.abc import Callable
from typing import Any

from django.db import models
from import_export.fields import NOT_PROVIDED, Field

from missions import clock
from missions.actions.portraits import is_told, name_of
from missions.admin import words
from missions.admin.cells import (
    Cell,
    Edtf,
    Flag,
    Key,
    Moment,
    Number,
    Reference,
    References,
    Term,
    neutral,
)
from missions.models import Claim, Milestone, Program, Source, Standing

# The tracker's own, which nobody hands in.
_OWN = {(Claim, "recorded_at"), (Standing, "superseded_at")}


class Derived(Field):  # type: ignore[misc]  # the package has no types
    """A column that follows from the row. On the way in, it is put on the row under the column's name."""

    def __init__(self, name: str, tell: Callable[[Any], str]) -> None:
        super().__init__(attribute=name, column_name=name, widget=Cell())
        self._tell = tell

    def export(self, instance: Any, **_: Any) -> str:
        return neutral(self._tell(instance))


def fields_of(model: type[models.Model]) -> dict[str, Field]:
    """By the column's name, in order. Made anew each time: references keep what they have looked up."""
    columns = [field for field in model._meta.concrete_fields if is_told(field) and (model, field.name) not in _OWN]
    fields = {name_of(field): _field(field) for field in columns}
    for several in model._meta.many_to_many:
        if model is not Program:
            fields[several.name] = Field(several.name, several.name, widget=References())
    return fields | {name: Derived(name, tell) for name, tell in DERIVED.get(model, {}).items()}


def taken_fields(model: type[models.Model]) -> dict[str, Field]:
    """What an import takes: `fields_of`, and of a source its sketch, which nothing hands out."""
    sketch = {"sketch": _field(Source._meta.get_field("sketch"))} if model is Source else {}
    return fields_of(model) | sketch


def with_relations(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Rows with all that `fields_of` their model reads: no query a row."""
    meta: Any = rows.model._meta
    joined = [field.name for field in meta.concrete_fields if isinstance(field, models.ForeignKey)]
    several = ["participations__agency"] if rows.model is Program else [field.name for field in meta.many_to_many]
    joined += ["withdrawal"] if rows.model is Claim else []
    return rows.select_related(*joined).prefetch_related(*several) if joined else rows.prefetch_related(*several)


def _field(field: Any) -> Field:
    name = name_of(field)
    default = field.default if isinstance(field.default, str) else ""
    needed = not (field.blank or field.null or default)
    # A blank id is one that is made.
    return Field(
        name, name, widget=_cell(field, needed), default=default or NOT_PROVIDED, saves_null_values=name != "id"
    )


def _cell(field: Any, needed: bool) -> Cell:  # noqa: FBT001 - told by the field
    if isinstance(field, models.ForeignKey):
        return Reference(field.related_model, needed=needed)
    if field.choices:
        return Term([value for value, _ in field.choices], needed=needed)
    if field.name.endswith("_edtf"):
        return Edtf(needed=needed)
    for kind, cell in _CELLS:
        if isinstance(field, kind):
            return cell()
    return Cell(needed=needed)


_CELLS: tuple[tuple[Any, type[Cell]], ...] = (
    (models.UUIDField, Key),
    (models.IntegerField, Number),
    (models.BooleanField, Flag),
    (models.DateField, Moment),
)


def _participants(program: Program) -> str:
    return " ".join(sorted(f"{part.agency.slug}:{part.role}" for part in program.participations.all()))


def _withdrawn(claim: Claim) -> str:
    found = claim.withdrawal_or_none
    return found.reason if found else ""


def _state(milestone: Any) -> str:
    return words.state_of(milestone.now[0], clock.today()).value if milestone.now else ""


def _date(milestone: Any) -> str:
    found = milestone.now[0].date if milestone.now else None
    return found.edtf if found else ""


# What a list shows of a row beyond its columns. That of milestones has fetched their standings of today as `now`.
DERIVED: dict[type[models.Model], dict[str, Callable[[Any], str]]] = {
    Program: {"participants": _participants},
    Milestone: {"state": _state, "date": _date},
    Claim: {"withdrawn": _withdrawn},
}
