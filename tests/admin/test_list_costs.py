"""What the lists of the desk cost: as many queries, however many rows there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.actions import claims
from tests.admin.pages import address
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

pytestmark = pytest.mark.django_db


def agency() -> None:
    made = AgencyFactory.create(parent=AgencyFactory.create())
    ParticipationFactory.create(agency=made)
    claim(MilestoneFactory.create(), claimant=made)


def program() -> None:
    ParticipationFactory.create(program=ProgramFactory.create())


def vehicle() -> None:
    made = VehicleFactory.create(maker=AgencyFactory.create())
    made.operators.add(AgencyFactory.create())
    made.programs.add(ProgramFactory.create())


def milestone() -> None:
    made = MilestoneFactory.create(program=ProgramFactory.create())
    made.agencies.add(AgencyFactory.create())
    made.vehicles.add(VehicleFactory.create())
    claim(made, claimant=AgencyFactory.create())


def source() -> None:
    claim(source=SourceFactory.create(republication_of=SourceFactory.create()))


def said() -> None:
    claim(claimant=AgencyFactory.create())


def withdrawn() -> None:
    claims.withdraw(claim=claim(claimant=AgencyFactory.create()), reason="Misread.")


# Session, user and second factor; the count, the keys and the rows; then what each list asks beside, as its filters and
# its rows need.
COSTS = {
    # The parent is joined, the counts are in the rows' own query; the filter's countries.
    "agency": (agency, 7),
    # Participants of the rows; the filter's agencies.
    "program": (program, 8),
    # Operators and programs of the rows; the filter's makers and programs.
    "vehicle": (vehicle, 10),
    # Standings of the rows; the filter's programs, agencies and vehicles.
    "milestone": (milestone, 10),
    "source": (source, 6),
    # The first and the last year of the filter; its claimants.
    "claim": (said, 9),
    # The first and last day of the hierarchy and its months or days.
    "withdrawal": (withdrawn, 8),
    # The first and the last year of the filter.
    "standing": (said, 8),
    "change": (said, 6),
}


@pytest.mark.parametrize("model", COSTS)
def test_a_list_costs_as_much_with_fifteen_rows_as_with_one(desk: Client, model: str) -> None:
    make, cost = COSTS[model]
    make()
    # Content types are asked for once a process.
    ContentType.objects.clear_cache()
    desk.get(address(model, "changelist"))
    one = queries(lambda: desk.get(address(model, "changelist")))
    for _ in range(14):
        make()
    fifteen = queries(lambda: desk.get(address(model, "changelist")))

    assert (one, fifteen) == (cost, cost)


def test_one_of_several_pages_costs_no_more(desk: Client) -> None:
    for _ in range(51):
        milestone()
    ContentType.objects.clear_cache()

    costs = [
        queries(lambda: desk.get(address("milestone", "changelist"))),
        queries(lambda: desk.get(address("milestone", "changelist"), {"p": 2})),
    ]

    assert costs == [COSTS["milestone"][1]] * 2


def queries(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert run().status_code == 200
    return len(found)


def test_choices_are_not_counted_whoever_asks(desk: Client) -> None:
    milestone()

    listed = desk.get(address("milestone", "changelist"), {"_facets": "True"})

    assert not listed.context["cl"].add_facets
