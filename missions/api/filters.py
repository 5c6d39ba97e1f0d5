"""Filters: a reader for the text, and what the value keeps. Each carries its own description for the schema."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django_filters import Filter, FilterSet

from missions.api.readers import Flag, Number, Reader, Refused, Slugs, Terms, Text
from missions.api.times import Bounded, Day, Edtf, Instant
from missions.dates import FuzzyDate
from missions.vocabulary import Role, Term

Rows = QuerySet[Any]


class Filters(FilterSet):
    """A set of filters. `day` is the day that the rows are as of, `known_at` the instant by which they were recorded,
    None for now; `given` are the values of all, by name.
    """

    day: date
    known_at: datetime | None
    given: dict[str, Any]

    def kept(self, rows: Rows, day: date, known_at: datetime | None) -> Rows:
        """Of rows as of `day`, those that the given values keep; a filter without one keeps all."""
        self.day, self.known_at, self.given = day, known_at, self.form.cleaned_data
        for name, value in self.given.items():
            rows = self.filters[name].filter(rows, value)
        return rows


class FilterRefused(ValidationError):
    """A Refused on its way through Django's form, untouched."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.detail)
        self.refused = refused


class ReaderField(forms.Field):
    def __init__(self, *, reader: Reader, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reader = reader

    def clean(self, value: str | None) -> Any:
        try:
            return None if value is None else self.reader(value)
        except Refused as refused:
            raise FilterRefused(refused) from refused


class ReadFilter(Filter):
    """Keeps the rows for which `condition` holds. A value of None keeps all."""

    field_class = ReaderField

    def __init__(self, reader: Reader, field_name: str | None = None, *, description: str) -> None:
        super().__init__(field_name=field_name, reader=reader)
        self.reader = reader
        self.description = f"{description} A comma list means any of." if reader.several else description

    def filter(self, qs: Rows, value: Any) -> Rows:
        return qs if value is None else qs.filter(self.condition(value))

    def condition(self, value: Any) -> Q:
        return Q(**{self.field_name: value})


class AnyOf(ReadFilter):
    """Any of a comma list of plain values of one column."""

    def condition(self, value: tuple[str, ...]) -> Q:
        return Q(**{f"{self.field_name}__in": value})


class TermFilter(AnyOf):
    def __init__(self, terms: type[Term], field_name: str | None = None, *, description: str) -> None:
        super().__init__(Terms(terms), field_name, description=description)


class SlugFilter(AnyOf):
    """Any of a comma list of slugs, of the row itself or of one that it points at."""

    def __init__(self, model: type[Model], field_name: str, *, description: str) -> None:
        super().__init__(Slugs(model), field_name, description=description)


class ManyFilter(ReadFilter):
    """As AnyOf, across rows of which there may be several: by a subquery, so that no row comes twice."""

    def filter(self, qs: Rows, value: tuple[str, ...] | None) -> Rows:
        if value is None:
            return qs
        found = qs.model._default_manager.filter(**{f"{self.field_name}__in": value}, **self.together())
        return qs.filter(pk__in=found.values("pk"))

    def together(self) -> dict[str, Any]:
        """What else the same one of those rows must meet."""
        return {}


class RoleFilter(ManyFilter):
    """A role: that of whom the filters `beside` ask for, of anyone without them."""

    def __init__(self, *beside: str, description: str) -> None:
        super().__init__(Terms(Role), "participations__role", description=description)
        self.beside = beside

    def together(self) -> dict[str, Any]:
        given = {name: self.parent.given.get(name) for name in self.beside}
        return {f"{self.parent.filters[name].field_name}__in": value for name, value in given.items() if value}


class FlagFilter(ReadFilter):
    """`true`, `false`, and where the column may be empty `unknown`."""

    def __init__(self, field_name: str | None = None, *, unknown: bool = False, description: str) -> None:
        super().__init__(Flag(unknown=unknown), field_name, description=description)

    def condition(self, value: tuple[bool | None]) -> Q:
        return Q(**{f"{self.field_name}__isnull": True}) if value[0] is None else Q(**{self.field_name: value[0]})


class GivenFilter(FlagFilter):
    """Whether a column or a relation is filled."""

    def condition(self, value: tuple[bool | None]) -> Q:
        return Q(**{f"{self.field_name}__isnull": not value[0]})


class AnyFilter(FlagFilter):
    """Whether any of several related rows meets a condition."""

    def __init__(self, met: Q, *, description: str) -> None:
        super().__init__(description=description)
        self.met = met

    def filter(self, qs: Rows, value: tuple[bool | None] | None) -> Rows:
        if value is None:
            return qs
        found = Q(pk__in=qs.model._default_manager.filter(self.met).values("pk"))
        return qs.filter(found if value[0] else ~found)


class FilledFilter(FlagFilter):
    """Whether a text is there."""

    def condition(self, value: tuple[bool | None]) -> Q:
        return Q(**{f"{self.field_name}__gt": ""}) if value[0] else Q(**{self.field_name: ""})


class SameText(ReadFilter):
    """The whole text, in any case."""

    def __init__(self, field_name: str, *, description: str) -> None:
        super().__init__(Text(200), field_name, description=f"{description} The whole text, in any case.")

    def condition(self, value: str) -> Q:
        return Q(**{f"{self.field_name}__iexact": value})


class SearchFilter(ReadFilter):
    """Every word, anywhere in any of some columns, in any case."""

    def __init__(self, *columns: str, where: str) -> None:
        super().__init__(Text(200), description=f"Every word of it, in any case, anywhere in {where}.")
        self.columns = columns

    def condition(self, value: str) -> Q:
        found = Q()
        for word in value.split():
            found &= Q.create([(f"{column}__icontains", word) for column in self.columns], connector=Q.OR)
        return found


# As far as two days can lie apart.
_FURTHEST = (date.max - date.min).days


class DaysFilter(ReadFilter):
    """A number of days, which may be less than 0; what is not known is not kept."""

    def __init__(self, field_name: str, lookup: str, *, description: str) -> None:
        super().__init__(Number(-_FURTHEST, _FURTHEST, 365), f"{field_name}__{lookup}", description=description)


class DayFilter(ReadFilter):
    """A day of a column compared with a day."""

    def __init__(self, field_name: str, lookup: str, *, description: str) -> None:
        super().__init__(Day(), f"{field_name}__{lookup}", description=description)


class SinceFilter(ReadFilter):
    """Instants: at or after, or before."""

    def __init__(self, field_name: str, lookup: str, *, description: str) -> None:
        super().__init__(Instant(), f"{field_name}__{lookup}", description=description)

    def condition(self, value: datetime) -> Q:
        return Q(**{self.field_name: value})


class WindowFilter(ReadFilter):
    """Compares a fuzzy date with a window. An open bound reaches without end; where there is no date, none is met."""

    def __init__(self, prefix: str, relation: str, *, what: str) -> None:
        need = {"before": "earliest", "after": "latest"}.get(relation)
        super().__init__(Bounded(need) if need else Edtf(), description=_WINDOWS[relation].format(what=what))
        self.first, self.last, self.edtf = f"{prefix}_earliest", f"{prefix}_latest", f"{prefix}_edtf"
        self.relation = relation

    def condition(self, value: FuzzyDate) -> Q:
        met: Q = getattr(self, f"_{self.relation}")(value.earliest, value.latest)
        # Not `~Q(edtf="")`: across a relation Django would turn that into a subquery.
        return met & Q(**{f"{self.edtf}__gt": ""})

    def _before(self, earliest: date, _latest: date | None) -> Q:
        return Q(**{f"{self.last}__lt": earliest})

    def _after(self, _earliest: date | None, latest: date) -> Q:
        return Q(**{f"{self.first}__gt": latest})

    def _within(self, earliest: date | None, latest: date | None) -> Q:
        opens = Q(**{f"{self.first}__gte": earliest}) if earliest else Q()
        closes = Q(**{f"{self.last}__lte": latest}) if latest else Q()
        return opens & closes

    def _overlaps(self, earliest: date | None, latest: date | None) -> Q:
        opens = Q(**{f"{self.first}__isnull": True}) | Q(**{f"{self.first}__lte": latest}) if latest else Q()
        closes = Q(**{f"{self.last}__isnull": True}) | Q(**{f"{self.last}__gte": earliest}) if earliest else Q()
        return opens & closes


_WINDOWS = {
    "before": "{what} is over before the first day of the given one (EDTF).",
    "after": "{what} begins after the last day of the given one (EDTF).",
    "within": "{what} lies wholly within the given one (EDTF). An open bound lies only within an open one.",
    "overlaps": "{what} and the given one (EDTF) have a day in common.",
}
