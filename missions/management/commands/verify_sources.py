from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from missions.seeds.collection import Seeds
from missions.seeds.mistakes import BadSeeds
from missions.seeds.reading import read
from missions.seeds.verifying import spans, verify


class Command(BaseCommand):
    help = "Holds every span of the seeds against the original documents."
    # It needs no database, and runs before one is there.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="the folder with the documents, under the names of 'file'")
        parser.add_argument("source", nargs="*", help="the slugs of the documents to read; all of them without any")

    def handle(self, *, directory: Path, source: list[str], **_options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a folder. Name the one with the original documents.")
        seeds = self._seeds()
        slugs = self._slugs(seeds, source)
        faults = verify(seeds, directory, slugs)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} to mend: seeds and documents do not agree.")
        for slug in slugs:
            count = len(spans(seeds, slug))
            self.stdout.write(f"{slug}: {count} {'span holds' if count == 1 else 'spans hold'}")

    def _slugs(self, seeds: Seeds, asked: list[str]) -> list[str]:
        known = sorted(str(source["slug"]) for source in seeds.sources)
        for slug in asked:
            if slug not in known:
                raise CommandError(f"No source is called {slug!r}. There are: {', '.join(known)}.")
        return sorted(set(asked)) or known

    def _seeds(self) -> Seeds:
        try:
            return read(Path(settings.BASE_DIR) / "seeds")
        except BadSeeds as bad:
            self.stderr.write(str(bad))
            raise CommandError(f"{len(bad.mistakes)} to mend in seeds; no document was read.") from bad
