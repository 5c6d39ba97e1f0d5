"""What a dashboard draws: numbers with the lists behind them, and milestones over time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value

from missions.api.filtersets.milestones import MilestoneFilters
from missions.api.groups import GROUPS, Group, GroupsReader, grouped, listing, narrowed, of_group
from missions.api.ordering import Keys, Ordering, plain
from missions.api.parameters import Parameter
from missions.api.readers import Choice
from missions.api.serializers.dashboards import ScorecardSerializer, SummarySerializer, TimelineSerializer
from missions.api.serializers.values import address
from missions.api.views.base import ListView
from missions.api.views.milestones import MilestoneList
from missions.models import Milestone, Slip, Standing
from missions.models.conditions import NOT_SLIPPED
from missions.vocabulary import Destination, Outcome, Promise

GROUPED = ("state", "outcome", "program", "agency", "vehicle", "destination", "kind", "country", "year")

BY = Parameter(
    "by",
    Choice("claimant", "source", "agency", "program", "vehicle", "destination"),
    "What to make groups of: who made the first promise, or where it stands; or who or what takes part, the program, "
    "the destination. Without it, `claimant`.",
    "claimant",
)
GROUP_BY = Parameter(
    "group_by",
    GroupsReader(GROUPED),
    "What to make groups of, one or two as a comma list. Without it, `state`.",
    ("state",),
)
# Of fewer a rate says nothing.
ENOUGH = 5


class GroupList(ListView):
    """Groups of the milestones that the filters keep, each with its numbers and the lists that make them."""

    filters = MilestoneFilters
    by_day = True
    group_parameter: ClassVar[Parameter]
    counts: ClassVar[dict[str, Q | None]]

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (cls.group_parameter, *super().parameters())

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        raise NotImplementedError

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = Milestone.objects.as_of(self.day, self.known_at).with_promises(self.day)
        return rows

    def kept(self) -> QuerySet[Any]:
        """The groups of what the filters keep. Where a country has several agencies, a milestone counts once."""
        kept = super().kept()
        given = self.given.filters.given if self.given.filters else {}
        rows: Any = grouped(kept, self.groups, self.day, given)
        numbers = {f"n_{name}": Count("pk", filter=met, distinct=True) for name, met in self.counts.items()}
        counted: QuerySet[Any] = rows.annotate(**numbers)
        return counted

    def chunks(self, ordering: Ordering) -> Iterator[list[Any]]:
        """At once: groups have no keys to be fetched by, and are few."""
        yield list(ordering.apply(self.kept()))

    @cached_property
    def query(self) -> dict[str, str]:
        """What a list takes to be of the same milestones: the filters as they were given, and when."""
        given = self.request.query_params.dict()
        taken = {name: value for name, value in given.items() if name in MilestoneFilters.base_filters}
        known = {"known_at": given["known_at"]} if self.known_at else {}
        return {**taken, "as_of": self.day.isoformat(), **known}

    def texts(self, row: dict[str, Any]) -> list[str]:
        """By which the groups of a row are told."""
        return [row[f"group_{at}"] for at in range(len(self.groups))]

    def listed(self, row: dict[str, Any], **keep: str) -> str | None:
        """The list of those of a row that meet these filters too. None where nothing can."""
        narrow = narrowed(self.query, of_group(self.groups, self.texts(row)) | keep)
        return listing(self.base(), narrow) if narrow else None

    def named(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """For each group what its texts are the slugs of, by slug. One query each, none where they are no slugs."""
        texts = [{row[f"group_{at}"] for row in rows} for at in range(len(self.groups))]
        return [
            group.model._default_manager.in_bulk(slugs, field_name="slug") if group.model else {}
            for group, slugs in zip(self.groups, texts, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a scorecard: what is counted, and the filters that keep the same."""

    counted: Q
    keep: dict[str, str]


NUMBERS = {
    "n": Number(Q(promise__gt=""), {"promise": ",".join(Promise)}),
    **{promise.value: Number(Q(promise=promise), {"promise": promise.value}) for promise in Promise},
    "settled": Number(Q(settled=True), {"settled": "true"}),
    "missed": Number(Q(promise=Promise.PENDING, settled=True), {"promise": Promise.PENDING.value, "settled": "true"}),
    "unclear": Number(
        Q(promise=Promise.KEPT_LATE) & NOT_SLIPPED, {"promise": Promise.KEPT_LATE.value, "slipped": "false"}
    ),
}


