"""`known_at` answers from what was recorded at an instant: what came later is not there, what went later still is."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from missions.actions import claims, removal, sources
from missions.models import Claim, Milestone, Source
from tests.api.asking import fault, faults, get, problem, rows
from tests.api.endpoints import LISTS, Listed
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
BY_DAY = [listed for listed in LISTS if "as_of" in listed.parameters]


def at(day: int) -> Any:
    return time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False)


def noon(day: int) -> str:
    return f"2026-11-{day:02}T12:00:00Z"


@pytest.fixture
def landing() -> str:
    """Promised on the 2nd, moved on the 4th by a claim that is withdrawn on the 6th; on the 8th it came."""
    with at(2):
        milestone = MilestoneFactory.create(slug="landing")
        claim(milestone, "2022", "2020-01-01", statement="promised")
    with at(4):
        moved = claim(milestone, "2024", "2021-01-01", statement="moved")
        claim(MilestoneFactory.create(slug="other"), "2023", "2020-01-01", statement="another")
    with at(6):
        claims.withdraw(claim=moved, reason="Misread.")
    with at(8):
        claim(milestone, "2023-05-01", "2023-05-02", "achieved", statement="came")
    return "landing"


def told(day: int, **given: str) -> tuple[str, str]:
    body = get("milestones/landing/", {"known_at": noon(day), **given}).body
    return body["state"], body["date"]["edtf"]


def test_a_milestone_stands_as_it_was_known(landing: str) -> None:
    assert [told(day) for day in (3, 5, 7, 9)] == [
        ("overdue", "2022"), ("overdue", "2024"), ("overdue", "2022"), ("achieved", "2023-05-01"),
    ]  # fmt: skip
    # Two times at once: how it stood in the middle of 2022, by what was known then and then.
    assert [told(day, as_of="2022-06-01") for day in (3, 5, 7, 9)] == [
        ("due", "2022"), ("upcoming", "2024"), ("due", "2022"), ("due", "2022"),
    ]  # fmt: skip


def test_a_list_its_filters_and_its_order_go_by_what_was_known(landing: str) -> None:
    assert rows("milestones/", {"known_at": noon(3)}) == ["landing"]
    assert rows("milestones/", {"known_at": noon(5), "ordering": "date"}) == ["other", "landing"]
    assert rows("milestones/", {"known_at": noon(7), "ordering": "date"}) == ["landing", "other"]
    assert rows("milestones/", {"known_at": noon(5), "date_within": "2024"}) == ["landing"]
    assert rows("milestones/", {"known_at": noon(7), "date_within": "2024"}) == []
    assert rows("milestones/", {"known_at": noon(9), "state": "achieved"}) == ["landing"]
    assert rows("milestones/", {"known_at": noon(1)}) == []


def test_the_history_is_the_one_that_was_known(landing: str) -> None:
    found = {day: rows(f"milestones/{landing}/history/", {"known_at": noon(day)}, name="since") for day in (3, 5, 7, 9)}
    assert found == {
        3: ["2020-01-01"],
        5: ["2020-01-01", "2021-01-01"],
        7: ["2020-01-01"],
        9: ["2020-01-01", "2023-05-02"],
    }


def test_a_claim_is_there_once_it_is_recorded_and_withdrawn_once_that_is(landing: str) -> None:
    assert rows("claims/", {"known_at": noon(3)}, name="statement") == ["promised"]
    assert rows("claims/", {"known_at": noon(5), "counts": "true", "ordering": "milestone,date"}, name="statement") == [
        "promised", "moved", "another",
    ]  # fmt: skip
    assert rows("claims/", {"known_at": noon(7), "counts": "true", "ordering": "milestone"}, name="statement") == [
        "promised", "another",
    ]  # fmt: skip
    assert rows("claims/", {"known_at": noon(5), "withdrawn": "true"}, name="statement") == []
    assert rows("claims/", {"known_at": noon(6), "withdrawn": "true"}, name="statement") == ["moved"]
    assert rows("claims/", {"known_at": noon(5), "withdrawn_from": noon(1)}, name="statement") == []
    assert rows("claims/", {"known_at": noon(7), "withdrawn_from": noon(1)}, name="statement") == ["moved"]
    address = f"claims/{Claim.objects.get(statement='moved').pk}/"
    problem(get(address, {"known_at": noon(3)}), 404, "Not Found")
    then, now = get(address, {"known_at": noon(5)}).body, get(address).body
    assert (then["counts"], then["withdrawn"]) == (True, None)
    assert (now["counts"], now["withdrawn"]) == (False, {"at": noon(6), "reason": "Misread."})
    assert {**then, "counts": None, "withdrawn": None} == {**now, "counts": None, "withdrawn": None}


def test_before_anything_was_recorded_of_it_a_milestone_does_not_exist(landing: str) -> None:
    for path in ("", "history/", "claims/", "conflicts/"):
        found = problem(get(f"milestones/{landing}/{path}", {"known_at": noon(1)}), 404, "Not Found")
        assert found["detail"] == (
            "Nobody had spoken of 'landing' by 2026-11-20, as far as was recorded at 2026-11-01T12:00:00Z."
        )


def test_a_source_found_to_be_a_copy_had_counted_until_then() -> None:
    with at(2):
        said = claim(MilestoneFactory.create(slug="landing"))
    with at(4):
        source = Source.objects.get(pk=said.source_id)
        source.republication_of = SourceFactory.create()
        sources.revise(source=source)
    assert rows("milestones/", {"known_at": noon(3)}) == ["landing"]
    assert rows("milestones/", {"known_at": noon(4)}) == []
    assert rows("milestones/") == []


def test_a_milestone_that_is_deleted_is_gone_from_the_past_too(landing: str) -> None:
    removal.remove(row=Milestone.objects.get(slug="other"), reason="Not ours.")
    assert rows("milestones/", {"known_at": noon(5)}) == ["landing"]
    assert rows("claims/", {"known_at": noon(5)}, name="statement") == ["moved", "promised"]
    assert rows("timeline/", {"known_at": noon(5)}) == ["landing"]
    problem(get("milestones/other/", {"known_at": noon(5)}), 404, "Not Found")


def test_the_instant_itself_is_included(landing: str) -> None:
    assert told(4) == ("overdue", "2024")
    assert get("milestones/landing/", {"known_at": "2026-11-04T11:59:59.999999Z"}).body["date"]["edtf"] == "2022"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("listed", BY_DAY, ids=lambda listed: listed.address)
def test_an_answer_from_the_past_says_so_and_another_does_not(listed: Listed) -> None:
    assert "Memento-Datetime" not in get(listed.address).headers
    answer = get(listed.address, {"known_at": "2026-11-15T14:30:00.5+02:00"})
    assert (answer.status, answer.headers["Memento-Datetime"]) == (200, "Sun, 15 Nov 2026 12:30:00 GMT")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", [*(listed.address for listed in BY_DAY), "milestones/mars-landing/"])
def test_an_instant_to_come_is_refused(address: str) -> None:
    assert faults(address, {"known_at": "2999-01-01T00:00:00Z"}) == [
        fault(
            "known_at",
            "'2999-01-01T00:00:00Z' is yet to come, and nobody knows what will be recorded by then.",
            ["an instant up to now, such as 2026-11-20T12:00:00Z"],
        )
    ]
