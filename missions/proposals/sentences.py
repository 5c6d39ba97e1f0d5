"""A text → its sentences, each with the place where it stands. Spans are in code points, the end exclusive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest


class Kind(Enum):
    PROSE = "prose"
    ITEM = "item of a list"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`[start, end)` holds its closing mark, and neither blanks around it nor the mark of a list."""

    start: int
    end: int
    kind: Kind


# A machine breaks lines within these widths. Longer ones are paragraphs, shorter ones were broken by a person.
_WIDTHS = range(40, 121)
# A heading has no closing mark, and few words.
_HEADING_WORDS = 14

_LINE = re.compile(r"[^\r\n]*")
_BULLET = re.compile(r"\s*(?:[-*•·–—]|\(?[0-9]{1,2}[.)])\s+(?=\S)|#+\s+")
_NUMBERED = re.compile(r"\s*(?:\(?[0-9]|#)")
_CLOSED = re.compile(r"[.!?…:;,][\"'”’)\]*_]*\s*$")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s[”’\"](?=\s))?(?=\s+[\"'“\u2018(\[*]*[A-ZÀ-ÞΑ-Я0-9])")
_LAST_WORD = re.compile(r"[^\s\"“(\[]+$")
_LONGEST_WORD = 20
# A point after one of these, or after a single letter, belongs to the word.
_ABBREVIATIONS = re.compile(
    r"(?:mr|mrs|ms|dr|prof|st|gen|col|lt|sen|rep|gov|jr|sr|nos?|vs|etc|approx|ca|inc|corp|co|ltd|dept|fig|est|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
# After initials a sentence ends only where one of these begins the next: "in the U. S. The agency …".
_STARTERS = re.compile(
    r"\s+[\"“\u2018(\[]*(?:The|A|An|It|In|But|And|He|She|They|This|That|We|At|On|For|By|If|As|Its)\s"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


def sentences(text: str) -> list[Sentence]:
    """In the order of the text. A line is one block unless it plainly runs on into the next one."""
    return [sentence for start, end in _blocks(text) for sentence in _in_block(text, start, end)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs, list items and headings, their marks included."""
    lines = [line for line in _lines(text) if line.text.strip()]
    width = max((len(line.text) for line in lines), default=0)
    start = lines[0].start if lines else 0
    for line, following in zip_longest(lines, lines[1:]):
        if following is None or not _runs_on(text, line, following, width):
            yield start, line.end
            start = following.start if following else 0


def _lines(text: str) -> Iterator[_Line]:
    for found in _LINE.finditer(text):
        yield _Line(found.start(), found.end(), found.group())


def _runs_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    if _BULLET.match(following.text) or (_CLOSED.search(line.text) and not _wrapped(text, line, following, width)):
        return False
    # A small letter begins no block, even where a page break left a blank line.
    return following.text.lstrip()[0].islower() or _wrapped(text, line, following, width)


def _wrapped(text: str, line: _Line, following: _Line, width: int) -> bool:
    """The next word did not fit: a machine broke the line. A blank line between them is a paragraph's end."""
    adjacent = len(text[line.end : following.start].splitlines()) <= 1
    return adjacent and width in _WIDTHS and len(line.text) + 1 + len(following.first_word) > width


def _in_block(text: str, start: int, end: int) -> Iterator[Sentence]:
    bullet = _BULLET.match(text, start, end)
    kind = _kind(text[start:end], is_listed=bool(bullet))
    start = bullet.end() if bullet else start
    for found in _END.finditer(text, start, end):
        if _ends(text, start, found):
            yield _trimmed(text, start, found.end(), kind)
            start = found.end()
    if text[start:end].strip():
        yield _trimmed(text, start, end, kind)


def _kind(block: str, *, is_listed: bool) -> Kind:
    open_ended = not _CLOSED.search(block)
    if open_ended and len(block.split()) <= _HEADING_WORDS and (not is_listed or _NUMBERED.match(block)):
        return Kind.HEADING
    return Kind.ITEM if is_listed else Kind.PROSE


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the mark closes a sentence, and not an abbreviation, an initial or the half of a number."""
    if found.group()[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(start, found.start() - _LONGEST_WORD), found.start())
    last = word.group() if word else ""
    if _INITIALS.fullmatch(last):
        return bool(_STARTERS.match(text, found.end()))
    number = last[-1:].isdigit() and re.match(r"\s[0-9]", text[found.end() :]) and len(last) < 4
    return not _ABBREVIATIONS.fullmatch(last) and not number


def _trimmed(text: str, start: int, end: int, kind: Kind) -> Sentence:
    inside = text[start:end]
    return Sentence(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()), kind)
