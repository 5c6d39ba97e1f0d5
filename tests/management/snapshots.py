"""Snapshots as the tests take, spoil and put them back."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection

from missions.actions import snapshots
from tests.management.rows import everything

FILES = list(snapshots.FILES)


def snapshot(directory: Path) -> dict[str, bytes]:
    call_command("snapshot", str(directory))
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def empty() -> None:
    models = apps.get_app_config("missions").get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models]
    # PostgreSQL empties no table of which a constraint is still to be checked.
    connection.check_constraints()
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=True))


def refused(command: str, directory: Path) -> str:
    before = everything()
    with pytest.raises(CommandError) as raised:
        call_command(command, str(directory))
    assert everything() == before
    said = str(raised.value)
    assert "\n" not in said
    return said.replace(str(directory), "HERE")


def agree(directory: Path) -> None:
    """Makes the manifest say what the files are, so that what is wrong in one comes to light."""
    path = directory / "manifest.json"
    manifest = json.loads(path.read_text())
    for name, said in manifest["files"].items():
        content = (directory / name).read_bytes()
        said |= {"rows": len(content.splitlines()), "sha256": hashlib.sha256(content).hexdigest()}
    path.write_text(json.dumps(manifest))


def change_line(directory: Path, name: str, number: int, change: Callable[[dict[str, Any]], Any]) -> None:
    lines = (directory / name).read_text().splitlines()
    row = json.loads(lines[number - 1])
    changed = change(row)
    lines[number - 1] = changed if isinstance(changed, str) else json.dumps(row)
    (directory / name).write_text("\n".join(lines) + "\n")
    agree(directory)
