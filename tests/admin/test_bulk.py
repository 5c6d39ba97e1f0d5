"""What is done with several rows of a list: shown first, and done to all or to none."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from missions.actions import claims, several
from missions.admin import bulk
from missions.models import Change, Claim, Milestone, Standing, Withdrawal
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, messages, text
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, VehicleFactory, claim

pytestmark = pytest.mark.django_db


def act(desk: Client, action: str, rows: Sequence[Any], **typed: Any) -> Any:
    model = rows[0]._meta.model_name
    sent = {"action": action, "_selected_action": [str(row.pk) for row in rows], **typed}
    return desk.post(address(model, "changelist"), sent, follow=True)


def confirm(desk: Client, action: str, rows: Sequence[Any], **typed: Any) -> Any:
    """As an editor who looks first, and then says yes."""
    looked = act(desk, action, rows, shown="", **typed)
    return act(desk, action, rows, shown=looked.context["mark"], **typed)


@pytest.fixture
def three() -> list[Claim]:
    return [claim(statement=f"Number {number}.") for number in (1, 2, 3)]


def test_claims_are_withdrawn_together_for_one_reason(desk: Client, editor: User, three: list[Claim]) -> None:
    asked = act(desk, "withdraw_selected", three[:2])
    done = act(desk, "withdraw_selected", three[:2], shown=asked.context["mark"], reason="Misread.")

    assert "2 of these 2 will count no longer:" in text(asked)
    assert messages(done) == ["Withdrawn: 2 claims."]
    assert {row.claim.statement: row.reason for row in Withdrawal.objects.all()} == {
        "Number 1.": "Misread.",
        "Number 2.": "Misread.",
    }
    assert Standing.objects.held().get().claim_id == three[2].pk
    noted = Change.objects.filter(action="withdrawn").values_list("key", "by", "reason")
    assert set(noted) == {(str(row.pk), "editor", "Misread.") for row in three[:2]}


def test_claims_that_are_withdrawn_already_stay_so_with_their_own_reason(desk: Client, three: list[Claim]) -> None:
    claims.withdraw(claim=three[0], reason="Long ago.")

    asked = act(desk, "withdraw_selected", three)
    done = act(desk, "withdraw_selected", three, shown=asked.context["mark"], reason="Misread.")

    assert "2 of these 3 will count no longer:" in text(asked)
    assert "Number 1. (withdrawn already, and stays so)" in text(asked)
    assert messages(done) == ["Withdrawn: 2 claims."]
    assert three[0].withdrawal.reason == "Long ago."


def test_where_all_are_withdrawn_already_there_is_nothing_to_ask(desk: Client, three: list[Claim]) -> None:
    claims.withdraw(claim=three[0], reason="Long ago.")

    done = act(desk, "withdraw_selected", three[:1])

    assert messages(done) == ["Nothing was changed: all of them are withdrawn already."]


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "This field is required."), ("a\x07b", "The text holds a control character. Remove it.")],
)
def test_without_a_good_reason_none_is_withdrawn(desk: Client, three: list[Claim], reason: str, said: str) -> None:
    mark = act(desk, "withdraw_selected", three).context["mark"]

    response = act(desk, "withdraw_selected", three, shown=mark, reason=reason)

    assert errors(response) == {"reason": [said]}
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in response.content.decode()
    assert Withdrawal.objects.count() == 0


def test_who_withdraws_what_another_has_withdrawn_meanwhile_looks_again(desk: Client, three: list[Claim]) -> None:
    mark = act(desk, "withdraw_selected", three).context["mark"]
    claims.withdraw(claim=three[0], reason="I was first.")

    response = act(desk, "withdraw_selected", three, shown=mark, reason="Misread.")

    assert errors(response) == {
        "__all__": ["Nothing was done: this is no longer what you looked at. Look again, and confirm."]
    }
    assert Withdrawal.objects.get().reason == "I was first."
    again = act(desk, "withdraw_selected", three, shown=response.context["mark"], reason="Misread.")
    assert messages(again) == ["Withdrawn: 2 claims."]


def test_of_claims_that_cannot_all_be_withdrawn_none_is(
    desk: Client, three: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page was read before another has withdrawn the last.
    monkeypatch.setattr(Claim, "withdrawal_or_none", None)
    mark = act(desk, "withdraw_selected", three).context["mark"]
    claims.withdraw(claim=three[2], reason="I was first.")

    response = act(desk, "withdraw_selected", three, shown=mark, reason="Misread.")

    assert errors(response) == {"__all__": ["This claim is withdrawn already."]}
    assert [row.reason for row in Withdrawal.objects.all()] == ["I was first."]


@pytest.mark.parametrize("permissions", [("view_claim",), ("view_claim", "add_claim")])
def test_claims_are_withdrawn_by_those_who_may(three: list[Claim], permissions: tuple[str, ...]) -> None:
    someone = desk_of(*permissions)

    act(someone, "withdraw_selected", three, shown="x", reason="No.")

    assert "Withdraw the chosen claims" not in text(someone.get(address("claim", "changelist")))
    assert Withdrawal.objects.count() == 0


@pytest.fixture
def pair() -> list[Milestone]:
    artemis = ProgramFactory.create(name="Artemis")
    return [
        MilestoneFactory.create(title="First", kind="launch", destination="moon", program=artemis),
        MilestoneFactory.create(title="Second", kind="landing", destination=""),
    ]


def test_milestones_are_changed_together_after_a_look(desk: Client, pair: list[Milestone]) -> None:
    nasa, esa = AgencyFactory.create(name="NASA"), AgencyFactory.create(name="ESA")
    rocket = VehicleFactory.create(name="Rocket")
    pair[0].agencies.add(nasa)
    typed = {
        "program": str(pair[0].program_id),
        "kind": "landing",
        "destination": "mars",
        "agencies": [str(nasa.pk), str(esa.pk)],
        "vehicles": [str(rocket.pk)],
        "reason": "Sorted anew.",
    }

    looked = act(desk, "change_selected", pair, shown="", **typed)
    done = act(desk, "change_selected", pair, shown=looked.context["mark"], **typed)

    assert {one.row.title: one.changes for one in looked.context["shown"]} == {
        "First": [
            "kind: Launch → Landing",
            "destination: Moon → Mars",
            "agencies: ESA is added",
            "vehicles: Rocket is added",
        ],
        "Second": [
            "program: none → Artemis",
            "destination: none → Mars",
            "agencies: NASA is added",
            "agencies: ESA is added",
            "vehicles: Rocket is added",
        ],
    }
    assert "2 of 2 would become another" in text(looked)
    assert messages(done) == ["Changed 2 milestones; 0 stayed as they were."]
    for row in Milestone.objects.all():
        assert (row.program, row.kind, row.destination) == (pair[0].program, "landing", "mars")
        assert set(row.agencies.all()) == {nasa, esa}
        assert set(row.vehicles.all()) == {rocket}


def test_each_milestone_that_becomes_another_is_one_change(desk: Client, pair: list[Milestone]) -> None:
    done = confirm(desk, "change_selected", pair, kind="launch", reason="Sorted anew.")

    assert messages(done) == ["Changed 1 milestone; 1 stayed as they were."]
    noted = Change.objects.values_list("key", "action", "by", "reason", "before__kind", "after__kind")
    assert list(noted) == [(pair[1].slug, "changed", "editor", "Sorted anew.", "landing", "launch")]


def test_milestones_are_asked_of_before_anything_is_written(desk: Client, pair: list[Milestone]) -> None:
    first = act(desk, "change_selected", pair)
    looked = act(desk, "change_selected", pair, shown="", kind="launch")

    assert "2 chosen" in text(first)
    assert 'value="Look at it first"' in first.content.decode()
    assert 'value="Change them"' in looked.content.decode()
    assert "Second kind: Landing → Launch" in text(looked)
    assert "First stays as it is" in text(looked)
    assert (Change.objects.count(), Milestone.objects.get(title="Second").kind) == (0, "landing")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"__all__": ["Nothing is to be changed: choose what."]}),
        ({"reason": "Why not."}, {"__all__": ["Nothing is to be changed: choose what."]}),
        (
            {"kind": "fly"},
            {"kind": ["Select a valid choice. fly is not one of the available choices."]},
        ),
        (
            {"program": "0"},
            {"program": ["Select a valid choice. That choice is not one of the available choices."]},
        ),
        ({"kind": "launch", "reason": "a\x07b"}, {"reason": ["The text holds a control character. Remove it."]}),
    ],
)
def test_what_cannot_be_changed_is_told(
    desk: Client, pair: list[Milestone], typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    response = act(desk, "change_selected", pair, shown="", **typed)

    assert (errors(response), response.context["mark"]) == (wrong, "")


def test_what_would_change_nothing_cannot_be_confirmed(desk: Client, pair: list[Milestone]) -> None:
    looked = act(desk, "change_selected", pair[:1], shown="", kind="launch")

    assert "0 of 1 would become another" in text(looked)
    assert looked.context["mark"] == ""


def test_a_milestone_that_became_another_meanwhile_is_looked_at_again(desk: Client, pair: list[Milestone]) -> None:
    mark = act(desk, "change_selected", pair, shown="", kind="launch").context["mark"]
    several.change(milestones=pair[:1], columns={"kind": "test"})

    response = act(desk, "change_selected", pair, shown=mark, kind="launch")

    assert errors(response) == {
        "__all__": ["Nothing was done: this is no longer what you looked at. Look again, and confirm."]
    }
    assert "First kind: Test → Launch" in text(response)
    assert {row.title: row.kind for row in Milestone.objects.all()} == {"First": "test", "Second": "landing"}


def test_of_milestones_that_cannot_all_be_changed_none_is(
    desk: Client, pair: list[Milestone], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A row that breaks a rule since before the rule was.
    Milestone.objects.filter(pk=pair[1].pk).update(title="Second ")

    response = confirm(desk, "change_selected", pair, destination="mars")

    assert errors(response) == {"__all__": ["The text begins or ends with a blank. Remove it."]}
    assert [row.destination for row in Milestone.objects.order_by("title")] == ["moon", ""]
    assert Change.objects.count() == 0


@pytest.mark.parametrize("action", ["change_selected", "delete_selected"])
def test_more_than_a_hundred_are_not_taken_at_once(
    desk: Client, pair: list[Milestone], monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    monkeypatch.setattr(bulk, "MOST", 1)

    response = act(desk, action, pair)

    assert messages(response) == ["Nothing was done: 2 are chosen, and at most 1 are taken at once."]
    assert Milestone.objects.count() == 2


def test_milestones_are_changed_by_those_who_may(pair: list[Milestone]) -> None:
    someone = desk_of("view_milestone")

    act(someone, "change_selected", pair, shown="x", kind="launch")

    assert "Change the chosen milestones" not in text(someone.get(address("milestone", "changelist")))
    assert Change.objects.count() == 0


def test_milestones_with_claims_are_not_deleted_in_passing(desk: Client, pair: list[Milestone]) -> None:
    claim(pair[0])

    act(desk, "delete_selected", pair, post="yes")

    assert Milestone.objects.count() == 2
