"""What a list of the desk can be narrowed to, where a plain column does not say it."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from missions import clock
from missions.models import Claim, Milestone, Source
from missions.vocabulary import State

SILENT = "silent"
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


class YesNo(SimpleListFilter):
    """Rows that meet a condition, or those that do not."""

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        return _YES_NO

    def queryset(self, _request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return rows.filter(pk__in=self.meeting())
            case "no":
                return rows.exclude(pk__in=self.meeting())
        return unfiltered(rows, self.value())

    def meeting(self) -> QuerySet[Any]:
        """The keys of the rows that meet it."""
        raise NotImplementedError


class ConflictFilter(YesNo):
    title = "conflict today"
    parameter_name = "conflict"

    def meeting(self) -> QuerySet[Any]:
        keys: QuerySet[Any] = Milestone.objects.as_of(clock.today()).filter(stands_conflict=True).values("pk")
        return keys


class CountsFilter(YesNo):
    title = "making standings"
    parameter_name = "counts"

    def meeting(self) -> QuerySet[Any]:
        return Claim.objects.that_count().values("pk")


class WithdrawnFilter(YesNo):
    title = "withdrawn"
    parameter_name = "withdrawn"

    def meeting(self) -> QuerySet[Any]:
        return Claim.objects.filter(withdrawal__isnull=False).values("pk")


class InForceFilter(YesNo):
    title = "in force today"
    parameter_name = "in_force"

    def meeting(self) -> QuerySet[Any]:
        keys: QuerySet[Any] = Milestone.objects.as_of(clock.today()).values("standing__pk")
        return keys


class OneRow(SimpleListFilter):
    """The rows of one other row, as a link from there asks for them. Shown only then: to choose from, they are many."""

    model: type[Model]
    parameter_name: str

    def has_output(self) -> bool:
        """Django leaves a filter out that offers nothing, and then lists every row."""
        return self.value() is not None

    def lookups(self, _request: HttpRequest, _desk: Any) -> list[tuple[str, str]]:
        chosen = str(self.value() or "")
        found = self.model._default_manager.filter(pk=chosen) if chosen.isdecimal() else []
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
