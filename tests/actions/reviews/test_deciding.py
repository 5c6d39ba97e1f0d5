"""What is accepted is a claim on its span; what is refused is none."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from missions.actions import reviews
from missions.dates import FuzzyDate
from missions.models import Agency, Change, Claim, Milestone, Review, Vehicle
from missions.proposals.spans import span_hash
from tests.actions.reviews.documents import FIRST, TEXT, accept, proposal, states
from tests.factories import ProgramFactory

pytestmark = pytest.mark.django_db


def test_what_is_accepted_is_a_claim_on_the_span(review: Review, landing: Milestone, selene: Agency) -> None:
    claim = accept(proposal(review), landing, claimant=selene, date=FuzzyDate.parse("../2032"), speaker="A director")

    held = proposal(review)
    assert (held.accepted, held.claim, held.decided_by) == (True, claim, "mary")
    assert (claim.source, claim.milestone, claim.claimant, claim.speaker) == (
        review.source,
        landing,
        selene,
        "A director",
    )
    assert TEXT[held.span_start : held.span_end] == FIRST
    assert (claim.span_start, claim.span_end, claim.span_sha256) == (
        held.span_start,
        held.span_end,
        span_hash(TEXT, held.span_start, held.span_end),
    )
    assert landing.standings.held().get().date_edtf == "../2032"
    assert Change.objects.get(resource="claim").by == "mary"


def test_a_milestone_that_is_not_there_is_added_with_the_claim(review: Review, selene: Agency) -> None:
    program = ProgramFactory.create(slug="heron")
    new = Milestone(title="First hop of the Petrel", kind="test", criterion="It leaves the ground.", program=program)

    accept(proposal(review, 2), new, agencies=(selene,), vehicles=tuple(Vehicle.objects.filter(slug="petrel")))

    made = Milestone.objects.get(slug="first-hop-of-the-petrel")
    assert (made.title, made.program, list(made.agencies.all())) == ("First hop of the Petrel", program, [selene])
    assert [vehicle.slug for vehicle in made.vehicles.all()] == ["petrel"]
    after: Any = Change.objects.get(resource="milestone").after
    assert (after["agencies"], after["vehicles"], after["program"]) == (["selene"], ["petrel"], "heron")


def test_a_new_milestone_is_not_added_without_its_claim(review: Review) -> None:
    new = Milestone(title="First hop of the Petrel", kind="test", criterion="It leaves the ground.")

    with pytest.raises(ValidationError):
        accept(proposal(review), new, asserted_on=FuzzyDate.parse("2031-03-20"))

    assert [row.slug for row in Milestone.objects.all()] == ["heron-2-landing"]
    assert states(review) == [None, None, None]


def test_a_new_milestone_that_breaks_a_rule_is_said_by_field(review: Review) -> None:
    with pytest.raises(ValidationError) as error:
        accept(proposal(review), Milestone(title="", kind="", criterion=""))

    assert sorted(error.value.message_dict) == ["criterion", "kind", "title"]
    assert not Claim.objects.exists()


COPIED = "we hear that SELENE works will, put its Heron-2 on the\nMoon."


@pytest.mark.parametrize(
    ("told", "field"),
    [({"statement": COPIED}, "statement"), ({"reason": COPIED}, "reason")],
    ids=["statement", "reason"],
)
def test_eight_words_in_a_row_of_the_document_are_refused(
    review: Review, landing: Milestone, told: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        accept(proposal(review), landing, **told)

    said = "The document has these 8 words in a row: “selene works will put its heron 2 on”. Say it in your own words."
    assert error.value.message_dict == {field: [said]}
    assert not Claim.objects.exists()


def test_a_new_milestones_words_are_no_copy_either(review: Review) -> None:
    with pytest.raises(ValidationError) as error:
        accept(proposal(review), Milestone(title=COPIED, kind="landing", criterion=COPIED))

    assert sorted(error.value.message_dict) == ["criterion", "title"]


def test_seven_words_in_a_row_are_taken(review: Review, landing: Milestone) -> None:
    statement = "Said: works will put its Heron-2 on some moon."

    assert accept(proposal(review), landing, statement=statement).statement == statement


def test_a_claim_that_breaks_a_rule_leaves_the_proposal_open(review: Review, landing: Milestone) -> None:
    with pytest.raises(ValidationError) as error:
        accept(proposal(review), landing, asserted_on=FuzzyDate.parse("2031-03-20"))

    assert list(error.value.message_dict) == ["asserted_on_edtf"]
    assert states(review) == [None, None, None]


def test_what_is_accepted_twice_is_recorded_once(review: Review, landing: Milestone) -> None:
    first = proposal(review)
    accept(first, landing)

    with pytest.raises(reviews.DecidedAlready, match=r"Proposal 1 was accepted already, by mary\."):
        accept(first, landing, by="anna")

    assert Claim.objects.count() == 1


def test_what_is_refused_is_no_claim_and_the_refusal_can_be_taken_back(review: Review, landing: Milestone) -> None:
    first = proposal(review)
    reviews.refuse(proposal=first, by="anna")
    with pytest.raises(reviews.DecidedAlready, match=r"Proposal 1 was refused already, by anna\."):
        accept(first, landing)
    assert states(review) == [False, None, None]

    reviews.reopen(proposal=first, by="mary")
    assert (proposal(review).accepted, proposal(review).decided_by) == (None, "")
    accept(first, landing)
    assert (states(review), Claim.objects.count()) == ([True, None, None], 1)


def test_what_is_open_or_accepted_is_not_taken_back(review: Review, landing: Milestone) -> None:
    with pytest.raises(reviews.DecidedAlready, match=r"Proposal 1 is not decided\."):
        reviews.reopen(proposal=proposal(review), by="mary")
    accept(proposal(review), landing)
    with pytest.raises(reviews.DecidedAlready, match=r"Proposal 1 was accepted already, by mary\."):
        reviews.reopen(proposal=proposal(review), by="mary")
