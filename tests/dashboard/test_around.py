"""What stands around the page: its icon, and what is shown where nothing is or something failed."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from missions.dashboard import views
from tests.dashboard.page import Outline, links, text

pytestmark = pytest.mark.django_db


def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/missions/icon.svg")
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert finders.find("missions/icon.svg")


@pytest.mark.parametrize("page", ["/", "/api/v1/docs/", "/nothing/"])
def test_the_pages_name_the_icon(client: Client, page: str) -> None:
    found = re.search(r'<link rel="icon"[^>]*>', client.get(page).content.decode())

    assert found
    assert 'href="/static/missions/icon.svg"' in found[0]


def test_where_nothing_is_the_page_says_so_and_leads_home(client: Client) -> None:
    page = client.get("/nothing/")

    assert page.status_code == 404
    assert "Nothing is here No page has this address." in text(page)
    assert {"/", "/api/v1/docs/"} <= set(links(page))
    assert (Outline(page).levels, Outline(page).open) == ([1], [])


def test_a_failure_says_so_and_leads_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(views, "figures", fail)
    page = Client(raise_request_exception=False).get("/")

    assert page.status_code == 500
    assert "The tracker failed It could not show this page" in text(page)
    assert "disk" not in text(page)
    assert "/" in links(page)
