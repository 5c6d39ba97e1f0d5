"""Sessions end, and nobody keeps what the desk answered."""

from datetime import timedelta
from runpy import run_path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.admin.pages import text
from tests.factories import MilestoneFactory
from tests.signin.conftest import NOON
from tests.signin.entering import LOGIN, MILESTONES, PASSWORD, account, fail, led_to, sign_in
from tracker.bootstrap import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("https", [False, True])
def test_the_cookies_are_read_by_no_script_sent_from_no_other_site_and_over_https_alone(
    https: bool, settings: LazySettings
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    account()
    browser = Client()
    browser.get(LOGIN)
    sign_in(browser=browser)

    for name in ("sessionid", "csrftoken"):
        cookie = browser.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", https)


@pytest.mark.parametrize(
    ("environment", "secure", "required"),
    [
        ({"HTTPS": "true"}, True, True),
        ({"HTTPS": "false"}, False, False),
        ({"HTTPS": "true", "SECOND_FACTOR_FOR_LIBRARIANS": "false"}, True, False),
        ({"HTTPS": "false", "SECOND_FACTOR_FOR_LIBRARIANS": "true"}, False, True),
    ],
)
def test_where_https_is_cookies_are_secure_and_a_second_factor_is_required_unless_told_otherwise(
    environment: dict[str, str], secure: bool, required: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = run_path(str(ROOT / "tracker" / "settings.py"))

    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (secure, secure)
    assert found["SECOND_FACTOR_FOR_LIBRARIANS"] is required


def test_who_signs_out_is_told_so_and_led_back_in() -> None:
    account()
    browser = Client()
    sign_in(browser=browser)

    told = browser.post("/admin/logout/")

    assert text(told).endswith("You are signed out, and what you recorded is kept. Sign in again What everybody sees")
    assert f'href="{LOGIN}"' in told.content.decode()


def test_a_session_ends_with_the_browser() -> None:
    account()
    browser = Client()
    sign_in(browser=browser)

    assert (browser.cookies["sessionid"]["max-age"], browser.cookies["sessionid"]["expires"]) == ("", "")


def test_a_session_ends_after_twelve_hours_though_it_is_used(clock: time_machine.Traveller) -> None:
    account()
    flight = MilestoneFactory.create()
    browser = Client()
    sign_in(browser=browser)
    for _ in range(11):
        clock.shift(timedelta(hours=1))
        browser.post(f"{MILESTONES}{flight.pk}/change/", {"title": "Mine"})
        assert browser.get(MILESTONES).status_code == 200

    clock.shift(timedelta(minutes=59))
    assert browser.get(MILESTONES).status_code == 200
    clock.shift(timedelta(minutes=2))
    assert led_to(browser.get(MILESTONES)) == f"{LOGIN}?next={MILESTONES}"
    assert Session.objects.get().expire_date == NOON + timedelta(hours=12)


def test_a_new_password_ends_every_other_session() -> None:
    account()
    browser, other = Client(), Client()
    sign_in(browser=browser)
    sign_in(browser=other)
    fresh = "there-and-back-again"

    typed = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    assert browser.post("/admin/password_change/", typed).status_code == 302

    assert browser.get(MILESTONES).status_code == 200
    assert other.get(MILESTONES).status_code == 302


def test_leaving_ends_the_session_for_whoever_kept_its_cookie() -> None:
    account()
    browser = Client()
    sign_in(browser=browser)
    kept = browser.cookies["sessionid"].value
    browser.post("/admin/logout/")

    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(MILESTONES).status_code == 302
    assert not Session.objects.filter(session_key=kept).exists()


# --- Kept by nobody


def addresses() -> list[str]:
    """Every address of the desk, with something at each place that takes something."""
    [desk] = [found for found in get_resolver().url_patterns if getattr(found, "app_name", None) == "admin"]
    assert isinstance(desk, URLResolver)
    found = desk.reverse_dict
    forms = (form for name in found for possible, *_ in found.getlist(name) for form in possible)
    return sorted({f"/admin/{address % dict.fromkeys(names, '1')}" for address, names in forms})


def kept(answer: Any) -> tuple[str, bool]:
    return answer.headers.get("Cache-Control", ""), "ETag" in answer.headers


@pytest.mark.parametrize("who", ["nobody", "superuser"])
def test_every_answer_of_the_desk_is_kept_by_nobody(who: str) -> None:
    browser = Client(raise_request_exception=False)
    if who == "superuser":
        browser.force_login(User.objects.create(username="boss", is_staff=True, is_superuser=True))
    every = addresses()
    assert {"/admin/", "/admin/login/", "/admin/jsi18n/", "/admin/missions/claim/1/withdraw/"} <= set(every)
    assert len(every) > 60

    for page in [*every, "/admin", "/admin/nothing", "/admin/nothing/here/"]:
        for answer in (browser.get(page), browser.post(page)):
            assert kept(answer) == ("private, no-store", False), f"{page} {answer.status_code}"


def test_errors_are_kept_by_nobody() -> None:
    account(group="Viewer")
    browser, strict = Client(), Client(enforce_csrf_checks=True)
    sign_in(browser=browser)

    answers = {
        403: browser.get(f"{MILESTONES}add/"),
        404: browser.get("/admin/nothing/"),
        400: browser.get(MILESTONES, headers={"host": "elsewhere.example"}),
    }
    forged = strict.post(LOGIN, {"username": "mary"})
    fail(4)
    answers[429] = sign_in(password="wrong")

    for status, answer in [*answers.items(), (403, forged)]:
        assert (answer.status_code, *kept(answer)) == (status, "private, no-store", False)


def test_an_address_elsewhere_to_be_led_to_is_the_desk_instead() -> None:
    account()

    answer = Client().post(LOGIN, {"username": "mary", "password": PASSWORD, "next": "//elsewhere.example/"})

    assert led_to(answer) == "/admin/"


def test_a_form_that_is_too_large_is_answered_with_what_one_takes() -> None:
    account()
    browser = Client()
    sign_in(browser=browser)

    answer = browser.post("/admin/missions/review/add/", {"text": "x" * 3_000_000})

    assert answer.status_code == 400
    assert "at most 2.5 MB altogether and 1,000 fields" in answer.content.decode()


def test_what_is_public_is_still_kept_by_whoever_likes() -> None:
    assert Client().get("/").headers["Cache-Control"] == "public, no-cache"
    assert Client().get("/admins/").headers.get("Cache-Control") != "private, no-store"


@pytest.mark.parametrize(("status", "says"), [(403, "Not for this account"), ("csrf", "The form was not taken")])
def test_a_refusal_is_a_page_of_the_tracker_under_its_policy(status: object, says: str) -> None:
    account(group="Viewer")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get())

    answer = browser.post(LOGIN) if status == "csrf" else browser.get(f"{MILESTONES}add/")

    assert answer.status_code == 403
    page = answer.content.decode()
    assert f"<h1>{says}</h1>" in page
    assert "<style" not in page
