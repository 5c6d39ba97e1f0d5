"""The parts of a seed that can be counted, for people who add a document."""

import re
from hashlib import sha256

from missions.seeds.verifying import span_hash


def describe(content: bytes, file: str) -> str:
    """The part of `source:` that follows from the file alone. Raises UnicodeDecodeError if it is not UTF-8."""
    lines = [
        "source:",
        f"  sha256: {sha256(content).hexdigest()}",
        f"  characters: {len(content.decode())}",
        f"  file: {file}",
    ]
    return "\n".join(lines)


def cites(text: str, phrase: str) -> list[str]:
    """A `cite:` line for each place where the phrase stands, in order. Any white space is as good as any other."""
    words = phrase.split()
    if not words:
        return []
    found = re.finditer(r"\s+".join(map(re.escape, words)), text)
    return [_cite(text, *match.span()) for match in found]


def _cite(text: str, start: int, end: int) -> str:
    return f"cite: {{span: [{start}, {end}], sha256: {span_hash(text, start, end)}, holds: [FILL IN]}}"
