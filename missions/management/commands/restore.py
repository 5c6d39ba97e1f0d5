from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from missions.actions.restoring import restore
from missions.actions.snapshots import SnapshotError


class Command(BaseCommand):
    help = "Puts a snapshot into an empty tracker: one whose database is migrated and holds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="what `snapshot` wrote")

    def handle(self, *, directory: Path, **_options: Any) -> None:
        try:
            restore(directory, self.stdout.write)
        except SnapshotError as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        except DatabaseError as error:
            told = " ".join(str(error).split())
            ready = "Prepare it first: python3 manage.py migrate"
            raise CommandError(f"Nothing was restored. The database cannot be used: {told}. {ready}") from error
