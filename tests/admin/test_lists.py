"""The lists: what they show, how they narrow, where they lead, and what they cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.actions import claims
from missions.models import Agency, Claim, Milestone, Program, Source, Standing, Vehicle, Withdrawal
from tests.admin.pages import address, text
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

MODELS = (Agency, Program, Vehicle, Milestone, Source, Claim, Withdrawal, Standing)


def shown(response: Any) -> set[str]:
    return {str(row) for row in response.context["cl"].result_list}


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_list_with_a_search(desk: Client, model: Any) -> None:
    response = desk.get(address(model._meta.model_name, "changelist"), {"q": "mars"})

    assert response.status_code == 200
    assert admin.site.get_model_admin(model).search_fields


def agency() -> None:
    made = AgencyFactory.create(parent=AgencyFactory.create())
    ParticipationFactory.create(agency=made)
    claim(MilestoneFactory.create(), claimant=made)


def program() -> None:
    ParticipationFactory.create(program=ProgramFactory.create())


def vehicle() -> None:
    made = VehicleFactory.create(maker=AgencyFactory.create())
    made.operators.add(AgencyFactory.create())
    made.programs.add(ProgramFactory.create())


def milestone() -> None:
    made = MilestoneFactory.create(program=ProgramFactory.create())
    made.agencies.add(AgencyFactory.create())
    made.vehicles.add(VehicleFactory.create())
    claim(made, claimant=AgencyFactory.create())


def source() -> None:
    claim(source=SourceFactory.create(republication_of=SourceFactory.create()))


def said() -> None:
    claim(claimant=AgencyFactory.create())


def withdrawn() -> None:
    claims.withdraw(claim=claim(claimant=AgencyFactory.create()), reason="Misread.")


# Session and user; the count and the rows; then what each list asks beside, as its filters and its rows need.
COSTS = {
    # The parent is joined, the counts are in the rows' own query; the filter's countries.
    "agency": (agency, 5),
    # Participants of the rows; the filter's agencies.
    "program": (program, 6),
    # Operators and programs of the rows; the filter's makers and programs.
    "vehicle": (vehicle, 8),
    # Standings of the rows; the filter's programs, agencies and vehicles.
    "milestone": (milestone, 8),
    "source": (source, 4),
    # The first and last day of the hierarchy and its years; the filter's claimants.
    "claim": (said, 7),
    # The first and last day of the hierarchy and its months or days.
    "withdrawal": (withdrawn, 6),
    "standing": (said, 6),
}


@pytest.mark.parametrize("model", COSTS)
def test_a_list_costs_as_much_with_fifteen_rows_as_with_one(desk: Client, model: str) -> None:
    make, cost = COSTS[model]
    make()
    # Content types are asked for once a process.
    ContentType.objects.clear_cache()
    desk.get(address(model, "changelist"))
    one = queries(lambda: desk.get(address(model, "changelist")))
    for _ in range(14):
        make()
    fifteen = queries(lambda: desk.get(address(model, "changelist")))

    assert (one, fifteen) == (cost, cost)


def queries(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert run().status_code == 200
    return len(found)


def test_milestones_are_listed_with_their_standing_and_with_none(desk: Client) -> None:
    spacex = AgencyFactory.create(name="SpaceX")
    claim(MilestoneFactory.create(title="First flight"), claimant=spacex)
    MilestoneFactory.create(title="Nothing said")

    page = text(desk.get(address("milestone", "changelist")))

    assert "First flight Overdue by 2022 SpaceX – 1 claim" in page
    assert "Nothing said – – – – –" in page


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"state": "overdue"}, {"Late"}),
        ({"state": "upcoming"}, {"Far"}),
        ({"state": "achieved"}, {"Done"}),
        ({"state": "silent"}, {"Nothing"}),
        ({"conflict": "yes"}, {"Done"}),
        ({"conflict": "no"}, {"Late", "Far", "Nothing"}),
        ({"q": "far"}, {"Far"}),
        ({"q": "rocket"}, {"Late"}),
    ],
)
def test_milestones_narrow_by_their_standing_today(desk: Client, given: dict[str, str], titles: set[str]) -> None:
    late, done = MilestoneFactory.create(title="Late"), MilestoneFactory.create(title="Done")
    late.vehicles.add(VehicleFactory.create(name="Rocket"))
    claim(late)
    claim(done, "2020", outcome="achieved")
    claim(done, "2020", outcome="failed")
    claim(MilestoneFactory.create(title="Far"), "203X")
    MilestoneFactory.create(title="Nothing")

    assert shown(desk.get(address("milestone", "changelist"), given)) == titles


@pytest.mark.parametrize(
    ("given", "statements"),
    [
        ({"counts": "yes"}, {"Said."}),
        ({"counts": "no"}, {"Copied.", "Doubted.", "Taken back."}),
        ({"withdrawn": "yes"}, {"Taken back."}),
        ({"withdrawn": "no"}, {"Said.", "Copied.", "Doubted."}),
        ({"rank__exact": "deprecated"}, {"Doubted."}),
    ],
)
def test_claims_narrow_by_whether_they_count(desk: Client, given: dict[str, str], statements: set[str]) -> None:
    copy = SourceFactory.create(republication_of=SourceFactory.create())
    claim(statement="Said.")
    claim(statement="Copied.", source=copy)
    claim(statement="Doubted.", rank="deprecated", reason="Misread.")
    claims.withdraw(claim=claim(statement="Taken back."), reason="Misread.")

    assert shown(desk.get(address("claim", "changelist"), given)) == statements


@pytest.mark.parametrize("given", [{"state": "late"}, {"conflict": "maybe"}, {"milestone": "x"}, {"milestone": "99"}])
def test_a_filter_that_says_nothing_is_an_error_and_not_all_rows(desk: Client, given: dict[str, str]) -> None:
    model = "claim" if "milestone" in given else "milestone"

    response = desk.get(address(model, "changelist"), given)

    assert (response.status_code, response["Location"]) == (302, f"{address(model, 'changelist')}?e=1")


def test_a_row_leads_to_the_rows_around_it(desk: Client) -> None:
    agency = AgencyFactory.create(name="SpaceX")
    one = claim(claimant=agency)
    claim()
    pages = {
        "agency": f"{address('claim', 'changelist')}?claimant__id__exact={agency.pk}",
        "source": f"{address('claim', 'changelist')}?source={one.source_id}",
        "milestone": f"{address('claim', 'changelist')}?milestone={one.milestone_id}",
    }

    for model, link in pages.items():
        assert f'<a href="{link}">1 claim</a>' in desk.get(address(model, "changelist")).content.decode()
        assert shown(desk.get(link)) == {"It will come about."}
        assert desk.get(link).context["cl"].result_count == 1


def test_a_claim_leads_to_its_milestone_its_claimant_and_its_source(desk: Client) -> None:
    one = claim(claimant=AgencyFactory.create())

    page = desk.get(address("claim", "changelist")).content.decode()

    for model, row in (("milestone", one.milestone), ("agency", one.claimant), ("source", one.source)):
        assert f'<a href="{address(model, "change", row.pk)}">{row}</a>' in page  # type: ignore[union-attr]


def test_what_is_long_is_shown_in_short_and_whether_it_counts(desk: Client) -> None:
    paper = SourceFactory.create(title="One two three four five six seven eight nine ten")
    nasa = AgencyFactory.create(name="National Aeronautics and Space Administration", short_name="NASA")
    flight = MilestoneFactory.create(title="First flight")
    said = "It flies by 2022 as far as the Moon and no farther."
    wrong = claim(flight, source=paper, claimant=nasa, statement=said)
    claims.withdraw(claim=wrong, reason="It was misread: the document says so of some other flight.")
    claim(flight, source=paper, claimant=nasa, statement=said)

    listed = text(desk.get(address("claim", "changelist")))
    row = "It flies by 2022 as far as the… First flight Planned by 2022 NASA 26 September 2016"
    for counts in ("Yes", "No"):
        assert f"{row} One two three four… {counts} " in listed
    assert "It was misread: the document says so of…" in text(desk.get(address("withdrawal", "changelist")))


def test_the_years_of_claims_can_be_drilled_into(desk: Client) -> None:
    claim(asserted_on="2016-09-26", statement="Early.")
    claim(asserted_on="2021", statement="Later.")

    assert shown(desk.get(address("claim", "changelist"), {"asserted_on_latest__year": 2016})) == {"Early."}


@pytest.mark.parametrize(("model", "field"), [("claim", "source"), ("claim", "milestone"), ("vehicle", "maker")])
def test_relations_complete_what_is_typed(desk: Client, model: str, field: str) -> None:
    SourceFactory.create(title="Alpha")
    MilestoneFactory.create(title="Alpha")
    AgencyFactory.create(name="Alpha")
    asked = {"term": "alph", "app_label": "missions", "model_name": model, "field_name": field}

    found = desk.get("/admin/autocomplete/", asked).json()["results"]

    assert [row["text"] for row in found] == ["Alpha"]
