"""A document under review, and what is decided of it."""

from datetime import UTC, datetime
from typing import Any

from missions.actions import reviews
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Proposal, Review
from missions.vocabulary import Outcome
from tests.factories import SourceFactory
from tests.prose import prose

NOW = datetime(2031, 3, 15, 9, 30, tzinfo=UTC)
TEXT = f"""Heron heads for the Moon

Selene Works will put its Heron-2 on the Moon by 2032, a director told us. Tern launched a Petrel on 3 March 2031.

Tern will build a base on the Moon. The hall was full.

{prose(1, 400)}
"""
FIRST = "Selene Works will put its Heron-2 on the Moon by 2032, a director told us"


def drop(text: str = TEXT, by: str = "mary", at: datetime = NOW, **others: Any) -> Review:
    source = SourceFactory.build(title="Heron heads for the Moon", published=FuzzyDate.parse("2031-03-14"), **others)
    source.slug = ""
    return reviews.begin(source=source, content=text.encode(), at=at, by=by)


def proposal(review: Review, number: int = 1) -> Proposal:
    return review.proposals.get(number=number)


def accept(row: Proposal, milestone: Milestone, by: str = "mary", **others: Any) -> Claim:
    told: dict[str, Any] = {
        "outcome": Outcome.PLANNED,
        "asserted_on": FuzzyDate.parse("2031-03-14"),
        "statement": "A Heron-2 is to land there.",
    }
    return reviews.accept(proposal=row, milestone=milestone, by=by, **told | others)


def states(review: Review) -> list[bool | None]:
    return list(review.proposals.order_by("number").values_list("accepted", flat=True))


def words_of_the_document() -> list[str]:
    """What the database holds of it, in any column of the reviews."""
    held = Review.objects.values_list("text", flat=True)
    quoted = Proposal.objects.values_list("reading", "why")
    return [text for text in (*held, *(word for pair in quoted for word in pair)) if text]


def rows(review: Review) -> list[Proposal]:
    return list(review.proposals.order_by("number"))
