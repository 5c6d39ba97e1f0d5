"""Who fails too often waits: an account from an address, and an address for strangers. Nobody else does."""

import logging

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client, RequestFactory

from missions.signin.lock_out import address_of
from tests.admin.pages import text
from tests.signin.entering import ELSEWHERE, HERE, LOGIN, PASSWORD, account, fail, sign_in

pytestmark = pytest.mark.django_db


def test_the_fifth_failure_is_the_last_for_fifteen_minutes(clock: time_machine.Traveller) -> None:
    account()

    assert fail(5) == [200, 200, 200, 200, 429]
    assert sign_in().status_code == 429
    clock.shift(15 * 60 - 1)
    assert sign_in().status_code == 429
    clock.shift(2)
    assert sign_in().status_code == 302


def test_a_wrong_password_is_told_with_what_comes_of_more() -> None:
    account()

    [told] = sign_in(password="wrong").context["form"].non_field_errors()

    assert told == (
        "No account of the desk has this name and this password. Capitals count in both. After 5 failures, signing in "
        "waits 15 minutes."
    )


def test_the_page_says_how_long_and_what_to_do(clock: time_machine.Traveller) -> None:
    account()
    fail(5)
    clock.shift(150)

    page = sign_in()

    assert (page.status_code, page.headers["Retry-After"]) == (429, "750")
    assert (
        "Signing in with this name from your network waits 13 minutes , because it has failed too often. Trying in the "
        "meantime does not make it longer." in text(page)
    )
    assert "ask whoever runs the tracker" in text(page)
    assert f'href="{LOGIN}"' in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_name_without_an_account_is_answered_alike() -> None:
    account("mary")

    answers = []
    for name in ("mary", "nobody"):
        given = [sign_in(name, "wrong") for _ in range(6)]
        answers.append([(answer.status_code, text(answer).replace(name, "…")) for answer in given])

    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [200, 200, 200, 200, 429, 429]


def test_the_owner_elsewhere_signs_in_while_an_attacker_is_locked_out() -> None:
    account()
    fail(8, REMOTE_ADDR=ELSEWHERE)

    assert sign_in(REMOTE_ADDR=ELSEWHERE).status_code == 429
    assert sign_in().status_code == 302


def test_an_account_that_is_locked_out_leaves_the_others_at_its_address_alone() -> None:
    account("mary")
    account("john")
    fail(8, "mary")

    assert sign_in("mary").status_code == 429
    assert sign_in("john").status_code == 302


def test_an_address_that_tries_many_names_is_closed_to_strangers_and_not_to_who_has_signed_in_there(
    clock: time_machine.Traveller,
) -> None:
    account("mary")
    account("john")
    assert sign_in("mary").status_code == 302

    sprayed = [fail(1, f"name{number}") for number in range(22)]

    assert sprayed == [[200]] * 20 + [[429]] * 2
    assert sign_in("john").status_code == 429
    assert sign_in("mary").status_code == 302
    assert sign_in("john", REMOTE_ADDR=ELSEWHERE).status_code == 302
    clock.shift(15 * 60 + 1)
    assert sign_in("john").status_code == 302


def test_who_has_signed_in_there_is_locked_out_after_five_all_the_same() -> None:
    account("mary")
    sign_in("mary")
    for number in range(20):
        fail(1, f"name{number}")

    assert fail(5) == [200, 200, 200, 200, 429]


def test_another_browser_is_no_other_start() -> None:
    account()

    assert [fail(1, HTTP_USER_AGENT=f"Browser {number}")[0] for number in range(5)] == [200, 200, 200, 200, 429]


def test_a_success_forgets_the_failures_of_the_account_there() -> None:
    account()
    fail(4)
    sign_in()

    assert fail(4) == [200] * 4


@pytest.mark.parametrize("name", ["a" * 151, "a" * 100_000, "mary\0"])
def test_a_name_that_no_account_can_have_is_refused_and_not_kept(name: str) -> None:
    refused = sign_in(name)

    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["username"]
    assert not AccessAttempt.objects.exists()


def test_asking_for_the_form_is_always_answered() -> None:
    account()
    fail(5)

    assert Client().get(LOGIN, REMOTE_ADDR=HERE).status_code == 200


@pytest.mark.parametrize(
    ("command", "rest"),
    [("axes_reset", ()), ("axes_reset_username", ("mary",)), ("axes_reset_ip_username", (HERE, "mary"))],
)
def test_a_lock_is_lifted_by_a_command(command: str, rest: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    account()
    fail(5)

    call_command(command, *rest)

    assert capsys.readouterr().out == "1 attempts removed.\n"
    assert sign_in().status_code == 302


def test_failures_are_logged_by_name_and_address_and_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    account()
    with caplog.at_level(logging.WARNING):
        sign_in("mary\nAXES: all is well", "not-for-the-log")
        fail(5)

    lines = [record.getMessage() for record in caplog.records if record.name.startswith("axes")]
    assert lines[0] == (
        f"AXES: New login failure by 'mary\\nAXES: all is well' from {HERE}. Created new record in the database."
    )
    assert lines[-1] == f"AXES: Locking out 'mary' from {HERE} after repeated login failures."
    assert "not-for-the-log" not in caplog.text
    kept = AccessAttempt.objects.values_list("get_data", "post_data")
    assert not [row for row in kept if "not-for-the-log" in "".join(row) or PASSWORD in "".join(row)]


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "peer", "counted"),
    [
        # What a client writes counts for nothing.
        (False, "203.0.113.5", HERE, HERE),
        (True, None, HERE, HERE),
        (True, "203.0.113.5", HERE, "203.0.113.5"),
        # Only the proxy's own word, which comes last.
        (True, "1.2.3.4, 203.0.113.5", HERE, "203.0.113.5"),
        (True, "8.8.8.8, 10.0.0.5", HERE, "10.0.0.5"),
        (True, "203.0.113.5:4711", HERE, "203.0.113.5"),
        (True, "::ffff:203.0.113.5", HERE, "203.0.113.5"),
        # A customer has all addresses of a network of 64 bits.
        (True, "2001:db8:1:2:3:4:5:6", HERE, "2001:db8:1:2::"),
        (False, None, "2001:db8:1:2::1", "2001:db8:1:2::"),
        (False, None, "::1", "::"),
        (True, "unknown", HERE, None),
        (False, None, "", None),
    ],
)
def test_whose_address_counts(
    behind_proxy: bool, forwarded: str | None, peer: str, counted: str | None, settings: LazySettings
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"x-forwarded-for": forwarded} if forwarded else {})

    assert address_of(request) == counted


def test_behind_a_proxy_visitors_are_told_apart(settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    account()
    fail(6, HTTP_X_FORWARDED_FOR=ELSEWHERE)

    assert sign_in(HTTP_X_FORWARDED_FOR=f"203.0.113.1, {ELSEWHERE}").status_code == 429
    assert sign_in(HTTP_X_FORWARDED_FOR="203.0.113.1").status_code == 302
