"""A milestone's page, and a claim that is typed there."""

from playwright.sync_api import Page, expect

from missions.models import Milestone


def page_of(flight: Milestone) -> str:
    return f"/admin/missions/milestone/{flight.pk}/change/"


def fill_in(page: Page, effect: str = "Slips by 7 to 9 years: “2022” becomes “2030”.") -> None:
    page.get_by_role("link", name="Reschedule").click()
    form = page.locator("#claim_form")
    expect(form.get_by_label("Date:")).to_be_focused()
    form.get_by_label("Date:").fill("2030")
    form.get_by_label("Statement").fill("It flies in 2030.")
    form.get_by_label("Said on").fill("2021-03-22")
    choose(page, "source", "newsp", "A newspaper")
    # Nothing is asked of the server any more.
    expect(page.get_by_text(effect)).to_be_visible()


def choose(page: Page, field: str, typed: str, row: str) -> None:
    page.locator(f"#claim_form [aria-labelledby=select2-id_{field}-container]").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.get_by_role("option", name=row).click()
