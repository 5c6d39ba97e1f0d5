"""Markdown, as far as the project's documents use it: headings, fenced blocks, tables, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.bootstrap import ROOT

HEADING = re.compile(r"(#{1,6}) (.+)")
FENCE = re.compile(r"```(\w*)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block. `line` is that of its first line of text, counted from 1."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading and all below it, up to the next heading that is not deeper."""

    title: str
    level: int
    lines: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where a link of the form `#anchor` leads: in small letters, hyphens for blanks, other signs left out."""
        return re.sub(r"[^\w\- ]", "", self.title.lower()).replace(" ", "-")

    def rows(self) -> dict[str, str]:
        """The table rows whose first cell is a name in backticks, by that name."""
        found = (re.match(r"\| `([^`]+)` \|", line) for line in self.lines)
        return {match[1]: match.string for match in found if match}


def paths() -> list[Path]:
    """Every document of the project, the README first."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*top, *sorted((ROOT / "docs").rglob("*.md"))]


def name(path: Path) -> str:
    """The path as people say it: `docs/api.md`."""
    return path.relative_to(ROOT).as_posix()


def read(path: str | Path) -> str:
    """A document by its path in the project."""
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    lines = enumerate(text.splitlines(), start=1)
    for number, line in lines:
        if opened := FENCE.fullmatch(line):
            inside = _until_closed(lines)
            found.append(Block(opened[1], "\n".join(inside), number + 1))
    return found


def _until_closed(lines: Iterator[tuple[int, str]]) -> list[str]:
    inside: list[str] = []
    for _, line in lines:
        if line == "```":
            return inside
        inside.append(line)
    raise ValueError("A block is not closed.")


def prose(text: str) -> list[str]:
    """The lines outside of blocks; those inside are there, blank."""
    inside, found = False, []
    for line in text.splitlines():
        fence = line.startswith("```")
        found.append("" if inside or fence else line)
        inside = inside != fence
    return found


def sections(text: str) -> list[Section]:
    lines = prose(text)
    headings = [(at, match) for at, line in enumerate(lines) if (match := HEADING.fullmatch(line))]
    return [Section(match[2], len(match[1]), _below(lines, at, len(match[1]))) for at, match in headings]


def _below(lines: list[str], at: int, level: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines[at + 1 :]:
        heading = HEADING.fullmatch(line)
        if heading and len(heading[1]) <= level:
            break
        found.append(line)
    return tuple(found)


def section(path: str, title: str) -> Section:
    """The section of this title. Says which heading to add where there is none."""
    for found in sections(read(path)):
        if found.title == title:
            return found
    raise AssertionError(f"{path} has no heading {title!r}. Add it, with what a reader needs to know.")


def links(text: str) -> list[str]:
    return [target for line in prose(text) for target in LINK.findall(line)]
