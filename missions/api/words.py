"""Changes in words, for people. Pure but for `Names.of`, which looks the names up that a page of changes needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from missions.dates import FuzzyDate, length, outcome_and_date
from missions.models import Agency, Change, Milestone, Slip, Source
from missions.vocabulary import Action, Outcome, Resource, SlipKind

_DONE = {Action.CREATED: "added", Action.CHANGED: "changed", Action.DELETED: "deleted"}
_DONE_TO_CLAIM = {Action.CREATED: "recorded", Action.WITHDRAWN: "withdrawn", Action.DELETED: "deleted"}
# Values of a vocabulary, and dates.
_TERMS, _DATES = {"kind", "destination", "reliability"}, {"published"}
_MOVED = {
    SlipKind.FIRMED: "The date is told more exactly",
    SlipKind.LOOSENED: "The date is told less exactly",
    SlipKind.ADJUSTED: "The date is adjusted",
    SlipKind.DATED: "A date is told",
    SlipKind.UNDATED: "The date is told no more",
}
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What claims speak of, by slug, and the slips that they made, by claim and instant. What is gone has no name."""

    milestones: Mapping[str, str]
    agencies: Mapping[str, str]
    sources: Mapping[str, str]
    slips: Mapping[tuple[str, Any], Slip]

    @classmethod
    def of(cls, changes: Iterable[Change]) -> "Names":
        """Four queries."""
        claims = [change for change in changes if change.resource == Resource.CLAIM]
        told = [_values(change) for change in claims]

        def slugs(name: str) -> set[str]:
            return {values[name] for values in told if values[name]}

        slips = Slip.objects.filter(claim__in=[change.key for change in claims])
        return cls(
            dict(Milestone.objects.filter(slug__in=slugs("milestone")).values_list("slug", "title")),
            dict(Agency.objects.filter(slug__in=slugs("claimant")).values_list("slug", "name")),
            dict(Source.objects.filter(slug__in=slugs("source")).values_list("slug", "title")),
            {(str(slip.claim_id), slip.recorded_at): slip for slip in slips},
        )


def title(change: Change, names: Names) -> str:
    """ "Claim recorded: People land on Mars: planned by 2022", "Agency changed: NASA: country"."""
    values, action = _values(change), Action(change.action)
    if change.resource == Resource.CLAIM:
        said = outcome_and_date(Outcome(values["outcome"]), _date(values["date"]))
        milestone = names.milestones.get(values["milestone"], values["milestone"])
        return f"Claim {_DONE_TO_CLAIM[action]}: {milestone}: {said[0].lower()}{said[1:]}"
    named = f"{Resource(change.resource).label} {_DONE[action]}: {values.get('name') or values['title']}"
    return f"{named}: {', '.join(map(_label, change.changed))}" if action == Action.CHANGED else named


def lines(change: Change, names: Names) -> Iterator[str]:
    """What changed, a line for each thing, and why."""
    if change.resource == Resource.CLAIM:
        yield from _claim(_values(change), names)
        slip = names.slips.get((change.key, change.at))
        if slip and change.action == Action.CREATED:
            yield moved(slip)
    else:
        before, after = change.before, change.after
        for name in change.changed:
            if name != "slug":
                told = [_told(name, values.get(name)) for values in (before, after) if values is not None]
                yield f"{_label(name).capitalize()}: {' → '.join(told)}"
    if change.reason:
        yield f"Why: {change.reason}"


def moved(slip: Slip) -> str:
    """ "The date slips by 1 year to 2 years, from 2024 to 2026." An open bound is told as "at least"."""
    kind, was, now = SlipKind(slip.kind), slip.was, slip.date
    if kind is SlipKind.SLIP:
        return f"The date slips by {_apart(was, now)}, from “{was.text}” to “{now.text}”."
    if kind is SlipKind.PULL_IN:
        return f"The date is pulled in by {_apart(now, was)}, from “{was.text}” to “{now.text}”."
    return f"{_MOVED[kind]}: {_date_words(was)} → {_date_words(now)}."


def _apart(first: FuzzyDate, second: FuzzyDate) -> str:
    """From a date to one that begins after its last day, so that both of these are there."""
    least = length(cast(date, first.latest), cast(date, second.earliest))
    if first.earliest is None or second.latest is None:
        return f"at least {least}"
    most = length(first.earliest, second.latest)
    return least if most == least else f"{least} to {most}"


def _claim(values: Values, names: Names) -> Iterator[str]:
    source = names.sources.get(values["source"], values["source"])
    claimant = names.agencies.get(values["claimant"], values["claimant"])
    who = ", ".join(filter(None, [claimant or f"“{source}”", values["speaker"]]))
    yield f"{who}, {_date_words(_date(values['asserted_on']))}: {values['statement']}"
    if claimant:
        yield f"Source: {source}"


def _values(change: Change) -> dict[str, Any]:
    return change.after or change.before or {}


def _label(name: str) -> str:
    return name.replace("_", " ")


def _date(edtf: str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(edtf) if edtf else None


def _date_words(date: FuzzyDate | None) -> str:
    return date.text if date else "no date"


def _told(name: str, value: Any) -> str:
    """A value in words."""
    if value is None or value == []:
        return "not said" if value is None else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(
            f"{each['agency']} ({each['role']})" if isinstance(each, dict) else str(each) for each in value
        )
    if name in _DATES:
        return FuzzyDate.parse(value).text
    return _label(value) if name in _TERMS else str(value)
