"""Fills an empty database with as many milestones as somebody asks for, each with claims, what follows, and relations.

Rows are written in bulk and beside the actions, without a record of changes: no example of how to write.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db import transaction

from missions import clock
from missions.actions.standings import derived
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Program, Slip, Source, Standing, Vehicle
from missions.vocabulary import AgencyKind, Destination, MilestoneKind, Outcome, Reliability, VehicleKind

AGENCIES, PROGRAMS, VEHICLES, SOURCES = 150, 500, 300, 100
BATCH = 5_000
NOW = clock.now()
KINDS, DESTINATIONS = [kind.value for kind in MilestoneKind], [place.value for place in Destination]
FIRST, SECOND = FuzzyDate.parse("2016-09-26"), FuzzyDate.parse("2021-03")
CAME = FuzzyDate.parse("2021-02-18")
DATES = [FuzzyDate.parse(text) for text in ("2022", "../2026", "203X", "2026-09", "2030/2034", "2027-01-15")]


@transaction.atomic
def make(milestones: int) -> None:
    """So many milestones; of every second one more was said later. Two agencies and one vehicle take part."""
    _catalog()
    for start in range(0, milestones, BATCH):
        _milestones(range(start, min(start + BATCH, milestones)))


def _catalog() -> None:
    Agency.objects.bulk_create(
        Agency(slug=f"agency-{n}", name=f"Agency {n}", kind=AgencyKind.GOVERNMENT) for n in range(AGENCIES)
    )
    Program.objects.bulk_create(Program(slug=f"program-{n}", name=f"Program {n}") for n in range(PROGRAMS))
    Vehicle.objects.bulk_create(
        Vehicle(slug=f"vehicle-{n}", name=f"Vehicle {n}", kind=VehicleKind.ROCKET) for n in range(VEHICLES)
    )
    Source.objects.bulk_create(
        Source(slug=f"source-{n}", title=f"Source {n}", publisher="A paper", reliability=Reliability.REPORTED)
        for n in range(SOURCES)
    )


def _milestones(numbers: range) -> None:
    agencies, programs, vehicles, sources = map(_keys, (Agency, Program, Vehicle, Source))
    rows = Milestone.objects.bulk_create(
        Milestone(
            slug=f"milestone-{n * 7919 % 1_000_003}",
            title=f"Flight {n} comes to its destination",
            kind=KINDS[n % len(KINDS)],
            destination=DESTINATIONS[n % len(DESTINATIONS)],
            crewed=n % 3 == 0,
            program_id=programs[n % PROGRAMS],
            criterion="The vehicle is there, and says so.",
        )
        for n in numbers
    )
    _link(Milestone.agencies.through, "agency_id", rows, agencies, 2)
    _link(Milestone.vehicles.through, "vehicle_id", rows, vehicles, 1)
    said = [_claims(n, row, agencies, sources) for n, row in zip(numbers, rows, strict=True)]
    Claim.objects.bulk_create(chain.from_iterable(said))
    told = [derived(row, claims) for row, claims in zip(rows, said, strict=True)]
    _hold(Standing, chain.from_iterable(stood for stood, _ in told))
    _hold(Slip, chain.from_iterable(moved for _, moved in told))


def _hold(model: Any, rows: Iterable[Any]) -> None:
    held = list(rows)
    for row in held:
        row.recorded_at = NOW
    model.objects.bulk_create(held)


def _keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _link(through: Any, column: str, rows: list[Milestone], others: list[int], each: int) -> None:
    through.objects.bulk_create(
        through(milestone_id=row.pk, **{column: others[(row.pk + at) % len(others)]})
        for row in rows
        for at in range(each)
    )


def _claims(number: int, row: Milestone, agencies: list[int], sources: list[int]) -> list[Claim]:
    return [
        Claim(  # type: ignore[misc]  # dates are properties over three columns
            milestone=row,
            source_id=sources[(number + at) % SOURCES],
            claimant_id=agencies[number % AGENCIES],
            asserted_on=day,
            outcome=outcome,
            date=date,
            statement=f"Flight {number} is to come to its destination by then, said the agency.",
            recorded_at=NOW,
        )
        for at, (day, outcome, date) in enumerate(_said(number))
    ]


def _said(number: int) -> Iterator[tuple[FuzzyDate, Outcome, FuzzyDate]]:
    """A plan; of every second milestone another plan or what came of it."""
    yield FIRST, Outcome.PLANNED, DATES[number % len(DATES)]
    if number % 2:
        came = number % 10 == 1
        yield SECOND, Outcome.ACHIEVED if came else Outcome.PLANNED, CAME if came else DATES[(number + 1) % len(DATES)]
