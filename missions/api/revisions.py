"""Which revision of a milestone this is, and of when: for readers that keep a copy, such as calendars."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.db.models.fields.json import KT

from missions.models import Change, Claim
from missions.vocabulary import Resource


@dataclass(frozen=True, slots=True)
class Revision:
    """`number` never falls, from day to day and from instant to instant, and rises with whatever moves a standing or
    changes a word that an event shows.
    """

    number: int
    at: datetime


# A resource, and the key of its row; None where there is none, as for a claim without a claimant.
Row = tuple[str, str | None]
# The number and the time of a change.
Last = tuple[int, datetime]


def revisions(slugs: Mapping[int, str], day: date, known_at: datetime | None) -> dict[int, Revision]:
    """Of milestones, given by their keys with their slugs, those that somebody has claimed something of. Four queries.

    The number is that of the last change of anything that concerns it: itself, its claims, their documents and
    claimants, the programs that it was ever of; and one more for each claim that counts by the day. A claim goes only
    with its milestone, and the tombstone of each is a later change: so the sum does not fall when a milestone is
    deleted and made again.
    """
    begun: dict[int, int] = defaultdict(int)
    moments: dict[int, list[datetime]] = defaultdict(list)
    concerning: dict[int, set[Row]] = defaultdict(set)
    by_then = Q(at__lte=known_at) if known_at else Q()
    programs = _programs(slugs.values(), by_then)
    for milestone, source, claimant, said, *at in _claims(slugs, known_at):
        begun[milestone] += said <= day
        moments[milestone] += [moment for moment in at if moment and not (known_at and moment > known_at)]
        concerning[milestone] |= {(Resource.SOURCE, source), (Resource.AGENCY, claimant), *programs[slugs[milestone]]}
    own = _last_of_milestones(slugs.values(), by_then)
    others = _last_of_rows(set().union(*concerning.values()), by_then)
    made = {}
    for key, rows in concerning.items():
        last = [own.get(slugs[key]), *map(others.get, rows)]
        told = [change for change in last if change]
        number = max((number for number, _ in told), default=0)
        made[key] = Revision(number + begun[key], max([*moments[key], *(at for _, at in told)]))
    return made


Spoken = tuple[int, str, str | None, date, datetime, datetime | None]


def _claims(milestones: Iterable[int], known_at: datetime | None) -> Iterable[Spoken]:
    """Milestone, source, claimant, the day from which on it counts, when it was recorded, when withdrawn."""
    claims = Claim.objects.said_by(date.max, known_at).filter(milestone__in=milestones)
    columns = ("milestone_id", "source__slug", "claimant__slug", "asserted_on_latest", "recorded_at")
    return claims.order_by().values_list(*columns, "withdrawal__recorded_at")


def _programs(milestones: Iterable[str], by_then: Q) -> Mapping[str, set[Row]]:
    """Those that each was of at one time or another."""
    found: dict[str, set[Row]] = defaultdict(set)
    changes = Change.objects.filter(by_then, resource=Resource.MILESTONE.value, key__in=list(milestones))
    for milestone, program in changes.order_by().values_list("key", KT("after__program")).distinct():
        found[milestone].add((Resource.PROGRAM, program))
    return found


def _last_of_milestones(milestones: Iterable[str], by_then: Q) -> dict[str, Last]:
    """Of each milestone and its claims."""
    changes = Change.objects.filter(by_then, milestone__in=list(milestones)).order_by()
    last = changes.values("milestone").annotate(Max("number"), Max("at"))
    return {slug: (number, at) for slug, number, at in last.values_list("milestone", "number__max", "at__max")}


def _last_of_rows(rows: Iterable[Row], by_then: Q) -> dict[Row, Last]:
    which: dict[str, list[str]] = defaultdict(list)
    for resource, key in rows:
        which[resource] += [key] if key else []
    any_of = Q(pk__in=())
    for resource, keys in which.items():
        any_of |= Q(resource=str(resource), key__in=keys)
    last = (
        Change.objects.filter(by_then, any_of).order_by().values("resource", "key").annotate(Max("number"), Max("at"))
    )
    columns = ("resource", "key", "number__max", "at__max")
    return {(resource, key): (number, at) for resource, key, number, at in last.values_list(*columns)}
