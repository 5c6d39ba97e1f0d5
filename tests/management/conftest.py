import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command


@pytest.fixture
def load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Loads these rows, or this text, and returns what the command says."""

    def run(*rows: Any) -> str:
        path = tmp_path / "rows.json"
        path.write_text(rows[0] if isinstance(rows[0], str) else json.dumps(rows), encoding="utf-8")
        call_command("loaddata", str(path))
        return capsys.readouterr().out

    return run
