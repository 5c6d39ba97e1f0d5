"""What is typed at the desk is not lost: by leaving, by an ended session, by a missing token."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Page, expect

from missions.models import Claim, Milestone
from tests.browser.conftest import PASSWORD, sign_in
from tests.browser.flights import fill_in, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_sent_after_the_session_has_ended_stands_there_again(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Record the claim").click()

    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("Your session had ended when you sent this, and nothing was written.")).to_be_visible()
    expect(page.get_by_text("Slips by 7 to 9 years: “2022” becomes “2030”.")).to_be_visible()
    expect(page.locator("#select2-id_source-container")).to_contain_text("A newspaper")
    assert page.evaluate("sessionStorage.length") == 0
    page.get_by_role("button", name="Record the claim").click()
    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()
    assert Claim.objects.filter(statement="It flies in 2030.").count() == 1
    assert page.evaluate("sessionStorage.length") == 0


def test_another_account_does_not_see_what_was_sent(page: Page, flight: Milestone) -> None:
    User.objects.create_superuser("boris", password=PASSWORD)
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Record the claim").click()

    page.get_by_label("Username").fill("boris")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_label("Statement")).to_have_value("")
    assert page.evaluate("sessionStorage.length") == 0


def test_when_the_session_ends_a_box_that_completes_says_that_it_found_nothing_out(
    page: Page, flight: Milestone
) -> None:
    sign_in(page)
    page.goto(f"{page_of(flight)}?record=planned")
    page.locator("#claim_form [aria-labelledby=select2-id_source-container]").click()
    expect(page.get_by_role("option", name="A newspaper")).to_be_visible()
    Session.objects.all().delete()

    page.locator(".select2-search__field").last.fill("newsp")

    expect(page.get_by_text("The results could not be loaded.")).to_be_visible()


def test_when_the_session_ends_the_form_says_so_and_is_sent_after_signing_in_in_another_tab(
    page: Page, flight: Milestone
) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)
    expect(page.get_by_text("Slips by 7 to 9 years: “2022” becomes “2030”.")).to_be_visible()
    Session.objects.all().delete()
    page.locator("#claim_form").get_by_label("Date:").fill("2031")
    expect(page.get_by_text("Your session has ended. What you typed stands here").first).to_be_visible()

    with page.expect_popup() as opened:
        page.get_by_role("link", name="sign in in another tab").first.click()
    sign_in(opened.value)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Slips by 8 to 10 years: “2022” becomes “2031”.")).to_be_visible()
    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands: Planned for 2031")).to_be_visible()


def test_what_came_without_its_token_stands_in_the_form_to_which_one_goes_back(
    page: Page, flight: Milestone, problems: list[str]
) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Record the claim").click()
    expect(page.get_by_role("heading", name="The form was not taken")).to_be_visible()
    assert "403" in problems.pop()

    page.go_back()
    expect(page.locator("#claim_form").get_by_label("Statement")).to_have_value("It flies in 2030.")
    fill_in(page)
    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands: Planned for 2030")).to_be_visible()


def answering(page: Page, *, stay: bool) -> list[str]:
    """What the browser asks from here on."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss() if stay else dialog.accept()

    page.on("dialog", answer)
    return asked


def test_a_shortcut_leaves_what_is_typed(page: Page, flight: Milestone) -> None:
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)

    page.get_by_role("link", name="Mark achieved").click()

    form = page.locator("#claim_form")
    expect(form.get_by_label("Date:")).to_be_focused()
    expect(form.get_by_label("Date:")).to_have_value("2030")
    expect(form.get_by_label("Statement")).to_have_value("It flies in 2030.")
    expect(form.get_by_label("Outcome")).to_have_value("achieved")
    expect(page.get_by_role("link", name="Mark achieved")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Reschedule")).not_to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Reaffirm").click()
    expect(form.get_by_label("Said on")).to_be_focused()
    expect(form.get_by_label("Outcome")).to_have_value("planned")
    expect(form.get_by_label("Date:")).to_have_value("2022")


