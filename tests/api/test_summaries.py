"""Summaries of milestones and the line of time: exact answers of the small world."""

import pytest

from tests.api.asking import ROOT, fault, faults, get
from tests.api.bodies import COLONY, ESA, NASA, SPACEX, STARSHIP
from tests.factories import MilestoneFactory, claim

pytestmark = pytest.mark.usefixtures("world")
AS_OF = f"{ROOT}milestones/?as_of=2026-11-20"
GROUPS = ["state", "outcome", "program", "agency", "vehicle", "destination", "kind", "country", "year"]


def test_a_row_of_a_summary() -> None:
    body = get("milestones/summary/?group_by=program,year&program=colony").body
    assert body["results"] == [
        {
            "state": None,
            "outcome": None,
            "program": COLONY,
            "agency": None,
            "vehicle": None,
            "destination": None,
            "kind": None,
            "country": None,
            "year": 2028,
            "count": 1,
            "total": 1,
            "milestones": f"{ROOT}milestones/?program=colony&as_of=2026-11-20&year=2028",
        }
    ]
    assert list(body["results"][0]) == [*GROUPS, "count", "total", "milestones"]


def test_without_being_asked_it_is_by_state() -> None:
    body = get("milestones/summary/?fields=state,count,milestones").body
    assert body["results"] == [
        {"state": state, "count": 1, "milestones": f"{AS_OF}&state={state}"}
        for state in ("achieved", "due", "failed", "ongoing", "overdue")
    ]


def test_one_with_several_agencies_is_in_the_group_of_each() -> None:
    rows = get("milestones/summary/?group_by=agency&program=artemis,colony&fields=agency,count,total").body["results"]
    assert rows == [
        {"agency": ESA, "count": 2, "total": 3},
        {"agency": NASA, "count": 2, "total": 3},
        {"agency": SPACEX, "count": 1, "total": 3},
    ]


def test_of_the_agencies_that_are_asked_for_others_are_no_groups() -> None:
    rows = get("milestones/summary/?group_by=agency,vehicle&agency=spacex,esa&vehicle=starship").body["results"]
    assert [(row["agency"], row["vehicle"], row["count"]) for row in rows] == [
        (ESA, STARSHIP, 1),
        (SPACEX, STARSHIP, 1),
    ]


def test_one_with_a_country_is_not_among_those_without() -> None:
    """ESA has none: the village has ESA alone, the landing NASA too."""
    rows = get("milestones/summary/?group_by=country&program=artemis").body["results"]
    assert [(row["country"], row["count"], row["milestones"]) for row in rows] == [
        (None, 1, f"{ROOT}milestones/?program=artemis&as_of=2026-11-20&has_country=false"),
        ("US", 1, f"{ROOT}milestones/?program=artemis&as_of=2026-11-20&country=US"),
    ]


def test_beside_an_agency_the_country_is_its_own() -> None:
    rows = get("milestones/summary/?group_by=country,agency&slug=moon-landing").body["results"]
    assert [(row["country"], row["agency"], row["milestones"]) for row in rows] == [
        (None, ESA, f"{ROOT}milestones/?slug=moon-landing&as_of=2026-11-20&agency=esa"),
        ("US", NASA, f"{ROOT}milestones/?slug=moon-landing&as_of=2026-11-20&agency=nasa"),
    ]


def test_a_year_is_that_of_the_last_day_and_none_comes_first() -> None:
    rows = get("milestones/summary/?group_by=year&as_of=2022-01-01").body["results"]
    assert [(row["year"], row["count"]) for row in rows] == [(None, 1), (1975, 1), (2021, 1), (2024, 1), (2028, 1)]


def test_a_summary_has_pages_and_walks() -> None:
    whole = get("milestones/summary/?group_by=agency,state&ordering=-count").body["results"]
    for paging in ("limit=2", "limit=2&pagination=cursor"):
        found, address = [], f"milestones/summary/?group_by=agency,state&ordering=-count&{paging}"
        while address:
            body = get(address).body
            assert body["count"] == len(whole) == 8
            found += body["results"]
            address = body["next"]
        assert found == whole


@pytest.mark.parametrize(
    ("text", "detail", "nearest"),
    [
        ("status", "'status' is not allowed.", "state"),
        ("state,state", "One value of the list is there twice.", "state"),
        ("state,", "One value of the list is empty.", None),
        ("state,year,kind", "It takes at most 2, and 3 are given.", "state,year"),
    ],
)
def test_a_summary_is_by_one_or_two_of_nine(text: str, detail: str, nearest: str | None) -> None:
    assert faults("milestones/summary/", {"group_by": text}) == [fault("group_by", detail, GROUPS, nearest)]


