import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.actions import claims
from missions.models import Source
from missions.vocabulary import State
from tests.dashboard.page import Outline, links, rows, text
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

LATE = "Planned, and the time has passed; longest overdue first"
DUE = "Due: the window is open; what closes first, first"
COMING = "Upcoming: the time has not come; what opens first, first"
DONE = "Achieved; what was said last, first"


def said(title: str, date: str | None = "../2022", asserted_on: str = "2016-09-26", **others: Any) -> None:
    claim(MilestoneFactory.create(title=title), date, asserted_on, **others)


def home(client: Client, **given: str) -> Any:
    return client.get("/", given)


def test_it_says_what_it_is_and_where_to_go_on(client: Client) -> None:
    page = home(client)

    assert page.status_code == 200
    assert "Mission Tracker remembers who said that something would happen in space" in text(page)
    assert {"/api/v1/docs/", "/api/v1/", "/admin/", "#main"} <= set(links(page))


def test_an_empty_database_says_so_and_what_to_do(client: Client) -> None:
    page = text(home(client))

    assert "Nothing is recorded yet. python3 manage.py up loads what comes with the tracker" in page
    assert "Overdue" not in page


def test_overdue_promises_come_longest_overdue_first(client: Client) -> None:
    spacex = AgencyFactory.create(name="SpaceX")
    said("Second", "2024", claimant=spacex)
    said("First", "../2022", claimant=spacex)
    said("Third", "2026-11-18", source=SourceFactory.create(publisher="Breitbart"))
    said("Not late", "2027")

    assert rows(home(client), LATE) == [
        ["First", "SpaceX", "by 2022", "3 years 10 months"],
        ["Second", "SpaceX", "2024", "1 year 10 months"],
        ["Third", "Breitbart", "18 November 2026", "2 days"],
    ]


def test_what_is_due_and_what_is_to_come(client: Client) -> None:
    said("Without an end", "2020/..")
    said("Ends later", "../2030")
    said("Ends soon", "2026")
    said("Opens later", "2035/2039")
    said("Opens soon", "203X")
    page = home(client)

    assert [(row[0], row[2], row[3]) for row in rows(page, DUE)] == [
        ("Ends soon", "2026", "closes in 1 month"),
        ("Ends later", "by 2030", "closes in 4 years 1 month"),
        ("Without an end", "from 2020", "open, without an end"),
    ]
    assert [(row[0], row[2], row[3]) for row in rows(page, COMING)] == [
        ("Opens soon", "the 2030s", "opens in 3 years 1 month"),
        ("Opens later", "2035 to 2039", "opens in 8 years 1 month"),
    ]


def test_what_came_about_comes_in_the_order_in_which_it_was_said(client: Client) -> None:
    said("Long ago", "1975-07-17", "2016-10-06", outcome="achieved")
    said("Lately said", None, "2021", outcome="achieved")
    said("Failed", "2016", outcome="failed")

    assert [(row[0], row[2], row[3]) for row in rows(home(client), DONE)] == [
        ("Lately said", "not told", "2021"),
        ("Long ago", "17 July 1975", "6 October 2016"),
    ]


def test_the_latest_claims_come_with_who_said_so_when_and_where(client: Client) -> None:
    paper = SourceFactory.create(slug="a-newspaper", title="A newspaper", publisher="Breitbart")
    said("One", statement="It flies by 2022.", source=paper, claimant=AgencyFactory.create(name="SpaceX"))
    said("Two", statement="It flies in 2020.", asserted_on="2018", source=paper)
    page = home(client)

    assert (
        "Two : It flies in 2020. 2018, in A newspaper (Breitbart) "
        "One : It flies by 2022. SpaceX, 26 September 2016, in A newspaper (Breitbart)"
    ) in text(page)
    assert "/api/v1/sources/a-newspaper/" in links(page)


def recorded(day: int, title: str, asserted_on: str, source: Source | None = None) -> None:
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
        said(title, asserted_on=asserted_on, source=source)


def newest(client: Client) -> list[str]:
    return [claim.milestone.title for claim in home(client).context["figures"].claims]


def test_claims_of_one_day_come_by_the_day_of_recording_and_then_by_their_milestone(client: Client) -> None:
    recorded(12, "A, recorded first", "2019")
    recorded(13, "C", "2019-12-31")
    recorded(13, "B", "2019")
    recorded(14, "Said first", "2018")

    assert newest(client) == ["B", "C", "A, recorded first", "Said first"]


def test_of_one_source_three_claims_at_most_are_among_the_latest(client: Client) -> None:
    paper = SourceFactory.create()
    for title in "EDCBA":
        recorded(12, title, "2019", paper)
    recorded(12, "Z", "2018")

    assert newest(client) == ["A", "B", "C", "Z"]


