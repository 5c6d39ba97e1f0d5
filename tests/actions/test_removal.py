"""A milestone that claims speak of is deleted with them, and not without a reason."""

import pytest
from django.core.exceptions import ValidationError

from missions.actions import claims, removal
from missions.models import Change, Claim, Milestone, Slip, Standing, Withdrawal
from tests.factories import MilestoneFactory, claim

pytestmark = pytest.mark.django_db


def test_without_a_reason_nothing_is_deleted() -> None:
    one = claim()
    before = Change.objects.count()

    with pytest.raises(ValidationError) as refused:
        removal.remove(row=one.milestone, by="editor")

    assert refused.value.message_dict == {
        "reason": ["Claims speak of this milestone: say why it is deleted with them."]
    }
    assert (Milestone.objects.count(), Claim.objects.count(), Change.objects.count()) == (1, 1, before)


def test_with_a_reason_it_goes_with_its_claims_and_leaves_a_tombstone_of_each() -> None:
    flight = MilestoneFactory.create(slug="flight")
    first, second = claim(flight), claim(flight, "2026", "2021-03-22")
    claims.withdraw(claim=first, reason="Misread.")
    other = claim()
    before = Change.objects.count()

    removal.remove(row=flight, by="editor", reason="It is there twice.")

    assert list(Claim.objects.all()) == [other]
    assert (Withdrawal.objects.count(), Slip.objects.count()) == (0, 0)
    assert {standing.milestone_id for standing in Standing.objects.all()} == {other.milestone_id}
    gone = [(row.resource, row.key, row.action, row.by, row.reason) for row in Change.objects.all()[before:]]
    assert gone[-1] == ("milestone", "flight", "deleted", "editor", "It is there twice.")
    assert sorted(key for _, key, *_ in gone[:-1]) == sorted([str(first.pk), str(second.pk)])
    assert {told for _, _, *told_ in gone for told in [tuple(told_)]} == {("deleted", "editor", "It is there twice.")}


def test_one_of_which_nobody_spoke_needs_none() -> None:
    removal.remove(row=MilestoneFactory.create())

    assert Milestone.objects.count() == 0
