"""A text → the claims that an editor may find in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from missions.dates import FuzzyDate
from missions.proposals.candidates import Candidate, Milestones
from missions.proposals.catalog import Catalog, Entity, Sort
from missions.proposals.clauses import clauses
from missions.proposals.names import Names
from missions.proposals.passages import Passage, Saying
from missions.proposals.sentences import Sentence, sentences
from missions.proposals.spans import span_hash
from missions.vocabulary import Outcome

# Proposals that score less are more often wrong than right.
LEAST = 0.4
_CUE, _DATE, _FIT = 0.4, 0.2, 0.1
# What a date without a verb counts for.
_NO_CUE = 0.3


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as a program reads it, for an editor to accept, change or refuse. The statement is hers to write.

    `[start, end)` are code points, `sha256` the first 16 digits of the span's hash. `holds` are the names and the date
    phrase, letter by letter. `entities` come in the order of the text; `claimant` is a guess of an agency's slug, blank
    for the document's own voice. `asserted_on` is when it was said, as far as that is told, else when the document was
    published. `score` is 0 to 1; `why` tells what
    speaks for it. No `milestones`: it seems new.
    """

    start: int
    end: int
    sha256: str
    outcome: Outcome
    date: FuzzyDate | None
    reading: str
    entities: tuple[Entity, ...]
    claimant: str
    asserted_on: FuzzyDate | None
    milestones: tuple[Candidate, ...]
    holds: tuple[str, ...]
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found in a text, in its order, and how many sentences it has."""

    sentences: int
    found: tuple[Proposal, ...]


class Reader:
    """Reads texts with one catalog. Making it is the dear part; reading keeps nothing of a text."""

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)
        self._milestones = Milestones(catalog.milestones)

    def read(self, text: str, published: FuzzyDate | None = None) -> Proposals:
        """`published` is the document's date: relative dates are read off it, and are left unread without it."""
        every = sentences(text)
        passage = Passage(text, published, self._names.mentions(text))
        found = (self._proposal(passage, saying) for sentence in every for saying in self._sayings(passage, sentence))
        return Proposals(len(every), tuple(proposal for proposal in found if proposal.score >= LEAST))

    def _sayings(self, passage: Passage, sentence: Sentence) -> Iterator[Saying]:
        parts = clauses(passage.text, sentence.start, sentence.end) if passage.enter(sentence) else []
        for clause in parts:
            if saying := passage.saying(sentence, clause):
                yield saying
        passage.leave(sentence)

    def _proposal(self, passage: Passage, saying: Saying) -> Proposal:
        start, end = saying.start, saying.end
        entities = passage.entities(saying)
        milestones = self._milestones.candidates(
            passage.text[start:end], {(entity.sort, entity.slug) for entity in entities}, saying.worlds
        )
        planned = saying.outcome is Outcome.PLANNED
        return Proposal(
            start=start,
            end=end,
            sha256=span_hash(passage.text, start, end),
            outcome=saying.outcome,
            date=saying.date.date if saying.date else None,
            reading=saying.date.reading if saying.date else "",
            entities=entities,
            # What came about, the document says itself; what is to come, somebody promised.
            claimant=_claimant(passage.before_cue(saying)) if planned else "",
            asserted_on=saying.on,
            milestones=milestones,
            holds=passage.holds(saying),
            score=_score(saying, milestones),
            why=passage.why(saying),
        )


def _score(saying: Saying, milestones: tuple[Candidate, ...]) -> float:
    plainness = saying.cue.weight if saying.cue else _NO_CUE
    fit = milestones[0].fit if milestones else 0.0
    return round(min(1.0, _CUE * plainness + saying.subject.weight + _DATE * bool(saying.date) + _FIT * fit), 2)


def _claimant(entities: list[Entity]) -> str:
    """The first agency; else the one agency behind what is named."""
    agencies = [entity.slug for entity in entities if entity.sort is Sort.AGENCY]
    behind = [entity.agencies[0] for entity in entities if len(entity.agencies) == 1]
    return next(iter([*agencies, *behind]), "")
