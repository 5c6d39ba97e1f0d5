"""A snapshot is of one moment, and nobody waits for it: on SQLite in a file, as it runs; on PostgreSQL as it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from missions.actions import changes, snapshots
from missions.models import Change, Version
from tests.actions.test_writers import _in_a_file, in_thread  # noqa: F401 - a fixture
from tests.factories import AgencyFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_in_a_file")]


def add(slug: str) -> None:
    with changes.writing(by="editor") as writing:
        writing.made(AgencyFactory.create(slug=slug))


def test_what_is_written_while_it_is_taken_is_not_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_thread(lambda: add("before"))
    write = snapshots._write_rows

    def write_and_wait(path: Path, model: Any, say: Any) -> Any:
        said = write(path, model, say)
        # Somebody else commits after each file.
        assert in_thread(lambda: add(f"during-{path.stem}")) is None
        return said

    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "_write_rows", write_and_wait)
        assert in_thread(lambda: snapshots.take(tmp_path / "here", lambda _: None)) is None

    found = {
        name: [json.loads(line) for line in (tmp_path / "here" / name).read_text().splitlines()]
        for name in snapshots.FILES
    }
    assert [row["slug"] for row in found["agencies.ndjson"]] == ["before"]
    assert [row["key"] for row in found["changes.ndjson"]] == ["before"]
    manifest = json.loads((tmp_path / "here" / "manifest.json").read_text())
    assert manifest["data_version"]["number"] == 1
    assert in_thread(lambda: (Change.objects.count(), Version.objects.get().number)) == (10, 10)
    # What it changed of the connection is as before: writers take their turns again.
    assert in_thread(lambda: snapshots.take(tmp_path / "there", lambda _: None)) is None
    assert in_thread(lambda: add("after")) is None
