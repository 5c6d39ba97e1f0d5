"""What editors do at the desk, walked in a browser."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from missions.models import Change, Claim, Milestone, Source
from tests.browser.conftest import PASSWORD, sign_in, watched
from tests.browser.flights import fill_in, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def stands() -> Any:
    """As the API has it."""
    row = Client().get("/api/v1/milestones/flight/").json()
    return row["outcome"], row["date"] and row["date"]["text"]


def test_a_claim_is_previewed_recorded_and_withdrawn(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.get_by_role("link", name="First flight").first.click()
    expect(page.get_by_text("Planned for 2022; overdue by 3 years 10 months; said once, by SpaceX")).to_be_visible()

    fill_in(page)
    expect(page.get_by_text("Slips by 7 to 9 years: “2022” becomes “2030”.")).to_be_visible()
    assert stands() == ("planned", "2022")
    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands: Planned for 2030; opens in 3 years")).to_be_visible()
    assert stands() == ("planned", "2030")

    page.get_by_role("link", name="It flies in 2030.").first.click()
    page.get_by_label("Reason").fill("It was misread.")
    page.get_by_role("button", name="Withdraw…").click()
    expect(page.get_by_text("It would stand")).to_be_visible()
    expect(page.get_by_text("Planned for 2022; overdue by 3 years 10 months.")).to_be_visible()
    page.get_by_role("button", name="Yes, withdraw it").click()

    expect(page.locator("s", has_text="It flies in 2030.")).to_be_visible()
    expect(page.get_by_text("It was misread.")).to_be_visible()
    assert stands() == ("planned", "2022")


def test_a_date_is_read_while_it_is_typed_and_a_proposal_taken(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(f"{page_of(flight)}?record=planned")
    date = page.locator("#claim_form").get_by_label("Date:")
    expect(date).to_be_focused()

    page.keyboard.type("third quarter of 2027")
    page.get_by_role("button", name="Take 2027-35 (third quarter of 2027)").click()

    expect(date).to_have_value("2027-35")
    expect(date).to_be_focused()
    expect(page.get_by_text("Read as third quarter of 2027: 1 July 2027 to 30 September 2027")).to_be_visible()
    told = (date.get_attribute("aria-describedby") or "").split()
    assert [page.locator(f"#{name}").count() for name in told] == [1] * len(told)
    assert "id_date_reading" in told


def test_a_claim_is_recorded_by_the_keyboard_alone(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(f"{page_of(flight)}?record=reaffirm")
    form = page.locator("#claim_form")
    expect(form.get_by_label("Said on")).to_be_focused()

    page.keyboard.type("2021-03-22")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('.select2')?.parentElement.querySelector('#id_source') != null"
        ):
            break
    page.keyboard.press("Enter")
    page.keyboard.type("newsp")
    expect(page.get_by_role("option", name="A newspaper")).to_be_visible()
    page.keyboard.press("Enter")
    form.get_by_label("Statement").focus()
    page.keyboard.type("It still flies in 2022.")
    form.get_by_role("button", name="Record the claim").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()
    assert Claim.objects.filter(statement="It still flies in 2022.", date_edtf="2022").count() == 1


def test_a_double_click_records_once(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)

    page.get_by_role("button", name="Record the claim").dblclick()

    expect(page.get_by_text("First flight now stands: Planned for 2030")).to_be_visible()
    assert Claim.objects.filter(statement="It flies in 2030.").count() == 1


def test_who_goes_back_and_sends_again_is_told_that_it_is_there(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)
    page.get_by_role("button", name="Record the claim").click()
    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()

    page.go_back()
    expect(page.locator("#claim_form").get_by_label("Statement")).to_have_value("It flies in 2030.")
    fill_in(page, effect="It stands as before, on every day.")
    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Nothing was recorded: “It flies in 2030.” says the same of it")).to_be_visible()
    assert Claim.objects.filter(statement="It flies in 2030.").count() == 1
    page.get_by_role("button", name="Record the claim").click()
    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()
    assert Claim.objects.filter(statement="It flies in 2030.").count() == 2


def test_a_source_is_described_in_place(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(f"{page_of(flight)}?record=achieved")
    form = page.locator("#claim_form")
    form.get_by_label("Date:").fill("2022-06-01")
    form.get_by_label("Statement").fill("It flew.")
    form.get_by_label("Said on").fill("2022-06-02")
    form.get_by_text("Or a source that is not here yet").click()
    form.get_by_label("Title").fill("A report")
    form.get_by_label("Reliability").select_option("official")

    expect(page.get_by_text("Firmed: “2022” becomes “1 June 2022”.")).to_be_visible()
    form.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands: Achieved on 1 June 2022.")).to_be_visible()
    assert Source.objects.get(slug="a-report").claims.get().statement == "It flew."


def test_two_editors_of_one_milestone(
    chromium: Browser, live_server: LiveServer, page: Page, flight: Milestone, problems: list[str]
) -> None:
    User.objects.create_superuser("boris", password=PASSWORD)
    other = watched(chromium.new_context(base_url=live_server.url), problems).new_page()
    for who, name in ((page, "anna"), (other, "boris")):
        sign_in(who, name)
        who.goto(page_of(flight))
    page.locator("#milestone_form").get_by_label("Title").fill("Maiden flight")
    page.get_by_label("Why").fill("The document calls it so.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    form = other.locator("#milestone_form")
    form.get_by_label("Criterion").fill("It leaves the ground and lands.")
    other.get_by_role("button", name="Save", exact=True).click()

    told = "anna changed Title from “First flight” to “Maiden flight” (“The document calls it so.”)."
    expect(other.get_by_text(told)).to_be_visible()
    expect(form.get_by_label("Criterion")).to_have_value("It leaves the ground and lands.")
    assert Milestone.objects.get().title == "Maiden flight"
    expect(form.get_by_label("Title")).to_have_value("Maiden flight")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("was changed successfully")).to_be_visible()
    assert (Milestone.objects.get().title, Milestone.objects.get().criterion) == (
        "Maiden flight",
        "It leaves the ground and lands.",
    )
    other.goto(f"/admin/missions/milestone/{flight.pk}/history/")
    expect(other.get_by_text("by anna – The document calls it so.")).to_be_visible()
    other.context.close()


def test_a_milestone_is_deleted_knowingly(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    page.get_by_role("link", name="Delete", exact=True).click()
    expect(page.get_by_text("Claim: It flies in 2022.")).to_be_visible()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    assert Milestone.objects.count() == 1

    page.get_by_label("Why").fill("It is there twice.")
    page.get_by_role("button", name="Yes, delete it").click()

    expect(page.get_by_text("was deleted successfully")).to_be_visible()
    assert [row.reason for row in Change.objects.filter(action="deleted")] == ["It is there twice."] * 2
    page.goto("/admin/")
    expect(page.locator("#content-related").get_by_role("link", name="First flight")).to_be_visible()


def test_everything_works_without_a_script(
    chromium: Browser, live_server: LiveServer, flight: Milestone, problems: list[str]
) -> None:
    context = watched(chromium.new_context(base_url=live_server.url, java_script_enabled=False), problems)
    page = context.new_page()
    sign_in(page)
    page.goto(f"{page_of(flight)}?record=reaffirm")
    form = page.locator("#claim_form")
    form.get_by_label("Statement").fill("It still flies in 2022.")
    form.get_by_label("Said on").fill("2021-03-22")
    form.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("It stands as before, on every day.")).to_be_visible()
    expect(page.get_by_text("Choose a source, or describe one below.")).to_be_visible()
    page.get_by_text("Or a source that is not here yet").click()
    page.get_by_label("Title").fill("A report")
    page.get_by_label("Reliability").select_option("official")
    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()
    context.close()
    assert Claim.objects.count() == 2
    assert problems == []


def test_what_is_wrong_with_a_milestone_is_in_view_and_read_out(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Save", exact=True).click()

    note = page.get_by_text("Please correct the error below.")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
