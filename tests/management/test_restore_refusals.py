"""What is no whole snapshot is refused in one line, and nothing is restored."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from missions.models import Agency
from tests.management.snapshots import FILES, change_line, refused

pytestmark = pytest.mark.django_db


def test_a_file_that_was_changed_is_found(here: Path) -> None:
    path = here / "claims.ndjson"
    path.write_bytes(path.read_bytes().replace(b"2022", b"2023", 1))
    said = refused("restore", here)
    assert said.startswith("HERE/claims.ndjson is not as it was written: its SHA-256 is ")
    assert said.endswith(". Nothing was restored.")


def test_a_file_that_is_missing_is_named(here: Path) -> None:
    (here / "slips.ndjson").unlink()
    assert refused("restore", here) == (
        "HERE/slips.ndjson cannot be read: No such file or directory. The snapshot is not whole. Nothing was restored."
    )


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (None, "cannot be read: No such file or directory. Name the directory of a snapshot."),
        ("{", "is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."),
        ("[]", "is of format None, and this version of the tracker reads 1."),
        ('{"format": 2}', "is of format 2, and this version of the tracker reads 1."),
        ('{"format": 1}', f"files must tell the rows and the sha256 of {', '.join(FILES)}, and nothing else."),
    ],
)
def test_a_manifest_that_is_none_is_refused(here: Path, manifest: str | None, said: str) -> None:
    (here / "manifest.json").unlink()
    if manifest is not None:
        (here / "manifest.json").write_text(manifest)
    colon = ":" if said.startswith("files") else ""
    assert refused("restore", here) == f"HERE/manifest.json{colon} {said} Nothing was restored."


def test_a_manifest_that_counts_otherwise_is_refused(here: Path) -> None:
    manifest = json.loads((here / "manifest.json").read_text())
    manifest["files"]["agencies.ndjson"]["rows"] = 4
    (here / "manifest.json").write_text(json.dumps(manifest))
    assert refused("restore", here) == "HERE/agencies.ndjson has 5 rows, and not 4. Nothing was restored."


def test_a_version_that_is_not_that_of_the_last_change_is_refused(here: Path) -> None:
    manifest = json.loads((here / "manifest.json").read_text())
    manifest["data_version"]["number"] += 1
    (here / "manifest.json").write_text(json.dumps(manifest))
    assert refused("restore", here).startswith("manifest.json: data_version is {'number': ")


def drop(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda row: row.pop(name) and None


def put(**values: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda row: row.update(values)


@pytest.mark.parametrize(
    ("name", "line", "change", "said"),
    [
        ("claims.ndjson", 2, lambda _: "{", "line 2: no JSON: unexpected end of data: line 1 column 2 (char 1)"),
        ("claims.ndjson", 2, lambda _: "[]", "line 2: not an object"),
        ("claims.ndjson", 3, drop("statement"), "line 3: it lacks statement"),
        ("agencies.ndjson", 1, put(motto="Onward", age=3), "line 1: age, motto: unknown"),
        ("agencies.ndjson", 1, put(kind="club"), "line 1: kind: Value 'club' is not a valid choice"),
        ("agencies.ndjson", 2, put(parent="nobody"), "line 2: it names agency 'nobody', which is not there"),
        ("claims.ndjson", 1, put(milestone="nothing"), "line 1: it names milestone 'nothing', which is not there"),
        ("claims.ndjson", 1, put(milestone=["x"]), "line 1: milestone is ['x'], which cannot be"),
        ("claims.ndjson", 1, put(date="soon"), "line 1: date is 'soon', which cannot be"),
        ("claims.ndjson", 1, put(date=2026), "line 1: date is 2026, which cannot be"),
        ("claims.ndjson", 1, put(recorded_at="noon"), "line 1: recorded_at is 'noon', which cannot be"),
        ("claims.ndjson", 1, put(id="x"), "line 1: id is 'x', which cannot be"),
        (
            "claims.ndjson",
            1,
            put(statement="a\x07"),
            "line 1: statement: The text holds a control character. Remove it",
        ),
        ("claims.ndjson", 1, put(withdrawn={"at": "x"}), "line 1: withdrawn cannot be read"),
        ("programs.ndjson", 1, put(participants=["nasa"]), "line 1: participants cannot be read"),
        ("milestones.ndjson", 1, put(vehicles=["ark"]), "line 1: it names vehicle 'ark', which is not there"),
        ("standings.ndjson", 1, put(claim="x"), "line 1: it names claim 'x', which is not there"),
        ("standings.ndjson", 1, put(since="x"), "line 1: since is 'x', which cannot be"),
        ("changes.ndjson", 4, put(number=5), "line 4: number is 5, and the changes are numbered from 1 without gaps"),
        ("slips.ndjson", 1, put(kind="leap"), "line 1: kind: Value 'leap' is not a valid choice"),
    ],
)
def test_a_line_that_is_broken_is_named(
    here: Path, name: str, line: int, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    change_line(here, name, line, change)
    assert refused("restore", here) == f"HERE/{name}, {said}. Nothing was restored."
    assert not Agency.objects.exists()


def test_what_the_database_refuses_is_named_by_its_lines(here: Path) -> None:
    first = json.loads((here / "programs.ndjson").read_text().splitlines()[0])
    change_line(here, "programs.ndjson", 2, put(id=first["id"]))
    said = refused("restore", here)
    assert said.startswith("HERE/programs.ndjson, lines 1 to 3: ")
    assert "unique constraint" in said.lower()


def test_a_database_without_tables_is_told_what_makes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("no such table: missions_version")

    monkeypatch.setattr("missions.management.commands.restore.restore", refuse)

    with pytest.raises(CommandError) as told:
        call_command("restore", str(tmp_path))

    assert str(told.value) == (
        "Nothing was restored. The database cannot be used: no such table: missions_version. "
        "Prepare it first: python3 manage.py migrate"
    )
