"""How many sources stand behind a standing. A copy corroborates nothing, and who confirms takes none away."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from missions.actions import claims, sources
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Source
from missions.schedule import Said
from missions.vocabulary import Outcome, Rank
from tests.api import generated
from tests.api.asking import get, rows
from tests.factories import MilestoneFactory, SourceFactory, claim
from tests.slow_promises import SOURCES, Thing, Told, sources_behind
from tests.slow_schedule import DAYS

pytestmark = pytest.mark.django_db
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def behind(milestone: Milestone, **given: str) -> int:
    number: int = get(f"milestones/{milestone.slug}/", given).body["corroboration"]
    return number


def test_each_source_that_says_just_that_since_then_counts_once() -> None:
    milestone, paper = MilestoneFactory.create(), SourceFactory.create()
    claim(milestone, "2022", "2020-01-01", source=paper)
    claim(milestone, "2022", "2020-02-01", source=paper)
    assert behind(milestone) == 1
    claim(milestone, "2022", "2020-03-01")
    # The same days in other words, and on that day something vaguer.
    claim(milestone, "2022~", "2020-03-01")
    claim(milestone, "2020/2030", "2020-03-01")
    assert behind(milestone) == 3
    assert behind(milestone, as_of="2020-02-29") == 1
    assert rows("milestones/?corroborated_by=3") == [milestone.slug]
    assert rows("milestones/?corroborated_by=4") == []


def test_who_said_it_before_it_moved_stands_behind_it_no_more() -> None:
    milestone = MilestoneFactory.create()
    claim(milestone, "2022", "2020-01-01")
    claim(milestone, "2023", "2021-01-01")
    claim(milestone, "2022", "2022-01-01")
    assert behind(milestone) == 1


@pytest.mark.parametrize("date", [None, "../2022", "2022/.."])
def test_without_a_date_and_with_an_open_one_they_are_counted_too(date: str | None) -> None:
    milestone = MilestoneFactory.create()
    claim(milestone, date, "2020-01-01")
    claim(milestone, date, "2020-02-01")
    assert behind(milestone) == 2


def test_what_does_not_count_corroborates_nothing() -> None:
    milestone, original = MilestoneFactory.create(), SourceFactory.create()
    claim(milestone, "2022", "2020-01-01", source=original)
    copy, wrong = claim(milestone, "2022", "2020-01-02"), claim(milestone, "2022", "2020-01-03")
    claim(milestone, "2022", "2020-01-04", rank="deprecated", reason="A guess.")
    claim(milestone, "2020", "2020-01-05", outcome="cancelled", rank="deprecated", reason="A guess.")
    assert behind(milestone) == 3
    before = Claim.objects.order_by("-recorded_at").values_list("recorded_at", flat=True)[0].isoformat()
    claims.withdraw(claim=wrong, reason="Misread.")
    assert behind(milestone) == 2
    assert behind(milestone, known_at=before) == 3
    source = Source.objects.get(pk=copy.source_id)
    source.republication_of = original
    sources.revise(source=source)
    assert behind(milestone) == 1


# --- From which day on they are counted


@pytest.mark.parametrize(
    ("told", "count"),
    [
        (["2030", "2030"], 2),
        # Another mark, or other words, for the same days.
        (["2030", "2030~"], 2),
        (["2030", "2030~", "2030?", "2030"], 4),
        (["2030", "2030-01-01/2030-12-31"], 2),
        # A conflict begins, and ends.
        (["2030", "2030 2040"], 2),
        (["2030", "2030 2040", "2030"], 3),
        (["2030 2040", "2030"], 2),
        # It stood otherwise meanwhile: who spoke before is not counted.
        (["2030", "2040", "2030"], 1),
        (["2030", "", "2030"], 1),
        (["2030", "2030-05", "2030", "2030~"], 2),
        (["", "2030", "2030"], 2),
        (["", "2030", ""], 1),
        (["", ""], 2),
    ],
)
def test_it_counts_from_the_day_on_which_it_came_to_stand_so(told: list[str], count: int) -> None:
    """Each day some sources speak, each of them a new one."""
    milestone = MilestoneFactory.create(slug="landing")
    for day, dates in enumerate(told, 1):
        for text in dates.split(" "):
            claim(milestone, text or None, f"2020-01-{day:02}")
    assert behind(milestone) == count
    assert rows("milestones/", {"corroborated_by": str(count)}) == ["landing"]
    assert rows("milestones/", {"corroborated_by": str(count + 1)}) == []


def test_the_same_days_with_another_outcome_are_another_standing() -> None:
    milestone = MilestoneFactory.create()
    for day, outcome in enumerate(("planned", "planned", "achieved", "achieved", "planned"), 1):
        claim(milestone, "2019", f"2020-01-{day:02}", outcome)
    found = [behind(milestone, as_of=f"2020-01-{day:02}") for day in range(1, 6)]
    assert found == [1, 2, 1, 2, 1]


def test_a_claim_that_is_added_to_the_past_counts_from_there_on() -> None:
    milestone = MilestoneFactory.create()
    claim(milestone, "2030", "2020-01-01")
    between = claim(milestone, "2040", "2020-02-01")
    claim(milestone, "2030~", "2020-03-01")
    assert behind(milestone) == 1
    claims.withdraw(claim=between, reason="Misread.")
    assert behind(milestone) == 2
    assert behind(milestone, known_at=Claim.objects.latest("recorded_at").recorded_at.isoformat()) == 1


# --- Against the slow model

WINDOWS = ("2016", "2016~", "2016?", "2018", "2016-03/..", "../2016-03")


def _histories() -> st.SearchStrategy[list[Told]]:
    window = st.none() | st.sampled_from(WINDOWS).map(FuzzyDate.parse)
    outcomes = st.sampled_from([*[Outcome.PLANNED] * 3, Outcome.ACHIEVED])
    ranks = st.sampled_from((Rank.NORMAL, Rank.NORMAL, Rank.PREFERRED))
    ids = st.integers(0, 999).map("{:032}".format)
    said = st.builds(Said, ids, st.sampled_from(DAYS), outcomes, window, ranks)
    one = st.builds(Told, said, st.none(), st.sampled_from(SOURCES))
    return st.lists(one, min_size=1, max_size=8, unique_by=lambda told: told.said.id)


def _confirmed(*windows: str) -> list[Told]:
    told = zip(DAYS, windows, SOURCES, strict=False)
    return [
        Told(Said(f"{at:032}", day, Outcome.PLANNED, FuzzyDate.parse(window)), None, source)
        for at, (day, window, source) in enumerate(told)
    ]


@given(_histories(), st.sampled_from([*DAYS, date(2030, 1, 1)]))
@example(_confirmed("2016", "2016~", "2016"), DAYS[-1])
@example(_confirmed("2016", "2018", "2016"), DAYS[-1])
@few
def test_it_is_what_a_slow_model_counts(told: Sequence[Told], day: date) -> None:
    with transaction.atomic():
        generated.catalog()
        generated.build([Thing(frozenset(), frozenset(), None, "", "launch", tuple(told))])
        expected = sources_behind(told, day)
        answer = get("milestones/m0/", {"as_of": day.isoformat(), "fields": "corroboration"})
        assert (answer.body["corroboration"] if answer.status == 200 else None) == expected
        for least in range(1, 4):
            kept = rows("milestones/", {"as_of": day.isoformat(), "corroborated_by": str(least)})
            assert kept == (["m0"] if expected and expected >= least else [])
        transaction.set_rollback(True)
