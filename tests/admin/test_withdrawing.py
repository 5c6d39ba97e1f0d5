"""A claim is withdrawn: a reason, a confirmation, and the standing is another."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from missions.actions import claims
from missions.models import Change, Claim, Standing, Withdrawal
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, markup, messages, text
from tests.factories import MilestoneFactory, claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong() -> Claim:
    return claim(MilestoneFactory.create(title="First flight"), statement="It flies by 2022.")


def withdraw(desk: Client, one: Claim, **typed: str) -> Any:
    return desk.post(address("claim", "withdraw", one.pk), typed, follow=True)


def test_a_claims_page_asks_why_and_the_next_page_whether(desk: Client, wrong: Claim) -> None:
    page = desk.get(address("claim", "change", wrong.pk))
    asked = withdraw(desk, wrong, reason="Misread.")

    assert f'<form action="{address("claim", "withdraw", wrong.pk)}" method="post" novalidate>' in markup(page)
    assert asked.status_code == 200
    assert "This claim about First flight will count no longer: It flies by 2022." in text(asked)
    assert "Misread.</textarea>" in asked.content.decode()
    assert Withdrawal.objects.count() == 0


def test_a_confirmed_withdrawal_leaves_the_claim_and_takes_its_standing(desk: Client, wrong: Claim) -> None:
    response = withdraw(desk, wrong, reason="Misread.", confirmed="yes")

    assert response.redirect_chain == [(address("milestone", "change", wrong.milestone_id), 302)]
    assert messages(response) == ["Withdrawn. First flight now stands: No claim that counts yet."]
    assert Claim.objects.get().withdrawal.reason == "Misread."
    assert Standing.objects.held().count() == 0
    lines = [(line.by, line.key, line.action, line.reason) for line in Change.objects.all()[1:]]
    assert lines == [("editor", str(wrong.pk), "withdrawn", "Misread.")]


def test_a_withdrawn_claim_stays_struck_out_with_its_reason(desk: Client, wrong: Claim) -> None:
    withdraw(desk, wrong, reason="Misread.", confirmed="yes")

    page = desk.get(address("milestone", "change", wrong.milestone_id))
    own = desk.get(address("claim", "change", wrong.pk))

    assert "<s>It flies by 2022.</s>" in page.content.decode()
    assert ": Misread." in text(page)
    assert "Withdrawn on" in text(own)
    assert "Withdraw this claim" not in text(own)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("a\x07b", "The text holds a control character. Remove it."),
    ],
)
def test_without_a_good_reason_nothing_is_withdrawn(desk: Client, wrong: Claim, reason: str, said: str) -> None:
    response = withdraw(desk, wrong, reason=reason, confirmed="yes")

    assert (response.status_code, errors(response)) == (200, {"reason": [said]})
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in response.content.decode()
    assert (Withdrawal.objects.count(), Standing.objects.held().count(), Change.objects.count()) == (0, 1, 1)


def test_withdrawing_twice_is_told_and_changes_nothing(desk: Client, wrong: Claim) -> None:
    claims.withdraw(claim=wrong, reason="Misread.")
    given = Withdrawal.objects.get().recorded_at

    response = withdraw(desk, wrong, reason="Again.", confirmed="yes")

    assert response.redirect_chain == [(address("claim", "change", wrong.pk), 302)]
    day = f"{given.day} {given:%B %Y}"
    assert messages(response) == [f"Nothing was changed: it is withdrawn already, since {day}: Misread."]
    assert [(row.reason, row.recorded_at) for row in Withdrawal.objects.all()] == [("Misread.", given)]


def test_two_who_withdraw_at_once_are_told_by_the_action(
    desk: Client, wrong: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second has read the claim before the first has withdrawn it.
    monkeypatch.setattr(Claim, "withdrawal_or_none", None)
    claims.withdraw(claim=wrong, reason="Misread.")

    response = withdraw(desk, wrong, reason="Again.", confirmed="yes")

    assert errors(response) == {"__all__": ["This claim is withdrawn already."]}
    assert "This claim is withdrawn already." in text(response)
    assert Withdrawal.objects.get().reason == "Misread."


@pytest.mark.parametrize("permissions", [("view_claim",), ("view_claim", "add_claim"), ("add_withdrawal",)])
def test_withdrawing_needs_to_see_claims_and_to_add_withdrawals(wrong: Claim, permissions: tuple[str, ...]) -> None:
    someone = desk_of(*permissions)

    assert someone.get(address("claim", "withdraw", wrong.pk)).status_code == 403
    assert (
        someone.post(address("claim", "withdraw", wrong.pk), {"reason": "No.", "confirmed": "yes"}).status_code == 403
    )
    if "view_claim" in permissions:
        assert "Withdraw this claim" not in text(someone.get(address("claim", "change", wrong.pk)))
    assert Withdrawal.objects.count() == 0


def test_who_may_withdraw_and_see_claims_can(wrong: Claim) -> None:
    someone = desk_of("view_claim", "add_withdrawal")

    assert "Withdraw this claim" in text(someone.get(address("claim", "change", wrong.pk)))
    response = withdraw(someone, wrong, reason="Misread.", confirmed="yes")
    assert response.redirect_chain == [(address("claim", "changelist"), 302)]
    assert Withdrawal.objects.count() == 1


def test_withdrawing_needs_a_token_of_the_page(editor: User, wrong: Claim) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    response = strict.post(address("claim", "withdraw", wrong.pk), {"reason": "Misread.", "confirmed": "yes"})

    assert response.status_code == 403
    assert Withdrawal.objects.count() == 0


@pytest.mark.parametrize("name", ["x", "00000000-0000-4000-8000-000000000000"])
def test_a_claim_that_is_not_there_cannot_be_withdrawn(desk: Client, name: str) -> None:
    assert desk.get(address("claim", "withdraw", name)).status_code == 404


def test_withdrawals_are_looked_at_and_neither_added_changed_nor_deleted_by_hand(desk: Client, wrong: Claim) -> None:
    claims.withdraw(claim=wrong, reason="Misread.")

    assert "Misread." in text(desk.get(address("withdrawal", "change", wrong.pk)))
    assert desk.get(address("withdrawal", "add")).status_code == 403
    assert desk.post(address("withdrawal", "change", wrong.pk), {"reason": "No."}).status_code == 403
    assert desk.post(address("withdrawal", "delete", wrong.pk), {"post": "yes"}).status_code == 403
