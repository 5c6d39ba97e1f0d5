"""A sentence → the parts of it that each say one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from missions.proposals.outcomes import Cue, cues, strongest


@dataclass(frozen=True, slots=True)
class Clause:
    """`[start, end)`, and the cue that rules it: none where the whole sentence has none."""

    start: int
    end: int
    cue: Cue | None


_JOINTS = re.compile(
    r"(?P<hard>[;:]\s+)"
    r"|(?:,|\s[–—-])\s+(?=(?:and|but|while|whereas|although|though|with|which|who|so|or|yet|giving|making|marking|"
    r"adding|allowing|after|before|because|since|until)\s)"
    r"|(?<=\S)\s+(?=(?:that|which|because|while|whereas|as\s+an?|and\s+then)\s)"
    r"|\s+(?=and\s+(?:\w+ly\s+)?(?:is|are|was|were|has|have|had|will|would|could|plans?|aims?|intends?|hopes?|"
    r"wants?|its|their|it|they)\s)"
    r"|\b(?:project|program|programme|deal|agreement|contract|forces|pact|alliance)\s+(?=to\s+[a-z])",
    re.IGNORECASE,
)
# A sentence that begins so has its subject after the first comma: "Opened in 2029, the station …".
_OPENING = re.compile(
    r"[\"“\u2018(\[*]*(?:(?:With|As|Although|Though|While|After|When|Since|Once|Because|Having|Despite|Following)\b|[A-Z]\w+"
    r"(?:ed|ing)\s)[^,;:]*,\s+(?=\S)"
)
_LABEL_WORDS = 6


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """In order, without a gap. A part that says nothing of its own belongs to the one before it, or to the next.

    After a colon or a semicolon a part stands for itself.
    """
    merged: list[tuple[int, int, list[Cue]]] = []
    for one, two, stands in _parts(text, start, end):
        found = cues(text, one, two)
        if merged and not stands and (not found or not merged[-1][2]):
            before = merged.pop()
            merged.append((before[0], two, [*before[2], *found]))
        else:
            merged.append((one, two, found))
    return [Clause(one, two, strongest(found)) for one, two, found in merged]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether the part stands for itself."""
    joints = (joint for joint in _JOINTS.finditer(text, start, end) if not _is_label(text, start, joint))
    edges = {joint.end(): bool(joint["hard"]) for joint in joints}
    if opening := _OPENING.match(text, start, end):
        edges[opening.end()] = False
    ordered = sorted(edge for edge in edges if start < edge < end)
    for one, two in zip([start, *ordered], [*ordered, end], strict=True):
        yield one, two, edges.get(one, False)


def _is_label(text: str, start: int, joint: re.Match[str]) -> bool:
    """A few words with a colon, at the head of an item, name what it is about."""
    return joint[0][0] == ":" and len(text[start : joint.start()].split()) <= _LABEL_WORDS
