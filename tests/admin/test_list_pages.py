"""What a list is searched for, and its pages."""

import pytest
from django.test import Client

from missions.actions import claims
from tests.admin.pages import address, shown
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ProgramFactory,
    claim,
)


@pytest.mark.parametrize(
    ("model", "term", "rows"),
    [
        ("milestone", "landing", {"Moon landing", "Mars landing"}),
        ("milestone", "landing mars", {"Mars landing"}),
        ("milestone", "'landing mars'", set()),
        ("milestone", '"s landing"', {"Mars landing"}),
        # Found by two of its agencies, and listed once.
        ("milestone", "agency", {"Moon landing"}),
        ("milestone", "nasa apollo", {"Moon landing"}),
        ("claim", "moon nasa", {"It lands."}),
        ("claim", "mars", set()),
        ("withdrawal", "moon", {"Misread."}),
    ],
)
def test_each_word_of_a_search_is_in_some_column_of_the_row_or_of_those_around_it(
    desk: Client, model: str, term: str, rows: set[str]
) -> None:
    moon = MilestoneFactory.create(title="Moon landing", program=ProgramFactory.create(name="Apollo"))
    moon.agencies.set([AgencyFactory.create(name="Agency one, NASA"), AgencyFactory.create(name="Agency two")])
    MilestoneFactory.create(title="Mars landing")
    one = claim(moon, claimant=AgencyFactory.create(name="NASA"), statement="It lands.")
    claims.withdraw(claim=one, reason="Misread.")

    response = desk.get(address(model, "changelist"), {"q": term})

    assert shown(response) == rows
    assert response.context["cl"].result_count == len(rows)


def test_the_second_page_goes_on_where_the_first_one_ended(desk: Client) -> None:
    titles = [MilestoneFactory.create(title=f"Flight {number:03}").title for number in range(120)]

    pages = [desk.get(address("milestone", "changelist"), {"p": page}).context["cl"] for page in (1, 2, 3)]

    assert [str(row) for page in pages for row in page.result_list] == titles
    assert [len(page.result_list) for page in pages] == [50, 50, 20]


@pytest.mark.parametrize("column", ["0", "1", "2"])
def test_a_page_keeps_the_order_that_is_asked_for(desk: Client, column: str) -> None:
    agency = AgencyFactory.create()
    for title, kind in (("B", "test"), ("A", "launch"), ("C", "base")):
        MilestoneFactory.create(title=title, kind=kind).agencies.add(agency)

    listed = desk.get(address("milestone", "changelist"), {"o": f"-{column}", "agencies__id__exact": str(agency.pk)})

    rows = [str(row) for row in listed.context["cl"].result_list]
    assert rows == (["C", "B", "A"] if column == "1" else ["A", "B", "C"])