def test_claims_that_do_not_count_are_not_among_the_latest(client: Client) -> None:
    original = SourceFactory.create()
    said("One", statement="It flies.", source=original)
    said("Two", statement="Copied.", source=SourceFactory.create(republication_of=original))
    said("Three", statement="Doubted.", rank="deprecated", reason="Misread.")
    said("Four", statement="Not said yet.", asserted_on="2027")
    claims.withdraw(claim=claim(statement="Taken back."), reason="Misread.")

    page = text(home(client))

    assert [word for word in ("It flies.", "Copied.", "Doubted.", "Not said yet.", "Taken back.") if word in page] == [
        "It flies."
    ]


def test_what_people_wrote_is_shown_as_text(client: Client) -> None:
    said("<script>alert(1)</script>", statement="<b>Bold</b> & “quoted”")

    page = home(client).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; “quoted”" in page


@pytest.mark.parametrize("day", ["", "2026-11-20", "2025-12-31", "2021-03-23", "2017-01-01"])
def test_the_numbers_are_those_of_the_api(client: Client, library: None, day: str) -> None:
    given: dict[str, Any] = {"as_of": day} if day else {}
    page = home(client, **given)
    tallies = {tally.state: tally.number for tally in page.context["figures"].tallies}

    assert tallies == {
        state: client.get("/api/v1/milestones/", {"state": state.value, **given}).json()["count"] for state in State
    }
    assert page.context["figures"].total == client.get("/api/v1/milestones/", given).json()["count"]
    late = client.get("/api/v1/milestones/", {"state": "overdue", "limit": 10, **given}).json()["results"]
    assert [row[0] for row in rows(page, LATE)] == [milestone["title"] for milestone in late]
    assert [row[2] for row in rows(page, LATE)] == [milestone["date"]["text"] for milestone in late]


@pytest.mark.parametrize("day", ["", "2021-03-23"])
def test_every_link_leads_somewhere(client: Client, library: None, day: str) -> None:
    page = home(client, **({"as_of": day} if day else {}))
    followed = {link: client.get(link).status_code for link in set(links(page)) - {"#main", "/admin/"}}

    assert len(followed) > 25
    assert {link: status for link, status in followed.items() if status != 200} == {}
    for link in followed:
        if day and link.startswith(("/api/v1/milestones", "/api/v1/claims")):
            assert link.endswith(f"as_of={day}")


def test_a_number_leads_to_what_it_counts(client: Client, library: None) -> None:
    page = home(client)
    found = re.findall(r'<a href="([^"]*state=(\w+))">\s*<span class="page-number">(\d+)</span>', page.content.decode())

    assert [state for _, state, _ in found] == [state.value for state in State]
    for link, _, number in found:
        assert client.get(link).json()["count"] == int(number)


def test_it_costs_the_same_with_fifteen_rows_of_everything_as_with_one(client: Client) -> None:
    costs = []
    for times in (1, 14):
        for _ in range(times):
            for date in ("../2022", "2026", "203X", None):
                said("Planned", date, claimant=AgencyFactory.create())
            said("Done", "2016", outcome="achieved")
        with CaptureQueriesContext(connection) as found:
            home(client)
        costs.append(len(found))

    # The first day; the counts; what is overdue, due, upcoming and achieved; the claims.
    assert costs == [7, 7]


def test_long_lists_are_cut_and_the_rest_is_a_link(client: Client) -> None:
    for number in range(12):
        said(f"Late {number:02}")
        said(f"Due {number:02}", "2026")
    page = home(client)

    assert (len(rows(page, LATE)), len(rows(page, DUE))) == (10, 6)
    assert "/api/v1/milestones/?state=overdue" in links(page)
    assert "How 24 milestones stand today" in text(page)


def test_one_milestone_stands_alone(client: Client) -> None:
    said("Alone")

    assert "How 1 milestone stands today" in text(home(client))


def test_it_may_be_kept_by_anybody_and_is_asked_for_again(client: Client) -> None:
    page = home(client)

    assert page["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in page.get("Vary", "")
    assert not page.cookies


def test_it_runs_no_script_and_carries_no_style_of_its_own(client: Client, library: None) -> None:
    page = home(client)
    body = page.content.decode()

    assert ("<script" in body, "<style" in body, " style=" in body) == (False, False, False)
    assert "style-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("given", [{}, {"as_of": "2017-01-01"}, {"as_of": "1950-01-01"}, {"as_of": "soon"}])
def test_its_headings_are_in_order_and_its_labels_lead_to_what_they_name(
    client: Client, library: None, given: dict[str, str]
) -> None:
    page = Outline(home(client, **given))

    assert page.open == []
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert page.pointed_at <= set(page.ids)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405
