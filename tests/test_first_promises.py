"""Whose the first promise is: the claim of the first date ever planned, else that of the first plan."""

import pytest

from missions.schedule import standings
from missions.slips import accounts
from missions.vocabulary import Outcome
from tests.slow_schedule import said

PLANNED, ACHIEVED, ONGOING = Outcome.PLANNED, Outcome.ACHIEVED, Outcome.ONGOING


@pytest.mark.parametrize(
    ("told", "promised", "by"),
    [
        ([("2022", PLANNED)], ["2022"], ["a"]),
        ([("2022", PLANNED), ("2024", PLANNED)], ["2022", "2022"], ["a", "a"]),
        ([("", PLANNED), ("2024", PLANNED), ("2026", PLANNED)], [None, "2024", "2024"], ["a", "b", "b"]),
        ([("", PLANNED), ("2020", ONGOING), ("", PLANNED)], [None, None, None], ["a", "a", "a"]),
        ([("2022", PLANNED), ("", PLANNED), ("2024", PLANNED)], ["2022", "2022", "2022"], ["a", "a", "a"]),
        ([("2022", ACHIEVED)], [None], [None]),
        ([("2022", ACHIEVED), ("2024", PLANNED), ("2023", ACHIEVED)], [None, "2024", "2024"], [None, "b", "b"]),
    ],
)
def test_the_first_promise_and_who_made_it(
    told: list[tuple[str, Outcome]], promised: list[str | None], by: list[str | None]
) -> None:
    claims = [said("abc"[at], f"2020-01-0{at + 1}", window, outcome) for at, (window, outcome) in enumerate(told)]
    found = list(accounts(standings(claims)))
    assert [each.promised and each.promised.edtf for each in found] == promised
    assert [each.promised_by for each in found] == by
