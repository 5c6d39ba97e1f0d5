"""Who fails again and again waits, and is told how long; the page obeys the policy."""

from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer


def test_five_wrong_passwords_lock_the_name_out_and_the_page_says_so(
    chromium: Browser, live_server: LiveServer, editor: User
) -> None:
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 400, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    # That the answer is a 429, the console tells as well.
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)

    statuses = []
    for _ in range(5):
        page.goto("/admin/login/")
        page.get_by_label("Username").fill(editor.username)
        page.get_by_label("Password").fill("not this one")
        with page.expect_navigation() as answered:
            page.get_by_role("button", name="Log in").click()
        statuses.append(answered.value.status)

    assert statuses == [200, 200, 200, 200, 429]
    expect(page.locator("#content")).to_contain_text("15 minutes")
    assert complaints == []
    context.close()
