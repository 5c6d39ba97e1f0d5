"""An import with an error in row 3, corrected, looked at and confirmed; an export; several milestones at once."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from missions.models import Claim, Milestone
from tests.browser.conftest import sign_in
from tests.browser.contrast import contrast
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = """\
milestone,source,claimant,asserted_on,outcome,date,statement
first-flight,a-paper,spacex,2016-09-26,planned,../2022,It flies by 2022.
first-flight,a-paper,spacex,2021-03-22,planned,2030,It flies in 2030.
"""
WRONG = GOOD.replace("planned,2030,", "planned,in 2030,")

UNTIL_SCROLLED = """region => new Promise(done => {
    const look = () => region.scrollLeft > 0 ? done(true) : requestAnimationFrame(look);
    look();
})"""


@pytest.fixture
def flight(live_server: LiveServer, editor: User) -> Milestone:
    SourceFactory.create(slug="a-paper", title="A paper")
    AgencyFactory.create(slug="spacex", name="SpaceX")
    return MilestoneFactory.create(slug="first-flight", title="First flight")


def look_at(page: Page, text: str) -> None:
    file: FilePayload = {"name": "claims.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("File").set_input_files(files=[file])
    page.get_by_role("button", name="Look at it first").press("Enter")


def claims_of_the_api() -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = Client().get("/api/v1/claims/?milestone=first-flight").json()["results"]
    return [(row["statement"], row["date"]["edtf"]) for row in rows]


def test_a_file_with_an_error_in_row_3_is_corrected_looked_at_and_imported(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto("/admin/missions/claim/")
    page.get_by_role("link", name="Import", exact=True).click()

    look_at(page, WRONG)
    expect(page.get_by_role("status")).to_have_text("2 rows: 1 new, 0 there already, 1 wrong.")
    expect(page.get_by_role("listitem").filter(has_text="Row 3, date")).to_have_text(
        "Row 3, date: 'in 2030' is not an EDTF date. Did you mean '2030'?"
    )
    expect(page.get_by_role("button", name="Import what is new")).to_have_count(0)
    page.get_by_role("link", name="Row 3, date").press("Enter")
    expect(page.locator("#claim-3-date")).to_be_in_viewport()
    assert Claim.objects.count() == 0

    look_at(page, GOOD)
    expect(page.get_by_role("status")).to_have_text("2 rows: 2 new, 0 there already, 0 wrong.")
    assert Claim.objects.count() == 0
    page.get_by_role("button", name="Import what is new").press("Enter")

    expect(page.get_by_text("Imported claims.csv: 2 claims.")).to_be_visible()
    assert claims_of_the_api() == [("It flies in 2030.", "2030"), ("It flies by 2022.", "../2022")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_look_fits_a_narrow_window(page: Page, flight: Milestone, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 400, "height": 800})
    sign_in(page)
    page.goto("/admin/missions/claim/import/")

    look_at(page, WRONG)

    expect(page.get_by_role("status")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    told = page.locator("#claim-3-date .desk-fault")
    assert contrast(told) >= 4.5
    # The table is wider, and is scrolled by itself, by the keyboard too.
    rows = page.get_by_role("region", name="Rows: claims")
    assert rows.evaluate("region => region.scrollWidth > region.clientWidth")
    rows.focus()
    page.keyboard.press("ArrowRight")
    assert rows.evaluate(UNTIL_SCROLLED)


def test_a_list_is_downloaded_as_it_is_narrowed(page: Page, flight: Milestone, tmp_path: Path) -> None:
    claim(flight, statement="It flies.")
    claim(statement="It lands.")
    sign_in(page)
    page.goto("/admin/missions/claim/?q=lands")

    with page.expect_download() as started:
        page.get_by_role("link", name="Export CSV").click()
    started.value.save_as(tmp_path / "claims.csv")

    lines = (tmp_path / "claims.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (started.value.suggested_filename, len(lines)) == ("claims-2026-11-20.csv", 2)
    assert "It lands." in lines[1]


def test_several_milestones_are_changed_after_a_look(page: Page, flight: Milestone) -> None:
    MilestoneFactory.create(title="Second flight")
    sign_in(page)
    page.goto("/admin/missions/milestone/")
    for name in ("First flight", "Second flight"):
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Change the chosen milestones")
    page.get_by_role("button", name="Go").click()

    page.set_viewport_size({"width": 400, "height": 800})
    page.get_by_label("Kind").select_option("test")
    page.locator("#id_agencies + .select2 .select2-search__field").fill("space")
    page.get_by_role("option", name="SpaceX").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="2 of 2 would become another")).to_be_visible()
    expect(page.get_by_text("agencies: SpaceX is added").first).to_be_visible()
    assert set(Milestone.objects.values_list("kind", flat=True)) == {"launch"}
    page.get_by_role("button", name="Change them").click()

    expect(page.get_by_text("Changed 2 milestones; 0 stayed as they were.")).to_be_visible()
    assert set(Milestone.objects.values_list("kind", "agencies__slug")) == {("test", "spacex")}
