"""Documents recognised again, whole or in part, without their text.

A sketch is made of the runs of five words of a text, small letters, signs dropped. Each is hashed to 32 bits with
SHA-256; the 64 smallest hashes are the sketch (a bottom-k sketch, Cohen and Kaplan 2007). They are a fair sample of all
runs, so the share of them that stands in another text estimates how much of the first stands there.

Who holds a run of five words can test it against a sketch. Where most runs of a text stand in it, who knows four words
can so find the fifth, from there the next, and in the end the text. Of a text of few runs no sketch is made, then: of
those that have one, a quarter of the runs stand in it at most, and after one that does the next mostly does not. Even
so a sketch is for the tracker alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

SIZE = 64
# Of a text with fewer different runs there is none.
FEWEST_RUNS = 4 * SIZE
_RUN = 5
_WORD = re.compile(r"\w+")
# From this share on, one text is called nearly the same as the other.
NEARLY = 0.3
# Two short texts can share a few runs by chance, or by a common quotation.
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that is there: its whole hash, and its sketch, blank where none was made."""

    slug: str
    sha256: str
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which source a document is like. `share`, 0 to 1, is about how much of the shorter is in the other.

    `is_same` says that it is the same file, byte for byte.
    """

    slug: str
    share: float
    is_same: bool


def sketch(text: str) -> str:
    """64 hashes of 8 hex digits, rising, with blanks between. Blank of a text of fewer than 256 different runs."""
    hashes = sorted(_hashes(text))
    return " ".join(f"{number:08x}" for number in hashes[:SIZE]) if len(hashes) >= FEWEST_RUNS else ""


def recognise(content: bytes, text: str, known: Iterable[KnownSource]) -> Likeness | None:
    """The known source that the document is, or is most like: None where it is new. `text` is the decoded content."""
    digest = sha256(content).hexdigest()
    sources = sorted(known, key=lambda source: source.slug)
    for source in sources:
        if source.sha256 == digest:
            return Likeness(source.slug, 1.0, is_same=True)
    hashes = _hashes(text)
    likes = [Likeness(source.slug, _share(source.sketch, hashes), is_same=False) for source in sources]
    best = max(likes, key=lambda like: like.share, default=None)
    return best if best and best.share >= NEARLY else None


def _hashes(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return frozenset(int.from_bytes(sha256(run.encode()).digest()[:4]) for run in runs)


def _share(known: str, hashes: frozenset[int]) -> float:
    """How much of the shorter of the two stands in the other, by the sample of it that can be compared."""
    sample = {int(number, 16) for number in known.split()}
    if not sample:
        return 0.0
    comparable = {number for number in hashes if number <= max(sample)}
    shared = len(sample & comparable)
    shorter = min(len(sample), len(comparable))
    return round(shared / shorter, 2) if shared >= min(_FEWEST, shorter) and shorter else 0.0
