"""Links between the documents."""

from collections.abc import Iterator
from pathlib import Path

from tests.docs import markdown
from tracker.bootstrap import ROOT

START = ROOT / "README.md"


def test_every_relative_link_leads_somewhere() -> None:
    dead = [f"{markdown.name(path)}: {target}" for path in markdown.paths() for target in dead_links(path)]
    assert dead == []


def dead_links(path: Path) -> Iterator[str]:
    for target in markdown.links(path.read_text(encoding="utf-8")):
        place, _, anchor = target.partition("#")
        there = (path.parent / place).resolve() if place else path
        if "://" in target or (there.exists() and not anchor):
            continue
        if not there.is_file() or anchor not in anchors(there):
            yield target


def anchors(path: Path) -> list[str]:
    return [section.anchor for section in markdown.sections(path.read_text(encoding="utf-8"))]


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, ahead = {START}, [START]
    while ahead:
        here = ahead.pop()
        for target in markdown.links(here.read_text(encoding="utf-8")):
            there = (here.parent / target.partition("#")[0]).resolve()
            if there.suffix == ".md" and there not in reached:
                reached.add(there)
                ahead.append(there)
    assert [markdown.name(path) for path in markdown.paths() if path not in reached] == []
