"""`snapshot` writes all of the tracker, whole or not at all."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from missions.actions import snapshots
from missions.models import Agency, Change, Program
from tests.factories import AgencyFactory, MilestoneFactory, VehicleFactory, claim
from tests.management.snapshots import FILES, refused, snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("eventful")
def test_every_model_is_in_it() -> None:
    """Participations, withdrawals and links are in the rows that they belong to; the version is the last change's.

    A document under review stays at the desk.
    """
    within = {"Participation", "Withdrawal", "Version", "Review", "Proposal"}
    told = {model.__name__ for model in snapshots.FILES.values()}
    assert {model.__name__ for model in apps.get_app_config("missions").get_models()} == told | within


@pytest.mark.usefixtures("eventful")
def test_two_runs_write_the_same_bytes_and_the_manifest_says_which(tmp_path: Path) -> None:
    one, other = snapshot(tmp_path / "one"), snapshot(tmp_path / "other")
    assert one == other
    assert sorted(one) == sorted([*FILES, "manifest.json"])
    last = Change.objects.order_by("number").last()
    assert last
    assert json.loads(one["manifest.json"]) == {
        "format": 1,
        "data_version": {"number": last.number, "at": last.at.isoformat().replace("+00:00", "Z")},
        "files": {
            name: {"rows": model._base_manager.count(), "sha256": hashlib.sha256(one[name]).hexdigest()}
            for name, model in snapshots.FILES.items()
        },
    }
    for name in FILES:
        lines = one[name].splitlines()
        assert len(lines) == snapshots.FILES[name]._base_manager.count()
        assert all(list(json.loads(line)) == sorted(json.loads(line)) for line in lines)


@pytest.mark.usefixtures("eventful")
def test_a_line_is_a_row_by_the_names_of_the_feed_of_changes(tmp_path: Path) -> None:
    found = snapshot(tmp_path / "here")
    rows = [json.loads(line) for line in found["programs.ndjson"].splitlines()]
    artemis = next(row for row in rows if row["slug"] == "artemis")
    assert artemis == {
        "id": artemis["id"],
        "slug": "artemis",
        "name": "Artemis program",
        "destination": "moon",
        "summary": "People on the Moon again.",
        "participants": [
            {"agency": "esa", "role": "partner"},
            {"agency": "nasa", "role": "lead"},
            {"agency": "roscosmos", "role": "former"},
        ],
    }
    hasty = next(row for row in map(json.loads, found["claims.ndjson"].splitlines()) if row["statement"] == "hasty")
    assert hasty["withdrawn"] == {"at": "2026-11-12T12:00:00Z", "reason": "It was misread."}
    assert hasty["recorded_at"] == "2026-11-10T12:00:00Z"


def test_an_empty_tracker_has_a_snapshot_too(tmp_path: Path) -> None:
    found = snapshot(tmp_path / "here")
    assert json.loads(found["manifest.json"])["data_version"] is None
    assert {found[name] for name in FILES} == {b""}
    call_command("restore", str(tmp_path / "here"))
    assert snapshot(tmp_path / "there") == found


@pytest.mark.usefixtures("eventful")
def test_it_says_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(snapshots, "STEP", 2)
    snapshot(tmp_path / "here")
    assert capsys.readouterr().out.splitlines()[:4] == [
        "agencies.ndjson: 2 rows so far",
        "agencies.ndjson: 4 rows so far",
        "agencies.ndjson: 5 rows",
        "programs.ndjson: 2 rows so far",
    ]


def test_it_takes_the_place_of_an_older_one_and_of_nothing_else(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    first = snapshot(here)
    AgencyFactory.create()
    assert snapshot(here) != first
    (here / "notes.txt").write_text("Mine.")
    assert refused("snapshot", here) == "HERE is not empty, and no snapshot. Name another directory."
    shutil.rmtree(here)
    here.write_text("A file.")
    assert refused("snapshot", here) == "HERE is a file. Name a directory."
    assert refused("snapshot", tmp_path / "no" / "where").endswith(
        "No such file or directory. No snapshot was written."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_one_that_fails_half_way_leaves_the_older_one_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AgencyFactory.create()
    before = snapshot(tmp_path / "here")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device", "there")

    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "_keep", fail)
        assert refused("snapshot", tmp_path / "here") == "there: No space left on device. No snapshot was written."
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
    assert snapshot(tmp_path / "here") == before


def queries(here: Path) -> int:
    with CaptureQueriesContext(connection) as found:
        snapshot(here)
    return len(found)


@pytest.mark.usefixtures("eventful")
def test_more_rows_cost_no_more_queries(tmp_path: Path) -> None:
    before = queries(tmp_path / "here")
    for number in range(3):
        milestone = MilestoneFactory.create(slug=f"more-{number}", program=Program.objects.get(slug="artemis"))
        milestone.agencies.add(*Agency.objects.all())
        milestone.vehicles.add(VehicleFactory.create(maker=AgencyFactory.create()))
        claim(milestone, claimant=AgencyFactory.create(parent=AgencyFactory.create()))
    assert queries(tmp_path / "here") == before


def test_through_a_link_it_is_written_where_that_leads(tmp_path: Path) -> None:
    here, link = tmp_path / "here", tmp_path / "link"
    here.mkdir()
    link.symlink_to(here)
    for _ in range(2):
        AgencyFactory.create()
        assert snapshot(link) == {path.name: path.read_bytes() for path in here.iterdir()}
    assert (link.is_symlink(), sorted(path.name for path in tmp_path.iterdir())) == (True, ["here", "link"])


def test_an_older_one_that_cannot_be_removed_is_told_and_the_new_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(tmp_path / "here")
    AgencyFactory.create()

    def fail(path: Path, *, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise OSError(13, "Permission denied", str(path))

    monkeypatch.setattr(shutil, "rmtree", fail)
    assert snapshot(tmp_path / "here") != before
    [old] = tmp_path.glob(".*.old")
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"{old} is the snapshot before, and cannot be removed: Permission denied. Remove it by hand."
    )


# --- Killed in the middle, on SQLite in a file


def run(database: Path, code: str) -> int:
    script = (
        f"import django; django.setup()\nimport os, signal\nfrom django.core.management import call_command\n{code}"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{database}"},
        check=False,
        capture_output=True,
    )
    return done.returncode


KILL = """
calls = iter(range(8))
def kill(*given, kept={module}.{name}):
    if next(calls, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept(*given)
{module}.{name} = kill
"""


def test_whoever_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    database, here = tmp_path / "tracker.sqlite3", tmp_path / "here"
    load = "call_command('migrate', verbosity=0); call_command('loaddata', 'agencies', verbosity=0)"
    assert run(database, f"{load}; call_command('snapshot', {str(here)!r})") == 0
    before = {path.name: path.read_bytes() for path in here.iterdir()}

    kill = "from missions.actions import snapshots\n" + KILL.format(module="snapshots", name="_line")
    assert run(database, f"{kill}\ncall_command('snapshot', {str(here)!r})") == -signal.SIGKILL
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before

    other = tmp_path / "other.sqlite3"
    assert run(other, "call_command('migrate', verbosity=0)") == 0
    kill = "from missions.actions import restoring\n" + KILL.format(module="restoring", name="_save").replace(
        "(8)", "(1)"
    )
    assert run(other, f"{kill}\ncall_command('restore', {str(here)!r})") == -signal.SIGKILL
    with closing(sqlite3.connect(other)) as file:
        assert file.execute("SELECT count(*) FROM missions_agency").fetchone() == (0,)
    assert (
        run(other, f"call_command('restore', {str(here)!r}); call_command('snapshot', {str(tmp_path / 'two')!r})") == 0
    )
    assert {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()} == before
