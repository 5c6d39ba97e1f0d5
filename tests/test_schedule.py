"""The schedule, held against a slow model that looks at each day on its own."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, dropwhile, pairwise, starmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.schedule import Period, Said, conflicts, disagree, standings
from missions.vocabulary import Outcome, Rank
from tests.slow_schedule import DAYS, TELLING, WINDOWS, Stood, alike, anything, day_by_day, said
from tests.strategies import fuzzy_dates


def in_force(periods: Sequence[Period], day: date) -> list[Stood]:
    return [
        (period.outcome, period.date, period.conflict, period.claim)
        for period in periods
        if period.since <= day and (period.until is None or day < period.until)
    ]


@given(alike.filter(bool))
def test_on_each_day_the_standing_is_the_one_that_a_day_by_day_model_finds(claims: list[Said]) -> None:
    near = [claim for claim in claims if claim.day in DAYS]
    days = [DAYS[0] - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]
    expected = [[stood] if stood else [] for stood in day_by_day(near, days)]
    assert [in_force(standings(near), day) for day in days] == expected


@given(anything)
def test_standings_follow_each_other_without_overlap_or_gap_and_the_last_is_open(claims: list[Said]) -> None:
    periods = standings(claims)
    assert bool(periods) == bool(claims)
    assert [period.since for period in periods[:1]] == sorted(claim.day for claim in claims)[:1]
    assert [before.until for before, _ in pairwise(periods)] == [after.since for _, after in pairwise(periods)]
    assert all(before.since < after.since for before, after in pairwise(periods))
    assert [period.until for period in periods[-1:]] == [None] * bool(claims)


@given(anything)
def test_each_standing_says_something_else_than_the_one_before_it(claims: list[Said]) -> None:
    periods = standings(claims)
    assert not [after for before, after in pairwise(periods) if after.only_says(before)]


@given(anything)
def test_a_standing_names_a_claim_of_its_first_day_and_says_what_that_claim_says(claims: list[Said]) -> None:
    by_id = {claim.id: claim for claim in claims}
    for period in standings(claims):
        claim = by_id[period.claim]
        assert (claim.day, claim.outcome, claim.date) == (period.since, period.outcome, period.date)


@given(anything, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_arrive_changes_nothing(claims: list[Said], shuffler: random.Random) -> None:
    arrived = list(claims)
    shuffler.shuffle(arrived)
    assert standings(iter(arrived)) == standings(claims)


@given(anything.filter(bool), st.data())
def test_a_claim_that_reaffirms_on_a_later_day_changes_nothing(claims: list[Said], data: st.DataObject) -> None:
    periods = [period for period in standings(claims) if not period.conflict and period.since < date.max]
    taken = {claim.day for claim in claims}
    for period in periods:
        until = period.until or date.max
        days = [period.since + timedelta(days=n) for n in range(1, min((until - period.since).days, 30))]
        free = [day for day in days if day not in taken]
        if free:
            again = Said("again", data.draw(st.sampled_from(free)), period.outcome, period.date)
            assert standings([*claims, again]) == standings(claims)


@given(anything.filter(bool), st.data())
def test_a_claim_from_before_the_first_day_only_adds_in_front(claims: list[Said], data: st.DataObject) -> None:
    later = [claim for claim in claims if claim.day > date.min]
    before = standings(later)
    if not before:
        return
    day = data.draw(st.dates(date.min, before[0].since - timedelta(days=1)))
    early = Said("early", day, data.draw(st.sampled_from(list(Outcome))), data.draw(st.sampled_from([None, *WINDOWS])))
    front = Period(day, None, early.outcome, early.date, conflict=False, claim="early")
    rest = list(dropwhile(lambda period: period.only_says(front), before))
    front = replace(front, until=rest[0].since if rest else None)
    assert standings([early, *later]) == [front, *rest]


@given(anything.filter(bool), st.data())
def test_who_does_not_say_when_takes_a_date_back_of_a_plan_alone(claims: list[Said], data: st.DataObject) -> None:
    *_, last = standings(claims)
    day = max(claim.day for claim in claims)
    if last.conflict or day == date.max:
        return
    undated = Said("undated", data.draw(st.dates(day + timedelta(days=1))), last.outcome, None)
    taken_back = last.outcome == Outcome.PLANNED and last.date is not None
    assert standings([*claims, undated])[-1].date == (None if taken_back else last.date)


@given(st.lists(st.tuples(st.none() | st.sampled_from(WINDOWS) | fuzzy_dates(2019, 2024), st.booleans()), min_size=1))
def test_a_day_is_a_conflict_where_some_two_disagree(told: list[tuple[FuzzyDate | None, bool]]) -> None:
    outcomes = [Outcome.ACHIEVED if same else Outcome.FAILED for _, same in told]
    for each in (outcomes, [Outcome.PLANNED] * len(told)):
        claims = [
            said(f"{at:03}", "2016-02-29", window.edtf if window else "", outcome)
            for at, ((window, _), outcome) in enumerate(zip(told, each, strict=True))
        ]
        [period] = standings(claims)
        assert period.conflict == any(starmap(disagree, combinations(claims, 2)))
        assert period.conflict == bool(conflicts(claims))


def test_no_claims_make_no_standings() -> None:
    assert standings([]) == []


def rows(*claims: Said) -> list[tuple[str, str | None, str, str, bool, str]]:
    return [
        (
            str(period.since),
            str(period.until) if period.until else None,
            period.outcome.value,
            period.date.edtf if period.date else "",
            period.conflict,
            period.claim,
        )
        for period in standings(claims)
    ]


HISTORIES = {
    "no dated claim": (
        [said("a", "2016-09-26"), said("b", "2021-03-22")],
        [("2016-09-26", None, "planned", "", False, "a")],
    ),
    "from no date to one": (
        [said("a", "2016-09-26"), said("b", "2021-03-22", "2026")],
        [
            ("2016-09-26", "2021-03-22", "planned", "", False, "a"),
            ("2021-03-22", None, "planned", "2026", False, "b"),
        ],
    ),
    "a date that is no longer told": (
        [said("a", "2016-09-26", "2022"), said("b", "2021-03-22")],
        [
            ("2016-09-26", "2021-03-22", "planned", "2022", False, "a"),
            ("2021-03-22", None, "planned", "", False, "b"),
        ],
    ),
    "a target moved after its window had closed": (
        [said("a", "2016-09-26", "../2018"), said("b", "2021-03-22", "2026")],
        [
            ("2016-09-26", "2021-03-22", "planned", "../2018", False, "a"),
            ("2021-03-22", None, "planned", "2026", False, "b"),
        ],
    ),
    "moved away and back": (
        [said("a", "2016-01-01", "2022"), said("b", "2017-01-01", "2024"), said("c", "2018-01-01", "2022")],
        [
            ("2016-01-01", "2017-01-01", "planned", "2022", False, "a"),
            ("2017-01-01", "2018-01-01", "planned", "2024", False, "b"),
            ("2018-01-01", None, "planned", "2022", False, "c"),
        ],
    ),
    "achieved before its window": (
        [said("a", "2016-09-26", "2025/.."), said("b", "2021-03-22", "2021-03-20", Outcome.ACHIEVED)],
        [
            ("2016-09-26", "2021-03-22", "planned", "2025/..", False, "a"),
            ("2021-03-22", None, "achieved", "2021-03-20", False, "b"),
        ],
    ),
    "achieved, and promised again by one who had not heard": (
        [said("a", "2020-01-01", "2020", Outcome.ACHIEVED), said("b", "2021-01-01", "2022")],
        [
            ("2020-01-01", "2021-01-01", "achieved", "2020", False, "a"),
            ("2021-01-01", None, "planned", "2022", False, "b"),
        ],
    ),
    "the same window in other words": (
        [said("a", "2016-01-01", "2022"), said("b", "2017-01-01", "2022~")],
        [
            ("2016-01-01", "2017-01-01", "planned", "2022", False, "a"),
            ("2017-01-01", None, "planned", "2022~", False, "b"),
        ],
    ),
    "a leap day and the day after": (
        [said("a", "2016-02-29", "2024-02-29"), said("b", "2016-03-01", "2024-03-01")],
        [
            ("2016-02-29", "2016-03-01", "planned", "2024-02-29", False, "a"),
            ("2016-03-01", None, "planned", "2024-03-01", False, "b"),
        ],
    ),
    "before 1970 and after 2100": (
        [said("a", "1961-05-25", "../1969"), said("b", "2100-12-31", "21XX"), said("c", "0001-01-01", "9999")],
        [
            ("0001-01-01", "1961-05-25", "planned", "9999", False, "c"),
            ("1961-05-25", "2100-12-31", "planned", "../1969", False, "a"),
            ("2100-12-31", None, "planned", "21XX", False, "b"),
        ],
    ),
    "two claims of one day that disagree": (
        [said("a", "2021-03-22", "2025"), said("b", "2021-03-22", "2026")],
        [("2021-03-22", None, "planned", "2025", True, "a")],
    ),
    "a conflict, and one side again": (
        [said("a", "2021-03-22", "2025"), said("b", "2021-03-22", "2026"), said("c", "2022-01-01", "2025")],
        [
            ("2021-03-22", "2022-01-01", "planned", "2025", True, "a"),
            ("2022-01-01", None, "planned", "2025", False, "c"),
        ],
    ),
    "two of one day that say the same": (
        [said("b", "2021-03-22", "2024"), said("a", "2021-03-22", "2024")],
        [("2021-03-22", None, "planned", "2024", False, "a")],
    ),
    "two of one day of which one is narrower": (
        [said("a", "2021-03-22", "203X"), said("b", "2021-03-22", "2035/2039")],
        [("2021-03-22", None, "planned", "2035/2039", False, "b")],
    ),
    "two of one day of which one has no date": (
        [said("a", "2021-03-22"), said("b", "2021-03-22", "2025/..")],
        [("2021-03-22", None, "planned", "2025/..", False, "b")],
    ),
    "the third of one day disagrees with the second alone": (
        [
            said("a", "2021-03-22", "2025/2026"),
            said("b", "2021-03-22", "2025"),
            said("c", "2021-03-22", "2026"),
        ],
        [("2021-03-22", None, "planned", "2025", True, "b")],
    ),
    "of two years the leap year is the wider one": (
        [said("a", "2021-03-22", "2024"), said("b", "2021-03-22", "2026")],
        [("2021-03-22", None, "planned", "2026", True, "b")],
    ),
    "a preferred claim silences a normal one of its day": (
        [said("a", "2021-03-22", "2024", Outcome.ACHIEVED), said("b", "2021-03-22", "2026", rank=Rank.PREFERRED)],
        [("2021-03-22", None, "planned", "2026", False, "b")],
    ),
    "a normal claim of a later day replaces a preferred one": (
        [said("a", "2021-03-22", "2024", rank=Rank.PREFERRED), said("b", "2021-03-23", "2026")],
        [
            ("2021-03-22", "2021-03-23", "planned", "2024", False, "a"),
            ("2021-03-23", None, "planned", "2026", False, "b"),
        ],
    ),
    "an outcome speaks before a plan of its day": (
        [said("a", "2021-03-22", "2021-03-22"), said("b", "2021-03-22", "", Outcome.ACHIEVED)],
        [("2021-03-22", None, "achieved", "", True, "b")],
    ),
    "of two equally narrow ones the earlier speaks": (
        [said("a", "2021-03-22", "2026"), said("b", "2021-03-22", "2025")],
        [("2021-03-22", None, "planned", "2025", True, "b")],
    ),
    "of one window in two words the shorter speaks": (
        [said("a", "2021-03-22", "2026~"), said("b", "2021-03-22", "2026")],
        [("2021-03-22", None, "planned", "2026", False, "b")],
    ),
}


@pytest.mark.parametrize(("claims", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_histories(claims: list[Said], expected: list[tuple[str, str | None, str, str, bool, str]]) -> None:
    assert rows(*claims) == expected
    assert rows(*reversed(claims)) == expected


@pytest.mark.parametrize("more", list(pairwise(TELLING)))
def test_of_outcomes_on_one_day_the_more_final_one_speaks(more: tuple[Outcome, Outcome]) -> None:
    final, other = more
    assert rows(said("a", "2021-01-01", "2020", other), said("b", "2021-01-01", "", final)) == [
        ("2021-01-01", None, final.value, "", True, "b")
    ]
