from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from missions.actions.snapshots import SnapshotError, take


class Command(BaseCommand):
    help = "Writes all of the tracker into a directory, as text: for a backup, and to look at. Editors may go on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="a new one, an empty one, or a snapshot to take the place of")

    def handle(self, *, directory: Path, **_options: Any) -> None:
        try:
            take(directory, self.stdout.write)
        except SnapshotError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. No snapshot was written.") from error
