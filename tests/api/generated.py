"""Generated milestones in the database, and the numbers of an answer as the slow model gives them."""

import uuid
from collections.abc import Iterable

from missions import clock
from missions.actions import standings
from missions.models import Agency, Claim, Milestone, Program, Source, Vehicle
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory
from tests.slow_promises import COUNTRIES, PROGRAMS, SOURCES, VEHICLES, Thing, Told


def catalog() -> None:
    for slug, country in COUNTRIES.items():
        AgencyFactory.create(slug=slug, name=slug.upper(), country=country)
    for slug in PROGRAMS:
        ProgramFactory.create(slug=slug)
    for slug in VEHICLES:
        VehicleFactory.create(slug=slug)
    for slug in SOURCES:
        SourceFactory.create(slug=slug)


def build(things: Iterable[Thing]) -> None:
    """Needs the catalog. Each milestone is called by its place, m0 and so on."""
    agencies, sources = Agency.objects.in_bulk(field_name="slug"), Source.objects.in_bulk(field_name="slug")
    for at, thing in enumerate(things):
        program = Program.objects.filter(slug=thing.program).first()
        made = MilestoneFactory.create(slug=f"m{at}", program=program, destination=thing.destination, kind=thing.kind)
        made.agencies.set(agencies[slug] for slug in thing.agencies)
        made.vehicles.set(Vehicle.objects.filter(slug__in=thing.vehicles))
        for told in thing.told:
            claimant = agencies[told.claimant] if told.claimant else None
            _claim(made, told, claimant, sources[told.source]).save()
        standings.derive(milestone=made)


def _claim(milestone: Milestone, told: Told, claimant: Agency | None, source: Source) -> Claim:
    made = Claim(
        # The order of ids settles what is otherwise equal, so it is that of the slow model.
        id=uuid.UUID(int=milestone.pk * 1000 + int(told.said.id)),
        milestone=milestone,
        source=source,
        claimant=claimant,
        outcome=told.said.outcome.value,
        statement="It will come about.",
        rank=told.said.rank.value,
        reason="Better.",
        asserted_on_edtf=told.said.day.isoformat(),
        asserted_on_earliest=told.said.day,
        asserted_on_latest=told.said.day,
        recorded_at=clock.now(),
    )
    made.date = told.said.date
    return made
