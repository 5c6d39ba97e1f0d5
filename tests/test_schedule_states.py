"""When claims disagree, and how a standing looks on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.schedule import Said, disagree, state
from missions.vocabulary import Outcome, State
from tests.slow_schedule import anything, cannot_both_be, said
from tests.strategies import fuzzy_dates

# --- Conflicts


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022", "2022", False),
        ("2022", "2023", True),
        ("2022", "../2022", False),
        ("../2022", "2023/..", True),
        ("../2022", "2022/..", False),
        ("../2022", "../2035", False),
        ("2030/..", "2040/..", False),
        ("2022", "", False),
        ("", "", False),
        ("2024-02-28", "2024-02-29", True),
        ("2024-02", "2024-02-29", False),
    ],
)
def test_two_windows_disagree_when_they_do_not_meet(one: str, other: str, expected: bool) -> None:
    first, second = said("a", "2016-09-26", one), said("b", "2016-09-26", other)
    assert disagree(first, second) is expected
    assert disagree(second, first) is expected


@pytest.mark.parametrize("one", Outcome)
@pytest.mark.parametrize("other", Outcome)
def test_different_outcomes_disagree_whatever_their_dates(one: Outcome, other: Outcome) -> None:
    assert disagree(said("a", "2016-09-26", "2022", one), said("b", "2016-09-26", "2022", other)) is (one != other)


@given(anything)
def test_disagreeing_is_what_the_days_say(claims: list[Said]) -> None:
    for one, other in zip(claims, reversed(claims), strict=True):
        assert disagree(one, other) is cannot_both_be(one, other)


# --- States


@pytest.mark.parametrize(
    ("window", "day", "expected"),
    [
        ("2022", "2021-12-31", State.UPCOMING),
        ("2022", "2022-01-01", State.DUE),
        ("2022", "2022-12-31", State.DUE),
        ("2022", "2023-01-01", State.OVERDUE),
        ("../2022", "0001-01-01", State.DUE),
        ("../2022", "2022-12-31", State.DUE),
        ("../2022", "2023-01-01", State.OVERDUE),
        ("2022/..", "2021-12-31", State.UPCOMING),
        ("2022/..", "2022-01-01", State.DUE),
        ("2022/..", "9999-12-31", State.DUE),
        ("2024-02-29", "2024-02-28", State.UPCOMING),
        ("2024-02-29", "2024-02-29", State.DUE),
        ("2024-02-29", "2024-03-01", State.OVERDUE),
        ("1969-07", "1970-01-01", State.OVERDUE),
        ("2101", "2100-12-31", State.UPCOMING),
        ("", "2022-01-01", State.UNDATED),
    ],
)
def test_a_plan_is_told_apart_by_its_window(window: str, day: str, expected: State) -> None:
    when = FuzzyDate.parse(window) if window else None
    bounds = (when.earliest, when.latest) if when else (None, None)
    assert state(Outcome.PLANNED, *bounds, date.fromisoformat(day)) is expected


@given(st.none() | fuzzy_dates(), st.dates())
def test_what_is_no_plan_any_more_is_its_outcome_on_every_day(window: FuzzyDate | None, day: date) -> None:
    bounds = (window.earliest, window.latest) if window else (None, None)
    others = [outcome for outcome in Outcome if outcome != Outcome.PLANNED]
    assert [state(outcome, *bounds, day).value for outcome in others] == [outcome.value for outcome in others]


@given(fuzzy_dates(), st.dates(), st.dates())
def test_a_plan_only_moves_on_from_upcoming_to_due_to_overdue(window: FuzzyDate, one: date, other: date) -> None:
    course = [State.UPCOMING, State.DUE, State.OVERDUE]
    seen = [state(Outcome.PLANNED, window.earliest, window.latest, day) for day in sorted((one, other))]
    assert course.index(seen[0]) <= course.index(seen[1])


@given(fuzzy_dates(), st.dates())
def test_a_plan_is_due_on_the_days_of_its_window_alone(window: FuzzyDate, day: date) -> None:
    inside = (window.earliest or date.min) <= day <= (window.latest or date.max)
    assert (state(Outcome.PLANNED, window.earliest, window.latest, day) is State.DUE) is inside
