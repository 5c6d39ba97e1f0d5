"""Slips and what became of a promise, held against a slow model and against their own algebra."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.schedule import Said, days_overdue, standings
from missions.slips import Days, accounts, compare, moved, slips
from tests.slow_schedule import (
    ACHIEVED,
    CANCELLED,
    DAYS,
    FAILED,
    FAR_DAYS,
    ONGOING,
    alike,
    anything,
    said,
    windows,
)
from tests.slow_slips import Move, Told, days_between, kind_of, moves_by, text, told_on

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
