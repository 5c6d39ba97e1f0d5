"""What `loaddata` notes, and that it leaves alone what editors deleted, with the links of others to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from missions.actions import changes, claims, removal
from missions.actions.fixtures import FIXTURES
from missions.models import Agency, Change, Claim, Milestone, Participation, Program, Source, Standing, Vehicle
from tests.management.rows import ALL, KEY, LANDING, LEAD, MOON, NASA, PAPER, PROMISE, WITHDRAWN, but, everything, row

pytestmark = pytest.mark.django_db
Load = Callable[..., str]

OTHER_KEY = KEY[:-1] + "2"
ESA = row("agency", slug="esa", name="ESA", kind="intergovernmental", parent=["nasa"])
ORION = row(
    "vehicle", slug="orion", name="Orion", kind="spacecraft", maker=["nasa"], operators=[["nasa"]], programs=[["moon"]]
)
COPY = row("source", slug="copy", title="Copy", reliability="reported", republication_of=["paper"])
BY_NOBODY = PROMISE | {"pk": OTHER_KEY, "fields": PROMISE["fields"] | {"claimant": None}}


def noted(since: int = 0) -> list[str]:
    found = Change.objects.filter(number__gt=since).order_by("number")
    return [f"{change.resource} {change.key} {change.action}" for change in found]


# --- What is noted


def test_every_row_that_is_loaded_is_noted_once_and_none_again(library: None) -> None:
    models: list[Any] = [Agency, Program, Vehicle, Milestone, Source, Claim]
    keys = {
        (model.__name__.lower(), str(getattr(found, "slug", found.pk)))
        for model in models
        for found in model.objects.all()
    }
    first = list(Change.objects.order_by("number").values_list())
    assert {(change.resource, change.key) for change in Change.objects.filter(action="created")} == keys
    assert Change.objects.count() == len(keys)
    assert {(change.by, change.reason) for change in Change.objects.all()} == {("", "It is in the fixtures.")}
    for _ in range(2):
        call_command("loaddata", *FIXTURES, verbosity=0)
    assert list(Change.objects.order_by("number").values_list()) == first


def test_a_row_is_noted_with_its_links_and_a_program_with_those_who_take_part(load: Load) -> None:
    load(*ALL, ORION)
    assert noted() == [
        *("agency nasa created", "program moon created", "milestone landing created", "source paper created"),
        *(f"claim {KEY} created", "vehicle orion created"),
    ]
    after: dict[str, Any] = {change.key: change.after for change in Change.objects.all()}
    assert after["moon"]["participants"] == [{"agency": "nasa", "role": "lead"}]
    assert (after["landing"]["program"], after["landing"]["agencies"]) == ("moon", ["nasa"])
    assert (after["orion"]["maker"], after["orion"]["operators"], after["orion"]["programs"]) == (
        "nasa",
        ["nasa"],
        ["moon"],
    )


def test_a_withdrawal_is_noted_of_its_claim_and_as_one_change_with_a_claim_that_comes_with_it(load: Load) -> None:
    load(*ALL)
    before = len(noted())
    load(*ALL, WITHDRAWN)
    assert noted(before) == [f"claim {KEY} withdrawn"]
    load(BY_NOBODY, WITHDRAWN | {"pk": OTHER_KEY})
    created: Any = Change.objects.get(key=OTHER_KEY)
    assert (created.action, created.after["withdrawn"]["reason"]) == ("created", "Misread.")


def test_what_is_not_loaded_is_not_noted(load: Load) -> None:
    load(*ALL)
    before = everything()
    with pytest.raises(Exception, match="Nothing was loaded"):
        load(*ALL, ESA, but(NASA, slug="Bad slug"))
    assert everything() == before


# --- What stays deleted


def delete(model: Any, slug: str) -> None:
    removal.remove(row=model.objects.get(slug=slug), by="editor", reason="Not ours.")


@pytest.mark.parametrize(
    ("model", "slug", "rows"),
    [
        (Agency, "nasa", [NASA]),
        (Program, "moon", [NASA, MOON, LEAD]),
        (Vehicle, "orion", [NASA, MOON, ORION]),
        (Milestone, "landing", [NASA, MOON, LANDING]),
        (Source, "paper", [PAPER]),
    ],
)
def test_what_an_editor_deleted_stays_deleted(load: Load, model: Any, slug: str, rows: list[Any]) -> None:
    load(*rows)
    delete(model, slug)
    before = everything()
    for _ in range(2):
        assert load(*rows) == f"0 rows added, {len(rows)} kept as they were.\n"
    assert everything() == before
    assert not model.objects.filter(slug=slug).exists()


def test_links_to_it_stay_away_where_a_row_can_be_without(load: Load) -> None:
    """Rows that come new after the deletion: an agency's parent, a maker, operators, agencies, a program."""
    load(NASA)
    delete(Agency, "nasa")
    assert load(NASA, ESA, MOON, LEAD, ORION, LANDING) == "4 rows added, 2 kept as they were.\n"
    assert Agency.objects.get().parent is None
    orion, landing = Vehicle.objects.get(), Milestone.objects.get()
    assert (orion.maker, list(orion.operators.all()), list(orion.programs.all())) == (None, [], [Program.objects.get()])
    assert (list(landing.agencies.all()), landing.program) == ([], Program.objects.get())
    assert Participation.objects.count() == 0


