"""A snapshot is put into an empty tracker: all of it, as it was, or nothing."""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models

from missions.actions import changes
from missions.actions.lines import BadLine, References, Row, read_row
from missions.actions.snapshots import FILES, FORMAT, MANIFEST, STEP, Say, SnapshotError, data_version
from missions.models import Change, Version
from missions.vocabulary import Resource

_BATCH = 500


def restore(directory: Path, say: Say) -> None:
    """Checks each file against the manifest, and puts all rows into the database, with their times and numbers.

    Raises SnapshotError, for a tracker that is not empty too; then nothing is written. Other writers wait.
    """
    manifest = _manifest(directory)
    for name, said in manifest["files"].items():
        _check_file(directory / name, said)
    # The record is put back: that is not noted in it.
    with changes.writing():
        _check_empty()
        references: References = {}
        for name, model in FILES.items():
            _fill(directory / name, model, references, say)
        _set_version(manifest)
        _reset_sequences()


def _manifest(directory: Path) -> dict[str, Any]:
    path = directory / MANIFEST
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SnapshotError(f"{path} cannot be read: {error.strerror}. Name the directory of a snapshot.") from error
    except ValueError as error:
        raise SnapshotError(f"{path} is no JSON: {error}.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        told = found.get("format") if isinstance(found, dict) else None
        raise SnapshotError(f"{path} is of format {told!r}, and this version of the tracker reads {FORMAT}.")
    files = found.get("files")
    if not isinstance(files, dict) or files.keys() != FILES.keys() or not all(map(_is_told, files.values())):
        raise SnapshotError(f"{path}: files must tell the rows and the sha256 of {', '.join(FILES)}, and nothing else.")
    return found


def _is_told(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get("rows"), int) and isinstance(said.get("sha256"), str)


def _check_file(path: Path, said: dict[str, Any]) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SnapshotError(f"{path} cannot be read: {error.strerror}. The snapshot is not whole.") from error
    if found != said["sha256"]:
        raise SnapshotError(f"{path} is not as it was written: its SHA-256 is {found}, and not {said['sha256']}.")
    with path.open("rb") as file:
        rows = sum(1 for _ in file)
    if rows != said["rows"]:
        raise SnapshotError(f"{path} has {rows} rows, and not {said['rows']}.")


def _check_empty() -> None:
    counts = {str(model._meta.verbose_name_plural): model._base_manager.count() for model in FILES.values()}
    there = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if there:
        raise SnapshotError(f"The tracker is not empty: it has {there}. Restore into a database that is only migrated.")


def _fill(path: Path, model: type[models.Model], references: References, say: Say) -> None:
    count = 0
    with path.open("rb") as file:
        lines = enumerate(file, 1)
        # Where one may point at a later one of its own kind, all are read first.
        size = None if _points_at_its_own(model) else _BATCH
        while batch := list(islice(lines, size)):
            _save(path, batch, model, references)
            count = batch[-1][0]
            if count % STEP == 0:
                say(f"{path.name}: {count} rows so far")
    say(f"{path.name}: {count} {'row' if count == 1 else 'rows'}")


def _points_at_its_own(model: type[models.Model]) -> bool:
    return any(field.related_model is model for field in model._meta.concrete_fields)


def _save(path: Path, batch: list[tuple[int, bytes]], model: type[models.Model], references: References) -> None:
    values = [(number, _parsed(path, number, line)) for number, line in batch]
    if str(model._meta.model_name) in set(Resource):
        own = references.setdefault(model, {})
        own.update({str(each.get("slug") or each.get("id")): each.get("id") for _, each in values})
    rows = list(_rows(path, values, model, references))
    try:
        model._base_manager.bulk_create([row.row for row in rows], _BATCH)
        for beside in {type(other) for row in rows for other in row.beside}:
            others = [other for row in rows for other in row.beside if type(other) is beside]
            beside._base_manager.bulk_create(others, _BATCH)
    except (DatabaseError, ValueError) as error:
        told = " ".join(str(error).split())
        raise SnapshotError(f"{path}, lines {batch[0][0]} to {batch[-1][0]}: {told}.") from error


def _parsed(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(line.rstrip(b"\n"))
    except orjson.JSONDecodeError as error:
        raise SnapshotError(f"{path}, line {number}: no JSON: {error}.") from error
    if not isinstance(values, dict):
        raise SnapshotError(f"{path}, line {number}: not an object.")
    return values


def _rows(
    path: Path, values: list[tuple[int, dict[str, Any]]], model: type[models.Model], references: References
) -> Iterator[Row]:
    for number, each in values:
        try:
            if model is Change and each.get("number") != number:
                raise BadLine(f"number is {each.get('number')!r}, and the changes are numbered from 1 without gaps")
            yield read_row(model, each, references)
        except BadLine as bad:
            raise SnapshotError(f"{path}, line {number}: {bad}.") from bad


def _set_version(manifest: dict[str, Any]) -> None:
    told, found = manifest.get("data_version"), data_version()
    if told != found:
        raise SnapshotError(f"{MANIFEST}: data_version is {told}, and the changes end with {found}.")
    last = Change.objects.order_by("-number").first()
    if last:
        Version.objects.update(number=last.number, at=last.at)


def _reset_sequences() -> None:
    """Numbers that the database gives from now on come after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FILES.values())):
            cursor.execute(statement)
