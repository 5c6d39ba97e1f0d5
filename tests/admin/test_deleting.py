"""Rows are deleted knowingly: what goes is listed, why is asked, and a tombstone stays in the record."""

import re
from typing import Any

import pytest
from django.test import Client

from missions.admin import deleting
from missions.models import Change, Claim, Milestone, Program, Slip, Standing
from tests.admin.conftest import desk_of
from tests.admin.pages import address, markup, text
from tests.factories import MilestoneFactory, ProgramFactory, claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def flight() -> Milestone:
    flight = MilestoneFactory.create(title="First flight", slug="flight")
    claim(flight, statement="It flies by 2022.")
    claim(flight, "2026", "2021-03-22", statement="It flies in 2026.")
    return flight


def delete(desk: Client, row: Any, **typed: str) -> Any:
    return desk.post(address(row._meta.model_name, "delete", row.pk), {"post": "yes", **typed})


@pytest.mark.parametrize("sent", [{}, {"x": "1"}, {"why": "It is wrong."}])
def test_what_was_not_confirmed_is_not_deleted(desk: Client, sent: dict[str, str]) -> None:
    program = ProgramFactory.create()

    asked = desk.post(address("program", "delete", program.pk), sent)

    assert asked.status_code == 200
    assert Program.objects.count() == 1


def tombstones() -> list[tuple[str, str, str, str]]:
    rows = Change.objects.filter(action="deleted")
    return [(row.resource, row.key, row.by, row.reason) for row in rows]


def test_the_page_lists_what_goes_and_asks_why(desk: Client, flight: Milestone) -> None:
    page = desk.get(address("milestone", "delete", flight.pk))

    assert (
        "Are you sure that “First flight” should be deleted? This goes: Milestone: First flight Claim: It flies in "
        "2026. Claim: It flies by 2022. It cannot be taken back. What it was stays in the record of changes. Why:"
    ) in text(page)
    assert '<label for="id_why" class="required">Why:</label>' in markup(page)
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("", "This field is required."),
        ("  ", "This field is required."),
        ("x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_without_a_good_reason_a_milestone_with_claims_stays(
    desk: Client, flight: Milestone, why: str, found: str
) -> None:
    refused = delete(desk, flight, why=why)

    assert refused.status_code == 200
    assert refused.context["delete_form"].errors == {"why": [found]}
    assert 'aria-describedby="id_why_helptext id_why_error"' in markup(refused)
    assert (Milestone.objects.count(), Claim.objects.count(), tombstones()) == (1, 2, [])


def test_with_a_reason_it_goes_with_its_claims_and_leaves_tombstones(desk: Client, flight: Milestone) -> None:
    keys = [str(key) for key in Claim.objects.values_list("pk", flat=True)]

    assert delete(desk, flight, why="It is there twice.").status_code == 302

    rows = [model.objects.count() for model in (Milestone, Claim, Standing, Slip)]
    assert rows == [0, 0, 0, 0]
    found = tombstones()
    assert found[-1] == ("milestone", "flight", "editor", "It is there twice.")
    assert sorted(found[:-1]) == sorted(("claim", key, "editor", "It is there twice.") for key in keys)


def test_several_are_deleted_with_one_reason_or_none_is(desk: Client, flight: Milestone) -> None:
    other = MilestoneFactory.create(title="Second flight", slug="second")
    page = address("milestone", "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [flight.pk, other.pk]}

    asked = desk.post(page, chosen)
    refused = desk.post(page, chosen | {"post": "yes", "why": ""})

    summary = "Summary Milestones: 2 Claims: 2 One by one"
    assert summary in text(asked)
    assert "Milestone: First flight Claim: It flies in 2026. Claim: It flies by 2022. Milestone: Second flight" in text(
        asked
    )
    assert refused.context["delete_form"].errors == {"why": ["This field is required."]}
    assert (Milestone.objects.count(), Claim.objects.count()) == (2, 2)

    assert desk.post(page, chosen | {"post": "yes", "why": "Both are wrong."}).status_code == 302
    assert (Milestone.objects.count(), Claim.objects.count()) == (0, 0)
    assert {(row[2], row[3]) for row in tombstones()} == {("editor", "Both are wrong.")}


def test_others_need_no_reason_and_may_have_one(desk: Client) -> None:
    first, second = ProgramFactory.create(slug="apollo"), ProgramFactory.create(slug="gemini")

    page = text(desk.get(address("program", "delete", first.pk)))
    delete(desk, first, why="")
    delete(desk, second, why="It never was one.")

    assert "May be left out." in page
    assert Program.objects.count() == 0
    assert tombstones() == [
        ("program", "apollo", "editor", ""),
        ("program", "gemini", "editor", "It never was one."),
    ]


def test_a_milestone_of_which_nobody_spoke_needs_no_reason(desk: Client) -> None:
    assert delete(desk, MilestoneFactory.create(slug="flight"), why="").status_code == 302
    assert tombstones() == [("milestone", "flight", "editor", "")]


def test_who_sees_the_page_before_another_claim_is_recorded_is_asked_again(desk: Client, flight: Milestone) -> None:
    page = desk.get(address("milestone", "delete", flight.pk)).content.decode()
    [seen] = re.findall(r'name="seen" value="(\d+)"', page)
    claim(flight, "2030", "2025-01-01", statement="It flies in 2030.", by="anna")

    refused = delete(desk, flight, why="It is there twice.", seen=seen)

    assert refused.context["delete_form"].non_field_errors() == [
        (
            "Nothing was deleted: this has changed since you opened the page. It flies in 2030.: anna: created. Look "
            "again, and confirm."
        )
    ]
    assert "Claim: It flies in 2030." in text(refused)
    assert Milestone.objects.count() == 1
    [now] = re.findall(r'name="seen" value="(\d+)"', refused.content.decode())
    assert delete(desk, flight, why="It is there twice.", seen=now).status_code == 302
    assert Milestone.objects.count() == 0


def test_of_very_many_claims_so_many_are_named(
    desk: Client, flight: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deleting, "NAMED", 1)

    page = text(desk.get(address("milestone", "delete", flight.pk)))

    assert "Claim: It flies in 2026. and 1 more claim It cannot" in page


def test_deleting_needs_the_permission(flight: Milestone) -> None:
    someone = desk_of("view_milestone", "change_milestone", "add_withdrawal")

    assert someone.get(address("milestone", "delete", flight.pk)).status_code == 403
    assert delete(someone, flight, why="It is there twice.").status_code == 403
    assert Milestone.objects.count() == 1


def test_who_may_delete_milestones_may_delete_them_with_their_claims(flight: Milestone) -> None:
    assert delete(desk_of("view_milestone", "delete_milestone"), flight, why="There twice.").status_code == 302
    assert Claim.objects.count() == 0


def test_a_row_that_is_not_there_is_said_not_to_be(desk: Client) -> None:
    assert desk.get(address("milestone", "delete", 99)).status_code == 302
    assert desk.post(address("milestone", "delete", 99), {"post": "yes"}).status_code == 302
