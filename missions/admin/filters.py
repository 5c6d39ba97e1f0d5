"""What a list of the desk can be narrowed to, where a plain column does not say it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.admin import AllValuesFieldListFilter, RelatedFieldListFilter, SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest

from missions import clock
from missions.admin import links
from missions.models import Claim, Milestone, Source
from missions.models.claim import counting
from missions.models.milestone import MilestoneQuerySet
from missions.vocabulary import Outcome, State

SILENT = "silent"
QUIET = "quiet"
# Days of which the claims are the last ones.
LATELY = 7
# What may still come to another end.
OPEN = (Outcome.PLANNED, Outcome.ONGOING)
_YES_NO = [("yes", "Yes"), ("no", "No")]


def unfiltered(rows: QuerySet[Any], value: str | None) -> QuerySet[Any]:
    """All rows where no value is given. A value that says nothing is an error, as Django's own filters have it."""
    if value is not None:
        raise IncorrectLookupParameters(value)
    return rows


class StateFilter(SimpleListFilter):
    """How a milestone stands today; also those of which no claim that counts speaks yet."""

    title = "state today"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        return [*State.choices(), (SILENT, "Nobody spoke of it")]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
        day = clock.today()
        spoken_of = Milestone.objects.as_of(day)
        if self.value() == SILENT:
            return rows.exclude(pk__in=spoken_of.values("pk"))
        if self.value() in set(State):
            return rows.filter(pk__in=spoken_of.in_states([str(self.value())], day).values("pk"))
        return unfiltered(rows, self.value())


def quiet(rows: MilestoneQuerySet, day: date) -> MilestoneQuerySet:
    """Of rows `as_of(day)`, those still open of which no claim that counts was made within a year before the day."""
    lately = Claim.objects.that_count().said_by(day).filter(asserted_on_latest__gt=_year_before(day))
    still: Any = rows
    found: MilestoneQuerySet = still.filter(stands_outcome__in=OPEN).exclude(pk__in=lately.values("milestone"))
    return found


def _year_before(day: date) -> date:
    """Of a 29 February, the day before its 1 March."""
    return date(day.year - 1, day.month, min(day.day, monthrange(day.year - 1, day.month)[1]))


class SpokenFilter(SimpleListFilter):
    """Whether anybody spoke of a milestone lately. What has come to its end needs no more to be said of it."""

    title = "last spoken of"
    parameter_name = "spoken"

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        return [(QUIET, "A year ago or more, and still open")]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
        if self.value() != QUIET:
            return unfiltered(rows, self.value())
        day = clock.today()
        return rows.filter(pk__in=quiet(Milestone.objects.as_of(day), day).values("pk"))


def lately(day: date) -> datetime:
    """Since when a claim was recorded in the last days, today among them."""
    return datetime.combine(day - timedelta(days=LATELY - 1), time.min, UTC)


class RecordedFilter(SimpleListFilter):
    title = "recorded"
    parameter_name = "recorded"

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        return [(str(LATELY), f"In the last {LATELY} days")]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() != str(LATELY):
            return unfiltered(rows, self.value())
        return rows.filter(recorded_at__gte=lately(clock.today()))


class YesNo(SimpleListFilter):
    """Rows that meet a condition, or those that do not."""

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        return _YES_NO

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return rows.filter(self.condition())
            case "no":
                return rows.exclude(self.condition())
        return unfiltered(rows, self.value())

    def condition(self) -> Q:
        """Over columns of the row and of single rows that it points at, so that none comes twice."""
        raise NotImplementedError


class ClosedFilter(YesNo):
    """Of reviews."""

    title = "closed"
    parameter_name = "closed"

    def condition(self) -> Q:
        return Q(closed_at__isnull=False)


class ConflictFilter(YesNo):
    title = "conflict today"
    parameter_name = "conflict"

    def condition(self) -> Q:
        return Q(pk__in=Milestone.objects.as_of(clock.today()).filter(stands_conflict=True).values("pk"))


class CountsFilter(YesNo):
    title = "making standings"
    parameter_name = "counts"

    def condition(self) -> Q:
        return counting()


class WithdrawnFilter(YesNo):
    title = "withdrawn"
    parameter_name = "withdrawn"

    def condition(self) -> Q:
        return Q(withdrawal__isnull=False)


class InForceFilter(YesNo):
    """Of standings."""

    title = "in force today"
    parameter_name = "in_force"

    def condition(self) -> Q:
        day = clock.today()
        return Q(since__lte=day) & (Q(until__gt=day) | Q(until__isnull=True))


class YearFilter(SimpleListFilter):
    """The years between the first day of a column and the last: two looks at its index, however many rows there are."""

    column: str

    def lookups(self, _request: HttpRequest, desk: Any) -> list[tuple[str, str]]:
        days = desk.model._default_manager.filter(**{f"{self.column}__isnull": False}).order_by(self.column)
        days = days.values_list(self.column, flat=True)
        ends = [found for found in (days.first(), days.last()) if found]
        first, last = (day.year for day in ends) if ends else (0, -1)
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {year for year, _ in self.lookup_choices}:
            return rows.filter(**{f"{self.column}__year": int(str(self.value()))})
        return unfiltered(rows, self.value())


class SaidFilter(YearFilter):
    title = "said in"
    parameter_name = "said"
    column = "asserted_on_latest"


class SinceFilter(YearFilter):
    title = "standing so since"
    parameter_name = "since_year"
    column = "since"


class NamedValuesFilter(AllValuesFieldListFilter):
    """The values there are; that none is said has a name as well."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "Not said"}


class UsedFilter(RelatedFieldListFilter):
    """The rows that some row of the list points at.

    Django's own filter of this kind reads every row of the list for it; this one stops at the first that points there.
    """

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        used = Exists(model_admin.model._default_manager.filter(**{field.name: OuterRef("pk")}))
        order = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=Q(used), ordering=order)


class OneRow(SimpleListFilter):
    """The rows of one other row, as a link from there asks for them. Shown only then: to choose from, they are many."""

    model: type[Model]
    parameter_name: str

    def has_output(self) -> bool:
        """Django leaves a filter out that offers nothing, and then lists every row."""
        return self.value() is not None

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        chosen = str(self.value() or "")
        found = self.model._default_manager.filter(pk=chosen) if links.is_key(chosen) else []
        return [(chosen, str(row)) for row in found]

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.lookup_choices:
            return rows.filter(**{self.parameter_name: self.value()})
        return unfiltered(rows, self.value())


class OneMilestone(OneRow):
    title = "milestone"
    parameter_name = "milestone"
    model = Milestone


class OneSource(OneRow):
    title = "source"
    parameter_name = "source"
    model = Source
