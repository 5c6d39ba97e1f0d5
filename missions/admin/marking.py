"""An article with the spans of its proposals marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked. `said` is what a screen reader says of its number; `kind` a class of the stylesheet."""

    number: int
    start: int
    end: int
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text within which no span begins or ends: those that begin with it, and all that hold it."""

    text: str
    begins: tuple[Mark, ...]
    within: tuple[Mark, ...]


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The whole text, in its order. Spans may overlap, and lie within each other."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    for start, end in pairwise(edges):
        yield Piece(
            text[start:end],
            tuple(mark for mark in marks if mark.start == start),
            tuple(mark for mark in marks if mark.start <= start and end <= mark.end),
        )


def article(text: str, marks: Sequence[Mark], current: int) -> SafeString:
    """Each span marked, with its number before it as a link. `current` is the number of the one in hand, 0 for none."""
    parts = ((_numbers(piece, current), _marked(piece, current)) for piece in pieces(text, marks))
    return format_html_join("", "{}{}", parts)


def _numbers(piece: Piece, current: int) -> SafeString:
    return format_html_join(
        "",
        # Not in the order of the Tab key: who jumped to one is a step from the form. The list has them all.
        '<a id="span-{0}" href="?proposal={0}#span-{0}" tabindex="-1" aria-label="{1}" aria-current="{2}">{0}</a>',
        ((mark.number, mark.said, str(mark.number == current).lower()) for mark in piece.begins),
    )


def _marked(piece: Piece, current: int) -> SafeString:
    if not piece.within:
        return format_html("{}", piece.text)
    # Of several, the one in hand is shown, else the one that begins last: it is the narrowest, or nearly.
    shown = next((mark for mark in piece.within if mark.number == current), piece.within[-1])
    kind = "current" if shown.number == current else shown.kind
    return format_html('<mark class="review-{}">{}</mark>', kind, piece.text)
