"""Slips and what became of a promise, held against a slow model and against their own algebra."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.schedule import Said, days_overdue, standings
from missions.slips import Days, accounts, compare, moved, slips, total
from missions.vocabulary import Outcome, SlipKind
from tests.slow_promises import came_by
from tests.slow_schedule import DAYS, FAR_DAYS, WINDOWS, alike, anything, day_by_day, said
from tests.slow_slips import Move, Told, days_between, kind_of, moves_by, text, told_on
from tests.strategies import fuzzy_dates

windows = st.sampled_from(WINDOWS) | fuzzy_dates(2019, 2024) | fuzzy_dates()
perhaps = st.none() | windows


def pair(days: Days | None) -> tuple[int | None, int | None] | None:
    return (days.min, days.max) if days else None


def moves(claims: Sequence[Said]) -> list[Move]:
    return [
        Move(
            slip.on,
            slip.kind.value,
            slip.outcome.value,
            text(slip.was),
            text(slip.date),
            pair(slip.days),
            slip.was_claim,
            slip.claim,
        )
        for slip in slips(standings(claims))
    ]


def told(claims: Sequence[Said], day: date) -> Told | None:
    periods = standings(claims)
    for period, account in zip(periods, accounts(periods), strict=True):
        if period.since <= day and (period.until is None or day < period.until):
            late = days_overdue(period.outcome, period.date.latest if period.date else None, day)
            return Told(text(account.promised), text(period.date), pair(account.total), account.moves, late)
    return None


# --- Against the slow model


@given(alike | anything)
def test_slips_are_those_that_a_slow_model_finds(claims: list[Said]) -> None:
    assert moves(claims) == moves_by(claims, date.max)


@given(alike | anything, st.sampled_from((*DAYS, *FAR_DAYS)) | st.dates())
def test_what_became_of_the_promise_is_what_a_slow_model_finds(claims: list[Said], day: date) -> None:
    assert told(claims, day) == told_on(claims, day)


@given(alike | anything, st.sampled_from((*DAYS, *FAR_DAYS)))
def test_what_is_said_later_changes_no_slip_before_it(claims: list[Said], day: date) -> None:
    said_by_then = [claim for claim in claims if claim.day <= day]
    assert [slip for slip in slips(standings(claims)) if slip.on <= day] == slips(standings(said_by_then))


@given(perhaps, perhaps)
def test_two_dates_compare_as_their_days_do(was: FuzzyDate | None, now: FuzzyDate | None) -> None:
    assert compare(was, now) == kind_of(was, now)
    if was and now:
        assert pair(moved(was, now)) == days_between(was, now)


# --- Algebra

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


# --- Cases


@pytest.mark.parametrize(
    ("was", "now", "kind", "days"),
    [
        ("2024", "2025-09", "slip", (244, 638)),
        ("2025-09", "2024", "pull_in", (-638, -244)),
        ("2026", "2026-34", "firmed", (-274, 180)),
        ("2026-34", "2026", "loosened", (-180, 274)),
        ("2024/2026", "2025/2027", "adjusted", (-729, 1460)),
        ("2022", "2022~", None, (0, 0)),
        ("../2022", "../2022?", None, (0, 0)),
        ("2022", "2022-01-01/2022-12-31", None, (0, 0)),
        ("../2022", "../2024", "loosened", (None, None)),
        ("../2022", "2024", "slip", (366, None)),
        ("../2022", "2024/..", "slip", (366, None)),
        ("2024/..", "2022", "pull_in", (None, -366)),
        ("2024/..", "../2030", "adjusted", (None, 2556)),
        ("../2022", "2022/..", "adjusted", (-364, None)),
        ("2024-02-28", "2024-03-01", "slip", (2, 2)),
        ("2023-02-28", "2023-03-01", "slip", (1, 1)),
        ("2024-02-29", "2025-02-28", "slip", (365, 365)),
        ("1969-12-31", "1970-01-01", "slip", (1, 1)),
        ("1957-10-04", "2157-10-04", "slip", (73049, 73049)),
        ("0001-01-01", "9999-12-31", "slip", (3652058, 3652058)),
    ],
)
def test_how_a_date_moved(was: str, now: str, kind: str | None, days: tuple[int | None, int | None]) -> None:
    before, after = FuzzyDate.parse(was), FuzzyDate.parse(now)
    assert compare(before, after) == kind
    assert pair(moved(before, after)) == days


ACHIEVED, CANCELLED, ONGOING, FAILED = Outcome.ACHIEVED, Outcome.CANCELLED, Outcome.ONGOING, Outcome.FAILED
HISTORIES = {
    "nobody spoke": ([], []),
    "no dated claim": ([said("a", "2016-01-01"), said("b", "2017-01-01")], []),
    "a claim that reaffirms": (
        [said("a", "2016-01-01", "2020"), said("b", "2017-01-01", "2020"), said("c", "2018-01-01", "2021")],
        ["2018-01-01 slip a>c"],
    ),
    "the same days in other words": (
        [said("a", "2016-01-01", "2022"), said("b", "2017-01-01", "2022~"), said("c", "2018-01-01", "2023")],
        ["2018-01-01 slip b>c"],
    ),
    "from no date to one and back": (
        [said("a", "2016-01-01"), said("b", "2017-01-01", "2022"), said("c", "2018-01-01")],
        ["2017-01-01 dated a>b", "2018-01-01 undated b>c"],
    ),
    "a target moved after its window had closed": (
        [said("a", "2016-01-01", "../2018"), said("b", "2021-01-01", "2026")],
        ["2021-01-01 slip a>b"],
    ),
    "achieved before its window": (
        [said("a", "2016-01-01", "2025/.."), said("b", "2021-01-01", "2020-12-30", ACHIEVED)],
        ["2021-01-01 pull_in a>b"],
    ),
    "achieved on no day that is told": (
        [said("a", "2016-01-01", "2025"), said("b", "2021-01-01", "", ACHIEVED)],
        [],
    ),
    "cancelled, and planned again": (
        [said("a", "2016-01-01", "2020"), said("b", "2017-01-01", "2017", CANCELLED), said("c", "2018-01-01", "2030")],
        ["2018-01-01 slip a>c"],
    ),
    "begun, tried and come": (
        [
            said("a", "2016-01-01", "2020"),
            said("b", "2017-01-01", "2016", ONGOING),
            said("c", "2018-01-01", "2018", FAILED),
            said("d", "2019-01-01", "2018-12", ACHIEVED),
        ],
        ["2019-01-01 pull_in a>d"],
    ),
    "achieved without a plan, and told more exactly": (
        [said("a", "2016-01-01", "2020", ACHIEVED), said("b", "2017-01-01", "2020-05-04", ACHIEVED)],
        [],
    ),
    "achieved in time, and the report corrected": (
        [
            said("a", "2016-01-01", "2022"),
            said("b", "2022-07-01", "2022-05", ACHIEVED),
            said("c", "2022-08-01", "2022-06", ACHIEVED),
        ],
        ["2022-07-01 firmed a>b"],
    ),
    "achieved late, and told more exactly": (
        [
            said("a", "2016-01-01", "2020"),
            said("b", "2023-01-01", "2022", ACHIEVED),
            said("c", "2024-01-01", "2022-06", ACHIEVED),
        ],
        ["2023-01-01 slip a>b"],
    ),
    "achieved in time, and late after all": (
        [
            said("a", "2016-01-01", "2022"),
            said("b", "2023-02-01", "2022-12", ACHIEVED),
            said("c", "2023-03-01", "2023-01", ACHIEVED),
            said("d", "2023-04-01", "2023-01-05", ACHIEVED),
        ],
        ["2023-02-01 firmed a>b", "2023-03-01 slip a>c"],
    ),
    "achieved late, in time after all, and late again": (
        [
            said("a", "2020-01-01", "2022"),
            said("b", "2023-02-01", "2023-01", ACHIEVED),
            said("c", "2023-03-01", "2022-12", ACHIEVED),
            said("d", "2023-04-01", "2023-01-05", ACHIEVED),
        ],
        ["2023-02-01 slip a>b", "2023-03-01 firmed a>c"],
    ),
    "achieved late, and on the days planned after all": (
        [
            said("a", "2016-01-01", "2022"),
            said("b", "2023-02-01", "2023", ACHIEVED),
            said("c", "2023-03-01", "2022", ACHIEVED),
            said("d", "2023-04-01", "2023", ACHIEVED),
        ],
        ["2023-02-01 slip a>b"],
    ),
    "achieved, and planned again": (
        [
            said("a", "2016-01-01", "2022"),
            said("b", "2021-02-01", "2021-01", ACHIEVED),
            said("c", "2021-03-01", "2024"),
            said("d", "2025-01-01", "2024-12", ACHIEVED),
        ],
        ["2021-02-01 pull_in a>b", "2021-03-01 slip a>c", "2025-01-01 firmed c>d"],
    ),
    "achieved, and planned again for when it was": (
        [
            said("a", "2016-01-01", "2022"),
            said("b", "2021-02-01", "2021-01", ACHIEVED),
            said("c", "2021-03-01", "2022"),
            said("d", "2021-04-01", "2021-03", ACHIEVED),
        ],
        ["2021-02-01 pull_in a>b", "2021-04-01 pull_in c>d"],
    ),
    "a corrected report, and a plan as far off": (
        [
            said("a", "2016-01-01", "2020"),
            said("b", "2023-01-01", "2022", ACHIEVED),
            said("c", "2024-01-01", "2025"),
        ],
        ["2023-01-01 slip a>b", "2024-01-01 slip a>c"],
    ),
    "two claims of one day": (
        [said("a", "2016-01-01", "2020"), said("b", "2017-01-01", "203X"), said("c", "2017-01-01", "2031")],
        ["2017-01-01 slip a>c"],
    ),
    "moved away and back": (
        [said("a", "2016-01-01", "2022"), said("b", "2017-01-01", "2024"), said("c", "2018-01-01", "2022")],
        ["2017-01-01 slip a>b", "2018-01-01 pull_in b>c"],
    ),
}


@pytest.mark.parametrize(("claims", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_histories(claims: list[Said], expected: list[str]) -> None:
    assert [f"{move.on} {move.kind} {move.was_claim}>{move.claim}" for move in moves(claims)] == expected
    assert moves(claims[::-1]) == moves(claims) == moves_by(claims, date.max)


@given(windows, windows)
@example(FuzzyDate.parse("2024"), FuzzyDate.parse("2024"))
def test_only_a_target_and_a_coming_lie_at_a_distance_from_the_promise(promised: FuzzyDate, now: FuzzyDate) -> None:
    assert total(promised, Outcome.PLANNED, now) == total(promised, ACHIEVED, now) == moved(promised, now)
    assert [total(promised, outcome, now) for outcome in (ONGOING, FAILED, CANCELLED)] == [None] * 3
    assert [total(None, ACHIEVED, now), total(promised, ACHIEVED, None)] == [None] * 2


def test_the_first_date_is_promised_and_no_other() -> None:
    claims = [
        said("a", "2015-01-01", "2014", ONGOING),
        said("b", "2016-01-01"),
        said("c", "2017-01-01", "2022"),
        said("d", "2018-01-01", "2024"),
        said("e", "2019-01-01"),
        said("f", "2020-01-01", "2025-02-01", ACHIEVED),
    ]
    found = list(accounts(standings(claims)))
    assert [text(account.promised) for account in found] == [None, None, "2022", "2022", "2022", "2022"]
    assert [pair(account.total) for account in found] == [None, None, (0, 0), (366, 1095), None, (763, 1127)]
    assert [account.moves for account in found] == [0, 0, 1, 2, 3, 4]


def test_it_stood_so_since_the_first_of_those_that_say_the_same_in_other_words() -> None:
    claims = [
        said("a", "2016-01-01"),
        said("b", "2017-01-01", "2022"),
        said("c", "2018-01-01", "2022~"),
        said("d", "2018-01-01", "2023"),
        said("e", "2019-01-01", "2022-01-01/2022-12-31"),
        said("f", "2020-01-01", "2022", ONGOING),
        said("g", "2021-01-01", "2022"),
        said("h", "2022-01-01"),
        said("i", "2023-01-01"),
    ]
    found = [account.agreed_since.year for account in accounts(standings(claims))]
    assert found == [2016, 2017, 2017, 2017, 2020, 2021, 2022]


@given(alike | alike.map(lambda claims: [replace(claim, outcome=ACHIEVED) for claim in claims]))
def test_it_came_by_the_last_day_that_nobody_denies(claims: list[Said]) -> None:
    days = sorted({claim.day for claim in claims})
    stood, periods = day_by_day(claims, days), standings(claims)
    for period, account in zip(periods, accounts(periods), strict=True):
        past = [day for day in days if day <= period.since]
        assert account.came_by == came_by(stood[: len(past)], past), period.since


@pytest.mark.parametrize(
    ("outcome", "latest", "day", "days"),
    [
        ("planned", "2022-12-31", "2022-12-31", None),
        ("planned", "2022-12-31", "2023-01-01", 1),
        ("planned", "2024-02-28", "2024-03-01", 2),
        ("planned", "0001-01-01", "9999-12-31", 3652058),
        ("planned", None, "2023-01-01", None),
        *((outcome, "2022-12-31", "2023-01-01", None) for outcome in ("ongoing", "achieved", "failed", "cancelled")),
    ],
)
def test_days_overdue_count_from_the_day_after_the_window(
    outcome: str, latest: str | None, day: str, days: int | None
) -> None:
    closes = date.fromisoformat(latest) if latest else None
    assert days_overdue(Outcome(outcome), closes, date.fromisoformat(day)) == days
