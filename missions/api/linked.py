"""A milestone as linked data (JSON-LD 1.1): an Event of schema.org, the claims made of it, and their provenance (PROV).

Nodes are named by their addresses in this API. The context stands within the document: nobody has to fetch it.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from missions.api.serializers.values import address, address_of
from missions.dates import FuzzyDate, moment
from missions.models import Agency, Claim, Milestone, Slip, Source, Standing
from missions.slips import compare
from missions.vocabulary import Destination, Outcome, Rank, Resource, SlipKind

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_DAY = {"@type": "Date"}
_LINK = {"@type": "@id"}
CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "startDate": _DAY,
    "endDate": _DAY,
    "previousStartDate": _DAY,
    "dateCreated": _DAY,
    "datePublished": _DAY,
    "temporalCoverage": {"@type": EDTF},
    "dcterms:created": {"@type": EDTF},
    "dcterms:date": {"@type": EDTF},
    "dcterms:issued": {"@type": EDTF},
    "eventStatus": _LINK,
    "isBasedOn": _LINK,
    "url": _LINK,
    "prov:wasDerivedFrom": _LINK,
    "prov:wasRevisionOf": _LINK,
    "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    "prov:invalidatedAtTime": {"@type": "xsd:dateTime"},
}
# Moves that leave a date. By the others it is only told more or less exactly, or where there was none.
_LEAVING = (SlipKind.SLIP, SlipKind.PULL_IN, SlipKind.ADJUSTED, SlipKind.UNDATED)
Node = dict[str, Any]
_Bounds = tuple[date | None, date | None]
SCHEMA = {
    "type": "object",
    "description": "The milestone as linked data (JSON-LD 1.1): an Event of schema.org. What is not said is not there.",
    "required": ["@context", "@id", "@type", "identifier", "name", "subjectOf", "prov:wasDerivedFrom"],
    "properties": {
        "@context": {"type": "object", "description": "What the members mean, in full."},
        "@id": {"type": "string", "format": "uri", "description": "Its address here."},
        "@type": {"type": "array", "items": {"type": "string"}},
        "identifier": {"type": "string", "description": "Its slug."},
        "name": {"type": "string"},
        "eventStatus": {"type": "string", "format": "uri", "description": "One of schema.org's, where one holds."},
        "startDate": {"type": "string", "description": "A day, month or year: when it may come first."},
        "endDate": {"type": "string", "description": "A day, month or year: when it may come last."},
        "previousStartDate": {"type": "array", "description": "Those of the dates that it had and left, oldest first."},
        "dcterms:date": {"type": "string", "description": "The date as it was told, in EDTF."},
        "subjectOf": {"type": "array", "items": {"type": "object"}, "description": "What was claimed of it."},
        "prov:wasDerivedFrom": {"type": "string", "format": "uri", "description": "The claim that made it so."},
    },
}


def document(
    milestone: Milestone,
    claims: Iterable[Claim],
    slips: Sequence[Slip],
    base: str,
    known_at: datetime | None,
) -> Node:
    """A milestone for a page with its `date_shown`, its claims for a page and its slips, oldest first. `base` is the
    API's root.
    """
    at = {"base": base}
    day = milestone.shown
    left = _left(slips, day)
    made: Node = {
        "@context": CONTEXT,
        "@id": address(at, milestone),
        "@type": ["Event", "prov:Entity"],
        "identifier": milestone.slug,
        "name": milestone.title,
        "description": milestone.criterion,
        "url": address(at, milestone),
        "eventStatus": _status(milestone.standing, day, left),
        **_window(day),
        "previousStartDate": [_former(date) for date in left],
        "dcterms:date": day and day.edtf,
        "location": _place(milestone.destination),
        "contributor": [_organisation(at, agency) for agency in milestone.its_agencies],
        "about": list(_about(at, milestone)),
        "subjectOf": [_claim(at, claim, slips, known_at) for claim in claims],
        "prov:wasDerivedFrom": address(at, milestone.standing.claim),
    }
    return _said(made)


def _said(node: Node) -> Node:
    """Without what is not said."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _left(slips: Iterable[Slip], day: FuzzyDate | None) -> list[FuzzyDate]:
    """The dates that it had and has no more, oldest first, each once: by the days that they cover, whatever marks an
    estimate. A plan is left by when it came as that is told now, whatever was told before.
    """
    found: dict[_Bounds, FuzzyDate] = {}
    for slip in slips:
        kind = compare(slip.was, day) if day and slip.outcome == Outcome.ACHIEVED else slip.kind
        if slip.was and kind in _LEAVING:
            found.setdefault(_bounds(slip.was), slip.was)
    return [date for bounds, date in found.items() if day is None or bounds != _bounds(day)]


def _bounds(day: FuzzyDate) -> _Bounds:
    return day.earliest, day.latest


