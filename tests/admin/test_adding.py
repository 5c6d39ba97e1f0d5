"""A milestone is added: what must be chosen, and what is said of it."""

import pytest
from django.test import Client

from missions.models import Milestone
from tests.admin.pages import address, messages

pytestmark = pytest.mark.django_db


def test_a_milestone_is_added_without_a_kind_chosen_for_it(desk: Client) -> None:
    typed = {"title": "First flight", "slug": "first-flight", "criterion": "It flies.", "kind": "", "crewed": "unknown"}

    refused = desk.post(address("milestone", "add"), typed)
    added = desk.post(address("milestone", "add"), typed | {"kind": "first_flight"})

    assert refused.context["adminform"].form.errors == {"kind": ["This field is required."]}
    assert added.status_code == 302
    assert Milestone.objects.get().kind == "first_flight"


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_who_adds_a_milestone_is_told_when_the_api_shows_it(desk: Client, button: str) -> None:
    typed = {"title": "First <flight>", "slug": "first-flight", "criterion": "It flies.", "kind": "launch"}

    response = desk.post(address("milestone", "add"), typed | {"crewed": "unknown", button: "Save"}, follow=True)

    page = address("milestone", "change", Milestone.objects.get().pk)
    assert messages(response)[1:] == [
        f'The API shows <a href="{page}">First &lt;flight&gt;</a> once its first claim is recorded.'
    ]


def test_a_milestone_added_in_a_popup_leaves_no_message_for_another_page(desk: Client) -> None:
    typed = {"title": "First flight", "slug": "first-flight", "criterion": "It flies.", "kind": "launch"}

    desk.post(address("milestone", "add"), typed | {"crewed": "unknown", "_popup": "1"})

    assert messages(desk.get(address("milestone", "changelist"))) == []


def test_every_page_of_the_desk_has_the_icon(desk: Client) -> None:
    assert "missions/icon.svg" in desk.get("/admin/").content.decode()
    assert "missions/icon.svg" in desk.get("/admin/missions/milestone/").content.decode()
