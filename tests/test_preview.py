"""What claims would do, before they are recorded or withdrawn."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.preview import effect, rivals
from missions.schedule import Said, standings
from missions.slips import Days, slips
from missions.vocabulary import Outcome, Rank, SlipKind
from tests.slow_schedule import DAYS, anything

DAY = date(2026, 11, 20)
days = st.sampled_from([*DAYS, date.min, date.max])


def said(key: str, on: str, when: str | None, outcome: str = "planned", rank: str = "normal") -> Said:
    told = FuzzyDate.parse(when) if when else None
    return Said(key, date.fromisoformat(on), Outcome(outcome), told, Rank(rank))


FIRST = said("first", "2016-09-26", "../2022")


def test_a_later_plan_slips() -> None:
    found = effect([FIRST], [FIRST, said("new", "2021-03-22", "2024")], DAY)

    assert (found.now and found.now.claim, found.then and found.then.claim) == ("first", "new")
    assert [(slip.on, slip.kind, slip.days) for slip in found.slips] == [
        (date(2021, 3, 22), SlipKind.SLIP, Days(366, None))
    ]
    assert (found.periods, found.gone, found.undone, found.is_nothing) == ([], [], [], False)


def test_what_says_the_same_again_does_nothing() -> None:
    found = effect([FIRST], [FIRST, said("new", "2021-03-22", "../2022")], DAY)

    assert found.is_nothing
    assert (found.now, found.slips) == (found.then, [])


def test_what_was_said_between_two_changes_how_it_stood_and_not_how_it_stands() -> None:
    last = said("last", "2021-03-22", "2026")
    found = effect([FIRST, last], [FIRST, last, said("new", "2018-01-01", "2024")], DAY)

    assert found.now == found.then
    assert [(period.since, period.until, period.claim) for period in found.periods] == [
        (date(2018, 1, 1), date(2021, 3, 22), "new")
    ]
    assert [(slip.on, slip.was and slip.was.edtf, slip.date and slip.date.edtf) for slip in found.slips] == [
        (date(2018, 1, 1), "../2022", "2024"),
        (date(2021, 3, 22), "2024", "2026"),
    ]
    assert [(slip.on, slip.was and slip.was.edtf) for slip in found.undone] == [(date(2021, 3, 22), "../2022")]
    assert not found.is_nothing


def test_what_counts_from_a_later_day_changes_that_day() -> None:
    found = effect([FIRST], [FIRST, said("new", "2026-12-31", "2030")], DAY)

    assert (found.now and found.now.claim, found.then and found.then.claim) == ("first", "first")
    assert [period.since for period in found.periods] == [date(2026, 12, 31)]


def test_the_first_claim_makes_a_standing_and_its_withdrawal_leaves_none() -> None:
    assert effect([], [FIRST], DAY).now is None
    assert effect([FIRST], [], DAY).then is None
    assert effect([], [], DAY).is_nothing


def test_a_withdrawn_claim_undoes_its_slip() -> None:
    last = said("last", "2021-03-22", "2026")
    found = effect([FIRST, last], [FIRST], DAY)

    assert [slip.claim for slip in found.undone] == ["last"]
    assert (found.then and found.then.claim, found.slips) == ("first", [])


@pytest.mark.parametrize(
    ("when", "outcome", "rank", "names"),
    [
        ("2024", "planned", "normal", ["first"]),
        ("2021", "planned", "normal", []),
        ("../2022", "achieved", "normal", ["first"]),
        (None, "planned", "normal", []),
        # Of another rank than the rest, only one side is heard.
        ("2024", "planned", "preferred", []),
        ("2024", "planned", "deprecated", []),
    ],
)
def test_what_cannot_be_true_beside_it(when: str | None, outcome: str, rank: str, names: list[str]) -> None:
    elsewhen = said("other", "2017-01-01", "2030")
    new = said("new", "2016-09-26", when, outcome, rank)

    assert [one.id for one in rivals([FIRST, elsewhen, new], new)] == names


@given(anything, anything, days)
def test_an_effect_and_its_opposite(claims: list[Said], others: list[Said], day: date) -> None:
    there, back = effect(claims, others, day), effect(others, claims, day)

    assert (there.now, there.then) == (back.then, back.now)
    assert (there.slips, there.undone) == (back.undone, back.slips)
    assert (there.periods, there.gone) == (back.gone, back.periods)


@given(anything, days)
def test_nothing_comes_of_nothing(claims: list[Said], day: date) -> None:
    found = effect(claims, list(reversed(claims)), day)

    assert found.is_nothing
    assert (found.slips, found.undone) == ([], [])


@given(anything, anything, days)
def test_what_is_said_to_come_about_does(claims: list[Said], others: list[Said], day: date) -> None:
    found = effect(claims, others, day)

    after = standings(others)
    assert all(period in after for period in [*found.periods, *([found.then] if found.then else [])])
    assert all(slip in slips(after) for slip in found.slips)
