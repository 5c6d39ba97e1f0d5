"""The catalog of the seeds, as the reader of a new document needs it."""

from collections.abc import Iterator

from missions.proposals.catalog import Catalog, Entity, KnownMilestone, Sort
from missions.seeds.collection import Seeds
from missions.seeds.entries import Entry


def catalog(seeds: Seeds) -> Catalog:
    """That of seeds without mistakes."""
    return Catalog(tuple(_entities(seeds)), tuple(map(_milestone, seeds.milestones)))


def _entities(seeds: Seeds) -> Iterator[Entity]:
    for agency in seeds.agencies:
        names = (agency["name"], agency["short_name"])
        kind, country, parent = agency["kind"], agency["country"], agency["parent"]
        yield Entity.agency(agency["slug"], names, kind=kind, country=country, parent=parent)
    for program in seeds.programs:
        parts = ((part["agency"], part["role"]) for part in program["participants"])
        yield Entity.program(program["slug"], program["name"], parts)
    for vehicle in seeds.vehicles:
        maker, operators = vehicle["maker"], vehicle["operators"]
        yield Entity.vehicle(vehicle["slug"], vehicle["name"], maker=maker, operators=operators)


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
