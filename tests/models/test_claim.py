"""Which claims count, and what a page of them costs."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from missions.actions import claims
from missions.dates import FuzzyDate
from missions.models import Claim, Withdrawal
from missions.models.claim import counting
from missions.vocabulary import Rank
from tests.factories import AgencyFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def republication() -> Any:
    return SourceFactory.create(republication_of=SourceFactory.create())


def test_a_claim_counts_unless_it_is_deprecated_withdrawn_or_a_republications() -> None:
    plain, preferred = claim(), claim(rank=Rank.PREFERRED)
    deprecated = claim(rank=Rank.DEPRECATED, reason="Others say otherwise.")
    copied, withdrawn = claim(source=republication()), claim()
    claims.withdraw(claim=withdrawn, reason="Misread.")
    those = {plain.pk, preferred.pk}
    assert {said.pk for said in Claim.objects.that_count()} == those
    every = [plain, preferred, deprecated, copied, withdrawn]
    assert [Claim.objects.get(pk=said.pk).counts() for said in every] == [said.pk in those for said in every]
    assert {said.pk for said in Claim.objects.filter(counting())} == those
    assert {said.pk for said in Claim.objects.filter(~counting())} == {said.pk for said in every} - those


def test_a_source_that_was_republished_counts_itself() -> None:
    said = claim(source=SourceFactory.create())
    SourceFactory.create(republication_of=said.source)
    assert said.counts()
    assert list(Claim.objects.that_count()) == [said]


def test_a_claim_has_been_said_from_the_last_day_of_when_it_was_said() -> None:
    said = claim(asserted_on="2016-09")
    assert list(Claim.objects.said_by(date(2016, 9, 29))) == []
    assert list(Claim.objects.said_by(date(2016, 9, 30))) == [said]


def test_claims_come_newest_first_and_then_by_id() -> None:
    old, one, other = claim(asserted_on="2015"), claim(asserted_on="2016"), claim(asserted_on="2016-12-31")
    assert list(Claim.objects.all()) == [*sorted([one, other], key=lambda said: said.pk), old]


def test_a_claim_knows_its_withdrawal() -> None:
    said = claim()
    assert said.withdrawal_or_none is None
    withdrawal = claims.withdraw(claim=said, reason="Misread.")
    assert Claim.objects.get(pk=said.pk).withdrawal_or_none == withdrawal
    assert str(withdrawal) == "Misread."
    assert str(said) == "It will come about."


@pytest.mark.parametrize("number", [1, 15])
def test_a_page_of_claims_costs_one_query(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        claims.withdraw(claim=claim(claimant=AgencyFactory.create()), reason="Misread.")
    claim()
    # The claims with milestone, source, claimant and withdrawal.
    with django_assert_num_queries(1):
        shown = [
            (said.milestone.slug, said.source.slug, said.claimant and said.claimant.slug, said.withdrawal_or_none)
            for said in Claim.objects.for_page()
        ]
        assert [said.counts() for said in Claim.objects.for_page().none()] == []
    assert len(shown) == number + 1
    assert sum(isinstance(withdrawal, Withdrawal) for *_, withdrawal in shown) == number


def test_a_span_ends_within_its_source() -> None:
    source = SourceFactory.create(characters=100)
    assert claim(source=source, span=(0, 100)).span_end == 100
    with pytest.raises(ValidationError) as error:
        claim(source=source, span=(0, 101))
    assert error.value.message_dict == {
        "span_end": ["The source has 100 characters; the span ends after them."],
    }


def test_a_span_of_a_source_whose_length_is_not_known_may_end_anywhere() -> None:
    assert claim(source=SourceFactory.create(characters=None), span=(7, 10**6)).span_start == 7


@pytest.mark.parametrize("said", ["2016-10-06", "2016-10-05", "2016", "../2017", "2015/2017"])
def test_a_claim_may_be_said_on_any_day_until_its_source_was_published(said: str) -> None:
    source = SourceFactory.create(published=FuzzyDate.parse("2016-10-06"))
    assert claim(source=source, asserted_on=said).asserted_on_edtf == said


@pytest.mark.parametrize(
    ("published", "said", "told"),
    [
        ("2016-10-06", "2016-10-07", "6 October 2016"),
        ("2016-10", "2016-11", "October 2016"),
        ("../2015", "2016", "by 2015"),
    ],
)
def test_a_claim_said_after_its_source_was_published_is_refused(published: str, said: str, told: str) -> None:
    source = SourceFactory.create(published=FuzzyDate.parse(published))
    with pytest.raises(ValidationError) as error:
        claim(source=source, asserted_on=said)
    assert error.value.message_dict == {"asserted_on_edtf": [f"The source is of {told}: nothing in it was said later."]}
    assert not Claim.objects.exists()


@pytest.mark.parametrize("published", [None, "2010/.."])
def test_where_a_sources_publication_has_no_end_a_claim_is_said_at_any_time(published: str | None) -> None:
    source = SourceFactory.create(published=FuzzyDate.parse(published) if published else None)
    assert claim(source=source, asserted_on="2026").asserted_on_edtf == "2026"
