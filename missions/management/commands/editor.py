import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from missions.actions import accounts, second_factor
from missions.actions.groups import EDITOR, GROUPS

ON_ACCOUNTS = ("group", "email", "password_stdin", "drop_second_factor", "close")


class Command(BaseCommand):
    help = "Makes an account of the desk, or changes one. Asks for a password, unless only something else is to change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--group", choices=[group.lower() for group in GROUPS], help="what it may do (editor)")
        parser.add_argument("--email", help="its address")
        parser.add_argument("--password-stdin", action="store_true", help="take the password from the standard input")
        parser.add_argument("--drop-second-factor", action="store_true", help="for whoever has lost theirs")
        parser.add_argument("--close", action="store_true", help="end its sessions, and let nobody sign in to it")

    def handle(self, *, name: str, **options: Any) -> None:
        given = {option: options[option] for option in ON_ACCOUNTS if options[option] not in (None, False)}
        if "close" in given and len(given) > 1:
            raise CommandError("--close goes alone.")
        try:
            if not Group.objects.filter(name=EDITOR).exists():
                raise CommandError("There are no groups yet. Prepare the database first: python3 manage.py migrate")
            user = User.objects.filter(username=name).first()
            said = _change(user, **given) if user else _make(User(username=name), **given)
        except DatabaseError as error:
            text = f"The database cannot be used: {error}. Prepare it first: python3 manage.py migrate"
            raise CommandError(text) from error
        except ValidationError as error:
            raise CommandError(" ".join([*error.messages, "Nothing was changed."])) from error
        self.stdout.write(said)


def _make(user: User, **given: Any) -> str:
    if given.keys() & {"close", "drop_second_factor"}:
        raise CommandError(f"There is no account {user.username}.")
    group = given.get("group", EDITOR).capitalize()
    password = _password(from_input="password_stdin" in given)
    accounts.save(user=user, group=group, email=given.get("email"), password=password)
    return f"Made the account {user.username}, group {group}. It signs in at /admin/."


def _change(user: User, **given: Any) -> str:
    if "close" in given:
        accounts.close(user=user)
        return f"Closed the account {user.username}. A new password opens it again."
    # Before the transaction: while a person types, others write.
    wanted = not given or "password_stdin" in given
    return _save(user, _password(from_input=bool(given)) if wanted else None, **given)


@transaction.atomic
def _save(user: User, password: str | None, **given: Any) -> str:
    user.refresh_from_db()
    group = given["group"].capitalize() if "group" in given else None
    accounts.save(user=user, group=group, email=given.get("email"), password=password)
    changed = [
        f"group {group}" if group else "",
        "address" if "email" in given else "",
        "password, and its sessions are over" if password else "",
        _drop(user) if "drop_second_factor" in given else "",
    ]
    return f"Changed the account {user.username}: {'; '.join(filter(None, changed))}."


def _drop(user: User) -> str:
    return "no second factor any more" if second_factor.drop(user=user) else "it had no second factor"


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask for the password. Give it by --password-stdin.")
    first = getpass("Password: ")
    if getpass("The same again: ") != first:
        raise CommandError("The two passwords differ. Nothing was changed.")
    return first
