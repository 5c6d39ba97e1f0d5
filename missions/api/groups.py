"""Milestones in groups: what they are grouped by, and the list that each group is.

A group is told by a text: a slug, a value of a vocabulary, a country, a year; an empty text is the group of those that
have none. Each way to group has a filter that keeps one group, so that every number has its list.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear, LPad

from missions.api.readers import Items, Refused
from missions.models import Agency, Milestone, Program, Source, Vehicle
from missions.models.conditions import state_on

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One way to group. `filter` keeps a group by its text; the flag `has`, where it is false, those of none."""

    name: str
    text: Callable[[date], Any]
    filter: str
    has: str = ""
    # Of what a text is the slug.
    model: type[Model] | None = None


def _of(path: str) -> Callable[[date], Any]:
    return lambda _day: Coalesce(path, Value(""))


def _year(_day: date) -> Any:
    told = Cast(ExtractYear("stands_date_latest"), CharField())
    return Coalesce(LPad(told, 4, Value("0")), Value(""))


_PROMISE = "standing__promised_by"
_EVERY = (
    Group("state", state_on, "state"),
    Group("outcome", _of("stands_outcome"), "outcome"),
    Group("program", _of("program__slug"), "program", "has_program", Program),
    Group("agency", _of("agencies__slug"), "agency", "has_agency", Agency),
    Group("vehicle", _of("vehicles__slug"), "vehicle", "has_vehicle", Vehicle),
    Group("destination", _of("destination"), "destination", "has_destination"),
    Group("kind", _of("kind"), "kind"),
    Group("country", _of("agencies__country"), "country", "has_country"),
    Group("year", _year, "year", "has_year"),
    Group("claimant", _of(f"{_PROMISE}__claimant__slug"), "promise_claimant", "has_promise_claimant", Agency),
    Group("source", _of(f"{_PROMISE}__source__slug"), "promise_source", "", Source),
)
GROUPS = {group.name: group for group in _EVERY}


class GroupsReader(Items):
    """One or two ways to group."""

    MOST = 2

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(names)
        self.schema = self.schema | {"maxItems": self.MOST}

    def check(self, items: tuple[str, ...]) -> None:
        super().check(items)
        if len(items) > self.MOST:
            raise Refused(
                f"It takes at most {self.MOST}, and {len(items)} are given.", self.allowed, ",".join(items[: self.MOST])
            )


def grouped(rows: QuerySet[Any], groups: Iterable[Group], day: date, given: Mapping[str, Any]) -> QuerySet[Any]:
    """Rows of groups, `group_0` and so on, of milestones `as_of(day)`; to be annotated with what is counted of each.

    A milestone with several agencies is in the group of each. Where the filter of a group is given, others of its
    values are no groups: of `agency=nasa` only NASA's, whoever takes part beside it.
    """
    names = [group.name for group in groups]
    for at, group in enumerate(groups):
        rows = rows.annotate(**{f"group_{at}": group.text(day)})
        if given.get(group.filter):
            rows = rows.filter(**{f"group_{at}__in": given[group.filter]})
    if "country" in names and "agency" not in names:
        # One with a country makes up for others that have none. Beside an agency it is that agency's own.
        with_country = Milestone.objects.filter(pk=OuterRef("pk"), agencies__country__gt="")
        rows = rows.filter(Q(**{f"group_{names.index('country')}__gt": ""}) | ~Exists(with_country))
    return rows.order_by().values(*(f"group_{at}" for at in range(len(names))))


def of_group(groups: Iterable[Group], texts: Iterable[str]) -> dict[str, str]:
    """The parameters that keep the milestones of one group."""
    told = dict(zip(groups, texts, strict=True))
    of_agency = any(group.name == "agency" for group in told)
    return {
        name: value
        for group, text in told.items()
        if not (group.name == "country" and of_agency)
        for name, value in [(group.filter, text) if text else (group.has, "false")]
    }


def narrowed(query: Query, keep: Query) -> dict[str, str] | None:
    """A query that keeps only what `keep` does too, both comma lists by name; None where that is nothing."""
    found = dict(query)
    for name, value in keep.items():
        values = value.split(",")
        if name in query:
            asked = {item.strip() for item in query[name].split(",")}
            values = [item for item in values if item in asked]
        if not values:
            return None
        found[name] = ",".join(values)
    return found


def listing(base: str, query: Query) -> str:
    """Where the milestones of a query are listed."""
    return f"{base}milestones/?{urlencode(query, safe=',:')}"
