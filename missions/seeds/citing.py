"""The parts of a seed that can be counted, for people who add a document."""

import re
from hashlib import sha256

from missions.proposals.sketches import sketch
from missions.proposals.spans import span_hash

_HASHES_A_LINE = 12


def describe(content: bytes, file: str) -> str:
    """The part of `source:` that follows from the file alone. Raises UnicodeDecodeError if it is not UTF-8."""
    return "\n".join(["source:", *(f"  {line}" for line in counted(content)), f"  file: {file}"])


def counted(content: bytes) -> list[str]:
    """The lines of a source that are counted from its bytes: hash, length and sketch."""
    text = content.decode()
    hashes = sketch(text).split()
    folded = [" ".join(hashes[at : at + _HASHES_A_LINE]) for at in range(0, len(hashes), _HASHES_A_LINE)]
    made = ["sketch: >-", *(f"  {line}" for line in folded)] if folded else []
    return [f"sha256: {sha256(content).hexdigest()}", f"characters: {len(text)}", *made]


def cites(text: str, phrase: str) -> list[str]:
    """A `cite:` line for each place where the phrase stands, in order. Any white space is as good as any other."""
    words = phrase.split()
    if not words:
        return []
    found = re.finditer(r"\s+".join(map(re.escape, words)), text)
    return [_cite(text, *match.span()) for match in found]


def _cite(text: str, start: int, end: int) -> str:
    return f"cite: {{span: [{start}, {end}], sha256: {span_hash(text, start, end)}, holds: [FILL IN]}}"