def test_of_several_links_only_those_to_it_stay_away(load: Load) -> None:
    load(NASA)
    delete(Agency, "nasa")
    load(but(ESA, parent=None), but(LANDING, agencies=[["esa"], ["nasa"]], program=None))
    assert [agency.slug for agency in Milestone.objects.get().agencies.all()] == ["esa"]


def test_a_program_that_was_deleted_leaves_its_milestones_and_vehicles_without(load: Load) -> None:
    load(NASA, MOON, LEAD)
    delete(Program, "moon")
    assert load(NASA, MOON, LEAD, ORION, LANDING) == "2 rows added, 3 kept as they were.\n"
    assert (Milestone.objects.get().program, list(Vehicle.objects.get().programs.all())) == (None, [])


def test_a_copy_of_a_source_that_was_deleted_stands_alone(load: Load) -> None:
    load(PAPER)
    delete(Source, "paper")
    assert load(PAPER, COPY) == "1 rows added, 1 kept as they were.\n"
    assert Source.objects.get().republication_of is None


@pytest.mark.parametrize(
    ("model", "slug"),
    [(Milestone, "landing"), (Source, "paper"), (Agency, "nasa")],
    ids=["milestone", "source", "claimant"],
)
def test_a_claim_is_not_loaded_without_what_it_speaks_of(load: Load, model: Any, slug: str) -> None:
    """A claim without its claimant would be the document's own."""
    load(*ALL[:-1])
    Participation.objects.all().delete()
    delete(model, slug)
    assert load(*ALL, WITHDRAWN) == "0 rows added, 7 kept as they were.\n"
    assert (Claim.objects.count(), Standing.objects.count()) == (0, 0)


def test_a_claim_comes_once_what_it_speaks_of_is_there_again(load: Load) -> None:
    load(*ALL[:-1])
    Participation.objects.all().delete()
    delete(Agency, "nasa")
    load(*ALL)
    with changes.writing(by="editor") as writing:
        writing.made(Agency.objects.create(slug="nasa", name="NASA", kind="government"))
    assert load(*ALL) == "1 rows added, 5 kept as they were.\n"
    assert str(Claim.objects.get().claimant) == "NASA"


def test_a_milestone_is_deleted_with_its_claims_each_with_a_tombstone_and_they_stay_away(load: Load) -> None:
    load(*ALL, BY_NOBODY)
    claims.withdraw(claim=Claim.objects.get(pk=OTHER_KEY), reason="Misread.")
    before = Change.objects.count()
    delete(Milestone, "landing")
    assert noted(before) == [f"claim {KEY} deleted", f"claim {OTHER_KEY} deleted", "milestone landing deleted"]
    tombs = Change.objects.filter(number__gt=before)
    assert {(tomb.by, tomb.reason, tomb.milestone, tomb.after) for tomb in tombs} == {
        ("editor", "Not ours.", "landing", None)
    }
    withdrawn: Any = Change.objects.get(key=OTHER_KEY, action="deleted").before
    assert withdrawn["withdrawn"]["reason"] == "Misread."
    assert (Claim.objects.count(), Standing.objects.count()) == (0, 0)
    after = everything()
    assert load(*ALL, BY_NOBODY, WITHDRAWN) == "0 rows added, 8 kept as they were.\n"
    assert everything() == after


def test_a_milestone_that_an_editor_made_again_keeps_clear_of_the_claims_that_went(load: Load) -> None:
    load(*ALL)
    delete(Milestone, "landing")
    Milestone.objects.create(slug="landing", title="Another", kind="landing", criterion="It lands.")
    load(*ALL)
    assert (Milestone.objects.get().title, Claim.objects.count()) == ("Another", 0)


def test_a_row_that_never_was_is_still_a_mistake(load: Load) -> None:
    load(NASA)
    delete(Agency, "nasa")
    with pytest.raises(Exception, match=r"vehicle orion: programs names moon, which is not there\."):
        load(ORION)
    assert Vehicle.objects.count() == 0
