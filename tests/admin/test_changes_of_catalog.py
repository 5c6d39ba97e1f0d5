"""What is done to agencies, programs and vehicles at the desk is in the record of changes, exactly."""

import pytest
from django.test import Client

from missions.models import Agency, Milestone, Participation, Program, Vehicle
from tests.admin.noted import NASA, NO_PARTS, Seen, change, noted, part, parts, post
from tests.admin.pages import address
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    VehicleFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    Seen.number = 0


# --- The catalog


def test_a_row_is_added_changed_and_deleted(desk: Client) -> None:
    post(desk, "agency", "add", **NASA, **NO_PARTS)
    assert noted() == [
        change("agency nasa created", slug=(None, "nasa"), name=(None, "NASA"), kind=(None, "government"))
    ]
    nasa = Agency.objects.get()
    post(desk, "agency", "change", nasa.pk, **NASA | {"country": "US", "name": "N.A.S.A."}, **NO_PARTS)
    assert noted() == [change("agency nasa changed", name=("NASA", "N.A.S.A."), country=(None, "US"))]
    post(desk, "agency", "delete", nasa.pk, post="yes")
    assert noted() == [
        change(
            "agency nasa deleted",
            slug=("nasa", None), name=("N.A.S.A.", None), kind=("government", None), country=("US", None),
        )
    ]  # fmt: skip


def test_a_row_that_is_added_in_a_popup(desk: Client) -> None:
    response = desk.post(address("agency", "add") + "?_popup=1", NASA | NO_PARTS | {"_popup": "1"})
    assert response.status_code == 200
    assert [each["what"] for each in noted()] == ["agency nasa created"]


def test_a_row_that_is_saved_as_new_after_another(desk: Client) -> None:
    desk.post(address("agency", "add"), NASA | NO_PARTS | {"_addanother": "1"})
    desk.post(address("agency", "add"), {"name": "ESA", "slug": "esa", "kind": "intergovernmental", **NO_PARTS})
    assert [each["what"] for each in noted()] == ["agency nasa created", "agency esa created"]


def test_lists_of_other_rows_are_values_of_a_row(desk: Client) -> None:
    nasa, esa = AgencyFactory.create(slug="nasa"), AgencyFactory.create(slug="esa")
    moon = ProgramFactory.create(slug="moon")
    post(desk, "vehicle", "add", name="Orion", slug="orion", kind="spacecraft", operators=[nasa.pk, esa.pk])
    orion = Vehicle.objects.get()
    assert noted() == [
        change(
            "vehicle orion created",
            slug=(None, "orion"), name=(None, "Orion"), kind=(None, "spacecraft"), operators=(None, ["esa", "nasa"]),
            programs=(None, []),
        )
    ]  # fmt: skip
    typed = {"name": "Orion", "kind": "spacecraft", "crewed": "true", "reusable": "unknown"}
    post(desk, "vehicle", "change", orion.pk, **typed, maker=nasa.pk, operators=[esa.pk], programs=[moon.pk])
    assert noted() == [
        change(
            "vehicle orion changed",
            maker=(None, "nasa"), operators=(["esa", "nasa"], ["esa"]), programs=([], ["moon"]),
            crewed=(None, True),
        )
    ]  # fmt: skip


def test_who_takes_part_is_a_value_of_the_program(desk: Client) -> None:
    nasa, esa = AgencyFactory.create(slug="nasa"), AgencyFactory.create(slug="esa")
    first = part(0, agency=nasa.pk, role="lead")
    post(desk, "program", "add", name="Moon", slug="moon", **parts(1, 0), **first)
    lead = {"agency": "nasa", "role": "lead"}
    assert noted() == [
        change("program moon created", slug=(None, "moon"), name=(None, "Moon"), participants=(None, [lead]))
    ]
    moon, row = Program.objects.get(), Participation.objects.get()
    known = part(0, id=row.pk, program=moon.pk, agency=nasa.pk, role="former")
    second = part(1, program=moon.pk, agency=esa.pk, role="lead")
    post(desk, "program", "change", moon.pk, name="Moon", **parts(2, 1), **known, **second)
    both = [{"agency": "esa", "role": "lead"}, {"agency": "nasa", "role": "former"}]
    assert noted() == [change("program moon changed", participants=([lead], both))]
    gone = part(0, id=row.pk, program=moon.pk, agency=nasa.pk, role="former", DELETE="on")
    post(desk, "program", "change", moon.pk, name="Moon", **parts(1, 1), **gone)
    assert noted() == [change("program moon changed", participants=(both, both[:1]))]


