"""Milestones as of a day, and their states as a condition of the database."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.actions import claims
from missions.dates import FuzzyDate
from missions.models import Milestone, Standing
from missions.schedule import state
from missions.vocabulary import Outcome, State
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory, claim
from tests.strategies import fuzzy_dates

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2016, 9, 26), date(2021, 3, 22)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def moved() -> Milestone:
    """By 2022, as was said first; then 2026."""
    said = claim(asserted_on="2016-09-26", date="../2022")
    claim(said.milestone, asserted_on="2021-03-22", date="2026")
    return said.milestone


def as_of(day: date) -> list[tuple[str, str]]:
    return [(row.slug, row.standing.date_edtf) for row in Milestone.objects.as_of(day)]


def test_no_milestone_is_called_as_another_address() -> None:
    with pytest.raises(ValidationError) as refused:
        MilestoneFactory.build(slug="summary").full_clean()
    assert refused.value.messages == [
        "A milestone's slug cannot be summary: below milestones/ that is another address. Choose another slug."
    ]


def test_before_anyone_spoke_of_it_a_milestone_is_not_there(moved: Milestone) -> None:
    assert as_of(FIRST - ONE_DAY) == []
    assert as_of(date.min) == []


def test_from_the_day_of_a_claim_until_before_the_next_one_it_stands_as_that_claim_says(moved: Milestone) -> None:
    assert as_of(FIRST) == [(moved.slug, "../2022")]
    assert as_of(SECOND - ONE_DAY) == [(moved.slug, "../2022")]


def test_on_the_day_of_the_next_claim_and_ever_after_it_stands_as_the_next_one_says(moved: Milestone) -> None:
    assert as_of(SECOND) == [(moved.slug, "2026")]
    assert as_of(date.max) == [(moved.slug, "2026")]


def test_a_milestone_without_a_claim_is_never_there() -> None:
    MilestoneFactory.create()
    assert as_of(date.max) == []


def test_a_claim_of_a_fuzzy_day_counts_from_its_last_day() -> None:
    said = claim(asserted_on="2016-09")
    assert as_of(date(2016, 9, 29)) == []
    assert as_of(date(2016, 9, 30)) == [(said.milestone.slug, "../2022")]


@pytest.mark.parametrize(("asserted_on", "day"), [("2024-02-29", date(2024, 2, 29)), ("1957-10-04", date(1957, 10, 4))])
def test_it_is_there_from_a_leap_day_and_from_a_day_before_1970(asserted_on: str, day: date) -> None:
    said = claim(asserted_on=asserted_on)
    assert as_of(day - ONE_DAY) == []
    assert as_of(day) == [(said.milestone.slug, "../2022")]


def test_each_milestone_is_there_once_with_its_own_standing(moved: Milestone) -> None:
    claim(MilestoneFactory.create(slug="a-first"), asserted_on="2016-09-26", date="203X")
    claim(MilestoneFactory.create(slug="a-second"), asserted_on="2021-03-23")
    claim(MilestoneFactory.create(slug="a-third"), asserted_on="2016-09-26", date=None)
    assert as_of(FIRST) == [("a-first", "203X"), ("a-third", ""), (moved.slug, "../2022")]
    assert Milestone.objects.as_of(FIRST).count() == 3


def test_the_standing_needs_no_query_of_its_own(moved: Milestone, django_assert_num_queries: Any) -> None:
    for _ in range(14):
        claim()
    # The milestones and their standings, joined.
    with django_assert_num_queries(1):
        rows = [(row.slug, row.standing.since, row.standing.date) for row in Milestone.objects.as_of(SECOND)]
    assert len(rows) == 15
    assert rows[0] == (moved.slug, SECOND, FuzzyDate.parse("2026"))


@pytest.mark.parametrize("number", [1, 15])
def test_a_page_costs_three_queries_whatever_its_length(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        row = MilestoneFactory.create(program=ProgramFactory.create())
        row.agencies.add(AgencyFactory.create())
        row.vehicles.add(VehicleFactory.create())
        claim(row, claimant=AgencyFactory.create())
    # The milestones with program, standing, claim, source and claimant; the agencies; the vehicles.
    with django_assert_num_queries(3):
        shown = [shown_of(row) for row in Milestone.objects.as_of(SECOND).for_page()]
    assert len(shown) == number
    assert [len(parts) for parts in shown] == [5] * number


def shown_of(row: Any) -> list[str]:
    said = row.standing.claim
    related = (row.program, said.source, said.claimant, *row.its_agencies, *row.its_vehicles)
    return [str(part) for part in related if part]


def test_filters_and_orderings_name_the_columns_of_the_standing(moved: Milestone) -> None:
    late = claim(date="203X").milestone
    never = claim(date=None).milestone
    there = Milestone.objects.as_of(SECOND)
    slugs = [row.slug for row in there.order_by("-stands_date_latest", "slug") if row.standing.date_latest]
    assert slugs == [late.slug, moved.slug]
    assert list(there.filter(stands_date_edtf="")) == [never]
    assert there.filter(stands_date_edtf="").get().standing.since == FIRST
    # The first standing of the moved one is not in force, so that it is not found by it.
    assert not there.filter(stands_date_edtf="../2022").exists()


def test_a_withdrawn_claim_takes_the_milestone_out_of_the_past_too() -> None:
    said = claim()
    claims.withdraw(claim=said, reason="Misread.")
    assert as_of(date.max) == []


# --- States


def in_states(day: date, *states: str) -> list[str]:
    return [row.slug for row in Milestone.objects.as_of(day).in_states(states, day)]


def test_several_states_find_what_is_in_any_of_them_and_none_finds_nothing(moved: Milestone) -> None:
    done = claim(outcome="achieved", date="2016").milestone
    claim(outcome="planned", date=None)
    day = date(2027, 1, 1)
    assert in_states(day, "overdue") == [moved.slug]
    assert in_states(day, "overdue", "achieved") == sorted([moved.slug, done.slug])
    assert in_states(day, "failed") == []
    assert in_states(day) == []


def test_the_state_is_that_of_the_standing_in_force_on_the_day(moved: Milestone) -> None:
    assert in_states(SECOND - ONE_DAY, "due") == [moved.slug]
    assert in_states(SECOND, "upcoming") == [moved.slug]
    assert in_states(SECOND, "due") == []
    assert in_states(FIRST - ONE_DAY, *State) == []


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="'late' is not a valid State"):
        in_states(FIRST, "late")


standing_sets = st.lists(st.tuples(st.sampled_from(list(Outcome)), st.none() | fuzzy_dates()), min_size=1, max_size=6)


@given(standing_sets, st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_the_condition_agrees_with_the_schedule_on_every_day(
    told: list[tuple[Outcome, FuzzyDate | None]], data: st.DataObject
) -> None:
    Milestone.objects.filter(claims=None).delete()
    said = claim()
    said.milestone.standings.all().delete()
    # Days at the edges of the windows, where the two could part.
    day = data.draw(st.sampled_from(edges(told)) | st.dates())
    expected: dict[str, list[str]] = {name: [] for name in State}
    rows = [Milestone(slug=f"row-{number}", kind="launch") for number in range(len(told))]
    for row, (outcome, window) in zip(Milestone.objects.bulk_create(rows), told, strict=True):
        standing = Standing(
            milestone=row,
            since=date.min,
            agreed_since=date.min,
            outcome=outcome,
            conflict=False,
            claim=said,
            recorded_at=said.recorded_at,
        )
        standing.date = window
        standing.save()
        bounds = (window.earliest, window.latest) if window else (None, None)
        expected[state(outcome, *bounds, day)].append(row.slug)
    assert {name: in_states(day, name) for name in State} == expected
    assert in_states(day, *State) == [row.slug for row in rows]


def edges(told: list[tuple[Outcome, FuzzyDate | None]]) -> list[date]:
    bounds = [bound for _, window in told if window for bound in (window.earliest, window.latest) if bound]
    near = [bound + ONE_DAY for bound in bounds if bound < date.max]
    return [date.min, date.max, *bounds, *near, *(bound - ONE_DAY for bound in bounds if bound > date.min)]


# --- What a milestone is called


def test_a_milestone_is_known_by_its_title_and_found_by_its_slug() -> None:
    row = MilestoneFactory.create(slug="mars-landing", title="Landing on Mars")
    assert str(row) == "Landing on Mars"
    assert row.natural_key() == ("mars-landing",)
    assert Milestone.objects.get_by_natural_key("mars-landing") == row


@pytest.mark.parametrize("make", [AgencyFactory, ProgramFactory, VehicleFactory, SourceFactory])
def test_so_are_the_other_rows_with_a_slug(make: Callable[..., Any]) -> None:
    row = make()
    assert str(row) == getattr(row, "name", None) or row.title
    assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
