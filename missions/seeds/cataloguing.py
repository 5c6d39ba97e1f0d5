"""The catalog of the seeds, as the reader of a new document needs it."""

from collections.abc import Iterator

from missions.proposals.catalog import Catalog, Entity, KnownMilestone, Sort
from missions.seeds.collection import Seeds
from missions.seeds.entries import Entry
from missions.vocabulary import AgencyKind, Role


def catalog(seeds: Seeds) -> Catalog:
    """That of seeds without mistakes."""
    return Catalog(tuple(_entities(seeds)), tuple(map(_milestone, seeds.milestones)))


def _entities(seeds: Seeds) -> Iterator[Entity]:
    for agency in seeds.agencies:
        names = (agency["name"], agency["short_name"])
        # A state stands above its agencies: the country of these is no name of theirs.
        is_state = agency["kind"] == AgencyKind.GOVERNMENT and not agency["parent"]
        yield Entity(Sort.AGENCY, agency["slug"], names, agency["country"] if is_state else "")
    for program in seeds.programs:
        leads = tuple(part["agency"] for part in program["participants"] if part["role"] == Role.LEAD)
        yield Entity(Sort.PROGRAM, program["slug"], (program["name"],), agencies=leads)
    for vehicle in seeds.vehicles:
        behind = dict.fromkeys([*filter(None, [vehicle["maker"]]), *vehicle["operators"]])
        yield Entity(Sort.VEHICLE, vehicle["slug"], (vehicle["name"],), agencies=tuple(behind))


def _milestone(entry: Entry) -> KnownMilestone:
    slugs = {
        Sort.AGENCY: entry["agencies"],
        Sort.PROGRAM: [entry["program"]] if entry["program"] else [],
        Sort.VEHICLE: entry["vehicles"],
    }
    return KnownMilestone(
        slug=entry["slug"],
        title=entry["title"],
        words=f"{entry['title']} {entry['criterion']}",
        kind=entry["kind"],
        destination=entry["destination"],
        entities=frozenset((sort, slug) for sort, found in slugs.items() for slug in found),
    )
