"""What a standing tells of the promise: the first date, how far it is from there, since when, and by when it came."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given

from missions.dates import FuzzyDate
from missions.schedule import Said, days_overdue, standings
from missions.slips import accounts, moved, total
from missions.vocabulary import Outcome
from tests.slow_promises import came_by
from tests.slow_schedule import ACHIEVED, CANCELLED, FAILED, ONGOING, alike, day_by_day, said, windows
from tests.slow_slips import text


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
    far = [account.total and (account.total.min, account.total.max) for account in found]
    assert far == [None, None, (0, 0), (366, 1095), None, (763, 1127)]
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