@pytest.mark.parametrize("opened", ["", "?record=reaffirm"])
def test_a_date_that_a_shortcut_filled_in_goes_with_the_next(page: Page, flight: Milestone, opened: str) -> None:
    sign_in(page)
    page.goto(page_of(flight) + opened)
    date = page.locator("#claim_form").get_by_label("Date:")
    if not opened:
        page.get_by_role("link", name="Reaffirm").click()
    expect(date).to_have_value("2022")

    page.get_by_role("link", name="Mark achieved").click()
    expect(date).to_have_value("")
    date.fill("2022")
    page.get_by_role("link", name="Cancel").click()

    expect(page.locator("#claim_form").get_by_label("Outcome")).to_have_value("cancelled")
    expect(date).to_have_value("2022")


def test_who_leaves_what_is_typed_is_asked_first(page: Page, flight: Milestone) -> None:
    asked = answering(page, stay=True)
    sign_in(page)
    page.goto(page_of(flight))
    fill_in(page)

    page.get_by_role("link", name="History").click()
    expect(page.locator("#claim_form").get_by_label("Statement")).to_have_value("It flies in 2030.")
    assert asked == ["beforeunload"]

    # Of two forms, one alone is sent.
    page.locator("#milestone_form").get_by_label("Title").fill("Maiden flight")
    page.get_by_role("button", name="Record the claim").click(no_wait_after=True)
    expect(page.locator("#milestone_form").get_by_label("Title")).to_have_value("Maiden flight")
    assert asked == ["beforeunload"] * 2
    assert Claim.objects.count() == 1


def test_who_sends_what_is_typed_is_not_asked(page: Page, flight: Milestone) -> None:
    asked = answering(page, stay=False)
    sign_in(page)
    page.goto(page_of(flight))
    page.get_by_role("link", name="Reschedule").click()
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")
    page.goto(page_of(flight))
    fill_in(page)

    page.get_by_role("button", name="Record the claim").click()

    expect(page.get_by_text("Recorded. First flight now stands")).to_be_visible()
    assert asked == []


def test_what_was_answered_with_an_error_is_typed_still(page: Page, flight: Milestone) -> None:
    asked = answering(page, stay=True)
    sign_in(page)
    page.goto(page_of(flight))
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Please correct the error below.")).to_be_visible()

    page.locator("#milestone_form").get_by_label("Criterion").click()
    page.get_by_role("link", name="History").click()

    expect(page.get_by_text("Please correct the error below.")).to_be_visible()
    assert asked == ["beforeunload"]


def test_what_was_answered_with_a_question_is_typed_still(page: Page, flight: Milestone) -> None:
    asked = answering(page, stay=True)
    sign_in(page)
    page.goto("/admin/missions/milestone/")
    page.get_by_role("row", name="First flight").get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Change the chosen milestones")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Kind").select_option("test")
    page.get_by_label("Reason").fill("It is only a test.")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("heading", name="1 of 1 would become another")).to_be_visible()

    page.get_by_label("Reason").click()
    page.get_by_role("link", name="Milestones").first.click()

    expect(page.get_by_role("heading", name="1 of 1 would become another")).to_be_visible()
    assert asked == ["beforeunload"]
    page.get_by_role("link", name="Leave it").click()
    page.wait_for_url("**/milestone/")
    assert asked == ["beforeunload"]


def test_a_file_that_was_refused_is_left_without_a_question(page: Page, flight: Milestone) -> None:
    asked = answering(page, stay=True)
    sign_in(page)
    page.goto("/admin/missions/claim/import/")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Nothing was imported. Please correct the file.")).to_be_visible()

    page.get_by_label("File").focus()
    page.get_by_role("link", name="Claims").first.click()

    page.wait_for_url("**/claim/")
    assert asked == []
