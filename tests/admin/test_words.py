import pytest

from missions.admin import words
from missions.dates import FuzzyDate
from missions.models import Claim, Standing
from tests.admin.conftest import TODAY
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def standing(**said: object) -> Standing | None:
    return words.standing_on(claim(**said).milestone, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "date", "words_"),
    [
        ("planned", "../2022", "Planned by 2022; overdue by 3 years 10 months"),
        ("planned", "2026-10-31", "Planned for 31 October 2026; overdue by 20 days"),
        ("planned", "2026-11-19", "Planned for 19 November 2026; overdue by 1 day"),
        ("planned", "2026", "Planned for 2026; due now"),
        ("planned", "2025/..", "Planned from 2025; due now"),
        ("planned", "203X", "Planned for the 2030s; opens in 3 years 1 month"),
        ("planned", None, "Planned, without a date"),
        ("ongoing", "2015", "Ongoing in 2015"),
        ("achieved", "2016-09-26", "Achieved on 26 September 2016"),
        ("failed", "2016-09", "Failed in September 2016"),
        ("cancelled", None, "Cancelled, without a date"),
    ],
)
def test_a_standing_in_words(outcome: str, date: str | None, words_: str) -> None:
    assert words.stands(standing(outcome=outcome, date=date), TODAY) == words_


def test_a_conflict_is_said() -> None:
    milestone = MilestoneFactory.create()
    claim(milestone, "2016", outcome="achieved")
    claim(milestone, "2016", outcome="failed")

    said = words.stands(words.standing_on(milestone, TODAY), TODAY)

    assert said == "Achieved in 2016; the sources disagree"


def test_a_milestone_that_nobody_spoke_of_says_so() -> None:
    milestone = MilestoneFactory.create()

    assert words.standing_on(milestone, TODAY) is None
    assert words.stands_by(None, [], TODAY) == "No claim that counts yet."


def test_who_said_so_and_how_often() -> None:
    spacex = AgencyFactory.create(name="SpaceX")
    one = claim(claimant=spacex)
    now = words.standing_on(one.milestone, TODAY)
    claims = list(Claim.objects.for_page().filter(milestone=one.milestone))

    assert words.stands_by(now, claims, TODAY) == (
        "Planned by 2022; overdue by 3 years 10 months; said once, by SpaceX, 26 September 2016."
    )

    claim(one.milestone, asserted_on="2017", claimant=spacex)
    claim(one.milestone, asserted_on="2018", rank="deprecated", reason="Misread.")
    claims = list(Claim.objects.for_page().filter(milestone=one.milestone))

    assert words.stands_by(words.standing_on(one.milestone, TODAY), claims, TODAY) == (
        "Planned by 2022; overdue by 3 years 10 months; one of 2 claims, by SpaceX, 26 September 2016."
    )


def test_a_document_in_its_own_voice_is_named_by_its_publisher_else_by_its_title() -> None:
    assert claim(source=SourceFactory.create(publisher="Breitbart")).voice == "Breitbart"
    assert claim(source=SourceFactory.create(title="An essay")).voice == "An essay"
    assert claim(claimant=AgencyFactory.create(name="SpaceX")).voice == "SpaceX"


@pytest.mark.parametrize(
    ("edtf", "whole"),
    [
        ("2028", "2028"),
        ("../2022", "by 2022, in EDTF <code>../2022</code>"),
        ("2016-09-26", "26 September 2016, in EDTF <code>2016-09-26</code>"),
        ("203X", "the 2030s, in EDTF <code>203X</code>"),
        ("2026-34", "second quarter of 2026 (1 April 2026 to 30 June 2026), in EDTF <code>2026-34</code>"),
        ("2026-24", "winter 2026/27 (1 December 2026 to 28 February 2027), in EDTF <code>2026-24</code>"),
    ],
)
def test_a_date_in_whole_says_nothing_twice(edtf: str, whole: str) -> None:
    assert words.whole(FuzzyDate.parse(edtf)) == whole


def test_where_no_date_is_told_there_is_a_dash() -> None:
    assert words.whole(None) == "–"


def test_why_a_claim_makes_no_standing() -> None:
    original = SourceFactory.create()
    copy = claim(source=SourceFactory.create(republication_of=original))

    assert words.silence(claim(), TODAY) == ""
    assert words.silence(copy, TODAY) == "It makes no standing: its source is a republication"
    assert words.silence(claim(rank="deprecated", reason="Misread."), TODAY) == "It makes no standing: it is deprecated"
    assert words.silence(claim(asserted_on="2026"), TODAY) == "It counts from 31 December 2026"
