"""What a program can read out of a document, for an editor to accept, change or refuse. No Django and no network.

    reader = Reader(Catalog(entities, milestones))     # once for a catalog
    for proposal in reader.read(text, published).found:
        proposal.start, proposal.end, proposal.outcome, proposal.date, proposal.entities, proposal.why

`recognise` tells beforehand whether the document, or nearly the same, is known; `sketch` makes what that needs.
Every span is in code points, the end exclusive.
"""

from missions.proposals.candidates import Candidate
from missions.proposals.catalog import Catalog, Entity, KnownMilestone, Sort
from missions.proposals.phrases import DatePhrase, date_phrases
from missions.proposals.proposing import Proposal, Proposals, Reader
from missions.proposals.sentences import Kind, Sentence, sentences
from missions.proposals.sketches import KnownSource, Likeness, recognise, sketch
from missions.proposals.told import When

__all__ = [
    "Candidate",
    "Catalog",
    "DatePhrase",
    "Entity",
    "Kind",
    "KnownMilestone",
    "KnownSource",
    "Likeness",
    "Proposal",
    "Proposals",
    "Reader",
    "Sentence",
    "Sort",
    "When",
    "date_phrases",
    "recognise",
    "sentences",
    "sketch",
]