class ScorecardList(GroupList):
    """What became of promises by the day `as_of`, in groups. Only what was planned before it came is counted."""

    serializer_class = ScorecardSerializer
    group_parameter = BY
    counts = {name: number.counted for name, number in NUMBERS.items()}
    keys: ClassVar[Keys] = {
        **{name: plain(f"n_{name}") for name in ("n", *Promise, "settled")},
        "group": plain("group_0"),
    }
    order = "-n"
    last = plain("group_0")

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return (GROUPS[self.given.value(BY)],)

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(promise__gt="")

    def document(self, found: Any, *, many: bool = False) -> Any:
        (named,) = self.named(found)
        return super().document([self._scorecard(row, named) for row in found], many=many)

    def _scorecard(self, row: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
        numbers = {name: row[f"n_{name}"] for name in NUMBERS}
        lists = {name: self.listed(row, **number.keep) for name, number in NUMBERS.items()}
        return {
            "by": self.groups[0].name,
            **self._told(row["group_0"], named),
            **numbers,
            **_rate(numbers),
            "lists": lists,
        }

    def _told(self, text: str, named: dict[str, Any]) -> dict[str, str | None]:
        if text in named:
            return {"slug": text, "name": str(named[text]), "url": address({"base": self.base()}, named[text])}
        return {"slug": text or None, "name": Destination(text).label if text else None, "url": None}


def _rate(numbers: dict[str, int]) -> dict[str, float | str | None]:
    settled, kept = numbers["settled"], numbers["kept_on_time"]
    if settled >= ENOUGH:
        return {"rate": round(kept / settled, 4), "no_rate": None}
    said = f"Settled are {settled} of {numbers['n']}. A rate of fewer than {ENOUGH} would say nothing."
    return {"rate": None, "no_rate": said}


class SummaryOfMilestones(GroupList):
    """How many milestones are in each group, as they stood on the day `as_of`."""

    serializer_class = SummarySerializer
    group_parameter = GROUP_BY
    counts = {"count": None}
    keys: ClassVar[Keys] = {"group": (*plain("group_0"), *plain("group_1")), "count": plain("n_count")}
    order = "group"
    last = keys["group"]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(GROUPS[name] for name in self.given.value(GROUP_BY))

    @cached_property
    def total(self) -> int:
        """How many milestones the filters keep. One query."""
        return ListView.kept(self).count()

    def kept(self) -> QuerySet[Any]:
        rows = super().kept()
        return rows if len(self.groups) > 1 else rows.annotate(group_1=Value(""))

    def document(self, found: Any, *, many: bool = False) -> Any:
        named = self.named(found)
        return super().document([self._summary(row, named) for row in found], many=many)

    def _summary(self, row: dict[str, Any], named: list[dict[str, Any]]) -> dict[str, Any]:
        texts = zip(self.groups, self.texts(row), named, strict=True)
        told = {group.name: rows.get(text, text) or None for group, text, rows in texts}
        counted = {"count": row["n_count"], "total": self.total, "milestones": self.listed(row)}
        return {**dict.fromkeys(GROUPED), **told, **counted}


class TimelineList(ListView):
    """Milestones as lines to draw: each with what was promised when, and what came of it by the day `as_of`."""

    serializer_class = TimelineSerializer
    filters = MilestoneFilters
    keys = MilestoneList.keys
    order = MilestoneList.order
    by_day = True

    def rows(self) -> QuerySet[Milestone]:
        """Three queries: milestones with standing and program, their plans, their slips."""
        plans = Standing.objects.held(self.known_at).filter(outcome=Outcome.PLANNED, since__lte=self.day)
        slips = Slip.objects.held(self.known_at).filter(on__lte=self.day)
        rows: Any = Milestone.objects.as_of(self.day, self.known_at).with_promises(self.day)
        told: QuerySet[Milestone] = rows.annotate(promise=F("promise")).select_related("standing", "program")
        return told.prefetch_related(
            Prefetch("standings", plans.order_by("since"), to_attr="its_promises"),
            Prefetch("slips", slips.order_by("on"), to_attr="its_slips"),
        )
