"""The history of each row is told by the record of changes."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from missions.actions import claims, sources
from missions.admin import history, record
from missions.models import Change, Milestone, Standing
from tests.admin.conftest import desk_of
from tests.admin.pages import address, form, messages, text
from tests.factories import AgencyFactory, MilestoneFactory, ParticipationFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def flight() -> Milestone:
    return MilestoneFactory.create(title="First flight", slug="flight")


def told(desk: Client, row: Any, **query: Any) -> str:
    """What the page says after the row's name."""
    page = desk.get(address(row._meta.model_name, "history", row.pk), query)
    assert page.status_code == 200
    return text(page).rpartition(f" History {row} ")[2]


def test_an_edit_is_told_with_who_when_what_and_why(desk: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    typed = form(desk, page) | {"title": "Maiden flight", "why": "The document says so.", "destination": "moon"}
    with time_machine.travel(NOON, tick=False):
        desk.post(page, typed | {"agencies": [AgencyFactory.create(slug="nasa").pk]})

    flight.refresh_from_db()
    assert told(desk, flight) == (
        "Changed 20 November 2026, 12:00 UTC, by editor – The document says so. Value "
        "Before After Title First flight Maiden flight Destination – Moon Agencies – nasa 1 change"
    )


def test_a_milestone_tells_of_its_claims_as_well_newest_first(desk: Client, flight: Milestone) -> None:
    with time_machine.travel(NOON, tick=False):
        one = claim(flight, statement="It flies by 2022.", by="anna")
        claims.withdraw(claim=one, reason="Misread.", by="boris")
    claim(statement="Of another.")

    page = told(desk, flight)

    withdrawn = "Withdrawn: claim “It flies by 2022.” 20 November 2026, 12:00 UTC, by boris – Misread. Value Before"
    created = "Created: claim “It flies by 2022.” 20 November 2026, 12:00 UTC, by anna"
    assert page.startswith(f"{withdrawn} After Withdrawn – Misread. {created}")
    assert "Of another." not in page
    assert "Date by 2022 (../2022)" in page
    assert page.endswith("2 changes")


@pytest.mark.parametrize("model", ["claim", "withdrawal", "standing"])
def test_claims_withdrawals_and_standings_have_one_too(desk: Client, flight: Milestone, model: str) -> None:
    one = claim(flight, statement="It flies by 2022.")
    later = claim(flight, "2026", "2021-03-22", statement="It flies in 2026.")
    claims.withdraw(claim=later, reason="Misread.", by="boris")
    rows: dict[str, Any] = {"claim": one, "withdrawal": later.withdrawal, "standing": Standing.objects.held().get()}

    page = text(desk.get(address(model, "history", rows[model].pk)))

    assert ("Created" in page, "by boris – Misread." in page) == (True, model != "claim")


def test_the_parts_of_a_program_and_the_copies_of_a_source_are_told_in_words(desk: Client) -> None:
    part = ParticipationFactory.create(agency=AgencyFactory.create(slug="nasa"))
    page = address("program", "change", part.program_id)
    rows = {"participations-TOTAL_FORMS": "1", "participations-INITIAL_FORMS": "1", "participations-0-id": part.pk}
    rows |= {"participations-0-agency": part.agency_id, "participations-0-role": "former"}
    desk.post(page, form(desk, page) | rows)
    paper = SourceFactory.create(title="A newspaper")
    paper.republication_of = SourceFactory.create(slug="original")
    sources.revise(source=paper, by="anna")

    assert "Participants nasa (lead) nasa (former)" in told(desk, part.program)
    assert "Republication of – original" in told(desk, paper)


def test_a_row_that_was_never_changed_says_so(desk: Client, flight: Milestone) -> None:
    assert told(desk, flight) == "Nothing was changed since the record of changes began."


def test_a_long_history_has_pages_and_costs_the_same(
    desk: Client, flight: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "SHOWN", 3)
    claim(flight, asserted_on="2016", statement="Said in 2016.")
    costs = []
    for year in (None, 2017, 2018, 2019):
        if year:
            claim(flight, asserted_on=str(year), statement=f"Said in {year}.")
        with CaptureQueriesContext(connection) as found:
            page = told(desk, flight)
        costs.append(len(found))

    assert "Said in 2016." not in page
    assert "Said in 2016." in told(desk, flight, p=2)
    assert page.endswith("1 2 4 changes")
    assert "Said in 2016." in told(desk, flight, p=99)
    # Session and user; the milestone and its standing; its claims; the count and the changes.
    assert costs == [8] * 4


def test_history_is_for_whom_may_see_the_row(flight: Milestone) -> None:
    assert desk_of("view_claim").get(address("milestone", "history", flight.pk)).status_code == 403


def test_of_a_row_that_is_gone_the_page_says_so(desk: Client) -> None:
    response = desk.get(address("milestone", "history", 99), follow=True)

    assert messages(response) == ["milestone with ID “99” doesn’t exist. Perhaps it was deleted?"]


def test_djangos_own_log_is_not_written(desk: Client, flight: Milestone) -> None:
    page = address("milestone", "change", flight.pk)
    new = {"title": "Other", "slug": "other", "criterion": "It flies.", "kind": "launch", "crewed": "unknown"}

    desk.post(address("milestone", "add"), new)
    desk.post(page, form(desk, page) | {"title": "Maiden flight"})
    desk.post(address("milestone", "delete", flight.pk), {"post": "yes"})

    assert [row.action for row in Change.objects.all()] == ["created", "changed", "deleted"]
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(action="deleted", by="anna"), "anna: deleted"),
        (
            Change(resource="milestone", action="changed", before={"crewed": None}, after={"crewed": False}),
            "a command changed Crewed from “–” to “No”",
        ),
        (
            Change(
                resource="milestone",
                action="changed",
                before={"kind": "crewed_landing", "destination": None},
                after={"kind": "policy", "destination": "earth_orbit"},
            ),
            "a command changed Kind from “Crewed landing” to “Policy”, and Destination from “–” to “Earth orbit”",
        ),
        (
            Change(
                resource="claim",
                action="changed",
                by="anna",
                before={"date": "x"},
                after={"date": "203X"},
                reason="Misread.",
            ),
            "anna changed Date from “x” to “the 2030s (203X)” (“Misread.”)",
        ),
        (
            Change(
                resource="source",
                action="changed",
                by="anna",
                before={"url": "", "vehicles": ["a"]},
                after={"url": "b", "vehicles": []},
            ),
            "anna changed Url from “–” to “b”, and Vehicles from “a” to “–”",
        ),
    ],
)
def test_a_change_in_one_sentence(change: Change, said: str) -> None:
    assert record.sentence(change) == said


def test_what_is_given_besides_stands_in_the_place_of_the_pages_own(rf: RequestFactory, flight: Milestone) -> None:
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True)
    desk: Any = admin.site.get_model_admin(Milestone)

    answer = desk.history_view(request, str(flight.pk), {"title": "What became of it", "more": 1})

    told = answer.context_data
    assert (told["title"], told["more"], told["subtitle"]) == ("What became of it", 1, "First flight")
