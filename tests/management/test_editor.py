"""`python3 manage.py editor NAME` makes an account of the desk, or changes one."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from missions.actions import second_factor
from missions.management.commands import editor
from tests.signin.entering import with_app

pytestmark = pytest.mark.django_db

PASSWORD = "moon-and-mars-and-back"

Run = Callable[..., str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a terminal where these words are typed, and returns what it says."""

    def at_terminal(*words: str, typed: tuple[str, ...] = (PASSWORD, PASSWORD)) -> str:
        answers = iter(typed)
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr(editor, "getpass", lambda _prompt: next(answers))
        call_command("editor", *words)
        assert list(answers) == []
        return capsys.readouterr().out

    return at_terminal


def refused(run: Run, *words: str, **options: Any) -> str:
    before = list(User.objects.order_by("pk").values())
    with pytest.raises(CommandError) as error:
        run(*words, **options)
    assert list(User.objects.order_by("pk").values()) == before
    return str(error.value)


def mary() -> User:
    return User.objects.get(username="mary")


def groups_of(user: User) -> list[str]:
    return sorted(group.name for group in user.groups.all())


def test_an_account_is_made_an_editors_with_the_password_typed_twice(run: Run) -> None:
    said = run("mary")

    assert said == "Made the account mary, group Editor. It signs in at /admin/.\n"
    user = mary()
    assert (user.is_active, user.is_staff, user.is_superuser, user.email) == (True, True, False, "")
    assert (groups_of(user), user.check_password(PASSWORD)) == (["Editor"], True)


@pytest.mark.parametrize("group", ["editor", "librarian", "viewer"])
def test_the_group_and_the_address_are_chosen(run: Run, group: str) -> None:
    run("mary", "--group", group, "--email", "mary@example.org")

    assert (groups_of(mary()), mary().email) == ([group.capitalize()], "mary@example.org")


def test_the_password_can_come_from_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nmore\n"))
    call_command("editor", "mary", "--password-stdin")

    assert mary().check_password(PASSWORD)
    assert PASSWORD not in capsys.readouterr().out


def test_without_a_terminal_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match=r"^There is no terminal .* Give it by --password-stdin\.$"):
        call_command("editor", "mary")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("mary",), (PASSWORD, "another"), "The two passwords differ. Nothing was changed."),
        (
            ("mary",),
            ("mxz", "mxz"),
            "This password is too short. It must contain at least 8 characters. Nothing was changed.",
        ),
        (("mary",), ("password123", "password123"), "This password is too common. Nothing was changed."),
        (
            ("maryellen",),
            ("maryellen1", "maryellen1"),
            "The password is too similar to the username. Nothing was changed.",
        ),
        (("mary", "--email", "nowhere"), (PASSWORD,) * 2, "Enter a valid email address. Nothing was changed."),
        (
            ("mary ellen",),
            (PASSWORD,) * 2,
            (
                "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters. "
                "Nothing was changed."
            ),
        ),
        (("mary", "--close"), (), "There is no account mary."),
        (("mary", "--drop-second-factor"), (), "There is no account mary."),
        (("mary", "--close", "--group", "viewer"), (), "--close goes alone."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_made(
    run: Run, words: tuple[str, ...], typed: tuple[str, ...], said: str
) -> None:
    assert refused(run, *words, typed=typed) == said


def test_an_account_that_is_there_gets_a_new_password(run: Run) -> None:
    run("mary", "--group", "librarian")

    said = run("mary", typed=("another-long-one",) * 2)

    assert said == "Changed the account mary: password, and its sessions are over.\n"
    assert (mary().check_password("another-long-one"), groups_of(mary())) == (True, ["Librarian"])


def test_others_write_while_the_password_is_typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("mary")
    outside, levels = len(connection.savepoint_ids), []

    def types(_prompt: str) -> str:
        levels.append(len(connection.savepoint_ids))
        User.objects.filter(username="mary").update(email="mary@example.org")
        return "another-long-one"

    monkeypatch.setattr(editor, "getpass", types)
    call_command("editor", "mary")

    assert levels == [outside, outside]
    assert (mary().check_password("another-long-one"), mary().email) == (True, "mary@example.org")


def test_the_group_is_changed_without_a_password_and_other_groups_stay(run: Run) -> None:
    run("mary")
    mary().groups.add(Group.objects.create(name="Guests"))

    said = run("mary", "--group", "viewer", "--email", "mary@example.org", typed=())

    assert said == "Changed the account mary: group Viewer; address.\n"
    assert (groups_of(mary()), mary().check_password(PASSWORD)) == (["Guests", "Viewer"], True)


def test_the_second_factor_is_dropped(run: Run) -> None:
    run("mary")
    with_app(mary(), "k7nqp2xz")

    assert run("mary", "--drop-second-factor", typed=()) == "Changed the account mary: no second factor any more.\n"
    assert not second_factor.has(mary())
    assert run("mary", "--drop-second-factor", typed=()) == "Changed the account mary: it had no second factor.\n"


def test_a_closed_account_is_opened_by_a_new_password_alone(run: Run) -> None:
    run("mary")

    assert run("mary", "--close", typed=()) == "Closed the account mary. A new password opens it again.\n"
    assert not mary().is_active
    run("mary", "--group", "viewer", typed=())
    assert not mary().is_active
    run("mary")
    assert mary().is_active


def test_no_group_limits_a_superuser_and_that_is_said(run: Run) -> None:
    User.objects.create_superuser("mary", password=PASSWORD)

    said = refused(run, "mary", "--group", "viewer", "--email", "mary@example.org", typed=())

    assert said == "The account is a superuser's, whom no group limits. Nothing was changed."


def test_before_the_first_start_it_says_to_prepare_the_database(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Group.objects.all().delete()
    assert refused(run, "mary", typed=()) == (
        "There are no groups yet. Prepare the database first: python3 manage.py migrate"
    )

    def fail(**_: Any) -> None:
        raise DatabaseError("no such table: auth_group")

    monkeypatch.setattr(Group.objects, "filter", fail)
    assert refused(run, "mary", typed=()) == (
        "The database cannot be used: no such table: auth_group. Prepare it first: python3 manage.py migrate"
    )
