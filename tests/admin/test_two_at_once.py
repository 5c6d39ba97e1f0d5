"""Two editors have one page open: the second is told what the first did, and keeps what she typed."""

import re
from typing import Any

import pytest
from django.test import Client

from missions.actions import removal
from missions.dates import FuzzyDate
from missions.models import Agency, Change, Milestone, Program, Source
from tests.admin.conftest import desk_of
from tests.admin.pages import address, form, text
from tests.factories import AgencyFactory, MilestoneFactory, ParticipationFactory, ProgramFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Client:
    return desk_of(
        "view_milestone", "change_milestone", "change_agency", "change_program", "view_agency", "view_program"
    )


@pytest.fixture
def flight() -> Milestone:
    return MilestoneFactory.create(title="First flight", slug="flight")


def said(response: Any) -> str:
    return " ".join(response.context["adminform"].form.non_field_errors())


def test_the_second_is_told_and_her_text_is_kept(desk: Client, other: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    first, second = form(desk, page), form(other, page)
    desk.post(page, first | {"title": "Maiden flight", "kind": "test", "why": "The document calls it so."})

    refused = other.post(page, second | {"title": "Flight one", "criterion": "It flies."})

    assert said(refused) == (
        "Nothing was saved: somebody else was quicker since you opened this page. editor changed Title from “First "
        "flight” to “Maiden flight”, and Kind from “Launch” to “Test” (“The document calls it so.”). What you typed "
        "still stands here; in the fields that you left as they were stands theirs. Look at it, and save again."
    )
    assert refused.context["adminform"].form.errors["title"] == [
        "editor made it “Maiden flight” meanwhile. Yours stands here; save again to put it in its place."
    ]
    assert 'name="title" value="Flight one"' in refused.content.decode()
    assert "It flies.</textarea>" in refused.content.decode()
    flight.refresh_from_db()
    assert (flight.title, flight.kind) == ("Maiden flight", "test")
    assert Change.objects.count() == 1


def test_she_can_save_again_knowing_it(desk: Client, other: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    second = form(other, page)
    desk.post(page, form(desk, page) | {"title": "Maiden flight"})
    refused = other.post(page, second | {"title": "Flight one"})
    [seen] = re.findall(r'name="seen" value="(\d+)"', refused.content.decode())

    saved = other.post(page, second | {"title": "Flight one", "seen": seen})

    assert saved.status_code == 302
    assert [
        (row["by"], row["before__title"], row["after__title"])
        for row in Change.objects.values("by", "before__title", "after__title")
    ] == [
        ("editor", "First flight", "Maiden flight"),
        ("somebody", "Maiden flight", "Flight one"),
    ]


def shows(response: Any) -> dict[str, Any]:
    """What the form that was refused would send as it is shown."""
    shown = response.context["adminform"].form
    return {name: value for name in shown.fields if (value := shown[name].value()) is not None}


def test_what_she_left_as_it_was_is_theirs_when_she_saves_again(desk: Client, other: Client) -> None:
    program, agencies = ProgramFactory.create(), [AgencyFactory.create() for _ in range(2)]
    flight = MilestoneFactory.create(title="First flight", program=program)
    flight.agencies.set(agencies[:1])
    page = address("milestone", "change", flight.pk)
    second = form(other, page)
    theirs = {"title": "Maiden flight", "crewed": "true", "program": "", "agencies": [one.pk for one in agencies]}
    assert desk.post(page, second | theirs | {"why": ""}).status_code == 302

    refused = other.post(page, second | {"criterion": "It flies."})

    assert list(refused.context["adminform"].form.errors) == ["__all__"]
    assert other.post(page, shows(refused)).status_code == 302
    flight.refresh_from_db()
    assert (flight.title, flight.criterion, flight.crewed, flight.program) == (
        "Maiden flight",
        "It flies.",
        True,
        None,
    )
    assert set(flight.agencies.all()) == set(agencies)


def test_of_several_rows_that_both_changed_hers_stand_and_the_others_are_told(desk: Client, other: Client) -> None:
    had, theirs, hers = (AgencyFactory.create(slug=slug) for slug in ("had", "theirs", "hers"))
    flight = MilestoneFactory.create()
    flight.agencies.set([had])
    page = address("milestone", "change", flight.pk)
    second = form(other, page)
    desk.post(page, second | {"agencies": [had.pk, theirs.pk]})

    refused = other.post(page, second | {"agencies": [hers.pk]})

    assert refused.context["adminform"].form.errors["agencies"] == [
        "editor made it “had, theirs” meanwhile. Yours stands here; save again to put it in its place."
    ]
    assert other.post(page, shows(refused)).status_code == 302
    assert list(flight.agencies.all()) == [hers]


def test_what_both_changed_alike_is_no_error(desk: Client, other: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    second = form(other, page)
    desk.post(page, second | {"title": "Maiden flight"})

    refused = other.post(page, second | {"title": "Maiden flight"})

    assert list(refused.context["adminform"].form.errors) == ["__all__"]


def test_the_date_of_a_source_is_told_beside_hers(desk: Client) -> None:
    page = address("source", "change", SourceFactory.create(published=FuzzyDate.parse("2016")).pk)
    typed = form(desk, page)
    desk.post(page, typed | {"published": "2016-10"})

    refused = desk.post(page, typed | {"published": "2017"})
    left = desk.post(page, typed | {"author": "A. Reporter"})

    assert refused.context["adminform"].form.errors["published"] == [
        "editor made it “October 2016 (2016-10)” meanwhile. Yours stands here; save again to put it in its place."
    ]
    assert shows(left)["published"] == "2016-10"


def test_whoever_is_quicker_a_second_time_is_told_of_as_well(desk: Client, other: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    second = form(other, page)
    desk.post(page, form(desk, page) | {"title": "Maiden flight"})
    refused = other.post(page, second | {"title": "Flight one"})
    [seen] = re.findall(r'name="seen" value="(\d+)"', refused.content.decode())
    desk.post(page, form(desk, page) | {"title": "Very first flight"})

    again = other.post(page, second | {"title": "Flight one", "seen": seen})

    assert "from “Maiden flight” to “Very first flight”" in said(again)
    assert "from “First flight”" not in said(again)


def test_ones_own_second_save_is_no_conflict(desk: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    desk.post(page, form(desk, page) | {"title": "Maiden flight"})

    assert desk.post(page, form(desk, page) | {"title": "Flight one"}).status_code == 302


def test_changes_of_other_rows_and_new_claims_stand_in_nobodys_way(
    desk: Client, other: Client, flight: Milestone
) -> None:
    page = address("milestone", "change", flight.pk)
    typed = form(other, page)
    neighbour = address("milestone", "change", MilestoneFactory.create().pk)
    desk.post(neighbour, form(desk, neighbour) | {"title": "Another"})
    claim(flight)

    assert other.post(page, typed | {"title": "Flight one"}).status_code == 302


@pytest.mark.parametrize("seen", ["x", "-1", str(2**63)])
def test_what_is_no_number_is_refused(desk: Client, flight: Milestone, seen: str) -> None:
    page = address("milestone", "change", flight.pk)

    refused = desk.post(page, form(desk, page) | {"title": "Flight one", "seen": seen})

    assert list(refused.context["adminform"].form.errors) == ["seen"]
    assert Milestone.objects.get().title == "First flight"


def test_a_source_is_guarded_as_well(desk: Client) -> None:
    page = address("source", "change", SourceFactory.create(title="A newspaper").pk)
    typed = form(desk, page)
    desk.post(page, typed | {"publisher": "The Paper", "why": "It says so."})

    refused = desk.post(page, typed | {"publisher": "The Mirror"})

    assert "Publisher from “–” to “The Paper” (“It says so.”)" in said(refused)
    assert Source.objects.get().publisher == "The Paper"


def parts(program: Program, agency: Agency, role: str, **others: str) -> dict[str, Any]:
    part = program.participations.get(agency=agency)
    return {
        "participations-TOTAL_FORMS": "1",
        "participations-INITIAL_FORMS": "1",
        "participations-0-id": part.pk,
        "participations-0-agency": agency.pk,
        "participations-0-program": program.pk,
        "participations-0-role": role,
    } | others


def test_the_parts_of_an_agency_are_guarded_on_its_page_against_those_who_edit_the_program(
    desk: Client, other: Client
) -> None:
    part = ParticipationFactory.create(program=ProgramFactory.create(slug="apollo", name="Apollo"))
    of_agency = address("agency", "change", part.agency_id)
    of_program = address("program", "change", part.program_id)
    opened = form(other, of_agency)
    told = desk.post(of_program, form(desk, of_program) | parts(part.program, part.agency, "former"))
    assert told.status_code == 302

    refused = other.post(of_agency, opened | parts(part.program, part.agency, "lead"))

    slug = part.agency.slug
    assert f"Participants from “{slug} (lead)” to “{slug} (former)”" in said(refused)
    part.refresh_from_db()
    assert part.role == "former"


def test_another_agencys_part_in_the_program_is_none_of_its_business(desk: Client, other: Client) -> None:
    part = ParticipationFactory.create()
    rest = ParticipationFactory.create(program=part.program, agency=AgencyFactory.create())
    of_agency = address("agency", "change", part.agency_id)
    of_rest = address("agency", "change", rest.agency_id)
    opened = form(other, of_agency)
    desk.post(of_rest, form(desk, of_rest) | parts(part.program, rest.agency, "former"))

    saved = other.post(of_agency, opened | parts(part.program, part.agency, "partner"))

    assert saved.status_code == 302


def test_of_a_row_that_is_gone_meanwhile_what_was_sent_is_quoted(desk: Client, flight: Milestone) -> None:
    page, agency = address("milestone", "change", flight.pk), AgencyFactory.create(name="SpaceX")
    typed = form(desk, page)
    removal.remove(row=flight, by="anna", reason="There twice.")
    typed |= {
        "title": "<b>Flight</b> one",
        "kind": "launch",
        "criterion": "",
        "agencies": [agency.pk],
        "crewed": "true",
    }

    response = desk.post(page, typed | {"why": "It is called so."})

    assert response.status_code == 404
    assert response.context["sent"] == [
        ("Title", "<b>Flight</b> one"),
        ("Kind", "Launch"),
        ("Crewed", "Yes"),
        ("Agencies", "SpaceX"),
        ("Why", "It is called so."),
    ]
    assert "Nothing was saved: this milestone is here no longer." in text(response)
    assert "<b>Flight" not in response.content.decode()
    assert Milestone.objects.count() == 0


def test_who_may_not_change_it_is_not_told_that_it_is_gone(flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    flight.delete()

    assert desk_of("view_milestone").post(page, {"title": "Flight one"}).status_code == 403


def test_a_participant_whom_both_add_is_there_once_and_the_second_is_told(desk: Client) -> None:
    other = desk_of("view_program", "change_program", "add_participation")
    program, agency = ProgramFactory.create(), AgencyFactory.create()
    page = address("program", "change", program.pk)
    first, second = form(desk, page), form(other, page)
    part = {
        "participations-TOTAL_FORMS": "1",
        "participations-INITIAL_FORMS": "0",
        "participations-0-agency": agency.pk,
        "participations-0-role": "lead",
    }
    desk.post(page, first | part)

    told = other.post(page, second | part)
    again = other.post(page, second | part | {"seen": Change.objects.latest("number").number})

    assert said(told).startswith("Nothing was saved: somebody else was quicker")
    assert again.status_code == 200
    assert "This agency has a part in this program already." in text(again)
    assert program.participations.count() == 1
