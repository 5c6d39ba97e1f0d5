"""What can be wrong with a seed, each in one line that says where."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Mistake:
    """One line for people. Mistakes sort by file, then by line, which counts from 1."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class BadSeeds(ValueError):
    """Raised by `read` with every mistake of all files, sorted; its text has one line for each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


def shown(word: str) -> str:
    """The word in quotes on one line, cut where it is long enough to hide the rest of a message."""
    return repr(word if len(word) <= 80 else f"{word[:79]}…")


def hint(word: str, allowed: Iterable[str]) -> str:
    """The end of a message: the nearest allowed word, or nothing where none is near."""
    near = get_close_matches(word, sorted(allowed), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def sentence(text: str) -> str:
    """The text with a full stop, unless a question ends it, as `hint` does."""
    return text if text.endswith("?") else f"{text}."
