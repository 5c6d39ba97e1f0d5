from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from tests.strategies import fuzzy_dates

# The library takes milliseconds a date, and more on a busy machine.
patient = settings(deadline=None)


def between(one: str, other: str) -> str:
    """How the one lies to the other: the names of what holds."""
    first, second = FuzzyDate.parse(one), FuzzyDate.parse(other)
    holds = {
        "before": first.is_before(second),
        "after": first.is_after(second),
        "overlaps": first.overlaps(second),
        "within": first.lies_within(second),
    }
    return " ".join(name for name, held in holds.items() if held)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022", "2022", "overlaps within"),
        ("2022-09", "2022", "overlaps within"),
        ("2022", "2022-09", "overlaps"),
        ("2022", "2023", "before"),
        ("2023", "2022", "after"),
        ("2022-12-31", "2023-01-01", "before"),
        ("2022/2023-01-01", "2023-01-01/2024", "overlaps"),
        ("2024~", "2024", "overlaps within"),
        ("../2022", "2023", "before"),
        ("../2022", "2022", "overlaps"),
        ("2022", "../2022", "overlaps within"),
        ("2023", "../2022", "after"),
        ("../2022", "../2023", "overlaps within"),
        ("../2023", "../2022", "overlaps"),
        ("2022/..", "2021", "after"),
        ("2021", "2022/..", "before"),
        ("2022", "2022/..", "overlaps within"),
        ("2023/..", "2022/..", "overlaps within"),
        ("../2022", "2023/..", "before"),
        ("../2022", "2022/..", "overlaps"),
        ("../2022", "0001/2022", "overlaps"),
        ("2022/..", "2022/9999", "overlaps"),
        ("0001/2022", "../2022", "overlaps within"),
        ("2026-34", "2026", "overlaps within"),
        ("2026-24", "2026", "overlaps"),
    ],
)
def test_two_dates_are_compared_by_their_bounds(one: str, other: str, expected: str) -> None:
    assert between(one, other) == expected


# A small world: dates lie on days 10 to 19 of a month, and an open side reaches to its ends.
WORLD = [date(2024, 2, number) for number in range(1, 30)]


@st.composite
def small_dates(draw: st.DrawFn) -> tuple[FuzzyDate, set[date]]:
    first, last = sorted(draw(st.tuples(st.integers(10, 19), st.integers(10, 19))))
    start, end = f"2024-02-{first}", f"2024-02-{last}"
    openness = draw(st.sampled_from(("closed", "closed", "from", "by")))
    if openness == "from":
        return FuzzyDate.parse(f"{start}/.."), {day for day in WORLD if day.day >= first}
    if openness == "by":
        return FuzzyDate.parse(f"../{end}"), {day for day in WORLD if day.day <= last}
    return FuzzyDate.parse(f"{start}/{end}"), {day for day in WORLD if first <= day.day <= last}


@settings(deadline=None, max_examples=300)
@given(small_dates(), small_dates())
def test_comparison_agrees_with_sets_of_days(
    one: tuple[FuzzyDate, set[date]], other: tuple[FuzzyDate, set[date]]
) -> None:
    (first, days), (second, others) = one, other

    assert first.overlaps(second) == bool(days & others)
    assert first.lies_within(second) == (days <= others)
    assert first.is_before(second) == (max(days) < min(others))
    assert first.is_after(second) == (min(days) > max(others))


@patient
@given(fuzzy_dates(2019, 2023), fuzzy_dates(2019, 2023))
def test_a_date_is_before_or_overlaps_or_is_after_another(one: FuzzyDate, other: FuzzyDate) -> None:
    assert [one.is_before(other), one.overlaps(other), one.is_after(other)].count(True) == 1
    assert one.overlaps(other) == other.overlaps(one)
    assert one.is_before(other) == other.is_after(one)


@patient
@given(fuzzy_dates(2019, 2023), fuzzy_dates(2019, 2023))
def test_what_lies_within_overlaps(one: FuzzyDate, other: FuzzyDate) -> None:
    assert one.lies_within(one)
    assert one.overlaps(other) or not one.lies_within(other)
    same = (one.earliest, one.latest) == (other.earliest, other.latest)
    assert (one.lies_within(other) and other.lies_within(one)) == same


def test_dates_sort_by_their_closing_day_then_by_their_opening_day() -> None:
    texts = ["2022/..", "2023", "2021/..", "2022", "2022-12", "../2022", "2021-24", "2022-01"]

    assert sorted(texts, key=lambda text: FuzzyDate.parse(text).sort_key) == [
        "2022-01",
        "2021-24",
        "../2022",
        "2022",
        "2022-12",
        "2023",
        "2021/..",
        "2022/..",
    ]
    assert FuzzyDate.parse("2022/..").sort_key == (date.max, date(2022, 1, 1))
    assert FuzzyDate.parse("../2022").sort_key == (date(2022, 12, 31), date.min)
