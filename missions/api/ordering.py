"""Orderings: named keys, each made of expressions that are never NULL, and always a unique one at the end.

So no two rows tie, NULLs sort alike on every database, and a cursor can say exactly where it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower

from missions.api.readers import Items, Refused, nearest


@dataclass(frozen=True, slots=True)
class Part:
    """One expression of a key. A fixed part sorts the same way in both directions."""

    expression: Expression | F
    fixed: bool = False


Key = tuple[Part, ...]
Keys = Mapping[str, Key]


def plain(column: str) -> Key:
    return (Part(F(column)),)


def words(column: str) -> Key:
    """Text as people sort it, capitals or not."""
    return (Part(Lower(column)),)


def closing(prefix: str) -> Key:
    """A fuzzy date by its last day, then its first. An open bound is endless; no date comes last either way."""
    return (_dateless(prefix), _last(prefix), _first(prefix))


def opening(prefix: str) -> Key:
    """A fuzzy date by its first day, then its last. An open bound is endless; no date comes last either way."""
    return (_dateless(prefix), _first(prefix), _last(prefix))


def days(prefix: str) -> Key:
    """How far something moved: at the least, then at the most. What is not known comes last either way."""
    return (*_known_days(f"{prefix}_min"), *_known_days(f"{prefix}_max"))


def _known_days(column: str) -> Key:
    unknown = Case(When(Q(**{f"{column}__isnull": True}), then=Value(1)), default=Value(0), output_field=IntegerField())
    return (Part(unknown, fixed=True), Part(Coalesce(column, Value(0))))


def _dateless(prefix: str) -> Part:
    dateless = Case(When(Q(**{f"{prefix}_edtf": ""}), then=Value(1)), default=Value(0), output_field=IntegerField())
    return Part(dateless, fixed=True)


def _first(prefix: str) -> Part:
    return Part(Coalesce(f"{prefix}_earliest", Value(date.min)))


def _last(prefix: str) -> Part:
    return Part(Coalesce(f"{prefix}_latest", Value(date.max)))


@dataclass(frozen=True, slots=True)
class Step:
    """One expression to order by, under the name it is selected as."""

    name: str
    expression: Expression | F
    descending: bool


@dataclass(frozen=True, slots=True)
class Ordering:
    """A total order, as it was asked for."""

    text: str
    steps: tuple[Step, ...]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        named = rows.annotate(**{step.name: step.expression for step in self.steps})
        names = [f"-{step.name}" if step.descending else step.name for step in self.steps]
        ordered: QuerySet[Any] = named.order_by(*names)
        return ordered


class OrderingReader(Items):
    """Names of keys, each with a minus for the other direction."""

    def __init__(self, keys: Keys, default: str, last: Key) -> None:
        super().__init__([sign + name for name in keys for sign in ("", "-")])
        self.keys, self.default, self.last = keys, default, last
        self.schema = self.schema | {"default": default.split(","), "maxItems": len(keys)}

    def distinct(self, items: tuple[str, ...]) -> None:
        """A key twice is refused in either direction, by `check`."""

    def check(self, items: tuple[str, ...]) -> None:
        names = [item.removeprefix("-") for item in items]
        for item, name in zip(items, names, strict=True):
            if name not in self.keys:
                near = nearest(item, self.allowed) or self.default
                raise Refused(f"{item[:64]!r} is not an ordering.", self.allowed, near)
            if names.count(name) > 1:
                once = ",".join(other for at, other in enumerate(items) if names.index(names[at]) == at)
                raise Refused(f"{name!r} is there twice.", self.allowed, once)

    def ordering(self, items: tuple[str, ...] | None) -> Ordering:
        """The order that these names ask for, the default without any; `last` settles what ties."""
        items = items or tuple(self.default.split(","))
        steps = [step for item in items for step in self._steps(item)]
        ties = [Step(f"order_pk_{at}", part.expression, descending=False) for at, part in enumerate(self.last)]
        return Ordering(",".join(items), (*steps, *ties))

    def _steps(self, item: str) -> list[Step]:
        name, descending = item.removeprefix("-"), item.startswith("-")
        return [
            Step(f"order_{name}_{at}", part.expression, descending and not part.fixed)
            for at, part in enumerate(self.keys[name])
        ]
