"""A milestone's page draws its promises over the years, and its shortcuts fill in the form."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from missions.admin.drawing import HALF, LEFT, ROW, SHOWN, TOP, WIDTH, draw
from missions.models import Milestone
from missions.schedule import Said, conflicts, standings
from tests.admin.pages import address, markup, text
from tests.factories import AgencyFactory, MilestoneFactory, claim
from tests.slow_schedule import anything, said

DAY = date(2026, 11, 20)


def test_a_window_lies_where_its_years_do() -> None:
    found = draw(standings([said("a", "2020-01-01", "2022"), said("b", "2021-01-01", "2024/2025")]), DAY)

    assert found
    # From 1 January 2020 to the end of 2026.
    year = (WIDTH - 2 * LEFT) / 7
    places = [(round(((row.x or 0) - LEFT) / year), round(row.width / year)) for row in found.rows]
    assert places == [(2, 1), (4, 2)]
    assert [row.said for row in found.rows] == [LEFT, pytest.approx(LEFT + year, abs=1)]
    assert [tick.year for tick in found.ticks] == [2020, 2021, 2022, 2023, 2024, 2025, 2026]
    assert found.today == pytest.approx(LEFT + 6.88 * year, abs=1)
    assert [row.label for row in found.rows] == [
        "1 January 2020: Planned for 2022",
        "1 January 2021: Planned for 2024 to 2025",
    ]


def test_open_sides_reach_the_day_of_the_saying_and_the_edge() -> None:
    found = draw(standings([said("a", "2020-01-01", "../2022"), said("b", "2021-01-01", "2025/..")]), DAY)

    assert found
    by, since = found.rows
    assert (by.x, by.is_open, since.is_open) == (by.said, True, True)
    assert (since.x or 0) + since.width == pytest.approx(WIDTH - LEFT)


def test_the_other_sides_of_a_conflict_are_drawn_below_it() -> None:
    told = [said("a", "2020-01-01", "2022"), said("b", "2021-01-01", "2025"), said("c", "2021-01-01", "2026")]
    told += [said("d", "2021-01-01", "2026"), said("e", "2021-01-01"), said("f", "2022-01-01", "2030")]

    found = draw(standings(told), DAY, conflicts(told))

    assert found
    assert [(row.label, row.against) for row in found.rows] == [
        ("1 January 2020: Planned for 2022", None),
        ("1 January 2021: Planned for 2025", None),
        ("1 January 2021, said as well: Planned for 2026", found.rows[1].middle),
        ("1 January 2021, said as well: Planned, without a date", found.rows[1].middle),
        ("1 January 2022: Planned for 2030", None),
    ]
    assert [row.y - found.rows[0].y for row in found.rows] == [0, ROW, 2 * ROW, 3 * ROW, 4 * ROW]
    assert found.rows[2].said == found.rows[1].said
    assert (found.shown, found.total, found.height) == (3, 3, TOP + 5 * ROW)
    # The years reach as far as theirs.
    assert draw(standings(told[:2]), DAY, conflicts(told[:3])) != draw(standings(told[:2]), DAY)


def test_without_a_date_there_is_a_dot_alone_and_without_standings_nothing() -> None:
    found = draw(standings([said("a", "2020-01-01")]), DAY)

    assert found
    assert (found.rows[0].x, found.rows[0].middle) == (None, found.rows[0].y + HALF)
    assert draw([], DAY) is None


def test_of_many_the_latest_are_drawn() -> None:
    periods = standings([said(str(year), f"{year}-01-01", str(year + 5)) for year in range(2001, 2021)])

    found = draw(periods, DAY)

    assert found
    assert (len(found.rows), found.total, found.rows[-1].label) == (SHOWN, 20, "1 January 2020: Planned for 2025")


@given(anything, st.dates())
def test_everything_lies_within_the_frame(claims: list[Said], day: date) -> None:
    found = draw(standings(claims), day)

    if found:
        places = [found.today, *(tick.x for tick in found.ticks), *(row.said for row in found.rows)]
        places += [end for row in found.rows if row.x is not None for end in (row.x, row.x + row.width)]
        assert all(LEFT <= place <= WIDTH - LEFT + 2 for place in places)
        assert len(found.ticks) <= 9
        assert all(row.middle < found.height for row in found.rows)


# --- The page


@pytest.fixture
def flight(db: None) -> Milestone:
    flight = MilestoneFactory.create(title="First flight")
    spacex = AgencyFactory.create(name="SpaceX")
    claim(flight, claimant=spacex, statement="It flies <soon>.", span=(10, 80))
    return flight


def page_of(desk: Client, flight: Milestone, **query: str) -> Any:
    return desk.get(address("milestone", "change", flight.pk), query)


def test_the_drawing_is_told_to_those_who_do_not_see_it(desk: Client, flight: Milestone) -> None:
    page = markup(page_of(desk, flight))
    [svg] = re.findall(r"<svg viewBox=.*?</svg>", page)
    drawn = ET.fromstring(svg)  # noqa: S314 - our own page

    assert drawn.attrib["aria-labelledby"] == "drawing-title drawing-desc"
    named = {node.attrib.get("id"): " ".join((node.text or "").split()) for node in drawn}
    assert named["drawing-title"] == "How it stood over the years"
    assert named["drawing-desc"] == "Oldest first. 26 September 2016: Planned by 2022;"
    assert "style=" not in svg
    assert "How it stood, latest first From Until before" in text(page_of(desk, flight))


def test_claims_tell_where_they_stand(desk: Client, flight: Milestone) -> None:
    assert "Characters 10 to 80" in text(page_of(desk, flight))
    assert "It flies &lt;soon&gt;." in markup(page_of(desk, flight))


@pytest.mark.parametrize(
    ("shortcut", "outcome", "when", "waits"),
    [
        ("planned", "planned", None, "date"),
        ("achieved", "achieved", None, "date"),
        ("cancelled", "cancelled", None, "date"),
        ("reaffirm", "planned", "../2022", "asserted_on"),
    ],
)
def test_a_shortcut_fills_in_what_it_is_about(
    desk: Client, flight: Milestone, shortcut: str, outcome: str, when: str | None, waits: str
) -> None:
    response = page_of(desk, flight, record=shortcut)
    form = response.context["claim_form"]

    assert (form["outcome"].value(), form["date"].value()) == (outcome, when)
    assert '<details class="desk-record" open>' in markup(response)
    focused = re.findall(r'<input[^>]*name="(\w+)"[^>]*autofocus', markup(response))
    assert focused == [waits]
    assert re.search(rf'href="\?record={shortcut}"[^>]* aria-current="true"', markup(response))


def test_without_a_shortcut_the_form_is_shut_and_empty(desk: Client, flight: Milestone) -> None:
    for response in (page_of(desk, flight), page_of(desk, flight, record="delete")):
        assert response.context["claim_form"]["outcome"].value() == ""
        assert re.search(r"<details class=\"desk-record\" ?>", markup(response))
        assert "autofocus" not in markup(response)


def test_of_what_nobody_spoke_nothing_is_reaffirmed(desk: Client, db: None) -> None:
    page = text(page_of(desk, MilestoneFactory.create(), record="reaffirm"))

    assert "Reschedule Mark achieved Cancel The form" in page
    assert "Reaffirm" not in page


def test_no_two_things_on_the_page_have_one_id(desk: Client, flight: Milestone) -> None:
    found = re.findall(r'\sid="([^"]*)"', markup(page_of(desk, flight, record="reaffirm")))

    assert len(found) == len(set(found))
