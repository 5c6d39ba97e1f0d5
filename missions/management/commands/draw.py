import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from missions.seeds.drawing import drift, write
from missions.seeds.fixtures import derive
from missions.seeds.mistakes import BadSeeds
from missions.seeds.reading import read


class Command(BaseCommand):
    help = "Derives fixtures/ from seeds/. A mistake in a seed is one line, and then nothing is written."
    # It needs no database, and runs before one is there.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the fixtures have drifted")

    def handle(self, *, check: bool, **_options: Any) -> None:
        base = Path(settings.BASE_DIR)
        try:
            texts = derive(read(base / "seeds"))
        except BadSeeds as bad:
            self.stderr.write(str(bad))
            raise CommandError(f"{len(bad.mistakes)} to mend in seeds; nothing was written.") from bad
        if check:
            self._check(texts, base / "fixtures")
        else:
            self._write(texts, base / "fixtures")

    def _check(self, texts: Mapping[str, str], directory: Path) -> None:
        lines = list(drift(texts, directory))
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError("The fixtures are not what seeds make. Run: python3 manage.py draw")

    def _write(self, texts: Mapping[str, str], directory: Path) -> None:
        try:
            write(texts, directory)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}; the fixtures are as they were.") from error
        for name, text in texts.items():
            rows = len(json.loads(text))
            self.stdout.write(f"{directory.name}/{name}: {rows} {'row' if rows == 1 else 'rows'}")
