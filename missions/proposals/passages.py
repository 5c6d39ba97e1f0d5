"""One text on its way through: what each clause says, of whom, and by when."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from missions.dates import FuzzyDate
from missions.proposals.attributions import Attribution, attributions, governing
from missions.proposals.catalog import Entity
from missions.proposals.clauses import Clause
from missions.proposals.dating import date_of, outcome_of
from missions.proposals.names import Mention
from missions.proposals.outcomes import Cue
from missions.proposals.phrases import DatePhrase, date_phrases
from missions.proposals.sentences import Kind, Sentence
from missions.proposals.told import When
from missions.proposals.worlds import worlds
from missions.vocabulary import Destination, Outcome


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what is spoken of, and how surely, 0 to 1. Without mentions it is a destination alone."""

    mentions: tuple[Mention, ...]
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What a clause says. Its span begins with its subject, which may stand at the head of the sentence.

    `on` is when it was said: by default when the document was published.
    """

    start: int
    end: int
    cue: Cue | None
    outcome: Outcome
    date: DatePhrase | None
    on: FuzzyDate | None
    subject: Subject
    worlds: frozenset[Destination]


_CARRIED = re.compile(
    r"\b(?:it|its|they|their|he|she|his|her|this|these|shortly|(?:the|its)\s+(?:\w+\s+)?(?:company|agency|firm|startup|"
    r"program(?:me)?|project|mission|spacecraft|rocket|lander|rover|vehicle|launch|flight|goal))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:and|but|while|whereas|although|though|that|so|or|yet|because|since)\s+", re.IGNORECASE)
# Longer is a table, or a list without marks.
_LONGEST = 1500
_CLOSING_MARKS = " \t\r\n.,;:!"


class Passage:
    """Remembers who was spoken of last: sentences are entered and left in order."""

    def __init__(self, text: str, published: FuzzyDate | None, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.published = published
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._last: tuple[Mention, ...] = ()
        self._said: list[Attribution] = []

    def enter(self, sentence: Sentence) -> bool:
        """Whether it may say something: headings, questions and what is too long to be a sentence do not."""
        if sentence.kind is Kind.HEADING:
            self._last = ()
            return False
        if sentence.end - sentence.start > _LONGEST:
            return False
        self._said = attributions(self.text, self.published, sentence.start, sentence.end)
        return not self.text[sentence.start : sentence.end].rstrip("\"'”’)]* ").endswith("?")

    def leave(self, sentence: Sentence) -> None:
        self._last = self._within(sentence.start, sentence.end) or self._last

    def saying(self, sentence: Sentence, clause: Clause) -> Saying | None:
        """None where nothing known is spoken of, or nothing is said of it."""
        start = self._start(sentence, clause)
        end = clause.start + len(self.text[clause.start : clause.end].rstrip(_CLOSING_MARKS))
        there = worlds(self.text, start, end)
        subject = self._subject(sentence, clause, there)
        on, dates = self._told(sentence, clause)
        outcome = clause.cue.outcome if clause.cue else outcome_of(self.text, clause.start, dates, on)
        if subject is None or outcome is None:
            return None
        date = date_of(self.text, clause.start, dates, outcome, clause.cue, on)
        return Saying(start, end, clause.cue, outcome, date, on, subject, there)

    def entities(self, saying: Saying) -> tuple[Entity, ...]:
        """Those that the span names, in order, then those that are carried into it."""
        return _entities([*self._within(saying.start, saying.end), *saying.subject.mentions])

    def before_cue(self, saying: Saying) -> list[Entity]:
        upto = saying.cue.start if saying.cue else saying.end
        return list(_entities([*self._within(saying.start, upto), *saying.subject.mentions]))

    def holds(self, saying: Saying) -> tuple[str, ...]:
        places = [(mention.start, mention.end) for mention in self._within(saying.start, saying.end)]
        told = [(saying.date.start, saying.date.end)] if saying.date else []
        inside = [(start, end) for start, end in [*places, *told] if end <= saying.end]
        return tuple(dict.fromkeys(self.text[start:end] for start, end in inside))

    def why(self, saying: Saying) -> str:
        cue, date = saying.cue, saying.date
        words = f"says “{self._words(cue)}”" if cue else "has a date and no verb"
        told = f" beside “{self._words(date)}”" if date else ""
        # A program and its vehicle may bear one name.
        bearers = dict.fromkeys(entity.names[0] for entity in _entities(saying.subject.mentions))
        names = ", ".join(bearers) or "a destination"
        return f"{saying.outcome.label}: {words}{told}; {saying.subject.why} {names}"

    def _told(self, sentence: Sentence, clause: Clause) -> tuple[FuzzyDate | None, list[DatePhrase]]:
        """When it was said, and the dates of what is said."""
        said = [one for one in self._said if not one.is_deed_of(clause.cue)]
        under = governing(said, self.text, clause, sentence.end)
        on = under.on if under else self.published
        ahead = clause.cue is not None and clause.cue.outcome is Outcome.PLANNED
        dates = date_phrases(self.text, When(on, ahead, said=under is not None), clause.start, clause.end)
        return on, [phrase for phrase in dates if not any(one.overlaps(phrase) for one in said)]

    def _words(self, place: Cue | DatePhrase) -> str:
        return " ".join(self.text[place.start : place.end].split())

    def _within(self, start: int, end: int) -> tuple[Mention, ...]:
        first, last = (bisect_left(self._starts, place) for place in (start, end))
        return tuple(self._mentions[first:last])

    def _start(self, sentence: Sentence, clause: Clause) -> int:
        if clause.cue is None or not self._within(clause.start, clause.cue.start):
            return sentence.start
        joint = _JOINT.match(self.text, clause.start)
        return joint.end() if joint else clause.start

    def _subject(self, sentence: Sentence, clause: Clause, there: frozenset[Destination]) -> Subject | None:
        if own := self._within(clause.start, clause.end):
            return Subject(own, 0.35, "it names")
        if before := self._within(sentence.start, clause.end):
            return Subject(before, 0.3, "its sentence names")
        if after := self._within(clause.end, sentence.end):
            return Subject(after[:1], 0.25, "its sentence names")
        if self._last and _CARRIED.search(self.text, sentence.start, sentence.end):
            return Subject(self._last[:1], 0.2, "the sentence before names")
        return Subject((), 0.1, "it speaks of") if there else None


def _entities(mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(entity for mention in mentions for entity in mention.entities))
