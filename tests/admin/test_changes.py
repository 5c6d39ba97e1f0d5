"""Every write at the desk is in the record of changes, exactly, and nothing is where nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from missions.models import Agency, Change, Claim, Milestone, Source
from tests.admin.noted import FLIGHT, NASA, NO_PARTS, PAPER, PROMISE, Seen, change, noted, part, parts, post
from tests.admin.pages import address
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


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    Seen.number = 0


# --- Milestones, sources and claims


def test_a_milestone_is_added_and_changed(desk: Client) -> None:
    post(desk, "milestone", "add", **FLIGHT)
    flight = Milestone.objects.get()
    assert noted() == [
        change(
            "milestone flight created",
            slug=(None, "flight"), title=(None, "Flight"), kind=(None, "launch"), criterion=(None, "It flies."),
            agencies=(None, []), vehicles=(None, []),
        )
    ]  # fmt: skip
    moon = ProgramFactory.create(slug="moon")
    post(desk, "milestone", "change", flight.pk, **FLIGHT | {"destination": "moon", "program": moon.pk})
    assert noted() == [change("milestone flight changed", destination=(None, "moon"), program=(None, "moon"))]
    assert {found.milestone for found in Change.objects.all()} == {"flight"}


def test_a_source_is_added_and_revised(desk: Client) -> None:
    original = SourceFactory.create(slug="original")
    post(desk, "source", "add", **PAPER, published="2016-10")
    paper = Source.objects.get(slug="paper")
    assert noted() == [
        change(
            "source paper created",
            slug=(None, "paper"), title=(None, "Paper"), published=(None, "2016-10"), reliability=(None, "reported"),
        )
    ]  # fmt: skip
    typed = PAPER | {"published": "2016", "republication_of": original.pk}
    post(desk, "source", "change", paper.pk, **typed)
    assert noted() == [
        change("source paper changed", published=("2016-10", "2016"), republication_of=(None, "original"))
    ]
    post(desk, "source", "delete", paper.pk, post="yes")
    assert [each["what"] for each in noted()] == ["source paper deleted"]


def test_a_claim_is_recorded_and_withdrawn(desk: Client) -> None:
    flight, paper = MilestoneFactory.create(slug="flight"), SourceFactory.create(slug="paper")
    nasa = AgencyFactory.create(slug="nasa")
    post(
        desk,
        "claim",
        "add",
        **PROMISE,
        milestone=flight.pk,
        source=paper.pk,
        claimant=nasa.pk,
        span_start=1,
        span_end=9,
    )
    said = Claim.objects.get()
    key, instant = str(said.pk), said.recorded_at.isoformat().replace("+00:00", "Z")
    assert noted() == [
        change(
            f"claim {key} created",
            id=(None, key), milestone=(None, "flight"), source=(None, "paper"), claimant=(None, "nasa"),
            asserted_on=(None, "2016-09-26"), outcome=(None, "planned"), date=(None, "../2022"),
            statement=(None, "It flies by 2022."), span_start=(None, 1), span_end=(None, 9), rank=(None, "normal"),
            recorded_at=(None, instant),
        )
    ]  # fmt: skip
    post(desk, "claim", "withdraw", key, reason="Misread.", confirmed="yes")
    gone = {"at": said.withdrawal.recorded_at.isoformat().replace("+00:00", "Z"), "reason": "Misread."}
    assert noted() == [change(f"claim {key} withdrawn", why="Misread.", withdrawn=(None, gone))]
    assert [(found.milestone, found.at) for found in Change.objects.all()] == [
        ("flight", said.recorded_at),
        ("flight", said.withdrawal.recorded_at),
    ]


# --- Nothing


@pytest.mark.parametrize("factory", [AgencyFactory, ProgramFactory, VehicleFactory, MilestoneFactory, SourceFactory])
def test_a_row_that_is_saved_as_it_was_is_no_change(desk: Client, factory: Any) -> None:
    row = factory.create()
    where = address(row._meta.model_name, "change", row.pk)
    form = desk.get(where).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert desk.post(where, typed | NO_PARTS).status_code == 302
    assert noted() == []


REFUSED: list[tuple[str, Callable[[Client], Any]]] = [
    ("a bad row", lambda desk: desk.post(address("agency", "add"), NASA | NO_PARTS | {"kind": "x"})),
    (
        "a bad row beside a good one",
        lambda desk: desk.post(
            address("program", "add"), {"name": "M", "slug": "m", **parts(1, 0), **part(0, role="x")}
        ),
    ),
    ("a bad source", lambda desk: desk.post(address("source", "add"), PAPER | {"sha256": "x"})),
    ("a bad claim", lambda desk: desk.post(address("claim", "add"), PROMISE)),
    (
        "a deletion in whose way others stand",
        lambda desk: desk.post(address("agency", "delete", Agency.objects.get().pk), {"post": "yes"}),
    ),
    (
        "a deletion that is not confirmed",
        lambda desk: desk.post(
            address("agency", "changelist"),
            {"action": "delete_selected", "_selected_action": [Agency.objects.get().pk]},
        ),
    ),
    ("a withdrawal without a reason", lambda desk: desk.post(address("claim", "withdraw", Claim.objects.get().pk), {})),
    ("a list that is looked at", lambda desk: desk.get(address("agency", "changelist"))),
]


@pytest.mark.parametrize(("what", "write"), REFUSED, ids=[what for what, _ in REFUSED])
def test_what_is_refused_is_no_change(desk: Client, what: str, write: Callable[[Client], Any]) -> None:
    ParticipationFactory.create(agency=claim(claimant=AgencyFactory.create()).claimant)
    noted()
    assert write(desk).status_code == 200, what
    assert noted() == []


# --- All of it

WRITES = {
    "agency": "add change delete delete_selected",
    "program": "add change delete delete_selected",
    "vehicle": "add change delete delete_selected",
    "milestone": "add change delete delete_selected change_selected",
    "source": "add change delete delete_selected",
    "claim": "add withdraw_selected",
    "standing": "",
    "withdrawal": "",
    "change": "",
    # A review is no row of the record; what it makes, sources and claims, is.
    "review": "add change delete",
}


def test_no_way_to_write_is_forgotten(editor: User) -> None:
    """The pages and actions that write, as the desk offers them: what comes new gets a test here."""
    request = RequestFactory().get("/")
    request.user = editor
    found = {}
    for model, desk in admin.site._registry.items():
        if model in apps.get_app_config("missions").get_models():
            may = {
                "add": desk.has_add_permission(request),
                "change": desk.has_change_permission(request),
                "delete": desk.has_delete_permission(request),
            }
            ways = [way for way, allowed in may.items() if allowed]
            assert not desk.list_editable
            found[str(model._meta.model_name)] = " ".join([*ways, *desk.get_actions(request)])
    assert found == WRITES
