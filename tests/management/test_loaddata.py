"""`loaddata`, as `up` runs it at each start: it adds what is missing, keeps what is there, and loads all or nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from missions.actions import claims
from missions.actions.fixtures import FIXTURES
from missions.models import Agency, Claim, Milestone, Participation, Program, Source, Standing, Vehicle, Withdrawal
from missions.schedule import Said
from missions.schedule import standings as periods_of
from missions.vocabulary import Outcome, Rank
from tests.management.rows import ALL, KEY, NASA, PROMISE, WITHDRAWN, but, everything, row

pytestmark = pytest.mark.django_db

# --- The repository's own


def written_rows() -> list[dict[str, Any]]:
    texts = [(Path(settings.BASE_DIR) / "fixtures" / f"{name}.json").read_text("utf-8") for name in FIXTURES]
    return [row for text in texts for row in json.loads(text)]


def test_the_repositorys_fixtures_load_and_every_row_of_them_is_there(library: None) -> None:
    models: list[Any] = [Agency, Program, Participation, Vehicle, Milestone, Source, Claim, Withdrawal]
    written = [row["model"] for row in written_rows()]
    assert {model.__name__.lower(): model.objects.count() for model in models} == {
        model.__name__.lower(): written.count(f"missions.{model.__name__.lower()}") for model in models
    }
    assert Claim.objects.count() > 100


def test_their_standings_are_those_of_their_claims(library: None) -> None:
    for milestone in Milestone.objects.all():
        counting = Claim.objects.that_count().filter(milestone=milestone)
        expected = periods_of(
            Said(str(said.id), said.asserted_on.latest, Outcome(said.outcome), said.date, Rank(said.rank))
            for said in counting
        )
        held = milestone.standings.held().order_by("since")
        found = [(row.since, row.until, row.date, str(row.claim_id)) for row in held]
        assert found == [(period.since, period.until, period.date, period.claim) for period in expected]


def test_loaded_again_they_add_and_change_nothing(library: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything()
    call_command("loaddata", *FIXTURES)
    rows = len(written_rows())
    assert capsys.readouterr().out == f"0 rows added, {rows} kept as they were.\n"
    assert everything() == before


def test_each_row_of_them_obeys_its_model(library: None) -> None:
    for model in apps.get_app_config("missions").get_models():
        for found in model._base_manager.all():
            found.full_clean()


# --- Adding and keeping


def test_rows_are_added_and_the_standings_derived(load: Callable[..., str]) -> None:
    assert load(*ALL) == "6 rows added, 0 kept as they were.\n"
    landing = Milestone.objects.get()
    assert [agency.slug for agency in landing.agencies.all()] == ["nasa"]
    assert landing.program == Program.objects.get()
    standing = Standing.objects.held().get()
    assert (str(standing.since), standing.date_edtf, str(standing.claim_id)) == ("2016-09-26", "../2022", KEY)


def test_quietly_it_says_nothing(load: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(NASA)
    call_command("loaddata", str(tmp_path / "rows.json"), verbosity=0)
    assert capsys.readouterr() == ("", "")


def test_only_what_is_missing_is_added(load: Callable[..., str]) -> None:
    load(*ALL)
    later = but(
        PROMISE, asserted_on_edtf="2021", asserted_on_earliest="2021-01-01", asserted_on_latest="2021-12-31",
        date_edtf="2026", date_earliest="2026-01-01", date_latest="2026-12-31",
    ) | {"pk": KEY[:-1] + "2"}  # fmt: skip
    assert load(*ALL, later) == "1 rows added, 6 kept as they were.\n"
    assert [row.date_edtf for row in Standing.objects.held().order_by("since")] == ["../2022", "2026"]


def test_what_an_editor_changed_stays(load: Callable[..., str]) -> None:
    load(*ALL)
    Program.objects.update(name="The Moon", summary="An editor's own.")
    landing = Milestone.objects.get()
    landing.agencies.clear()
    landing.title = "Touch-down"
    landing.save()
    Participation.objects.update(role="former")
    before = everything()
    assert load(*ALL) == "0 rows added, 6 kept as they were.\n"
    assert everything() == before


def test_a_participant_whom_an_editor_took_out_stays_out(load: Callable[..., str]) -> None:
    load(*ALL)
    Participation.objects.all().delete()
    assert load(*ALL) == "0 rows added, 6 kept as they were.\n"
    assert Participation.objects.count() == 0


def test_claims_that_editors_added_stay_and_count(load: Callable[..., str]) -> None:
    load(*ALL)
    milestone, source = Milestone.objects.get(), Source.objects.get()
    told = Claim.objects.get().asserted_on
    added = claims.record(
        milestone=milestone, source=source, outcome=Outcome.ACHIEVED, asserted_on=told, statement="It has landed."
    )
    before = everything()
    load(*ALL)
    assert everything() == before
    assert Standing.objects.held().get().claim_id == added.pk


def test_a_claim_that_an_editor_withdrew_stays_withdrawn(load: Callable[..., str]) -> None:
    load(*ALL)
    claims.withdraw(claim=Claim.objects.get(), reason="An editor's own.")
    load(*ALL, WITHDRAWN)
    assert Withdrawal.objects.get().reason == "An editor's own."
    assert not Standing.objects.held().exists()


def test_a_withdrawal_in_the_fixture_withdraws(load: Callable[..., str]) -> None:
    load(*ALL)
    assert Standing.objects.held().count() == 1
    assert load(*ALL, WITHDRAWN) == "1 rows added, 6 kept as they were.\n"
    assert Claim.objects.get().withdrawal_or_none == Withdrawal.objects.get()
    assert not Standing.objects.held().exists()


@pytest.mark.parametrize(
    "made_up",
    [
        row("standing", pk="99", since="1999-01-01", outcome="achieved", conflict=False),
        row("slip", pk="99", on="1999-01-01", kind="slip", outcome="planned", was_claim=KEY),
    ],
)
def test_what_follows_from_the_claims_is_passed_over(made_up: dict[str, Any], load: Callable[..., str]) -> None:
    load(*ALL)
    before = everything()
    assert load(but(made_up, milestone=["landing"], claim=KEY)) == "0 rows added, 0 kept as they were.\n"
    assert everything() == before


def test_rows_of_another_app_load_as_django_loads_them(load: Callable[..., str]) -> None:
    group = apps.get_model("auth", "Group")
    load({"model": "auth.group", "pk": 99, "fields": {"name": "Guests"}})
    load({"model": "auth.group", "pk": 99, "fields": {"name": "Readers"}})
    assert list(group.objects.filter(pk__gte=99).values_list("name", flat=True)) == ["Readers"]
