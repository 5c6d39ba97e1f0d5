"""How far one date lies from another, and what kind of move that is: the algebra of it."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.slips import Days, compare, moved
from missions.vocabulary import SlipKind
from tests.slow_schedule import windows

perhaps = st.none() | windows

REVERSED = {
    None: None,
    SlipKind.SLIP: SlipKind.PULL_IN,
    SlipKind.PULL_IN: SlipKind.SLIP,
    SlipKind.FIRMED: SlipKind.LOOSENED,
    SlipKind.LOOSENED: SlipKind.FIRMED,
    SlipKind.ADJUSTED: SlipKind.ADJUSTED,
    SlipKind.DATED: SlipKind.UNDATED,
    SlipKind.UNDATED: SlipKind.DATED,
}


@given(perhaps, perhaps)
def test_the_way_back_is_the_reverse(was: FuzzyDate | None, now: FuzzyDate | None) -> None:
    assert compare(now, was) is REVERSED[compare(was, now)]
    if was and now:
        there, back = moved(was, now), moved(now, was)
        assert (back.min, back.max) == (negated(there.max), negated(there.min))


def negated(days: int | None) -> int | None:
    return None if days is None else -days


@given(windows, windows)
def test_the_days_say_whether_it_is_certainly_later_or_earlier(was: FuzzyDate, now: FuzzyDate) -> None:
    days = moved(was, now)
    assert (compare(was, now) is SlipKind.SLIP) == (days.min is not None and days.min > 0)
    assert (compare(was, now) is SlipKind.PULL_IN) == (days.max is not None and days.max < 0)
    assert days.min is None or days.max is None or days.min <= days.max


@given(windows)
def test_a_date_has_not_moved_from_itself(window: FuzzyDate) -> None:
    assert compare(window, window) is None
    assert moved(window, window) == Days(0, 0)


@given(windows, windows, windows)
def test_a_total_lies_within_the_sum_of_its_moves(first: FuzzyDate, second: FuzzyDate, third: FuzzyDate) -> None:
    """Each step allows for all that the date in between may mean, so together they say less than the whole."""
    one, other, whole = moved(first, second), moved(second, third), moved(first, third)
    if one.min is not None and other.min is not None:
        assert whole.min is not None
        assert one.min + other.min <= whole.min
    if one.max is not None and other.max is not None:
        assert whole.max is not None
        assert whole.max <= one.max + other.max


@given(st.lists(st.dates(), min_size=2, max_size=5))
def test_of_days_the_moves_add_up_to_the_total(days: list[date]) -> None:
    dates = [FuzzyDate.parse(f"{day}") for day in days]
    steps = [moved(one, other) for one, other in pairwise(dates)]
    assert all(step.min == step.max for step in steps)
    assert moved(dates[0], dates[-1]).min == sum(step.min or 0 for step in steps)
