"""docs/desk.md against the table of the groups, the command's options and the numbers of the settings."""

from datetime import timedelta

from django.conf import settings

from missions.actions import groups, reviews, second_factor
from missions.management.commands.editor import Command
from missions.models.cataloguing import MOST_MILESTONES
from missions.proposals import copying
from missions.seeds.documents import LARGEST
from missions.signin import lock_out
from tests.docs import markdown

DOCUMENT = "docs/desk.md"


def test_the_table_says_what_each_group_may() -> None:
    rows = markdown.section(DOCUMENT, "Accounts and groups").rows()
    wanted = {}
    for model in groups.MAY:
        cells = [
            ", ".join(
                action
                for action in ("view", "add", "change", "delete")
                if f"{action}_{model}" in groups.permissions_of(group)
            )
            for group in groups.GROUPS
        ]
        wanted[model] = f"| `{model}` | {' | '.join(cells)} |"

    assert {name: row for name, row in rows.items() if not name.startswith("--")} == wanted


def test_every_option_of_the_command_has_a_row() -> None:
    rows = markdown.section(DOCUMENT, "Accounts and groups").rows()
    given = {
        option
        for action in Command().create_parser("manage.py", "editor")._actions
        for option in action.option_strings
        if action.dest in ("group", "email", "password_stdin", "drop_second_factor", "close")
    }

    assert {name for name in rows if name.startswith("--")} == given


def test_the_numbers_are_those_of_the_settings() -> None:
    lock = " ".join(markdown.section(DOCUMENT, "Signing in and lock-out").lines)
    factor = " ".join(markdown.section(DOCUMENT, "Second factor").lines)
    sessions = " ".join(markdown.section(DOCUMENT, "Sessions").lines)

    assert (settings.AXES_FAILURE_LIMIT, "After five wrong passwords" in lock) == (5, True)
    assert (settings.AXES_COOLOFF_TIME, "waits there for 15 minutes" in lock) == (timedelta(minutes=15), True)
    assert f"After {lock_out.MOST_OF_AN_ADDRESS} failures from one address" in lock
    assert (second_factor.RECOVERY_CODES, "ten recovery codes" in factor) == (10, True)
    assert f"{settings.SESSION_COOKIE_AGE // 3600} hours after signing in" in sessions


def test_the_bounds_of_a_review_are_those_of_the_code() -> None:
    said = " ".join(markdown.section(DOCUMENT, "Dropping a document").lines)
    engine = " ".join(markdown.section("docs/proposing.md", "At the desk").lines)

    assert f"at most {LARGEST:,} bytes" in said
    assert f"drop {reviews.MOST_AN_HOUR} documents within an hour" in said
    assert said.count(f"{reviews.MOST_PROPOSALS}") == 2
    assert f"after {reviews.LONGEST.days} days" in said
    assert (copying.RUN, "eight words in a row" in said) == (8, True)
    assert engine.count(f"{MOST_MILESTONES:,}") == 2
