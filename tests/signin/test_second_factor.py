"""A code after the password: asked for, throttled, recovered."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.admin.pages import messages, text
from tests.signin.entering import (
    CODE,
    LOGIN,
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


def test_after_the_password_the_code_is_asked_for_and_nothing_else_answered() -> None:
    device = with_app(account())
    browser = half_in()

    for page in ("/admin/", MILESTONES, "/admin/password_change/", SET_UP):
        answer = browser.get(page)
        assert (answer.status_code, led_to(answer)) == (302, f"{CODE}?next={page}")
    assert browser.post(f"{MILESTONES}add/", {"title": "Mine"}).status_code == 302
    assert led_to(browser.get(LOGIN)) == CODE

    asked = browser.get(f"{CODE}?next={MILESTONES}")
    assert (asked.status_code, "Milestones" in text(asked), asked.context["has_permission"]) == (200, False, False)
    entered = browser.post(CODE, {"code": shown(device), "next": MILESTONES})
    assert (entered.status_code, led_to(entered)) == (302, MILESTONES)
    assert is_in(browser)


def test_a_code_is_one_by_time_as_rfc_6238_has_it(clock: time_machine.Traveller) -> None:
    clock.move_to(datetime.fromtimestamp(59, UTC))
    user = account()
    TOTPDevice.objects.create(user=user, key=b"12345678901234567890".hex())
    browser = half_in()

    # Appendix B: 94287082 after 59 seconds, of which six digits are shown.
    assert browser.post(CODE, {"code": " 287 082 "}).status_code == 302
    assert is_in(browser)


def test_a_code_that_is_seen_over_the_shoulder_opens_nothing_more() -> None:
    device = with_app(account())
    code = shown(device)
    assert half_in().post(CODE, {"code": code}).status_code == 302

    other = half_in()
    assert other.post(CODE, {"code": code}).status_code == 200
    assert not is_in(other)


def test_the_session_gets_another_key_with_the_code() -> None:
    device = with_app(account())
    browser = half_in()
    before = browser.session.session_key

    browser.post(CODE, {"code": shown(device)})

    assert browser.session.session_key != before


def test_wrong_codes_make_wait_twice_as_long_each_time(clock: time_machine.Traveller) -> None:
    device = with_app(account())
    browser = half_in()

    for waits in (1, 2, 4):
        refused = browser.post(CODE, {"code": wrong(device)})
        assert refused.context["form"].errors == {
            "code": ["This code is not right. Codes of the app change every 30 seconds: give the one it shows now."]
        }
        held = browser.post(CODE, {"code": shown(device)})
        assert (held.status_code, held.headers["Retry-After"]) == (429, str(waits))
        seconds = "1 second" if waits == 1 else f"{waits} seconds"
        assert f"Too many wrong codes. Wait {seconds}, and give a new one." in text(held)
        assert not is_in(browser)
        clock.shift(waits)
    assert browser.post(CODE, {"code": shown(device)}).status_code == 302


def test_a_wrong_code_is_told_at_its_field() -> None:
    device = with_app(account())

    page = half_in().post(CODE, {"code": wrong(device)}).content.decode()

    assert 'aria-describedby="id_code_helptext id_code_error"' in page
    assert 'aria-invalid="true"' in page
    assert "<title>" in page
    assert "Error:" in page


@pytest.mark.parametrize("code", ["", " ", "12345", "1234567", "abcdefgh", "١٢٣٤٥٦", "1\x000000", "9" * 21])
def test_what_is_no_code_is_refused(code: str) -> None:
    with_app(account(), "k7nqp2xz")
    browser = half_in()

    assert browser.post(CODE, {"code": code}).status_code == 200
    assert not is_in(browser)


def test_nobodys_other_code_does() -> None:
    with_app(account("mary"), "k7nqp2xz")
    john = with_app(account("john"), "aaaabbbb")
    browser = half_in("mary")

    assert browser.post(CODE, {"code": shown(john)}).status_code == 200
    assert browser.post(CODE, {"code": "aaaabbbb"}).status_code == 200
    assert not is_in(browser)


def test_from_the_code_nobody_is_led_to_another_site() -> None:
    device = with_app(account())

    assert led_to(half_in().post(CODE, {"code": shown(device), "next": "https://example.org/"})) == "/admin/"


def test_who_is_not_signed_in_is_asked_to() -> None:
    for page in (CODE, SET_UP):
        assert led_to(Client().get(page)) == f"{LOGIN}?next={page}"


def test_who_has_none_is_asked_for_none() -> None:
    account()
    browser = half_in()

    assert led_to(browser.get(CODE)) == "/admin/"
    assert is_in(browser)


def test_one_can_leave_without_the_code() -> None:
    with_app(account())
    browser = half_in()

    assert browser.post("/admin/logout/").status_code == 200
    assert led_to(browser.get(CODE)) == f"{LOGIN}?next={CODE}"


def test_a_recovery_code_signs_in_once_and_the_next_page_says_how_many_are_left() -> None:
    with_app(account(), "k7nqp2xz", "aaaabbbb")
    browser = half_in()

    entered = browser.post(CODE, {"code": "K7NQ P2XZ"}, follow=True)

    assert messages(entered) == [
        f'That recovery code is used up. Left: 1. <a href="{SET_UP}">Set the second factor up anew</a> for others.'
    ]
    assert is_in(browser)
    other = half_in()
    assert other.post(CODE, {"code": "k7nqp2xz"}).status_code == 200
    assert not is_in(other)
