"""The front page: what needs a look, as the API counts it, and what was changed last."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.actions import claims, removal
from missions.models import Claim, Milestone
from tests.admin.conftest import desk_of
from tests.admin.pages import address, markup, text
from tests.factories import AgencyFactory, MilestoneFactory, claim

pytestmark = pytest.mark.django_db

TITLES = (
    "Overdue for longest",
    "The sources disagree",
    "Nobody has spoken of for a year",
    "Without a date",
    "Claims recorded in the last 7 days",
)


@pytest.fixture
def some() -> None:
    for number in range(7):
        late = MilestoneFactory.create(title=f"Late {number}")
        claim(late, f"../{2025 - number}", claimant=AgencyFactory.create(name="SpaceX"))
    claim(MilestoneFactory.create(title="Undated"), None, "2026-06-01")
    claim(MilestoneFactory.create(title="Far"), "203X", "2026-06-01")
    disputed = MilestoneFactory.create(title="Disputed")
    claim(disputed, "2016", outcome="achieved")
    claim(disputed, "2016", outcome="failed")
    MilestoneFactory.create(title="Nobody spoke of it")


def cards(response: Any) -> dict[str, Any]:
    return {card.title: card for card in response.context["cards"]}


def count(query: str) -> int:
    found: int = Client().get(f"/api/v1/{query}").json()["count"]
    return found


@pytest.mark.usefixtures("some")
def test_the_counts_are_those_of_the_api(desk: Client) -> None:
    found = {title: card.number for title, card in cards(desk.get("/admin/")).items()}

    still_open = Client().get("/api/v1/milestones/?outcome=planned,ongoing&limit=100").json()["results"]
    lately = "claims/?counts=true&asserted_after=2025-11-20&milestone="
    assert found == {
        TITLES[0]: count("milestones/?state=overdue"),
        TITLES[1]: count("milestones/?conflict=true"),
        TITLES[2]: sum(count(lately + row["slug"]) == 0 for row in still_open),
        TITLES[3]: count("milestones/?state=undated"),
        TITLES[4]: count("claims/?recorded_from=2026-11-14T00:00:00Z"),
    }
    assert list(found.values()) == [7, 1, 7, 1, 11]


@pytest.mark.usefixtures("some")
def test_each_card_leads_to_the_list_of_its_rows_in_its_order(desk: Client) -> None:
    for card in cards(desk.get("/admin/")).values():
        listed = desk.get(card.address).context["cl"]
        assert listed.result_count == card.number

    late = desk.get(cards(desk.get("/admin/"))[TITLES[0]].address).context["cl"]
    assert [str(row) for row in late.result_list] == [f"Late {number}" for number in reversed(range(7))]


@pytest.mark.usefixtures("some")
def test_the_order_holds_for_whom_the_list_has_no_boxes() -> None:
    viewer = desk_of("view_milestone")

    page = cards(viewer.get("/admin/"))[TITLES[0]].address

    assert page == "/admin/missions/milestone/?state=overdue&o=2"
    assert str(viewer.get(page).context["cl"].result_list[0]) == "Late 6"


@pytest.mark.usefixtures("some")
def test_the_first_five_are_shown_the_worst_first(desk: Client) -> None:
    page = text(desk.get("/admin/"))

    worst = "Overdue for longest: 7 Late 6 by 2019, overdue by 6 years 10 months Late 5 by 2020"
    assert worst in page
    assert "Late 2 by 2023, overdue by 2 years 10 months The sources disagree: 1 Disputed Achieved in 2016" in page
    assert "Without a date: 1 Undated Planned, without a date, since 1 June 2026" in page


def test_an_empty_desk_says_that_there_is_nothing(desk: Client) -> None:
    page = text(desk.get("/admin/"))

    assert [f"{title}: 0 None." in page for title in TITLES] == [True] * 5


@pytest.mark.parametrize(
    ("permissions", "titles"),
    [((), ()), (("view_milestone",), TITLES[:4]), (("view_claim",), TITLES[4:])],
)
@pytest.mark.usefixtures("some")
def test_everybody_sees_what_the_permissions_say(permissions: tuple[str, ...], titles: tuple[str, ...]) -> None:
    response = desk_of(*permissions).get("/admin/")

    assert tuple(cards(response)) == titles
    assert "Latest changes" not in text(response)


@pytest.mark.parametrize(
    ("permissions", "names"),
    [
        (("view_claim",), []),
        (("add_claim",), ["Record a claim"]),
        (("add_review",), []),
        (("add_claim", "add_review", "add_source"), ["Record a claim", "Drop a document"]),
    ],
)
def test_it_begins_with_the_two_main_things_for_whom_may(permissions: tuple[str, ...], names: list[str]) -> None:
    page = markup(desk_of(*permissions).get("/admin/"))

    where = {
        "Record a claim": f'<a href="{address("claim", "add")}" class="button">',
        "Drop a document": f'<a href="{address("review", "add")}" class="button">',
    }
    assert [name for name in where if f"{where[name]}{name}</a>" in page] == names


def test_the_latest_changes_are_those_of_the_record(desk: Client) -> None:
    flight = MilestoneFactory.create(title="First flight", slug="flight")
    one = claim(flight, statement="It flies by 2022.", by="anna")
    claims.withdraw(claim=one, reason="Misread.", by="boris")
    removal.remove(row=flight, by="anna", reason="There twice.")

    page = markup(desk.get("/admin/"))

    assert "Recent actions" not in page
    told = text(desk.get("/admin/")).partition("Latest changes ")[2]
    assert "First flight Milestone deleted" in told
    assert "It flies by 2022. Claim withdrawn" in told
    assert "It flies by 2022. Claim created" in told
    assert told.index("withdrawn") < told.index("created")


def test_the_page_costs_as_much_with_many_rows_as_with_one(desk: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get("/admin/").status_code == 200
        return len(found)

    claim()
    disputed = MilestoneFactory.create()
    claim(disputed, None)
    claim(disputed, outcome="failed")
    claim(date=None)
    first = cost()
    for _ in range(9):
        claim(claimant=AgencyFactory.create())
        claim(date=None)

    # Session, user and second factor; for each of five cards its keys and its rows; the changes.
    assert (first, cost()) == (14, 14)
    assert Milestone.objects.count() == 21
    assert Claim.objects.filter(asserted_on_latest=date(2016, 9, 26)).count() == 22


def test_the_changes_can_be_looked_through_with_those_of_what_is_gone(desk: Client) -> None:
    flight = MilestoneFactory.create(title="First flight", slug="flight")
    removal.remove(row=flight, by="anna", reason="There twice.")

    listed = text(desk.get(address("change", "changelist"), {"q": "flight"}))
    page = text(desk.get(address("change", "change", 1)))

    assert "anna Deleted Milestone First flight There twice." in listed
    assert "Reason: There twice." in page
    assert "Title First flight" in page
    assert desk.post(address("change", "change", 1), {"reason": "Other."}).status_code == 403
