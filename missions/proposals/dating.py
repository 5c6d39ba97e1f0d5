"""Which of the dates of a clause is that of what it says."""

import re
from collections.abc import Sequence

from missions.dates import FuzzyDate
from missions.proposals.cues import MOVING
from missions.proposals.outcomes import Cue, is_denied
from missions.proposals.phrases import DatePhrase
from missions.vocabulary import Outcome

_PAST_PLAN = re.compile(
    r"(?:had|was|were|promised|planned|hoped|intended|aimed|pledged|vowed|expected)\b", re.IGNORECASE
)
_AT_THE_HEAD = re.compile(r"(?:(?:and|but|that|while|whereas)\s+)?(?:(?:on|in|at|during)\s+)?", re.IGNORECASE)
_MOVES = re.compile(rf"\b{MOVING}\b", re.IGNORECASE | re.VERBOSE)
_TARGET = re.compile(r"\b(?:to|until|till|into|for)\s+(?:the\s+)?$", re.IGNORECASE)
# From where, and "planned for" but not "now planned for".
_ORIGIN = re.compile(
    r"\bfrom\s+(?:(?!(?:to|until|till|into|for)\b)\w+\s+){0,4}$"
    r"|(?<!is )(?<!are )(?<!now )\b(?:planned|set|due|scheduled|slated|meant)\s+(?:for|in|on)\s+$",
    re.IGNORECASE,
)
_FAR = 40


def outcome_of(text: str, start: int, dates: Sequence[DatePhrase], on: FuzzyDate | None) -> Outcome | None:
    """Of a clause that has a date alone: what lies behind the day it was told came about, what lies ahead is planned.

    What did not come about is neither, but for "not before 2033".
    """
    if not dates or on is None:
        return None
    date = dates[0].date
    denied = is_denied(
        text, 1 + max(start - 1, *(text.rfind(mark, start, dates[0].start) for mark in ",;:")), dates[0].end
    )
    if denied:
        return Outcome.PLANNED if date.latest is None and date.is_after(on) else None
    if date.is_before(on):
        return Outcome.ACHIEVED
    is_open = date.earliest is None or date.latest is None
    return Outcome.PLANNED if date.is_after(on) or is_open else None


def date_of(
    text: str, start: int, dates: Sequence[DatePhrase], outcome: Outcome, cue: Cue | None, on: FuzzyDate | None
) -> DatePhrase | None:
    """The first that may be the outcome's: a plan's is not behind the day it was told, nor a deed's ahead of it.

    A plan of the past ("had promised") may be.
    """
    if outcome is Outcome.PLANNED and cue:
        dates = _denied(text, start, cue, dates)
        if _MOVES.search(text, cue.start, cue.end):
            return next(iter(_targets(text, [phrase for phrase in dates if phrase.end > cue.start], on)), None)
    ordered = sorted(dates, key=lambda phrase: _distance(text, start, phrase, cue))
    fits = next((phrase for phrase in ordered if _may_be(phrase.date, outcome, on)), None)
    was_planned = cue and outcome is Outcome.PLANNED and _PAST_PLAN.match(text, cue.start)
    return fits or (ordered[0] if ordered and was_planned else None)


def _denied(text: str, start: int, cue: Cue, dates: Sequence[DatePhrase]) -> Sequence[DatePhrase]:
    """What will not fly in 2026 has no date, what will not before 2027 is to come from then on."""
    denied = is_denied(text, start, cue.end)
    return [phrase for phrase in dates if phrase.date.latest is None] if denied else dates


def _targets(text: str, dates: Sequence[DatePhrase], on: FuzzyDate | None) -> list[DatePhrase]:
    """Those to which something is moved, else those from which it is not."""
    left = [phrase for phrase in dates if not _comes_after(_ORIGIN, text, phrase)]
    return [phrase for phrase in left if _comes_after(_TARGET, text, phrase)] or [
        phrase for phrase in left if _may_be(phrase.date, Outcome.PLANNED, on)
    ]


def _comes_after(words: re.Pattern[str], text: str, phrase: DatePhrase) -> bool:
    # "From" may be one of the date's own words.
    own = 5 if text[phrase.start : phrase.end].lower().startswith("from ") else 0
    return bool(words.search(text, max(0, phrase.start - _FAR), phrase.start + own))


def _distance(text: str, start: int, phrase: DatePhrase, cue: Cue | None) -> int:
    """At the clause's head, or beside its verb or after it, before what stands elsewhere."""
    at_the_head = _AT_THE_HEAD.fullmatch(text, start, phrase.start)
    return 0 if cue is None or at_the_head or phrase.end > cue.start else 1


def _may_be(date: FuzzyDate, outcome: Outcome, on: FuzzyDate | None) -> bool:
    if on is None:
        return True
    return not (date.is_before(on) if outcome is Outcome.PLANNED else date.is_after(on))
