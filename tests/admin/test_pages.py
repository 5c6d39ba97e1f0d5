"""The pages of single rows: what they tell, what can be edited, what cannot be deleted."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.actions import claims, removal
from missions.models import Agency, Change, Claim, Milestone, Participation, Program, Source, Standing
from tests.admin.conftest import desk_of
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

pytestmark = pytest.mark.django_db

NO_PARTS = {"participations-TOTAL_FORMS": "0", "participations-INITIAL_FORMS": "0"}


def test_a_milestones_page_tells_how_it_stands_its_claims_and_its_standings(desk: Client) -> None:
    flight = MilestoneFactory.create(title="First flight")
    spacex = AgencyFactory.create(name="SpaceX")
    paper = SourceFactory.create(title="A newspaper")
    claim(flight, source=paper, claimant=spacex, speaker="Its president", statement="It flies by 2022.")
    claim(
        flight,
        "2025",
        "2020-01",
        source=paper,
        claimant=spacex,
        statement="It flies in 2025.",
        reason="Told in passing.",
    )

    page = text(desk.get(address("milestone", "change", flight.pk)))

    assert "Planned for 2025; overdue by 10 months; one of 2 claims, by SpaceX, January 2020." in page
    newest = "January 2020 SpaceX Planned 2025 It flies in 2025. A newspaper Normal Told in passing."
    oldest = "26 September 2016 SpaceX Its president Planned by 2022 It flies by 2022. A newspaper Normal"
    assert f"{newest} {oldest}" in page
    assert "31 January 2020 – Planned 2025 It flies in 2025. 26 September 2016 31 January 2020 Planned by 2022" in page


def test_a_milestones_page_costs_as_much_with_fifteen_claims_as_with_one(desk: Client) -> None:
    flight = MilestoneFactory.create()
    claim(flight, claimant=AgencyFactory.create())
    ContentType.objects.clear_cache()
    desk.get(address("milestone", "change", flight.pk))
    costs = []
    for year in (None, *range(2001, 2015)):
        if year:
            claim(flight, str(year + 1), str(year), claimant=AgencyFactory.create())
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address("milestone", "change", flight.pk)).status_code == 200
        costs.append(len(found))

    # Session, user and second factor; the last change; the milestone, its standing for the list; its agencies and
    # vehicles, each for what is chosen and for what is shown; its claims; its standing with who said so; its standings,
    # with theirs.
    assert (costs[0], costs[-1]) == (11, 11)


def test_when_a_milestone_comes_is_not_typed(desk: Client) -> None:
    flight = claim(MilestoneFactory.create(title="First flight")).milestone
    page = desk.get(address("milestone", "change", flight.pk))
    typed = {"title": "Second flight", "criterion": "It flies.", "kind": "launch", "crewed": "unknown"}

    forged = typed | {"date": "2030", "date_edtf": "2030", "slug": "other", "outcome": "achieved"}
    response = desk.post(address("milestone", "change", flight.pk), forged)

    assert set(page.context["adminform"].form.fields) == {
        *("title", "criterion", "kind", "destination", "crewed", "program", "agencies", "vehicles", "why", "seen"),
    }
    assert response.status_code == 302
    after = Milestone.objects.get()
    assert (after.title, after.slug) == ("Second flight", flight.slug)
    assert Standing.objects.held().get().date_edtf == "../2022"
    assert Change.objects.last().changed == ["criterion", "title"]  # type: ignore[union-attr]


def test_who_may_only_look_sees_what_the_permissions_say() -> None:
    flight = claim(MilestoneFactory.create(title="First flight"), statement="It flies by 2022.").milestone
    page = address("milestone", "change", flight.pk)

    milestones_only = text(desk_of("view_milestone").get(page))

    assert "Planned by 2022; overdue by 3 years 10 months" in milestones_only
    assert "It flies by 2022." not in milestones_only
    assert desk_of_other("view_claim").get(page).status_code == 403


def desk_of_other(*permissions: str) -> Client:
    User.objects.filter(username="somebody").delete()
    return desk_of(*permissions)


@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_standings_are_only_looked_at(desk: Client, page: str) -> None:
    claim()
    row = Standing.objects.held().get()
    where = address("standing", page, *([] if page == "add" else [row.pk]))

    assert desk.post(where, {"post": "yes", "outcome": "achieved"}).status_code == 403
    assert desk.get(where).status_code == (200 if page == "change" else 403)
    assert 'name="action"' not in desk.get(address("standing", "changelist")).content.decode()
    assert Standing.objects.held().get().outcome == "planned"


@pytest.mark.parametrize("pointer", ["source", "claimant"])
def test_what_claims_rest_on_is_not_deleted_and_the_page_says_what_stands_in_the_way(
    desk: Client, pointer: str
) -> None:
    one = claim(claimant=AgencyFactory.create(), statement="It flies by 2022.")
    claims.withdraw(claim=one, reason="Misread.")
    row = getattr(one, pointer)
    model = row._meta.model_name

    asked = desk.get(address(model, "delete", row.pk))
    tried = desk.post(address(model, "delete", row.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    in_bulk = desk.post(address(model, "changelist"), chosen)

    for response in (asked, tried, in_bulk):
        assert response.status_code == 200
        assert "would require deleting the following protected related objects: Claim: It flies by 2022." in text(
            response
        )
    assert type(row).objects.filter(pk=row.pk).exists()
    assert not Change.objects.filter(action="deleted").exists()


def test_what_nothing_rests_on_is_deleted(desk: Client) -> None:
    flights = [MilestoneFactory.create() for _ in range(3)]

    desk.post(address("milestone", "delete", flights[0].pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [flight.pk for flight in flights[1:]], "post": "yes"}
    desk.post(address("milestone", "changelist"), chosen)

    assert Milestone.objects.count() == 0
    assert [row.key for row in Change.objects.filter(action="deleted")] == [flight.slug for flight in flights]


def test_several_rows_are_deleted_or_none(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_told: Any) -> None:
        if Milestone.objects.count() == 1:
            raise RuntimeError("The disk is full.")
        remove(**_told)

    remove = removal.remove
    monkeypatch.setattr(removal, "remove", fail)
    flights = [MilestoneFactory.create().pk for _ in range(2)]
    chosen = {"action": "delete_selected", "_selected_action": flights, "post": "yes"}
    with pytest.raises(RuntimeError):
        desk.post(address("milestone", "changelist"), chosen)

    assert (Milestone.objects.count(), Change.objects.count()) == (2, 0)


def test_a_program_is_edited_with_those_who_take_part(desk: Client) -> None:
    nasa = AgencyFactory.create()
    part = {
        "participations-TOTAL_FORMS": "1",
        "participations-INITIAL_FORMS": "0",
        "participations-0-agency": nasa.pk,
        "participations-0-role": "lead",
    }

    response = desk.post(address("program", "add"), {"name": "Apollo", "slug": "apollo"} | part)

    assert response.status_code == 302
    assert Participation.objects.get().natural_key() == ("apollo", nasa.slug)


def test_an_agency_takes_part_once_in_a_program(desk: Client) -> None:
    part = ParticipationFactory.create()
    agency, program = part.agency, part.program
    rows = {
        "participations-TOTAL_FORMS": "2",
        "participations-INITIAL_FORMS": "1",
        "participations-0-id": part.pk,
        "participations-0-agency": agency.pk,
        "participations-0-program": program.pk,
        "participations-0-role": "lead",
        "participations-1-agency": agency.pk,
        "participations-1-program": program.pk,
        "participations-1-role": "partner",
    }

    response = desk.post(address("agency", "change", agency.pk), {"name": "NASA", "kind": "government"} | rows)

    assert response.status_code == 200
    assert "Please correct the duplicate data for program." in text(response)
    assert Participation.objects.count() == 1


def test_a_claims_page_tells_all_of_it_in_words(desk: Client) -> None:
    one = claim(
        claimant=AgencyFactory.create(name="SpaceX"),
        source=SourceFactory.create(title="A newspaper"),
        span=(10, 80),
        statement="It flies by 2022.",
    )

    page = text(desk.get(address("claim", "change", one.pk)))

    assert "Date: by 2022, in EDTF ../2022" in page
    assert "Said on: 26 September 2016, in EDTF 2016-09-26" in page
    assert "Span: Characters 10 to 80 of the text" in page
    assert "Counts: Yes" in page


def test_a_claim_without_a_span_says_that_none_is_kept(desk: Client) -> None:
    page = text(desk.get(address("claim", "change", claim(date="2028").pk)))

    assert "Span: not kept" in page
    assert "Date: 2028 Who says so" in page
    assert "None" not in page


@pytest.mark.parametrize(
    ("factory", "model"),
    [
        (AgencyFactory, Agency),
        (ProgramFactory, Program),
        (VehicleFactory, None),
        (MilestoneFactory, Milestone),
        (SourceFactory, Source),
    ],
)
def test_a_row_is_saved_again_as_it_is_shown(desk: Client, factory: Any, model: Any) -> None:
    row = factory.create()
    where = address(row._meta.model_name, "change", row.pk)
    form = desk.get(where).context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in shown.items() if value is not None}

    response = desk.post(where, typed | NO_PARTS)

    assert response.status_code == 302
    assert Change.objects.count() == 0


def test_every_page_of_the_desk_is_private_and_has_a_strict_policy(desk: Client) -> None:
    one = claim()
    pages = ["/admin/", address("claim", "add"), address("claim", "withdraw", one.pk)]
    pages += [address("claim", "change", one.pk), address("milestone", "change", one.milestone_id)]

    for page in pages:
        response = desk.get(page)
        said = response.content.decode()
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert (" style=" in said, "<style" in said, " onclick=" in said) == (False, False, False)
        assert said.count("<script") == said.count("<script src=") + said.count("<script id=") + said.count("<script\n")


def test_deleting_a_claims_row_is_not_offered_anywhere(desk: Client) -> None:
    one = claim()

    assert "deletelink" not in desk.get(address("claim", "change", one.pk)).content.decode()
    assert Claim.objects.count() == 1
