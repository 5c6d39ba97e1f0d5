"""Console commands that the documents show."""

import re
import shlex

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError

from tests.docs import markdown

SHOWN = re.compile(r"python3 manage\.py ([^`\n#|]+)")


def shown() -> list[str]:
    """What follows `python3 manage.py`, each once, in order."""
    texts = [path.read_text(encoding="utf-8") for path in markdown.paths()]
    found = (match.strip().rstrip(".,;:") for text in texts for match in SHOWN.findall(text))
    return list(dict.fromkeys(found))


def test_the_documents_show_the_two_commands() -> None:
    assert {"up", "test"} <= set(shown())


@pytest.mark.parametrize("line", shown())
def test_every_command_shown_exists_and_takes_what_is_shown(line: str) -> None:
    name, *words = shlex.split(line)
    commands = get_commands()
    assert name in commands, f"there is no command {name}"
    app = commands[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    try:
        command.create_parser("manage.py", name).parse_args(words)
    except CommandError as error:
        pytest.fail(f"manage.py {line}: {error}")
