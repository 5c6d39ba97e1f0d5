"""Recording and withdrawing, and that a refusal leaves nothing behind."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from missions.actions import claims, standings
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Standing, Withdrawal
from missions.vocabulary import Outcome, Rank
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

Row = tuple[str, str | None, str, str, bool, Any]


def standing_rows(milestone: Milestone) -> list[Row]:
    return [
        (
            str(row.since),
            str(row.until) if row.until else None,
            row.outcome,
            row.date.edtf if row.date else "",
            row.conflict,
            row.claim_id,
        )
        for row in Standing.objects.held().filter(milestone=milestone)
    ]


def everything() -> list[list[tuple[Any, ...]]]:
    return [list(model._base_manager.order_by("pk").values_list()) for model in (Claim, Withdrawal, Standing)]


# --- Recording


def test_a_claim_is_kept_with_all_that_was_told_and_makes_a_standing() -> None:
    milestone, source, agency = MilestoneFactory.create(), SourceFactory.create(), AgencyFactory.create()
    with time_machine.travel(datetime(2026, 11, 20, 12, 30, tzinfo=UTC), tick=False):
        said = claims.record(
            milestone=milestone,
            source=source,
            claimant=agency,
            speaker="Elon Musk, chief executive of SpaceX",
            asserted_on=FuzzyDate.parse("2016-09"),
            outcome=Outcome.PLANNED,
            date=FuzzyDate.parse("../2022"),
            statement="SpaceX will fly to Mars.",
            span=(230, 291),
            span_sha256="0123456789abcdef",
            rank=Rank.PREFERRED,
            reason="The promise itself.",
        )
    assert Claim.objects.filter(pk=said.pk).values().get() == {
        "id": said.id,
        "milestone_id": milestone.pk,
        "source_id": source.pk,
        "claimant_id": agency.pk,
        "speaker": "Elon Musk, chief executive of SpaceX",
        "asserted_on_edtf": "2016-09",
        "asserted_on_earliest": date(2016, 9, 1),
        "asserted_on_latest": date(2016, 9, 30),
        "outcome": "planned",
        "date_edtf": "../2022",
        "date_earliest": None,
        "date_latest": date(2022, 12, 31),
        "statement": "SpaceX will fly to Mars.",
        "span_start": 230,
        "span_end": 291,
        "span_sha256": "0123456789abcdef",
        "rank": "preferred",
        "reason": "The promise itself.",
        "recorded_at": datetime(2026, 11, 20, 12, 30, tzinfo=UTC),
    }
    assert standing_rows(milestone) == [("2016-09-30", None, "planned", "../2022", False, said.pk)]


def test_a_claim_needs_no_more_than_who_what_and_when() -> None:
    said = claim(date=None)
    assert (said.claimant, said.speaker, said.date, said.span_start, said.span_end) == (None, "", None, None, None)
    assert (said.span_sha256, said.rank, said.reason) == ("", Rank.NORMAL, "")
    assert standing_rows(said.milestone) == [("2016-09-26", None, "planned", "", False, said.pk)]


def test_a_later_claim_closes_the_standing_before_it() -> None:
    first = claim()
    second = claim(first.milestone, asserted_on="2021-03-22", date="2026")
    assert standing_rows(first.milestone) == [
        ("2016-09-26", "2021-03-22", "planned", "../2022", False, first.pk),
        ("2021-03-22", None, "planned", "2026", False, second.pk),
    ]


def test_a_claim_that_arrives_late_takes_its_place_in_the_past() -> None:
    second = claim(asserted_on="2021-03-22", date="2026")
    first = claim(second.milestone)
    between = claim(second.milestone, asserted_on="2018", date="2024")
    assert standing_rows(second.milestone) == [
        ("2016-09-26", "2018-12-31", "planned", "../2022", False, first.pk),
        ("2018-12-31", "2021-03-22", "planned", "2024", False, between.pk),
        ("2021-03-22", None, "planned", "2026", False, second.pk),
    ]


def test_a_claim_of_another_milestone_changes_nothing_here() -> None:
    said = claim()
    before = standing_rows(said.milestone)
    claim(asserted_on="2021-03-22", date="2026")
    assert standing_rows(said.milestone) == before


def test_two_claims_of_one_day_that_disagree_are_a_conflict() -> None:
    one = claim(date="2022")
    claim(one.milestone, date="2025/..")
    assert standing_rows(one.milestone) == [("2016-09-26", None, "planned", "2022", True, one.pk)]


def test_claims_of_a_republication_and_deprecated_ones_make_no_standing() -> None:
    said = claim()
    before = standing_rows(said.milestone)
    copy = SourceFactory.create(republication_of=said.source)
    claim(said.milestone, source=copy, asserted_on="2021-03-24", date="2030")
    claim(said.milestone, asserted_on="2021-03-25", date="2031", rank=Rank.DEPRECATED, reason="Others say otherwise.")
    assert standing_rows(said.milestone) == before
    assert said.milestone.claims.count() == 3


def test_a_milestone_of_which_only_a_copy_speaks_does_not_stand() -> None:
    said = claim(source=SourceFactory.create(republication_of=SourceFactory.create()))
    assert standing_rows(said.milestone) == []


REFUSED: dict[str, tuple[dict[str, Any], dict[str, list[str]]]] = {
    "no statement": ({"statement": ""}, {"statement": ["This field cannot be blank."]}),
    "a statement of blanks": (
        {"statement": "  "},
        {"statement": ["The text begins or ends with a blank. Remove it."]},
    ),
    "a statement too long": (
        {"statement": "x" * 501},
        {"statement": ["Ensure this value has at most 500 characters (it has 501)."]},
    ),
    "a NUL": ({"speaker": "Elon\0"}, {"speaker": ["The text holds a control character. Remove it."]}),
    "deprecated without a reason": (
        {"rank": Rank.DEPRECATED},
        {"__all__": ["A deprecated claim needs a reason."]},
    ),
    "achieved after it was said": (
        {"outcome": Outcome.ACHIEVED, "asserted_on": FuzzyDate.parse("2016-09"), "date": FuzzyDate.parse("2016-10")},
        {
            "date_edtf": [
                (
                    "This was said on 30 September 2016 at the latest, and only what is planned has a date after "
                    "that day. Correct the date, or choose the outcome “planned”."
                )
            ]
        },
    ),
    "said in an open time": (
        {"asserted_on": FuzzyDate.parse("2016/..")},
        {"__all__": ["asserted_on needs a last day: the claim counts from then."]},
    ),
    "a span back to front": ({"span": (9, 8)}, {"__all__": ["A span has a start and, after it, an end."]}),
    "an empty span": ({"span": (8, 8)}, {"__all__": ["A span has a start and, after it, an end."]}),
    "a hash without a span": (
        {"span_sha256": "0123456789abcdef"},
        {"__all__": ["A span has a start and, after it, an end."]},
    ),
    "a span before the text": (
        {"span": (-1, 8)},
        {"span_start": ["Ensure this value is greater than or equal to 0."]},
    ),
    "a hash of another form": (
        {"span": (7, 8), "span_sha256": "ABC"},
        {"span_sha256": ["A hash is of 16 or 64 hexadecimal digits, in lower case."]},
    ),
    "an unknown outcome": ({"outcome": "hoped"}, {"outcome": ["Value 'hoped' is not a valid choice."]}),
    "an unknown rank": ({"rank": "best"}, {"rank": ["Value 'best' is not a valid choice."]}),
    "two things at once": (
        {"statement": "", "span": (9, 8)},
        {"statement": ["This field cannot be blank."], "__all__": ["A span has a start and, after it, an end."]},
    ),
}


@pytest.mark.parametrize(("values", "messages"), REFUSED.values(), ids=REFUSED)
def test_a_claim_that_breaks_a_rule_is_refused_and_leaves_nothing(
    values: dict[str, Any], messages: dict[str, list[str]]
) -> None:
    there = claim()
    before = everything()
    said: dict[str, Any] = {
        "milestone": there.milestone,
        "source": there.source,
        "outcome": Outcome.PLANNED,
        "asserted_on": FuzzyDate.parse("2021-03-22"),
        "statement": "It will come about.",
    }
    with pytest.raises(ValidationError) as error:
        claims.record(**said | values)
    assert error.value.message_dict == messages
    assert everything() == before


def test_a_claim_whose_standings_cannot_be_derived_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    there = claim()
    before = everything()
    monkeypatch.setattr(standings, "derive", _fail)
    with pytest.raises(RuntimeError, match="derived"):
        claim(there.milestone, source=there.source, asserted_on="2021-03-22")
    assert everything() == before


def _fail(**_: Any) -> None:
    Standing.objects.all().delete()
    raise RuntimeError("Nothing is derived today.")


# --- Withdrawing


def test_a_withdrawn_claim_stays_and_stands_for_nothing() -> None:
    first = claim()
    second = claim(first.milestone, asserted_on="2021-03-22", date="2026")
    with time_machine.travel(datetime(2100, 1, 1, tzinfo=UTC), tick=False):
        withdrawal = claims.withdraw(claim=second, reason="  Misread.  ")
    assert Withdrawal.objects.values().get() == {
        "claim_id": second.pk,
        "reason": "Misread.",
        "recorded_at": datetime(2100, 1, 1, tzinfo=UTC),
    }
    assert withdrawal == Withdrawal.objects.get()
    assert Claim.objects.count() == 2
    assert standing_rows(first.milestone) == [("2016-09-26", None, "planned", "../2022", False, first.pk)]


def test_achieved_and_withdrawn_it_stands_as_before() -> None:
    first = claim()
    before = standing_rows(first.milestone)
    claims.withdraw(
        claim=claim(first.milestone, asserted_on="2021-03-22", outcome="achieved", date="2021"), reason="Misread."
    )
    assert standing_rows(first.milestone) == before


def test_the_withdrawal_of_the_only_claim_leaves_no_standing() -> None:
    said = claim()
    claims.withdraw(claim=said, reason="Misread.")
    assert standing_rows(said.milestone) == []


def test_the_withdrawal_of_one_side_ends_a_conflict() -> None:
    one = claim(date="2022")
    other = claim(one.milestone, date="2025/..")
    claims.withdraw(claim=one, reason="Misread.")
    assert standing_rows(one.milestone) == [("2016-09-26", None, "planned", "2025/..", False, other.pk)]


def test_a_correction_withdraws_and_adds() -> None:
    wrong = claim(date="2022")
    claims.withdraw(claim=wrong, reason="The year was misread.")
    right = claim(wrong.milestone, source=wrong.source, date="2024")
    assert standing_rows(wrong.milestone) == [("2016-09-26", None, "planned", "2024", False, right.pk)]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_withdrawal_without_a_reason_is_refused_and_leaves_nothing(reason: str) -> None:
    said = claim()
    before = everything()
    with pytest.raises(ValidationError) as error:
        claims.withdraw(claim=said, reason=reason)
    assert error.value.message_dict["reason"] == ["This field cannot be blank."]
    assert everything() == before


def test_a_claim_is_withdrawn_once() -> None:
    said = claim()
    claims.withdraw(claim=said, reason="Misread.")
    before = everything()
    with pytest.raises(ValidationError) as error:
        claims.withdraw(claim=said, reason="Misread again.")
    assert error.value.messages == ["This claim is withdrawn already."]
    assert everything() == before


def test_a_withdrawal_whose_standings_cannot_be_derived_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    said = claim()
    before = everything()
    monkeypatch.setattr(standings, "derive", _fail)
    with pytest.raises(RuntimeError, match="derived"):
        claims.withdraw(claim=said, reason="Misread.")
    assert everything() == before
