import pytest
from django.core.exceptions import ValidationError

from missions.actions import sources, standings
from missions.models import Claim, Source, Standing
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def test_what_turns_out_to_be_a_republication_counts_no_more_and_what_is_none_counts_again() -> None:
    milestone, original, copy = MilestoneFactory.create(), SourceFactory.create(), SourceFactory.create()
    claim(milestone=milestone, source=original, date="../2022", asserted_on="2016")
    claim(milestone=milestone, source=copy, date="../2025", asserted_on="2017")

    copy.republication_of = original
    sources.revise(source=copy)
    as_a_copy = [row.date_edtf for row in Standing.objects.held().filter(milestone=milestone)]
    copy.republication_of = None
    sources.revise(source=copy)
    as_itself = [row.date_edtf for row in Standing.objects.held().filter(milestone=milestone)]

    assert (as_a_copy, as_itself) == (["../2022"], ["../2022", "../2025"])


def test_a_mended_title_derives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    source = claim().source
    source.title = "Without the typo"

    def unreached(**given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr(standings, "derive", unreached)
    sources.revise(source=source)

    assert Source.objects.get().title == "Without the typo"


def test_a_source_that_breaks_a_rule_is_left_as_it_was() -> None:
    source = SourceFactory.create(title="As it was")
    source.title = "A\x07bell"

    with pytest.raises(ValidationError):
        sources.revise(source=source)

    assert Source.objects.get().title == "As it was"


def test_a_source_that_its_claims_do_not_fit_is_left_as_it_was() -> None:
    source = claim(source=SourceFactory.create(characters=300), span=(230, 291)).source
    source.characters = 290

    with pytest.raises(ValidationError) as error:
        sources.revise(source=source)

    assert error.value.message_dict == {"characters": ["A claim of it stands on a span that ends at 291."]}
    assert Source.objects.get().characters == 300


def test_a_new_source_is_kept() -> None:
    sources.revise(source=SourceFactory.build(slug="a-newspaper"))

    assert Source.objects.get().slug == "a-newspaper"


def test_a_claim_is_held_against_the_source_as_it_is_now() -> None:
    source = SourceFactory.create(characters=300)
    Source.objects.update(characters=100)

    with pytest.raises(ValidationError) as error:
        claim(source=source, span=(230, 291))

    assert error.value.message_dict == {"span_end": ["The source has 100 characters; the span ends after them."]}
    assert not Claim.objects.exists()
