import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from missions.actions import claims, removal, sources
from missions.models import Claim, Milestone, Source
from tests.api import world
from tests.management.snapshots import empty, snapshot


@pytest.fixture
def load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Loads these rows, or this text, and returns what the command says."""

    def run(*rows: Any) -> str:
        path = tmp_path / "rows.json"
        path.write_text(rows[0] if isinstance(rows[0], str) else json.dumps(rows), encoding="utf-8")
        call_command("loaddata", str(path))
        return capsys.readouterr().out

    return run


@pytest.fixture
def eventful() -> None:
    """The small world, and what has become of it: a source that was a copy for a time, a milestone that went."""
    world.build()
    essay = Source.objects.get(slug="essay")
    for original in (Source.objects.get(slug="news"), None):
        essay.republication_of = original
        sources.revise(source=essay, by="editor")
    claims.withdraw(claim=Claim.objects.get(statement="in-2026"), reason="Misread.", by="editor")
    removal.remove(row=Milestone.objects.get(slug="moon-base"), by="editor", reason="Not ours.")
    removal.remove(row=Milestone.objects.get(slug="unspoken"))


@pytest.fixture
def here(tmp_path: Path, eventful: None) -> Path:
    """A snapshot, and an empty tracker."""
    snapshot(tmp_path / "here")
    empty()
    return tmp_path / "here"
