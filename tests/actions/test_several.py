"""What is done with several rows: with all of them, or with none."""

import pytest
from django.core.exceptions import ValidationError

from missions.actions import claims, several
from missions.models import Change, Milestone, Withdrawal
from tests.factories import AgencyFactory, MilestoneFactory, VehicleFactory, claim

pytestmark = pytest.mark.django_db


def test_claims_are_withdrawn_with_one_reason_and_one_change_each() -> None:
    chosen = [claim(), claim()]
    before = Change.objects.count()

    several.withdraw(chosen=chosen, reason="Misread.", by="mary")

    assert {row.claim_id: row.reason for row in Withdrawal.objects.all()} == {row.pk: "Misread." for row in chosen}
    noted = Change.objects.order_by("number").values_list("number", "action", "key", "by", "reason")[before:]
    assert list(noted) == [
        (before + position, "withdrawn", str(row.pk), "mary", "Misread.") for position, row in enumerate(chosen, 1)
    ]


def test_where_one_is_withdrawn_already_none_is() -> None:
    chosen = [claim(), claim()]
    claims.withdraw(claim=chosen[1], reason="Before.")

    with pytest.raises(ValidationError, match="withdrawn already"):
        several.withdraw(chosen=chosen, reason="Misread.")

    assert [row.reason for row in Withdrawal.objects.all()] == ["Before."]


def test_columns_are_set_and_relations_added() -> None:
    old, new, rocket = AgencyFactory.create(), AgencyFactory.create(), VehicleFactory.create()
    rows = [MilestoneFactory.create(kind="launch", destination="moon") for _ in range(2)]
    rows[0].agencies.add(old)

    several.change(
        milestones=rows, columns={"kind": "test"}, agencies=[new], vehicles=[rocket], by="mary", reason="So."
    )

    found = [Milestone.objects.get(pk=row.pk) for row in rows]
    assert [(row.kind, row.destination) for row in found] == [("test", "moon")] * 2
    assert [set(row.agencies.all()) for row in found] == [{old, new}, {new}]
    assert [set(row.vehicles.all()) for row in found] == [{rocket}] * 2
    noted = Change.objects.order_by("number").values_list("key", "action", "by", "reason")
    assert list(noted) == [(row.slug, "changed", "mary", "So.") for row in rows]


def test_relations_alone_leave_the_columns() -> None:
    row, agency = MilestoneFactory.create(kind="launch"), AgencyFactory.create()

    several.change(milestones=[row], columns={}, agencies=[agency])

    assert Change.objects.values_list("after__agencies", flat=True).get() == [agency.slug]


def test_a_value_that_breaks_a_rule_changes_none() -> None:
    rows = [MilestoneFactory.create(kind="launch") for _ in range(2)]

    with pytest.raises(ValidationError) as refused:
        several.change(milestones=rows, columns={"kind": "fly"})

    assert list(refused.value.message_dict) == ["kind"]
    assert [row.kind for row in Milestone.objects.all()] == ["launch", "launch"]
    assert Change.objects.count() == 0
