"""Scorecards: exact answers, where there is no rate, and that every number is of the day and of what was recorded."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from missions.actions import claims
from missions.models import Agency
from tests.api.asking import ROOT, fault, faults, get
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
PROMISES = "kept_on_time,kept_late,overdue,pending,cancelled,failed"


def promised(agency: Agency | None, target: str | None, outcome: str = "", came: str | None = None) -> None:
    """Said by the agency in 2020, and what came of it in 2025."""
    milestone = MilestoneFactory.create()
    claim(milestone, target, "2020-01-01", claimant=agency)
    if outcome:
        claim(milestone, came, "2025-06-01", outcome)


def card(address: str, **given: str) -> dict[str, Any]:
    (row,) = get(address, given).body["results"]
    found: dict[str, Any] = row
    return found


def test_a_scorecard() -> None:
    agency = AgencyFactory.create(slug="nasa", name="NASA")
    promised(agency, "2024", "achieved", "2023")
    promised(agency, "2024", "achieved", "2025")
    promised(agency, "2024", "achieved", "2024/2025")
    promised(agency, "2024")
    promised(agency, "2030")
    promised(agency, "2030", "cancelled")
    promised(agency, "2030", "failed", "2025")
    put_off = MilestoneFactory.create()
    claim(put_off, "2022", "2020-01-01", claimant=agency)
    claim(put_off, "2035", "2021-01-01", claimant=agency)
    # Nobody had promised it.
    claim(MilestoneFactory.create(), "2019", "2020-01-01", "achieved", claimant=agency)
    own = f"{ROOT}milestones/?as_of=2026-11-20&promise_claimant=nasa"
    assert get("scorecards/").body == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "by": "claimant",
                "slug": "nasa",
                "name": "NASA",
                "url": f"{ROOT}agencies/nasa/",
                "n": 8,
                "kept_on_time": 1,
                "kept_late": 2,
                "overdue": 1,
                "pending": 2,
                "cancelled": 1,
                "failed": 1,
                "settled": 7,
                "missed": 1,
                "unclear": 1,
                "rate": 0.1429,
                "no_rate": None,
                "lists": {
                    "n": f"{own}&promise={PROMISES}",
                    "kept_on_time": f"{own}&promise=kept_on_time",
                    "kept_late": f"{own}&promise=kept_late",
                    "overdue": f"{own}&promise=overdue",
                    "pending": f"{own}&promise=pending",
                    "cancelled": f"{own}&promise=cancelled",
                    "failed": f"{own}&promise=failed",
                    "settled": f"{own}&settled=true",
                    "missed": f"{own}&promise=pending&settled=true",
                    "unclear": f"{own}&promise=kept_late&slipped=false",
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("kept", "late", "open_yet", "rate", "no_rate"),
    [
        (0, 0, 1, None, "Settled are 0 of 1. A rate of fewer than 5 would say nothing."),
        (4, 0, 0, None, "Settled are 4 of 4. A rate of fewer than 5 would say nothing."),
        (4, 0, 9, None, "Settled are 4 of 13. A rate of fewer than 5 would say nothing."),
        (5, 0, 0, 1.0, None),
        (0, 5, 0, 0.0, None),
        (2, 4, 3, 0.3333, None),
    ],
)
def test_there_is_no_rate_of_fewer_than_five(
    kept: int, late: int, open_yet: int, rate: float | None, no_rate: str | None
) -> None:
    for count, came in ((kept, "2023"), (late, "2025")):
        for _ in range(count):
            promised(None, "2024", "achieved", came)
    for _ in range(open_yet):
        promised(None, "2030")
    found = card("scorecards/")
    assert (found["n"], found["rate"], found["no_rate"]) == (kept + late + open_yet, rate, no_rate)


def test_those_that_have_none_are_a_group_without_a_name() -> None:
    promised(None, "2030")
    for by, parameter in (("claimant", "has_promise_claimant"), ("agency", "has_agency"), ("program", "has_program")):
        found = card("scorecards/", by=by)
        assert (found["by"], found["slug"], found["name"], found["url"]) == (by, None, None, None)
        assert found["lists"]["pending"] == f"{ROOT}milestones/?as_of=2026-11-20&{parameter}=false&promise=pending"


def test_a_destination_is_a_word_and_a_source_a_row() -> None:
    milestone = MilestoneFactory.create(destination="earth_orbit")
    claim(milestone, "2030", source=SourceFactory.create(slug="news", title="The news"))
    found = card("scorecards/", by="destination")
    assert (found["slug"], found["name"], found["url"]) == ("earth_orbit", "Earth orbit", None)
    found = card("scorecards/", by="source")
    assert (found["slug"], found["name"], found["url"]) == ("news", "The news", f"{ROOT}sources/news/")


def test_who_promised_is_not_who_takes_part() -> None:
    nasa, esa = AgencyFactory.create(slug="nasa"), AgencyFactory.create(slug="esa")
    milestone = MilestoneFactory.create()
    milestone.agencies.set([nasa, esa])
    claim(milestone, "2030", claimant=esa)
    assert [row["slug"] for row in get("scorecards/?by=claimant").body["results"]] == ["esa"]
    assert [(row["slug"], row["n"]) for row in get("scorecards/?by=agency").body["results"]] == [
        ("esa", 1),
        ("nasa", 1),
    ]
    assert [row["slug"] for row in get("scorecards/?by=agency&agency=nasa").body["results"]] == ["nasa"]


def test_a_number_that_a_filter_leaves_nothing_for_has_no_list() -> None:
    promised(None, "2024")
    lists = card("scorecards/", promise="overdue,pending")["lists"]
    assert {name: address and address.partition("?")[2] for name, address in lists.items()} == {
        "n": "promise=overdue,pending&as_of=2026-11-20&has_promise_claimant=false",
        "kept_on_time": None,
        "kept_late": None,
        "overdue": "promise=overdue&as_of=2026-11-20&has_promise_claimant=false",
        "pending": "promise=pending&as_of=2026-11-20&has_promise_claimant=false",
        "cancelled": None,
        "failed": None,
        "settled": "promise=overdue,pending&as_of=2026-11-20&has_promise_claimant=false&settled=true",
        "missed": "promise=pending&as_of=2026-11-20&has_promise_claimant=false&settled=true",
        "unclear": None,
    }


def test_a_scorecard_is_of_its_day() -> None:
    promised(None, "2024", "achieved", "2024-05")
    seen = {}
    for day in ("2019-12-31", "2020-01-01", "2024-12-31", "2025-01-01", "2025-06-01"):
        rows = get("scorecards/", {"as_of": day}).body["results"]
        seen[day] = [name for row in rows for name in PROMISES.split(",") if row[name]]
        assert all(f"as_of={day}" in address for row in rows for address in row["lists"].values())
    assert seen == {
        "2019-12-31": [],
        "2020-01-01": ["pending"],
        "2024-12-31": ["pending"],
        "2025-01-01": ["overdue"],
        "2025-06-01": ["kept_on_time"],
    }


def test_a_scorecard_is_of_what_was_recorded() -> None:
    milestone = MilestoneFactory.create()
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False):
        first = claim(milestone, "2024", "2020-01-01")
    with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC), tick=False):
        claim(milestone, "2024-05", "2025-06-01", "achieved")
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        claims.withdraw(claim=first, reason="It was misread.")
    seen = {
        known: [
            (name, get(row["lists"][name]).body["count"])
            for row in get("scorecards/", {"known_at": f"2026-{known}T00:00:00Z"}).body["results"]
            for name in PROMISES.split(",")
            if row[name]
        ]
        for known in ("01-15", "02-15", "03-15")
    }
    # Without the plan it is one that nobody had promised.
    assert seen == {"01-15": [("overdue", 1)], "02-15": [("kept_on_time", 1)], "03-15": []}
    assert "known_at=2026-01-15T00:00:00Z" in card("scorecards/", known_at="2026-01-15T00:00:00Z")["lists"]["n"]


def test_an_empty_tracker_has_no_groups() -> None:
    empty: dict[str, Any] = {"count": 0, "next": None, "previous": None, "results": []}
    for address in ("scorecards/?by=program", "milestones/summary/?group_by=year,agency", "timeline/"):
        assert get(address).body == empty


WAYS = ["claimant", "source", "agency", "program", "vehicle", "destination"]


@pytest.mark.parametrize(
    ("text", "detail", "nearest"),
    [
        ("country", "'country' is not allowed.", None),
        ("programme", "'programme' is not allowed.", "program"),
        ("agency,program", "'agency,program' is not allowed.", "program"),
        ("", "It is blank. Give it a value or leave it out.", None),
    ],
)
def test_a_scorecard_is_by_one_of_six(text: str, detail: str, nearest: str | None) -> None:
    found = faults("scorecards/", {"by": text})
    assert [(each["parameter"], each["detail"].partition(" Did")[0], each["allowed"]) for each in found] == [
        ("by", detail, WAYS)
    ]
    if nearest:
        assert found[0]["nearest"] == nearest


@pytest.mark.parametrize(
    ("text", "detail", "nearest"),
    [
        ("16", "'16' is not a year.", None),
        ("0000", "'0000' is not a year.", None),
        ("2016-01", "'2016-01' is not a year.", None),
        ("20X6", "'20X6' is not a year.", None),
        ("2016,16", "'16' is not a year.", None),
        ("2016,", "One value of the list is empty.", None),
        ("2016,2016", "One value of the list is there twice.", "2016"),
    ],
)
@pytest.mark.parametrize("address", ["milestones/", "milestones/summary/", "scorecards/", "timeline/"])
def test_a_year_is_of_four_digits(address: str, text: str, detail: str, nearest: str | None) -> None:
    allowed = ["a year of four digits, 0001 to 9999"]
    assert faults(address, {"year": text}) == [fault("year", detail, allowed, nearest)]


def test_the_day_of_a_list_is_the_day_of_the_number() -> None:
    """At midnight a number that was read before still has its list."""
    promised(None, date(2026, 11, 20).isoformat())
    assert get(card("scorecards/")["lists"]["pending"]).body["count"] == 1
    assert get("milestones/?promise=pending&as_of=2026-11-21").body["count"] == 0