def test_a_line() -> None:
    assert get("timeline/?slug=mars-landing").body["results"] == [
        {
            "slug": "mars-landing",
            "url": f"{ROOT}milestones/mars-landing/",
            "title": "People land on Mars",
            "kind": "crewed_landing",
            "destination": "mars",
            "program": COLONY,
            "as_of": "2026-11-20",
            "state": "due",
            "promise": "pending",
            "outcome": "planned",
            "since": "2021-03-22",
            "edtf": "2026/2028",
            "earliest": "2026-01-01",
            "latest": "2028-12-31",
            "text": "2026 to 2028",
            "slip": "slip",
            "promises": [
                {
                    "since": "2016-09-26",
                    "until": "2021-03-22",
                    "edtf": "../2022",
                    "earliest": None,
                    "latest": "2022-12-31",
                    "text": "by 2022",
                    "slip": None,
                },
                {
                    "since": "2021-03-22",
                    "until": None,
                    "edtf": "2026/2028",
                    "earliest": "2026-01-01",
                    "latest": "2028-12-31",
                    "text": "2026 to 2028",
                    "slip": "slip",
                },
            ],
        }
    ]


def test_a_line_ends_with_what_had_been_said_by_the_day() -> None:
    (row,) = get("timeline/?slug=mars-landing&as_of=2021-03-21").body["results"]
    assert (row["state"], row["text"], row["slip"]) == ("due", "by 2022", None)
    assert [(each["since"], each["until"]) for each in row["promises"]] == [("2016-09-26", None)]


@pytest.mark.parametrize(
    ("told", "slip"),
    [
        (["planned 2024", "planned 2026", "planned 2026~"], "slip"),
        (["planned 2024", "achieved 2025", "achieved 2025-06"], "slip"),
        (["planned 2024", "planned 2026", "planned 2026"], "slip"),
        (["planned 2024", "planned 2026", "achieved 2026"], "slip"),
        (["planned 2026", "planned 2024", "planned 2026"], "slip"),
        (["planned 2024", "achieved 2025", "achieved 2024"], None),
        (["planned 2024", "planned 2026", "achieved 2025", "achieved 2026"], "slip"),
        (["planned 2022", "achieved 2022-05", "achieved 2023-01", "achieved 2022-06"], "firmed"),
        (["planned 2022", "achieved 2022-05", "achieved 2023-01", "achieved 2022-05"], "firmed"),
        (["planned", "planned 2024", "planned 2024?"], "dated"),
        (["planned 2024", "planned"], "undated"),
        (["planned 2024", "planned 2026", "achieved"], None),
        (["planned 2024", "planned 2026", "cancelled 2026"], None),
        (["planned 2024", "planned 2026", "planned 2026 or planned 2027", "planned 2026"], "slip"),
    ],
)
def test_how_the_date_of_a_line_came_to_where_it_is(told: list[str], slip: str | None) -> None:
    """A claim a year: of plans from 2015 on, two of one day where there is an "or", and of what came from 2027 on."""
    line = MilestoneFactory.create(slug="line")
    for year, said in enumerate(told, start=2015):
        for one in said.split(" or "):
            outcome, _, date = one.partition(" ")
            claim(line, date, f"{year + 12 * (outcome != 'planned')}-01-01", outcome)
    (row,) = get("timeline/?slug=line&as_of=2040-01-01").body["results"]
    assert row["slip"] == slip


def test_a_line_is_of_what_was_recorded() -> None:
    """Between two instants a claim was recorded that was withdrawn later."""
    seen = {
        known: [each["text"] for row in get("timeline/", {"slug": "mars-landing", "known_at": known}).body["results"]
                for each in row["promises"]]
        for known in ("2026-11-05T00:00:00Z", "2026-11-11T00:00:00Z", "2026-11-13T00:00:00Z")
    }  # fmt: skip
    both = ["by 2022", "2026 to 2028"]
    assert list(seen.values()) == [both, ["by 2022", "2018", "2026 to 2028"], both]
    (row,) = get("timeline/?slug=mars-landing&known_at=2026-11-11T00:00:00Z").body["results"]
    assert [each["slip"] for each in row["promises"]] == [None, "firmed", "slip"]


def test_a_line_of_what_came_without_a_promise_and_without_a_date() -> None:
    rows = {row["slug"]: row for row in get("timeline/").body["results"]}
    came, begun, failed = rows["old-flight"], rows["moon-base"], rows["rover-launch"]
    assert (came["promise"], came["outcome"], came["text"], came["promises"]) == (None, "achieved", "17 July 1975", [])
    (someday,) = begun["promises"]
    assert (begun["outcome"], begun["since"], begun["slip"]) == ("ongoing", "2025-12-31", None)
    assert someday == {
        "since": "2021-03-22",
        "until": "2025-12-31",
        **dict.fromkeys(("edtf", "earliest", "latest", "text", "slip")),
    }
    assert (failed["state"], failed["promise"], failed["text"]) == ("failed", "failed", "January 2021")
