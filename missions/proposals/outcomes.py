"""What a clause says of something: that it is to come, goes on, came about, failed or was called off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from missions.proposals.cues import AT_WORK, CUES
from missions.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Cue:
    """The words at `[start, end)` from which the outcome was read. `weight` is 0 to 1: how plainly they say so."""

    start: int
    end: int
    outcome: Outcome
    weight: float


_CUES = tuple(
    (outcome, weight, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w|['’]t)", re.IGNORECASE | re.VERBOSE))
    for outcome, weight, pattern in CUES
)
_AT_WORK = re.compile(rf"(?:^|:\s+)(?P<work>{AT_WORK})")
# A clause may be what a project is for: "a project | to build a station".
_PURPOSE = re.compile(r"to\s+[a-z]\w+")
# "Who will get there first" and "if it were to fly" say nothing of what will be.
_ASKED = re.compile(r"\b(?:who|whoever|whether|if|nobody|no\s+one|how|unless)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_NOT = (
    r"(?:\b(?:not(?!\s+only\b)|never|no|without|yet\s+to|nor|cannot|unable|miss(?:ed|es|ing)|ruled\s+out)\b|n['’]t\b)"
)
_SMALL = r"(?:\w+ly|yet|ever|even|been|be|so|far|also|to)"
_NEVER = re.compile(rf"{_NOT}\s+(?:{_SMALL}\s+){{0,3}}(?:(?!(?:and|but)\b)\w+\s+)?$", re.IGNORECASE)
_DENIAL = re.compile(_NOT, re.IGNORECASE)
# "In a statement released on Friday" tells when it was said.
_PAPER = re.compile(r"\b(?:statement|letter|post|memo|interview)\s+$")
# "No crew of theirs has landed."
_NOBODY = re.compile(r"(?:No|None|Neither|Nobody|Nothing)\b")
_LOOK_BACK = 40


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Those within `[start, end)`, in order, of which none overlaps another. A denied deed is none."""
    found = sorted(_all(text, start, end), key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def strongest(found: list[Cue]) -> Cue | None:
    """The one that rules a clause: a failure or an end wherever it stands, else the plainest, or the first of them."""
    ending = [cue for cue in found if cue.outcome in (Outcome.FAILED, Outcome.CANCELLED)]
    return ending[0] if ending else max(found, key=lambda cue: cue.weight, default=None)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether `[start, end)` holds a "not", or another word of its kind."""
    return bool(_DENIAL.search(text, start, end))


def _all(text: str, start: int, end: int) -> Iterator[Cue]:
    for outcome, weight, pattern in _CUES:
        for found in pattern.finditer(text, start, end):
            if not _is_void(text, start, found.start(), outcome):
                yield Cue(found.start(), found.end(), outcome, weight)
    if purpose := _PURPOSE.match(text, start, end):
        yield Cue(purpose.start(), purpose.end(), Outcome.PLANNED, 0.8)
    for label in _AT_WORK.finditer(text[start:end]):
        yield Cue(start + label.start("work"), start + label.end("work"), Outcome.ONGOING, 0.7)


def _is_void(text: str, start: int, cue: int, outcome: Outcome) -> bool:
    """A deed that was not done, or is none, or a plan that is asked for."""
    near = max(start, cue - _LOOK_BACK)
    if outcome is Outcome.PLANNED:
        return bool(_ASKED.search(text, near, cue))
    is_denied = _NEVER.search(text, near, cue) or _NOBODY.match(text, start)
    return bool(is_denied or _PAPER.search(text, near, cue) or _WHETHER.search(text, near, cue))
