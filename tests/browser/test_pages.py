"""Every page of the desk, narrow and wide, light and dark: nothing sticks out, nothing is without a name, and the
console is silent, so that no policy is violated.
"""

from typing import Literal

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from missions import clock
from missions.actions import claims, reviews
from missions.models import Claim, Milestone, Standing
from tests.browser.conftest import sign_in, watched
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

pytestmark = pytest.mark.django_db(transaction=True)

# What cannot be told by a reader of screens, and what is wider than the window.
UNNAMED = """() => [...document.querySelectorAll(
    'input:not([type=hidden]), select, textarea, button, a[href], summary')]
  .filter((node) => node.checkVisibility() && !node.closest('[aria-hidden=true]'))
  .filter((node) => !(node.labels?.length || node.ariaLabel || node.getAttribute('aria-labelledby') || node.title
    || node.innerText?.trim() || ['submit', 'button'].includes(node.type) && node.value
    || node.querySelector?.('img[alt]:not([alt=""]), title')))
  .map((node) => node.outerHTML.slice(0, 200))"""
BROKEN = """() => [...document.querySelectorAll('[aria-describedby], [aria-labelledby]')]
  .flatMap((node) => ['aria-describedby', 'aria-labelledby'].map((name) => node.getAttribute(name) || ''))
  .flatMap((names) => names.split(' '))
  .filter((id) => id && !document.getElementById(id))"""
TWICE = """() => [...document.querySelectorAll('[id]')].map((node) => node.id)
  .filter((id, at, all) => all.indexOf(id) !== at)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def pages(live_server: LiveServer, editor: User) -> list[str]:
    """Something of everything, and where it is shown."""
    part = ParticipationFactory.create(program=ProgramFactory.create(), agency=AgencyFactory.create())
    vehicle = VehicleFactory.create(maker=part.agency)
    flight = MilestoneFactory.create(title="The first flight of a vehicle with a very long name " * 3)
    flight.vehicles.add(vehicle)
    one = claim(flight, "2022", claimant=part.agency, span=(10, 80), statement=" ".join(["It flies in 2022."] * 20))
    claim(flight, "../2030", "2021-03-22", source=SourceFactory.create(url=f"https://example.org/{'a' * 400}"))
    wrong = claim(flight, "2026", "2022-03-22", by="anna")
    claims.withdraw(claim=wrong, reason=" ".join(["It was misread."] * 10), by="anna")
    review = reviews.begin(
        source=SourceFactory.build(slug=""), content=b"NASA will land on Mars by 2030.", at=clock.now(), by="anna"
    )
    rows = [
        *(part.program, part.agency, vehicle, flight, one.source, one),
        wrong.withdrawal,
        Standing.objects.held()[0],
    ]
    found = ["/admin/", "/admin/missions/", f"/admin/missions/claim/{one.pk}/withdraw/"]
    for row in rows:
        of = f"/admin/missions/{row._meta.model_name}/"
        found += [of, f"{of}{row.pk}/change/", f"{of}{row.pk}/history/"]
    kept = [part.program, part.agency, vehicle, flight, one.source]
    found += [f"/admin/missions/{row._meta.model_name}/add/" for row in [*kept, one]]
    found += [f"/admin/missions/{row._meta.model_name}/{row.pk}/delete/" for row in kept]
    return [
        *found,
        "/admin/missions/change/",
        "/admin/missions/change/1/change/",
        "/admin/missions/review/",
        f"/admin/missions/review/{review.pk}/change/",
        f"{of_milestone(flight)}?record=planned",
    ]


def of_milestone(flight: Milestone) -> str:
    return f"/admin/missions/milestone/{flight.pk}/change/"


def faults(page: Page) -> dict[str, object]:
    return {
        "without a name": page.evaluate(UNNAMED),
        "described by nothing": page.evaluate(BROKEN),
        "there twice": page.evaluate(TWICE),
        "too wide": page.evaluate(WIDER),
    }


GOOD: dict[str, object] = {"without a name": [], "described by nothing": [], "there twice": [], "too wide": 0}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_every_page_is_whole(
    chromium: Browser,
    live_server: LiveServer,
    pages: list[str],
    problems: list[str],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = watched(context, problems).new_page()
    sign_in(page)

    found = {}
    for address in pages:
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        found[address] = faults(page)
    context.close()

    wrong = {address: fault for address, fault in found.items() if fault != GOOD}
    assert wrong == {}
    assert problems == []


def test_an_error_is_told_at_its_field(page: Page, editor: User) -> None:
    flight = MilestoneFactory.create()
    sign_in(page)
    page.goto(of_milestone(flight))
    page.get_by_text("The form").click()

    page.get_by_role("button", name="Record the claim").click()

    page.get_by_text("Please correct the errors below.").wait_for()
    outcome = page.get_by_label("Outcome")
    assert outcome.get_attribute("aria-invalid") == "true"
    assert "id_outcome_error" in (outcome.get_attribute("aria-describedby") or "")
    assert faults(page) == GOOD
    assert Claim.objects.count() == 0


def test_every_model_of_the_desk_is_among_the_pages(pages: list[str]) -> None:
    models = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "missions"}

    assert models == {page.split("/")[3] for page in pages if page.count("/") > 3}


def test_the_changes_are_listed_as_wide_as_their_table(page: Page, editor: User) -> None:
    long = "The document speaks of another lander, by the same maker, that is to fly to the equator."
    wrong = claim(MilestoneFactory.create(title=long), "2022", statement=long, by="anna.longname")
    claims.withdraw(claim=wrong, reason=long, by="anna.longname")
    sign_in(page)

    page.goto("/admin/missions/change/")

    shown = page.locator(".results").evaluate("table => table.scrollWidth - table.clientWidth")
    assert (shown, page.get_by_role("columnheader", name="Why").count()) == (0, 1)
