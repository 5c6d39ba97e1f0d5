from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from missions.dates import BadDate, FuzzyDate
from missions.proposals import KnownSource, Likeness, Proposals, Reader, recognise
from missions.seeds.cataloguing import catalog
from missions.seeds.collection import Seeds
from missions.seeds.documents import BadDocument, decoded
from missions.seeds.drafting import Paper, draft
from missions.seeds.mistakes import BadSeeds
from missions.seeds.reading import read


class Command(BaseCommand):
    help = (
        "Reads a document and drafts its seed: claims with span, date, names and outcome, for an editor to go through."
    )
    # It needs no database, and runs before one is there.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the document, a text in UTF-8")
        parser.add_argument("--published", help="when it was published, in EDTF; relative dates are read off it")
        parser.add_argument("--title", default="", help="its title")
        parser.add_argument(
            "-o", "--output", type=Path, help="the draft's file, which must not be there; without it, here"
        )
        parser.add_argument("--again", action="store_true", help="draft also where the document is known already")

    def handle(
        self, *, file: Path, published: str | None, title: str, output: Path | None, again: bool, **_options: Any
    ) -> None:
        day = self._published(published)
        content, text = self._document(file)
        if output and output.exists():
            raise CommandError(f"{output} is there already, and is not written over. Name another file, or remove it.")
        seeds = self._seeds()
        like = recognise(
            content, text, [KnownSource(one["slug"], one["sha256"], one["sketch"]) for one in seeds.sources]
        )
        if like and like.is_same and not again:
            self.stdout.write(f"{file.name} is already known as {like.slug}. Nothing was drafted; --again drafts it.")
            return
        found = Reader(catalog(seeds)).read(text, day)
        copied = like if like and not like.is_same else None
        paper = Paper(file.name, content, title, day, copied, output.name if output else "")
        seed = draft(paper, found.found)
        self._give([*_said_of(like), _counted(found)], seed, output)

    def _published(self, text: str | None) -> FuzzyDate | None:
        try:
            return FuzzyDate.parse(text) if text is not None else None
        except BadDate as bad:
            raise CommandError(f"--published: {bad}") from bad

    def _document(self, file: Path) -> tuple[bytes, str]:
        try:
            content = file.read_bytes()
            return content, decoded(content)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except BadDocument as bad:
            raise CommandError(f"{file} {bad}") from bad

    def _seeds(self) -> Seeds:
        try:
            return read(Path(settings.BASE_DIR) / "seeds")
        except BadSeeds as bad:
            self.stderr.write(str(bad))
            raise CommandError(f"{len(bad.mistakes)} to mend in seeds; the document was not read.") from bad

    def _give(self, said: list[str], seed: str, output: Path | None) -> None:
        if output is None:
            self.stdout.write("\n".join([*(f"# {line}" for line in said), seed]), ending="")
            return
        try:
            with output.open("x", encoding="utf-8", newline="\n") as place:
                place.write(seed)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
        for line in [*said, f"The draft is {output}. What is blank in it is yours to say."]:
            self.stdout.write(line)


def _said_of(like: Likeness | None) -> list[str]:
    if like is None:
        return []
    if like.is_same:
        return [f"Already known as {like.slug}."]
    return [f"Nearly the same as {like.slug}: about {like.share:.0%} of the shorter stands in the other."]


def _counted(found: Proposals) -> str:
    sentences = "1 sentence" if found.sentences == 1 else f"{found.sentences} sentences"
    proposals = "1 proposal" if len(found.found) == 1 else f"{len(found.found)} proposals"
    return f"{sentences}, {proposals}."
