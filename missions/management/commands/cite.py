from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from missions.seeds.citing import cites, describe


class Command(BaseCommand):
    help = (
        "Prints the cite of a phrase of a document, ready for a seed; without a phrase, what a seed says of the file."
    )
    # It needs no database, and runs before one is there.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the original document")
        parser.add_argument("phrase", nargs="?", help="words as they stand in it; white space of any kind is the same")

    def handle(self, *, file: Path, phrase: str | None, **_options: Any) -> None:
        try:
            content = file.read_bytes()
            text = content.decode()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 at byte {error.start}.") from error
        if phrase is None:
            self.stdout.write(describe(content, file.name))
        else:
            self._cite(text, phrase)

    def _cite(self, text: str, phrase: str) -> None:
        found = cites(text, phrase)
        if not found:
            raise CommandError("The phrase does not stand in the document. Copy it from there, letter by letter.")
        if len(found) > 1:
            self.stderr.write(f"The phrase stands there {len(found)} times. Choose one, or take more words with it.")
        for line in found:
            self.stdout.write(line)
