"""A review ends, and the text of its document with it; what may go and what stays."""

from datetime import timedelta

import pytest

from missions.actions import claims, removal, reviews
from missions.models import Claim, Milestone, Program, Proposal, Review, Source
from tests.actions.reviews.documents import NOW, TEXT, accept, proposal, states, words_of_the_document

pytestmark = pytest.mark.django_db


def test_with_the_last_decision_the_text_is_erased(review: Review, landing: Milestone) -> None:
    accept(proposal(review), landing)
    reviews.refuse(proposal=proposal(review, 2), by="mary")
    assert Review.objects.get().text == TEXT

    reviews.refuse(proposal=proposal(review, 3), by="mary")

    closed = Review.objects.get()
    assert (closed.text, closed.closed_at, states(closed)) == ("", NOW, [True, False, False])
    assert words_of_the_document() == []


def test_a_review_is_closed_with_something_undecided_and_then_nothing_is_decided(
    review: Review, landing: Milestone
) -> None:
    reviews.refuse(proposal=proposal(review, 2), by="mary")

    reviews.close(review=review)
    reviews.close(review=review)

    assert words_of_the_document() == []
    assert states(review) == [None, False, None]
    for act in (
        lambda: accept(proposal(review), landing),
        lambda: reviews.refuse(proposal=proposal(review), by="mary"),
        lambda: reviews.reopen(proposal=proposal(review, 2), by="mary"),
    ):
        with pytest.raises(reviews.DecidedAlready, match=r"The review is closed\."):
            act()
    assert not Claim.objects.exists()


def test_after_thirty_days_a_review_is_closed(review: Review) -> None:
    reviews.expire(at=NOW + timedelta(days=30) - timedelta(seconds=1))
    assert Review.objects.get().text == TEXT

    reviews.expire(at=NOW + timedelta(days=30))

    assert (Review.objects.get().text, Review.objects.get().closed_at) == ("", NOW)
    assert words_of_the_document() == []


def test_a_source_goes_with_its_review(review: Review) -> None:
    removal.remove(row=review.source, by="lib")

    assert (Source.objects.count(), Review.objects.count(), Proposal.objects.count()) == (0, 0, 0)


def test_a_milestone_goes_with_its_claims_and_the_review_stays(review: Review, landing: Milestone) -> None:
    accept(proposal(review), landing)

    removal.remove(row=landing, by="lib", reason="Twice there.")

    assert (proposal(review).accepted, proposal(review).claim) == (True, None)


def test_a_claim_of_a_review_can_be_withdrawn(review: Review, landing: Milestone) -> None:
    claim = accept(proposal(review), landing)

    claims.withdraw(claim=claim, reason="Misread.")

    assert proposal(review).claim == claim
    assert Program.objects.count() == 0