def _status(standing: Standing, day: FuzzyDate | None, left: list[FuzzyDate]) -> str | None:
    """One of schema.org's, where one holds. None of them is for what failed, goes on, or came without a plan."""
    if standing.outcome == Outcome.CANCELLED:
        return "https://schema.org/EventCancelled"
    if standing.outcome not in (Outcome.PLANNED, Outcome.ACHIEVED):
        return None
    if day is None:
        postponed = left and standing.outcome == Outcome.PLANNED
        return "https://schema.org/EventPostponed" if postponed else None
    if left:
        return "https://schema.org/EventRescheduled"
    return "https://schema.org/EventScheduled" if standing.promised else None


def _window(day: FuzzyDate | None) -> Node:
    """From when to when it may come. A single day, month or year is told once."""
    if day is None:
        return {}
    first, last = reduced(day)
    return {"startDate": first} if first == last else {"startDate": first, "endDate": last}


def _former(day: FuzzyDate) -> Any:
    """The day of which it was to be or begin. One that had only an end is told in EDTF."""
    first, _ = reduced(day)
    return first or {"@value": day.edtf, "@type": EDTF}


def reduced(day: FuzzyDate) -> tuple[str | None, str | None]:
    """First and last in the largest unit that tells both exactly: year, month or day (ISO 8601-1, reduced precision).

    None for an open side. A quarter is from one month to another, a decade from one year to another.
    """
    for starts, ends, length in ((_begins_year, _ends_year, 4), (_begins_month, _ends_month, 7)):
        if starts(day.earliest) and ends(day.latest):
            return _cut(day.earliest, length), _cut(day.latest, length)
    return _cut(day.earliest, 10), _cut(day.latest, 10)


def _begins_year(day: date | None) -> bool:
    return day is None or (day.month, day.day) == (1, 1)


def _ends_year(day: date | None) -> bool:
    return day is None or (day.month, day.day) == (12, 31)


def _begins_month(day: date | None) -> bool:
    return day is None or day.day == 1


def _ends_month(day: date | None) -> bool:
    return day is None or day.day == monthrange(day.year, day.month)[1]


def _cut(day: date | None, length: int) -> str | None:
    return day.isoformat()[:length] if day else None


def _unit(day: FuzzyDate | None) -> str | None:
    """The day, month or year, if it is one."""
    first, last = reduced(day) if day else (None, None)
    return first if first == last else None


def _place(destination: str) -> Node | None:
    return {"@type": "Place", "name": Destination(destination).label} if destination else None


def _organisation(at: Mapping[str, Any], agency: Agency) -> Node:
    return {"@id": address(at, agency), "@type": "Organization", "name": agency.name}


def _about(at: Mapping[str, Any], milestone: Milestone) -> Iterator[Node]:
    if milestone.program:
        yield {"@id": address(at, milestone.program), "@type": "Project", "name": milestone.program.name}
    for vehicle in milestone.its_vehicles:
        yield {"@id": address(at, vehicle), "@type": "Vehicle", "name": vehicle.name}


def _claim(at: Mapping[str, Any], claim: Claim, slips: Iterable[Slip], known_at: datetime | None) -> Node:
    withdrawal = claim.withdrawal_by(known_at)
    revised = {address_of(at["base"], Resource.CLAIM, slip.was_claim_id) for slip in slips if slip.claim_id == claim.pk}
    return _said(
        {
            "@id": address(at, claim),
            "@type": ["Claim", "prov:Entity"],
            "text": claim.statement,
            "author": claim.claimant and _organisation(at, claim.claimant),
            "creditText": claim.speaker,
            "dateCreated": _unit(claim.asserted_on),
            "dcterms:created": claim.asserted_on.edtf,
            "temporalCoverage": claim.date and claim.date.edtf,
            "creativeWorkStatus": _work_status(claim, withdrawn=withdrawal is not None),
            "appearance": _source(at, claim.source),
            "prov:wasDerivedFrom": address(at, claim.source),
            "prov:wasRevisionOf": sorted(revised),
            "prov:generatedAtTime": moment(claim.recorded_at),
            "prov:invalidatedAtTime": withdrawal and moment(withdrawal.recorded_at),
        }
    )


def _work_status(claim: Claim, *, withdrawn: bool) -> str | None:
    return "Withdrawn" if withdrawn else "Deprecated" if claim.rank == Rank.DEPRECATED else None


def _source(at: Mapping[str, Any], source: Source) -> Node:
    original = source.republication_of and address(at, source.republication_of)
    return _said(
        {
            "@id": address(at, source),
            "@type": ["CreativeWork", "prov:Entity"],
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "creditText": source.author,
            "url": source.url,
            "datePublished": _unit(source.published),
            "dcterms:issued": source.published and source.published.edtf,
            "isBasedOn": original,
            "prov:wasDerivedFrom": original,
        }
    )
