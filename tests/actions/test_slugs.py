"""The slug that a title gives."""

import pytest

from missions.actions import milestones, slugs
from missions.models import Milestone
from tests.factories import MilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("First flight", "first-flight-3"),
        ("First", "first"),
        ("A Mars_landing!", "a-mars-landing"),
        ("Summary", "summary-2"),
        ("Summary of it", "summary-of-it"),
        ("?", "milestone"),
        ("a" * 70, "a" * 58),
    ],
)
def test_a_slug_is_free_and_no_other_address(title: str, slug: str) -> None:
    for taken in ("first-flight", "first-flight-2"):
        MilestoneFactory.create(slug=taken)
    assert slugs.free(Milestone, title) == slug


def test_a_milestone_may_have_a_reserved_word_for_its_title() -> None:
    milestones.add(milestone=Milestone(title="Summary", kind="launch", criterion="It is there."))
    assert Milestone.objects.get().slug == "summary-2"
