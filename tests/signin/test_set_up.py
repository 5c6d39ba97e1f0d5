"""A second factor is set up, required, and dropped."""

import re
from base64 import b32decode, b64decode

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from missions.actions import second_factor
from tests.admin.pages import messages, text
from tests.signin.entering import (
    CODE,
    MILESTONES,
    SET_UP,
    account,
    half_in,
    is_in,
    led_to,
    shown,
    with_app,
    wrong,
)

pytestmark = pytest.mark.django_db


def set_up(browser: Client) -> tuple[TOTPDevice, list[str]]:
    """Goes through the page; the device in force, and the recovery codes shown."""
    page = browser.get(SET_UP)
    key = re.search(r'class="desk-key">([A-Z2-7 ]+)<', page.content.decode())
    assert key
    device = TOTPDevice.objects.get(confirmed=False)
    assert b32decode(key[1].replace(" ", "")) == device.bin_key
    done = browser.post(SET_UP, {"code": shown(device)})
    assert done.status_code == 200
    return TOTPDevice.objects.get(), re.findall(r"<code>([a-z2-7]{8})</code>", done.content.decode())


def test_the_first_code_puts_the_key_in_force_and_shows_ten_recovery_codes(clock: time_machine.Traveller) -> None:
    account()
    browser = half_in()

    device, codes = set_up(browser)

    assert (device.confirmed, len(set(codes))) == (True, 10)
    assert set(StaticToken.objects.values_list("token", flat=True)) == set(codes)
    assert is_in(browser)
    clock.shift(30)
    other = half_in()
    assert not is_in(other)
    assert other.post(CODE, {"code": shown(device)}).status_code == 302
    assert half_in().post(CODE, {"code": codes[0]}).status_code == 302


def test_the_picture_stands_in_the_page_as_the_policy_allows_and_nowhere_else() -> None:
    account()
    page = half_in().get(SET_UP)

    picture = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)"', page.content.decode())
    assert picture
    assert b64decode(picture[1]).startswith(b"<?xml")
    assert "img-src 'self' data:;" in f"{page.headers['Content-Security-Policy']};"


def test_until_its_first_code_a_key_stays_the_same_and_opens_nothing() -> None:
    user = account()
    browser = half_in()
    browser.get(SET_UP)
    device = TOTPDevice.objects.get()

    assert browser.post(SET_UP, {"code": wrong(device)}).status_code == 200
    browser.get(SET_UP)

    assert (TOTPDevice.objects.get().key, TOTPDevice.objects.get().confirmed) == (device.key, False)
    assert not second_factor.has(user)
    assert is_in(half_in())


def test_a_new_one_takes_the_place_of_the_old_and_other_sessions_are_asked_again(
    clock: time_machine.Traveller,
) -> None:
    old = with_app(account(), "k7nqp2xz")
    browser, other = half_in(), half_in()
    browser.post(CODE, {"code": shown(old)})
    clock.shift(30)
    other.post(CODE, {"code": shown(old)})
    assert is_in(other)

    new, codes = set_up(browser)

    assert (new.key == old.key, "k7nqp2xz" in codes) == (False, False)
    assert set(StaticToken.objects.values_list("token", flat=True)) == set(codes)
    assert (is_in(browser), is_in(other)) == (True, False)
    clock.shift(30)
    assert other.post(CODE, {"code": shown(old)}).status_code == 200


@pytest.mark.parametrize(
    ("group", "is_superuser", "led"),
    [("Viewer", False, False), ("Editor", False, False), ("Librarian", False, True), ("Viewer", True, True)],
)
def test_librarians_and_superusers_set_one_up_first_where_the_setting_says_so(
    group: str, is_superuser: bool, led: bool, settings: LazySettings, clock: time_machine.Traveller
) -> None:
    settings.SECOND_FACTOR_FOR_LIBRARIANS = True
    account(group=group, is_superuser=is_superuser)
    browser = half_in()

    answer = browser.get(MILESTONES)

    assert (answer.status_code, led_to(answer)) == ((302, f"{SET_UP}?next={MILESTONES}") if led else (200, None))
    assert is_in(browser) is not led
    if led:
        assert browser.get("/admin/password_change/").status_code == 302
        assert "needs a second factor before anything else" in text(browser.get(SET_UP))
        set_up(browser)
        assert is_in(browser)


def test_without_the_setting_nobody_must(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_FOR_LIBRARIANS = False
    account(group="Librarian")

    assert is_in(half_in())


def test_a_superuser_removes_that_of_others_in_the_list_of_accounts() -> None:
    mary, john = account("mary"), account("john")
    with_app(mary, "k7nqp2xz")
    boss = User.objects.create(username="boss", is_staff=True, is_superuser=True)
    browser = Client()
    browser.force_login(boss)
    chosen = {"action": "drop_second_factor", "_selected_action": [mary.pk, john.pk]}

    done = browser.post("/admin/auth/user/", chosen, follow=True)

    assert messages(done) == ["Removed the second factor of: mary."]
    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    line = LogEntry.objects.get()
    assert (line.user, line.object_repr, line.change_message) == (boss, "mary", "Removed the second factor.")
    assert is_in(half_in("mary"))


@pytest.mark.parametrize("model", ["otp_totp/totpdevice", "otp_static/staticdevice", "axes/accessattempt"])
def test_keys_codes_and_attempts_have_no_pages(model: str) -> None:
    browser = Client()
    browser.force_login(User.objects.create(username="boss", is_staff=True, is_superuser=True))

    assert browser.get(f"/admin/{model}/").status_code == 404