def test_what_an_agency_takes_part_in_is_noted_of_the_programs(desk: Client) -> None:
    """Of each that it leaves, joins or takes another role in; of no other, and not of the agency."""
    nasa = AgencyFactory.create(slug="nasa", name="NASA")
    one, other, third = (ProgramFactory.create(slug=slug) for slug in ("one", "other", "third"))
    moved = ParticipationFactory.create(program=one, agency=nasa, role="lead")
    kept = ParticipationFactory.create(program=third, agency=nasa, role="lead")
    typed = {"name": "NASA", "kind": "government"}
    rows = part(0, id=moved.pk, agency=nasa.pk, program=other.pk, role="lead")
    rows |= part(1, id=kept.pk, agency=nasa.pk, program=third.pk, role="lead")
    post(desk, "agency", "change", nasa.pk, **typed, **parts(2, 2), **rows)
    lead = [{"agency": "nasa", "role": "lead"}]
    assert noted() == [
        change("program one changed", participants=(lead, [])),
        change("program other changed", participants=([], lead)),
    ]
    rows = part(0, id=moved.pk, agency=nasa.pk, program=other.pk, role="lead", DELETE="on")
    rows |= part(1, id=kept.pk, agency=nasa.pk, program=third.pk, role="partner")
    post(desk, "agency", "change", nasa.pk, **typed | {"short_name": "N"}, **parts(2, 2), **rows)
    assert noted() == [
        change("agency nasa changed", short_name=(None, "N")),
        change("program other changed", participants=(lead, [])),
        change("program third changed", participants=(lead, [{"agency": "nasa", "role": "partner"}])),
    ]


def test_several_rows_are_deleted_from_their_list(desk: Client) -> None:
    rows = [MilestoneFactory.create(slug=slug) for slug in ("a", "b", "c")]
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows[:2]], "post": "yes"}
    desk.post(address("milestone", "changelist"), chosen)
    assert sorted(each["what"] for each in noted()) == ["milestone a deleted", "milestone b deleted"]
    assert Milestone.objects.get() == rows[2]


def test_what_lists_a_deleted_row_loses_it(desk: Client) -> None:
    """The links go with the row, by the database; they are values of others, and changes of theirs."""
    nasa, moon, orion = (
        AgencyFactory.create(slug="nasa"), ProgramFactory.create(slug="moon"), VehicleFactory.create(slug="orion"),
    )  # fmt: skip
    flight = MilestoneFactory.create(slug="flight")
    orion.operators.add(nasa)
    orion.programs.add(moon)
    flight.agencies.add(nasa)
    flight.vehicles.add(orion)

    post(desk, "agency", "delete", nasa.pk, post="yes")
    found = noted()
    assert [each["what"] for each in found] == [
        "vehicle orion changed",
        "milestone flight changed",
        "agency nasa deleted",
    ]
    assert (found[0]["operators"], found[1]["agencies"]) == ((["nasa"], []), (["nasa"], []))
    post(desk, "program", "delete", moon.pk, post="yes")
    found = noted()
    assert [each["what"] for each in found] == ["vehicle orion changed", "program moon deleted"]
    assert found[0]["programs"] == (["moon"], [])
    desk.post(
        address("vehicle", "changelist"),
        {"action": "delete_selected", "_selected_action": [orion.pk], "post": "yes"},
    )
    found = noted()
    assert [each["what"] for each in found] == ["milestone flight changed", "vehicle orion deleted"]
    assert found[0]["vehicles"] == (["orion"], [])


def test_a_program_is_deleted_with_those_who_took_part(desk: Client) -> None:
    ParticipationFactory.create(program__slug="moon", program__name="Moon", agency__slug="nasa", role="lead")
    post(desk, "program", "delete", Program.objects.get().pk, post="yes")
    assert noted() == [
        change(
            "program moon deleted",
            slug=("moon", None), name=("Moon", None), participants=([{"agency": "nasa", "role": "lead"}], None),
        )
    ]  # fmt: skip
