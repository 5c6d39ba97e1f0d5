"""A document dropped at the desk, gone through in a browser, with and without its scripts."""

from collections.abc import Iterator
from typing import Literal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from missions.models import Claim, Milestone, Review
from tests.browser.conftest import sign_in, watched
from tests.browser.contrast import contrast
from tests.factories import AgencyFactory, MilestoneFactory, VehicleFactory

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLE = """Heron heads for the Moon

Selene Works will put its Heron-2 on the Moon by 2032, a director told us.
Tern launched its <b>Petrel</b> on 3 March 2026.

Tern will build a base on the Moon next year. The hall was full.
"""
FIRST = "Selene Works will put its Heron-2 on the Moon by 2032, a director told us"


@pytest.fixture
def landing(live_server: LiveServer, editor: User) -> Milestone:
    selene = AgencyFactory.create(slug="selene", name="Selene Works")
    AgencyFactory.create(slug="tern", name="Tern")
    row: Milestone = MilestoneFactory.create(slug="heron-2-landing", title="Heron-2 lands on the Moon", kind="landing")
    row.agencies.set([selene])
    row.vehicles.set([VehicleFactory.create(slug="heron-2", name="Heron-2", maker=selene)])
    MilestoneFactory.create(slug="base-of-tern", title="Tern lives on the Moon")
    return row


@pytest.fixture
def plain(chromium: Browser, live_server: LiveServer, problems: list[str]) -> Iterator[Page]:
    """A page on which no script runs."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield watched(context, problems).new_page()
    context.close()
    assert problems == []


def drop(page: Page) -> None:
    sign_in(page)
    page.goto("/admin/missions/source/")
    page.get_by_role("link", name="Drop a document").click()
    page.get_by_label("Text").fill(ARTICLE)
    page.get_by_label("Title").fill("Heron heads for the Moon")
    page.get_by_label("Published").fill("2026-03-14")
    page.get_by_label("Reliability").select_option("reported")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("ul.messagelist")).to_have_text("Read: 3 proposals.")


def held() -> str:
    """All that the database holds, as far as it is text."""
    found: list[object] = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a table's name
            found += cursor.fetchall()
    return str(found)


def accept_after_a_change(page: Page) -> None:
    expect(page.get_by_role("radio", name="Heron-2 lands on the Moon")).to_be_checked()
    page.get_by_label("Date").fill("2031/2032")
    page.get_by_label("Statement").fill(FIRST)
    page.get_by_role("button", name="Accept").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Statement: The document has these 8 words in a row")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    told.get_by_role("link", name="Statement").click()
    expect(page.get_by_label("Statement")).to_be_in_viewport()
    page.get_by_label("Statement").fill("A Heron-2 is to land there.")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("ul.messagelist")).to_contain_text("Accepted proposal 1. Heron-2 lands on the Moon now stands")
    expect(page.get_by_role("heading", name="Proposal 2 of 3")).to_be_visible()


def refuse_and_think_again(page: Page) -> None:
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("2 of 3 decided")).to_be_visible()
    page.get_by_role("link", name="← Previous").click()
    page.get_by_role("button", name="Take the refusal back").click()
    page.locator("nav").get_by_role("link", name="Achieved, 3 March 2026").click()
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_role("heading", name="Proposal 3 of 3")).to_be_visible()


def test_a_document_is_dropped_gone_through_and_gone(page: Page, landing: Milestone) -> None:
    drop(page)
    expect(page.locator("mark").first).to_have_text(FIRST)
    expect(page.get_by_text("0 of 3 decided")).to_be_visible()
    assert "a director told us" in held()

    accept_after_a_change(page)
    refuse_and_think_again(page)
    page.get_by_text("Close the review").click()
    page.get_by_role("button", name="Erase the text and close").click()
    expect(page.get_by_text("1 of 3 proposals is open.")).to_be_in_viewport()
    page.get_by_role("button", name="Close it all the same").click()
    expect(page.locator("ul.messagelist")).to_have_text("Closed. The text is erased.")

    [claim] = Client().get("/api/v1/claims/").json()["results"]
    assert (claim["milestone"]["slug"], claim["date"]["edtf"], claim["statement"]) == (
        "heron-2-landing",
        "2031/2032",
        "A Heron-2 is to land there.",
    )
    assert (Review.objects.get().text, "director told" in held(), "will put" in held()) == ("", False, False)


def test_any_milestone_is_found_by_typing(page: Page, landing: Milestone) -> None:
    drop(page)
    page.get_by_label("Another one, named below").check()
    page.locator("[aria-labelledby=select2-id_other-container]").click()
    page.locator(".select2-search__field").fill("lives")
    page.get_by_role("option", name="Tern lives on the Moon").click()
    page.get_by_label("Statement").fill("They are to live there.")
    page.get_by_role("button", name="Accept").click()

    expect(page.get_by_text("1 of 3 decided")).to_be_visible()
    assert Claim.objects.get().milestone.slug == "base-of-tern"


def test_it_does_without_scripts(plain: Page, landing: Milestone) -> None:
    drop(plain)
    plain.get_by_label("Another one, named below").check()
    plain.get_by_label("Another milestone, by its slug").fill("base-of-tern")
    plain.get_by_label("Statement").fill("They are to live there.")
    plain.get_by_role("button", name="Accept").click()

    expect(plain.get_by_text("1 of 3 decided")).to_be_visible()
    assert Claim.objects.get().milestone.slug == "base-of-tern"


def test_the_form_is_sent_from_the_keyboard_alone(page: Page, landing: Milestone) -> None:
    drop(page)
    page.get_by_label("Statement").fill("A Heron-2 is to land there.")
    page.get_by_label("Speaker").press("Enter")

    expect(page.get_by_role("heading", name="Proposal 2 of 3")).to_be_visible()
    page.get_by_role("link", name="Next →").press("Enter")
    expect(page.get_by_role("heading", name="Proposal 3 of 3")).to_be_visible()
    # From the place in the article, the next key is in the form.
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="← Previous")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_the_pages_fit_and_the_article_stands_beside_the_form_or_above_it(
    context: BrowserContext, landing: Milestone, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = context.new_page()
    drop(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for path in ("/admin/missions/review/add/", "/admin/missions/review/", f"{page.url}?proposal=3#span-3"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path

    article, form = page.locator(".review-article").bounding_box(), page.locator(".review-side").bounding_box()
    assert article is not None
    assert form is not None
    is_beside = form["x"] >= article["x"] + article["width"]
    is_below = form["y"] >= article["y"] + article["height"]
    assert (is_beside, is_below) == (width == 1280, width == 400)
    expect(page.locator("#span-3")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Proposal 3 of 3")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_marked_can_be_read(page: Page, landing: Milestone, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    drop(page)
    page.get_by_label("Statement").fill("A Heron-2 is to land there.")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("2 of 3 decided")).to_be_visible()

    words = [*page.locator(".review-text mark").all(), *page.locator(".review-entries :is(a, small)").all()]

    assert len(words) == 3 + 7
    assert [word.inner_text() for word in words if contrast(word) < 4.5] == []
