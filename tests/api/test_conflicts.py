"""Claims that cannot all be true: the milestone says so, and shows the sides."""

from typing import Any

import pytest

from missions.actions import claims
from missions.models import Claim
from tests.api.asking import ROOT, get, problem, rows
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def sides(slug: str, **given: str) -> list[tuple[str, list[tuple[str, str | None, list[str]]]]]:
    """Of each conflict the day, and of each side its outcome, its date and the statements."""
    body = get(f"milestones/{slug}/conflicts/", given).body
    return [(row["on"], [_side(side) for side in row["sides"]]) for row in body["results"]]


def _side(side: Any) -> tuple[str, str | None, list[str]]:
    date = side["date"]["edtf"] if side["date"] else None
    return side["outcome"], date, [said["statement"] for said in side["claims"]]


def test_a_conflict_is_told_whole() -> None:
    paper = SourceFactory.create(slug="paper", title="A paper", publisher="The Paper")
    milestone = MilestoneFactory.create(slug="landing")
    claim(milestone, "2022", "2020-01-01", source=paper, statement="It lands in 2022.")
    other = claim(milestone, "2024", "2020-01-01", source=paper, statement="It lands in 2024.")
    [row] = get("milestones/landing/conflicts/").body["results"]
    assert row["on"] == "2020-01-01"
    # The narrower window speaks: 2024 is a leap year.
    assert row["stands"] == row["sides"][0]
    assert row["stands"]["date"]["edtf"] == "2022"
    assert row["sides"][1]["claims"] == [
        {
            "id": str(other.pk),
            "url": f"{ROOT}claims/{other.pk}/",
            "source": {"slug": "paper", "name": "A paper", "url": f"{ROOT}sources/paper/"},
            "publisher": "The Paper",
            "claimant": None,
            "speaker": None,
            "asserted_on": other_date(),
            "statement": "It lands in 2024.",
        }
    ]
    assert rows("milestones/?conflict=true") == ["landing"]
    assert get("milestones/landing/").body["conflict"] is True


def other_date() -> dict[str, Any]:
    day = {"earliest": "2020-01-01", "latest": "2020-01-01", "precision": "day"}
    return {"edtf": "2020-01-01", **day, "approximate": False, "uncertain": False, "text": "1 January 2020"}


def test_those_who_say_the_same_stand_on_one_side() -> None:
    milestone = MilestoneFactory.create(slug="landing")
    for statement, date in (("a", "2022"), ("b", "2024"), ("c", "2022")):
        claim(milestone, date, "2020-01-01", statement=statement)
    [(day, found)] = sides("landing")
    assert (day, [(date, sorted(said)) for _, date, said in found]) == (
        "2020-01-01",
        [("2022", ["a", "c"]), ("2024", ["b"])],
    )


def test_two_conflicts_on_days_that_follow_each_other_are_two() -> None:
    milestone = MilestoneFactory.create(slug="landing")
    for day in ("2020-01-01", "2020-01-02"):
        claim(milestone, "2022", day, statement="early")
        claim(milestone, "2023", day, statement="late")
    assert [day for day, _ in sides("landing")] == ["2020-01-01", "2020-01-02"]
    # One standing: what stands is the same on both days.
    assert get("milestones/landing/history/").body["count"] == 1


def test_a_lower_rank_and_what_can_both_be_true_are_no_sides() -> None:
    milestone = MilestoneFactory.create(slug="landing")
    claim(milestone, "../2026", "2020-01-01", statement="by 2026")
    claim(milestone, "../2028", "2020-01-01", statement="by 2028")
    claim(milestone, "2022", "2021-01-01", statement="normal")
    claim(milestone, "2030", "2021-01-01", statement="preferred", rank="preferred", reason="The law.")
    assert sides("landing") == []


def test_a_withdrawal_ends_a_conflict_and_known_at_still_shows_it() -> None:
    milestone = MilestoneFactory.create(slug="landing")
    claim(milestone, "2022", "2020-01-01")
    wrong = claim(milestone, "2023", "2020-01-01")
    before = Claim.objects.order_by("-recorded_at").values_list("recorded_at", flat=True)[0].isoformat()
    claims.withdraw(claim=wrong, reason="Misread.")
    assert sides("landing") == []
    assert [day for day, _ in sides("landing", known_at=before)] == ["2020-01-01"]
    assert rows("milestones/", {"conflict": "true"}) == []
    assert rows("milestones/", {"conflict": "true", "known_at": before}) == ["landing"]


def test_before_the_day_there_is_no_conflict_and_of_the_unspoken_no_list() -> None:
    milestone = MilestoneFactory.create(slug="landing")
    claim(milestone, "2022", "2020-01-01")
    claim(milestone, "2023", "2021-01-01")
    claim(milestone, "2024", "2021-01-01")
    assert sides("landing", as_of="2020-12-31") == []
    assert len(sides("landing", as_of="2021-01-01")) == 1
    found = problem(get("milestones/landing/conflicts/?as_of=2019-12-31"), 404, "Not Found")
    assert found["detail"] == "Nobody had spoken of 'landing' by 2019-12-31."


@pytest.mark.parametrize("number", [2, 20])
def test_a_page_of_conflicts_costs_the_same_however_many(number: int, django_assert_num_queries: Any) -> None:
    milestone = MilestoneFactory.create(slug="landing")
    for day in range(1, number + 1):
        claim(milestone, "2022", f"2020-01-{day:02}")
        claim(milestone, "2023", f"2020-01-{day:02}")
    # Whether it was spoken of; its claims; how many days; the page; the claims of all sides.
    with django_assert_num_queries(5):
        assert len(sides("landing")) == number
