"""What speeds are measured on is what the tracker itself would have made of those claims."""

import pytest

from bench import many
from missions.actions import standings
from missions.models import Claim, Milestone, Slip, Standing

pytestmark = pytest.mark.django_db


def derived() -> list[set[int]]:
    """The keys of the standings and of the slips that are held."""
    return [{row.pk for row in model.objects.held()} for model in (Standing, Slip)]


def test_to_derive_it_anew_changes_nothing() -> None:
    many.make(12)
    before = derived()

    for milestone in Milestone.objects.all():
        standings.derive(milestone=milestone)

    assert (Milestone.objects.count(), Claim.objects.count(), *map(len, before)) == (12, 18, 18, 6)
    assert derived() == before
