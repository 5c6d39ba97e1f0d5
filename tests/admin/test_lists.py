"""The lists: what they show, how they narrow, and where they lead."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from missions.actions import claims
from missions.admin.filters import _year_before
from missions.models import Agency, Change, Claim, Milestone, Program, Source, Standing, Vehicle, Withdrawal
from tests.admin.pages import address, shown, text
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

MODELS = (Agency, Program, Vehicle, Milestone, Source, Claim, Withdrawal, Standing, Change)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_list_with_a_search(desk: Client, model: Any) -> None:
    response = desk.get(address(model._meta.model_name, "changelist"), {"q": "mars"})

    assert response.status_code == 200
    assert admin.site.get_model_admin(model).search_fields


def test_days_and_instants_are_written_as_everywhere(desk: Client, editor: User) -> None:
    with time_machine.travel("2026-11-21T09:42:00Z", tick=False):
        claims.withdraw(claim=claim(MilestoneFactory.create()), reason="It was misread.", by="anna")
        # A session begins before now.
        desk.force_login(editor)

        assert "21 November 2026, 09:42 UTC It was misread." in text(desk.get(address("withdrawal", "changelist")))
        assert " 2026-" not in text(desk.get(address("standing", "changelist")))


def test_milestones_are_listed_with_their_standing_and_with_none(desk: Client) -> None:
    spacex = AgencyFactory.create(name="SpaceX")
    claim(MilestoneFactory.create(title="First flight"), claimant=spacex)
    MilestoneFactory.create(title="Nothing said")

    page = text(desk.get(address("milestone", "changelist")))

    assert "First flight Overdue by 2022 SpaceX – 1" in page
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
    claim(done, "2016", outcome="achieved")
    claim(done, "2016", outcome="failed")
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
        assert f'<a href="{link}">1</a>' in desk.get(address(model, "changelist")).content.decode()
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


def test_claims_and_standings_narrow_by_year(desk: Client) -> None:
    claim(asserted_on="2016-09-26", statement="Early.")
    claim(asserted_on="2021", statement="Later.")

    claims_of = desk.get(address("claim", "changelist"), {"said": 2016})
    standings_of = desk.get(address("standing", "changelist"), {"since_year": 2021})

    assert shown(claims_of) == {"Early."}
    assert shown(standings_of) == {"planned ../2022, from 2021-12-31"}
    assert "2021 2020 2019 2018 2017 2016" in text(claims_of)


@pytest.mark.parametrize("given", [{"said": "2015"}, {"said": "x"}, {"recorded": "8"}])
def test_a_year_in_which_nothing_was_said_is_an_error(desk: Client, given: dict[str, str]) -> None:
    claim()

    assert desk.get(address("claim", "changelist"), given)["Location"].endswith("?e=1")


def test_milestones_of_which_nobody_has_spoken_for_a_year_and_which_are_still_open(desk: Client) -> None:
    for asserted_on, outcome, title in (
        ("2025-11-20", "planned", "A year ago"),
        ("2025-11-21", "planned", "Within the year"),
        ("2020", "achieved", "Came about"),
        ("2020", "ongoing", "Goes on"),
    ):
        claim(MilestoneFactory.create(title=title), asserted_on=asserted_on, outcome=outcome)
    spoken = MilestoneFactory.create(title="Reaffirmed")
    claim(spoken, asserted_on="2020")
    claim(spoken, asserted_on="2026-01-01")
    silent = MilestoneFactory.create(title="Reaffirmed in error")
    claim(silent, asserted_on="2020")
    claims.withdraw(claim=claim(silent, asserted_on="2026-01-01"), reason="Misread.")
    early = MilestoneFactory.create(title="To be reaffirmed")
    claim(early, asserted_on="2020")
    claim(early, asserted_on="2026-12-01")
    MilestoneFactory.create(title="Nothing")

    found = shown(desk.get(address("milestone", "changelist"), {"spoken": "quiet"}))

    assert found == {"A year ago", "Goes on", "Reaffirmed in error", "To be reaffirmed"}


@pytest.mark.parametrize(("day", "before"), [("2024-02-29", "2023-02-28"), ("2026-11-20", "2025-11-20")])
def test_a_year_before(day: str, before: str) -> None:
    assert str(_year_before(date.fromisoformat(day))) == before


def test_the_claims_recorded_in_the_last_days_are_those_of_seven(desk: Client) -> None:
    for day, statement in (("2026-11-13T23:59", "No."), ("2026-11-14T00:00", "Just."), ("2026-11-20T23:59", "Today.")):
        with time_machine.travel(f"{day}:00+00:00", tick=False):
            claim(statement=statement)

    assert shown(desk.get(address("claim", "changelist"), {"recorded": "7"})) == {"Today.", "Just."}


@pytest.mark.parametrize(("model", "field"), [("claim", "source"), ("claim", "milestone"), ("vehicle", "maker")])
def test_relations_complete_what_is_typed(desk: Client, model: str, field: str) -> None:
    SourceFactory.create(title="Alpha")
    MilestoneFactory.create(title="Alpha")
    AgencyFactory.create(name="Alpha")
    asked = {"term": "alph", "app_label": "missions", "model_name": model, "field_name": field}

    found = desk.get("/admin/autocomplete/", asked).json()["results"]

    assert [row["text"] for row in found] == ["Alpha"]


@pytest.mark.parametrize("term", ["a " * 2_000, "\0"])
def test_a_search_that_no_database_takes_finds_nothing_and_is_told(desk: Client, term: str) -> None:
    MilestoneFactory.create()
    asked = {"app_label": "missions", "model_name": "claim", "field_name": "milestone", "term": term}

    listed = desk.get(address("milestone", "changelist"), {"q": term})

    assert desk.get("/admin/autocomplete/", asked).json()["results"] == []
    assert [str(told) for told in listed.context["messages"]] in (
        ["Ensure this value has at most 200 characters (it has 4000)."],
        ["Null characters are not allowed."],
    )


def test_a_filter_offers_what_some_row_points_at(desk: Client) -> None:
    ProgramFactory.create(name="Unused")
    MilestoneFactory.create(program=ProgramFactory.create(name="Artemis"))

    filters = desk.get(address("milestone", "changelist")).context["cl"].filter_specs

    assert [one.lookup_choices for one in filters if one.title == "program"] == [
        [(Program.objects.get(name="Artemis").pk, "Artemis")]
    ]


@pytest.mark.parametrize(
    "page",
    [
        "claim/add/?milestone=" + "9" * 40,
        "claim/add/?milestone=" + "9" * 5_000,
        "change/?at__year=99999",
        "standing/?milestone=" + "9" * 40,
    ],
)
def test_a_number_that_is_too_large_is_no_error(desk: Client, page: str) -> None:
    assert desk.get(f"/admin/missions/{page}", follow=True).status_code == 200
