"""Why something was changed, which whoever changes it may say."""

import pytest
from django.test import Client

from missions.models import Change, Milestone
from tests.admin.pages import address, form, text
from tests.factories import MilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def flight() -> Milestone:
    return MilestoneFactory.create(title="First flight", slug="flight")


def test_why_is_told_of_the_row_and_of_no_new_one(desk: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)

    desk.post(page, form(desk, page) | {"title": "Flight one", "why": "  It is called so. "})

    assert Change.objects.get().reason == "It is called so."
    assert "Why" not in text(desk.get(address("milestone", "add")))
    new = {"title": "Other", "slug": "other", "criterion": "It flies.", "kind": "launch", "crewed": "unknown"}
    desk.post(address("milestone", "add"), new | {"why": "x" * 501})
    assert Change.objects.last().reason == ""  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("a\x07b", "The text holds a control character. Remove it."),
    ],
)
def test_a_why_that_the_record_does_not_take_is_refused_at_its_field(
    desk: Client, flight: Milestone, why: str, found: str
) -> None:
    page = address("milestone", "change", flight.pk)

    refused = desk.post(page, form(desk, page) | {"title": "Flight one", "why": why})

    assert refused.context["adminform"].form.errors == {"why": [found]}
    assert Change.objects.count() == 0
