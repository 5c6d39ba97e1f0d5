"""When it was said: a date beside a verb of saying is that verb's, and not the date of what is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from missions.dates import FuzzyDate
from missions.proposals.clauses import Clause
from missions.proposals.cues import MOVING
from missions.proposals.outcomes import Cue
from missions.proposals.phrases import DatePhrase, date_phrases
from missions.proposals.told import When
from missions.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Attribution:
    """`[start, end)` holds the date's words and the verb; `on` is never after the document."""

    start: int
    end: int
    on: FuzzyDate

    def is_deed_of(self, cue: Cue | None) -> bool:
        """To have said so is the deed itself, of which the document tells: "unveiled on Friday"."""
        return cue is not None and cue.outcome is Outcome.ACHIEVED and self.overlaps(cue)

    def overlaps(self, place: Cue | DatePhrase) -> bool:
        return self.start < place.end and place.start < self.end


# Who moves a date says so on the day on which it is moved.
_VERB = rf"""(?:said|says|told|tells|announc(?:ed|es)|confirm(?:ed|s)|stat(?:ed|es)|report(?:ed|s)|wrote|tweeted|added
    |acknowledged|admitted|declared|revealed|disclosed|estimated|predicted|warned|insisted|testified|promised|pledged
    |vowed|proposed|{MOVING})"""
_PAPER = r"""(?:statement|report|announcement|interview|briefing|release|conference|tweet|post|filing|testimony|speech
    |update|letter|memo|hearing)(?:\s+(?:released|published|issued|posted|given|made|sent|held))?"""
_WHOM = r"(?:told|tells|said\s+to|wrote\s+to)(?:\s+(?!(?:that|it|its|of|about|will|would|to)\b)[\w'’-]+){1,4}"
_OTHERS = rf"""{MOVING}(?:\s+(?!(?:to|from|until|till|into|for)\b)[\w'’-]+){{0,4}}
    |[Ss]peaking(?:\s+[\w'’-]+){{0,5}}?(?=\s+on\s)"""
_WHO = r"""(?:(?:the|its|their|an?|[A-Z][\w'’.-]*|company|agency|firm|office|officials?|engineers?|managers?|ministers?
    |chief|head|executive|director|spokes\w+|makers?|of|for|it|they|he|she|had|has|have|also|then|first)\s+)"""

_BEHIND = re.compile(
    rf"\b(?:{_WHOM}|{_OTHERS}|{_VERB}|{_PAPER})\s+(?:(?:late|early|back|again|only)\s+)?(?P<on>(?:on|in|at|of|from|during)\s+)?$",
    re.VERBOSE,
)
_AHEAD = re.compile(rf"\s+(?:has\s+|had\s+|also\s+)?{_VERB}\b", re.VERBOSE)
# "On Friday, the head of Selene said …", "At a meeting in Houston on Friday …"
_AT_THE_HEAD = re.compile(
    r"""[\"“\u2018\s]*(?:(?:(?:Late|Early|Back|Only)\s+)?(?:(?:[Oo]n|[Ii]n)\s+)?
    |(?:At|During)\s+(?:[\w'’-]+\s+){1,8}?(?:on|in)\s+)$""",
    re.VERBOSE,
)
_AFTER_WHO = re.compile(rf",?\s+{_WHO}{{1,7}}{_VERB}\b", re.VERBOSE)
_SAYS = re.compile(rf"\b(?:{_VERB}|{_PAPER})\b", re.VERBOSE)
# "Later than it said in 2024."
_COMPARED = re.compile(r"\b(?:than|as)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
_FAR = 80


def attributions(text: str, published: FuzzyDate | None, start: int, end: int) -> list[Attribution]:
    """Those of a sentence, in order."""
    if not _SAYS.search(text, start, end):
        return []
    phrases = date_phrases(text, When(published), start, end)
    return [found for phrase in phrases if (found := _attribution(text, phrase, published, start, end))]


def governing(found: Sequence[Attribution], text: str, clause: Clause, last: int) -> Attribution | None:
    """That under which a clause of a sentence up to `last` stands.

    It is the nearest before the verb of the clause, unless a semicolon parts them, or one that is hung on behind it.
    """
    verb = clause.cue.end if clause.cue else clause.end
    before = [one for one in found if one.start < verb and ";" not in text[one.end : clause.start]]
    behind = (one for one in found if one.start >= verb and _hangs(text, one, clause.end, last))
    return next(behind, None) or (before[-1] if before else None)


def _hangs(text: str, one: Attribution, end: int, last: int) -> bool:
    """Whether it is an "…, she said on Friday": of its own clause, or of the whole sentence."""
    rest = text[one.end : last].lstrip("\"'”’) ")
    return not rest.rstrip(".") or (one.end <= end and rest[0] in ",;:")


def _attribution(
    text: str, phrase: DatePhrase, published: FuzzyDate | None, start: int, end: int
) -> Attribution | None:
    place = _place(text, phrase, start, end)
    on = _no_later(phrase.date, published) if place else None
    return Attribution(*place, on) if place and on else None


def _place(text: str, phrase: DatePhrase, start: int, end: int) -> tuple[int, int] | None:
    behind = _BEHIND.search(text, max(start, phrase.start - _FAR), phrase.start)
    # "Said 2027 is the year" and "said early 2027 is late" tell no day of saying.
    if behind and (behind["on"] or phrase.relative) and not _COMPARED.search(text, start, behind.start()):
        return behind.start(), phrase.end
    if ahead := _AHEAD.match(text, phrase.end, end):
        return phrase.start, ahead.end()
    after = _AFTER_WHO.match(text, phrase.end, end) if _AT_THE_HEAD.fullmatch(text, start, phrase.start) else None
    return (phrase.start, after.end()) if after else None


def _no_later(told: FuzzyDate, published: FuzzyDate | None) -> FuzzyDate | None:
    """Nobody was heard after the document was published. None of what has no end, or begins after it."""
    first, last = told.earliest, told.latest
    limit = published.latest if published else None
    if first is None or last is None or (limit and first > limit):
        return None
    return told if limit is None or last <= limit else _until(first, limit)


def _until(first: date, limit: date) -> FuzzyDate:
    return FuzzyDate.parse(str(limit) if first == limit else f"{first}/{limit}")
