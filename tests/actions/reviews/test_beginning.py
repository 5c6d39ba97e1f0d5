"""A document comes under review: what is found in it, and what is kept."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from missions.actions import reviews
from missions.models import Change, Milestone, Review, Source
from missions.proposals.sketches import sketch
from missions.proposals.spans import span_hash
from tests.actions.reviews.documents import FIRST, NOW, TEXT, drop, proposal, rows

pytestmark = pytest.mark.django_db


def test_a_dropped_document_is_a_source_and_what_was_found_in_it(review: Review) -> None:
    source = Source.objects.get()
    assert (source.slug, source.sha256, source.characters, source.sketch) == (
        "heron-heads-for-the-moon",
        sha256(TEXT.encode()).hexdigest(),
        len(TEXT),
        sketch(TEXT),
    )
    assert (review.source, review.text, review.opened_by, review.opened_at, review.closed_at) == (
        source,
        TEXT,
        "mary",
        NOW,
        None,
    )
    found = [(row.number, row.outcome, row.date_edtf, TEXT[row.span_start : row.span_end]) for row in rows(review)]
    assert found == [
        (1, "planned", "../2032", FIRST),
        (2, "achieved", "2031-03-03", "Tern launched a Petrel on 3 March 2031"),
        (3, "planned", "", "Tern will build a base on the Moon"),
    ]


def test_of_a_short_document_no_sketch_is_kept(landing: Milestone) -> None:
    assert drop(f"{FIRST}.").source.sketch == ""


def test_a_proposal_holds_what_the_reader_found(review: Review) -> None:
    found = proposal(review)

    assert found.span_sha256 == span_hash(TEXT, found.span_start, found.span_end)
    assert found.entities == [["agency", "selene", "Selene Works"], ["vehicle", "heron-2", "Heron-2"]]
    assert (found.claimant, found.milestones, found.accepted, found.claim) == (
        "selene",
        ["heron-2-landing"],
        None,
        None,
    )
    assert found.reading == "“by 2032”, read as by 2032."
    assert found.why.startswith("Planned: says “will put” beside “by 2032”")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tern said on Monday that Petrel will fly in 2033.", "2031-03-10"),
        ("Tern said in 2029 that Petrel would fly in 2033.", "2029"),
        ("Tern said on Friday that Petrel will fly in 2033.", ""),
        ("Petrel will fly in 2033.", ""),
    ],
)
def test_a_proposal_holds_when_it_was_said_if_not_when_the_document_was_published(
    landing: Milestone, text: str, said: str
) -> None:
    assert proposal(drop(text)).asserted_on_edtf == said


def test_the_source_alone_is_noted_in_the_record_of_changes(review: Review) -> None:
    noted = Change.objects.filter(at=NOW)

    assert [(change.resource, change.key, change.by) for change in noted] == [
        ("source", "heron-heads-for-the-moon", "mary")
    ]
    assert FIRST not in str(list(noted.values()))


def test_a_document_in_which_nothing_is_found_keeps_no_text(landing: Milestone) -> None:
    review = drop("The weather in Osaka was fine.")

    assert (rows(review), review.text, review.closed_at) == ([], "", NOW)


def test_of_more_than_are_gone_through_the_surest_are_kept_in_their_order(
    landing: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [row.span_start for row in rows(drop())]
    monkeypatch.setattr(reviews, "MOST_PROPOSALS", 2)

    kept = [row.span_start for row in rows(drop(TEXT + "\n"))]

    assert (len(every), len(kept)) == (3, 2)
    assert kept == sorted(kept)
    assert set(kept) < set(every)


def test_a_source_that_breaks_a_rule_is_not_made_and_nothing_is_kept(landing: Milestone) -> None:
    with pytest.raises(ValidationError) as error:
        drop(publisher="A\x07bell")

    assert list(error.value.message_dict) == ["publisher"]
    assert (Source.objects.count(), Review.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_the_same_document_is_no_second_source(review: Review) -> None:
    with pytest.raises(ValidationError, match="it is the same document"):
        drop()

    assert (Source.objects.count(), Review.objects.count()) == (1, 1)


def test_two_documents_of_one_title_have_two_slugs(review: Review) -> None:
    assert drop(TEXT + "More.").source.slug == "heron-heads-for-the-moon-2"


def test_who_drops_too_many_within_an_hour_waits(landing: Milestone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MOST_AN_HOUR", 2)
    for number in range(2):
        drop(f"{TEXT}{number}")
    Review.objects.filter(source__slug="heron-heads-for-the-moon").update(opened_at=NOW - timedelta(minutes=20))

    with pytest.raises(ValidationError, match=r"Drop the next one after 10:10 UTC\."):
        drop(f"{TEXT}2")

    assert drop(f"{TEXT}3", by="anna").opened_by == "anna"
    assert drop(f"{TEXT}4", at=NOW + timedelta(minutes=40)).opened_by == "mary"
