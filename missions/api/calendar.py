"""Milestones as a calendar (RFC 5545, and RFC 7986 for what it says of itself): one event for each."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event, Timezone, vDuration

from missions.api.revisions import Revision
from missions.dates import FuzzyDate, outcome_and_date
from missions.models import Claim, Milestone
from missions.vocabulary import Destination, MilestoneKind, Outcome

# How often to come again: claims are added as documents are read, which is not every hour.
REFRESH = timedelta(hours=12)
# The same at every address, so that an event stays itself when the tracker moves. Not a host that anybody has.
DOMAIN = "milestones.mission-tracker.invalid"
STATUS = {
    Outcome.PLANNED: "TENTATIVE",
    Outcome.ONGOING: "CONFIRMED",
    Outcome.ACHIEVED: "CONFIRMED",
    Outcome.FAILED: "CANCELLED",
    Outcome.CANCELLED: "CANCELLED",
}
_END = b"END:VCALENDAR\r\n"


def calendar(events: Iterable[bytes]) -> bytes:
    """The whole of it, with these events in their order."""
    written = b"".join(events)
    head = Calendar()
    head.add("prodid", "-//Mission Tracker//Milestones//EN")
    head.add("version", "2.0")
    for name in ("name", "x-wr-calname"):
        head.add(name, "Mission Tracker")
    head.add("description", "Milestones of space missions: what was promised, by whom, and what came of it.")
    head.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", vDuration(REFRESH))
    if not written:
        # One component there must be (RFC 5545, 3.6). This one says nothing.
        head.add_component(Timezone.from_tzid("UTC"))
    return bytes(head.to_ical().removesuffix(_END) + written + _END)


def event(milestone: Milestone, revision: Revision, address: str) -> bytes:
    """A milestone that has a `date_shown`, read with its program, standing, claim, source and claimant. No query."""
    standing, shown = milestone.standing, milestone.shown
    made = Event()
    made.add("uid", f"{milestone.slug}@{DOMAIN}")
    # The two are one where no method says that the calendar is sent (RFC 5545, 3.8.7.2).
    made.add("dtstamp", revision.at)
    made.add("last-modified", revision.at)
    made.add("sequence", revision.number)
    for name, day in zip(("dtstart", "dtend"), days(shown.earliest, shown.latest), strict=True):
        if day:
            made.add(name, day)
    made.add("summary", f"{milestone.title} ({_when(standing.outcome, shown)})")
    made.add("description", "\n".join(_told(milestone.criterion, standing.claim, conflict=standing.conflict)))
    made.add("status", STATUS[Outcome(standing.outcome)])
    made.add("categories", list(_categories(milestone)))
    made.add("url", address)
    # Nobody is busy for a decade because of it.
    made.add("transp", "TRANSPARENT")
    return bytes(made.to_ical())


def days(earliest: date | None, latest: date | None) -> tuple[date, date | None]:
    """First day, and the day after the last; at least one of the two bounds is given.

    A window that is open on one side is the one day that it has: "by 2022" its last, "from 2024" its first. After the
    last day that there is, no day can be told: a window that ends on it ends a day early, and one of it alone is open,
    which means one day (RFC 5545, 3.6.1).
    """
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        raise ValueError("A date has a first or a last day.")
    after = last + timedelta(days=1) if last < date.max else last
    return first, after if after > first else None


def _when(outcome: str, shown: FuzzyDate) -> str:
    if outcome == Outcome.CANCELLED:
        plan = outcome_and_date(Outcome.PLANNED, shown)
        return f"{outcome}, was {plan[0].lower()}{plan[1:]}"
    return shown.text if outcome == Outcome.PLANNED else f"{outcome}, {shown.text}"


def _told(criterion: str, claim: Claim, *, conflict: bool) -> Iterator[str]:
    """What decides it, who says so and where."""
    yield criterion
    who = f"{claim.speaker} ({claim.voice})" if claim.speaker else claim.voice
    yield f"{who}, {claim.asserted_on.text}: {claim.statement}"
    yield "Source: " + ", ".join(filter(None, [claim.source.title, claim.source.publisher]))
    if conflict:
        yield "Claims of equal rank and day disagree."


def _categories(milestone: Milestone) -> Iterator[str]:
    yield MilestoneKind(milestone.kind).label
    if milestone.destination:
        yield Destination(milestone.destination).label
    if milestone.program:
        yield milestone.program.name
