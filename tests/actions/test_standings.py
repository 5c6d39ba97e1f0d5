"""Standings are those that the schedule makes of the claims that count, and nothing is left of others."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from missions.actions import claims, standings
from missions.dates import FuzzyDate
from missions.models import Milestone, Standing
from missions.schedule import Said
from missions.schedule import standings as periods_of
from missions.vocabulary import Outcome, Rank
from tests.factories import MilestoneFactory, SourceFactory, claim
from tests.slow_schedule import alike

pytestmark = pytest.mark.django_db


def rows(milestone: Milestone) -> list[tuple[Any, ...]]:
    return [
        (row.since, row.until, row.outcome, row.date, row.conflict, str(row.claim_id))
        for row in Standing.objects.held().filter(milestone=milestone)
    ]


def test_derived_again_they_are_the_same() -> None:
    said = claim()
    claim(said.milestone, asserted_on="2021-03-22", date="2026")
    before = rows(said.milestone)
    standings.derive(milestone=said.milestone)
    assert rows(said.milestone) == before
    assert len(before) == 2


def test_what_was_no_standing_is_gone_when_they_are_derived() -> None:
    said = claim()
    before = rows(said.milestone)
    Standing.objects.update(outcome="achieved")
    standings.derive(milestone=said.milestone)
    assert rows(said.milestone) == before


def test_a_milestone_without_claims_has_none() -> None:
    milestone = MilestoneFactory.create()
    standings.derive(milestone=milestone)
    assert rows(milestone) == []


@pytest.mark.parametrize("number", [1, 15])
def test_deriving_costs_four_queries_whatever_the_number_of_claims(number: int, django_assert_num_queries: Any) -> None:
    milestone, source = MilestoneFactory.create(), SourceFactory.create()
    for day in range(number):
        claim(milestone, source=source, asserted_on=f"2016-09-{day + 1:02}", date=f"{2020 + day}")
    # The savepoint and its release; the milestone's row, the old standings, the claims, the new standings.
    with django_assert_num_queries(6):
        standings.derive(milestone=milestone)
    assert len(rows(milestone)) == number


@given(alike)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_they_are_the_periods_that_the_schedule_makes(generated: list[Said]) -> None:
    told = [_sayable(said) for said in generated]
    milestone, source = MilestoneFactory.create(), SourceFactory.create()
    recorded = [
        claims.record(
            milestone=milestone,
            source=source,
            outcome=said.outcome,
            asserted_on=FuzzyDate.parse(f"{said.day}"),
            date=said.date,
            rank=said.rank,
            statement="It will come about.",
        )
        for said in told
    ]
    expected = periods_of(
        Said(str(row.id), said.day, said.outcome, said.date, Rank(row.rank))
        for row, said in zip(recorded, told, strict=True)
    )
    assert rows(milestone) == [
        (period.since, period.until, period.outcome, period.date, period.conflict, period.claim) for period in expected
    ]


def _sayable(said: Said) -> Said:
    """What is dated after it was said can only be planned."""
    ahead = said.date and said.date.earliest and said.date.earliest > said.day
    return replace(said, outcome=Outcome.PLANNED) if ahead else said
