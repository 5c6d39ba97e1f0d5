"""All of the tracker in a directory of text: a file for each kind of row, and a manifest that says what they must be.

A line is a row: the values of its portrait, and the number that the database knows it by. Lines are in the order of
these numbers, so that two snapshots of the same data are the same bytes, and a tracker made of one answers the same.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.db import connection, models, transaction

from missions.actions.portraits import portrait, to_portray
from missions.dates import moment
from missions.models import Agency, Change, Claim, Milestone, Program, Slip, Source, Standing, Vehicle

FORMAT = 1
MANIFEST = "manifest.json"
# Each after those that it points at.
FILES: dict[str, type[models.Model]] = {
    "agencies.ndjson": Agency,
    "programs.ndjson": Program,
    "vehicles.ndjson": Vehicle,
    "milestones.ndjson": Milestone,
    "sources.ndjson": Source,
    "claims.ndjson": Claim,
    "standings.ndjson": Standing,
    "slips.ndjson": Slip,
    "changes.ndjson": Change,
}
# Rows are read by so many, and what belongs to them with one query a chunk.
_CHUNK = 1_000
# After so many rows, and after so many more, a file says how far it is.
STEP = 10_000
Say = Callable[[str], None]


class SnapshotError(Exception):
    """A snapshot that cannot be written or read, said in one line."""


def take(directory: Path, say: Say) -> None:
    """Writes a snapshot of one moment, in place of the one that is there, if there is one. Writers go on meanwhile.

    Raises SnapshotError, or OSError; then `directory` is as it was.
    """
    # Where a link leads: another name for a place is no place of its own.
    directory = directory.resolve()
    _check_place(directory)
    room = directory.with_name(f".{directory.name}.{secrets.token_hex(4)}")
    room.mkdir()
    try:
        _write(room, say)
        _put(room, directory, say)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _check_place(directory: Path) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise SnapshotError(f"{directory} is a file. Name a directory.")
    if any(directory.iterdir()) and not _is_snapshot(directory):
        raise SnapshotError(f"{directory} is not empty, and no snapshot. Name another directory.")


def _is_snapshot(directory: Path) -> bool:
    """Nothing else is there, so that nothing else goes when another takes its place."""
    names = {path.name for path in directory.iterdir()}
    return MANIFEST in names and names <= {MANIFEST, *FILES}


def _put(room: Path, directory: Path, say: Say) -> None:
    """Whole in its place, at once. Who is interrupted between the two steps finds the old one beside it."""
    if not directory.exists():
        room.rename(directory)
        return
    old = room.with_name(f"{room.name}.old")
    directory.rename(old)
    try:
        room.rename(directory)
    except OSError:
        old.rename(directory)
        raise
    try:
        shutil.rmtree(old)
    except OSError as error:
        say(f"{old} is the snapshot before, and cannot be removed: {error.strerror}. Remove it by hand.")


def _write(room: Path, say: Say) -> None:
    with _one_moment():
        files = {name: _write_rows(room / name, model, say) for name, model in FILES.items()}
        version = data_version()
    manifest = {"format": FORMAT, "data_version": version, "files": files}
    with (room / MANIFEST).open("wb") as file:
        file.write(json.dumps(manifest, indent=1).encode() + b"\n")
        _keep(file)


def data_version() -> dict[str, Any] | None:
    """The number and the time of the last change; None before the first."""
    last = Change.objects.order_by("-number").first()
    return {"number": last.number, "at": moment(last.at)} if last else None


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the data as it was when it began to read. Within another one it is a part of that."""
    database: Any = connection
    database.ensure_connection()
    outermost = not database.in_atomic_block
    mode = getattr(database, "transaction_mode", None)
    # SQLite: it only reads, so writers need not wait for it.
    database.transaction_mode = None
    try:
        with transaction.atomic():
            if outermost and database.vendor == "postgresql":
                database.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        database.transaction_mode = mode


def _write_rows(path: Path, model: type[models.Model], say: Say) -> dict[str, Any]:
    """What the manifest says of the file."""
    rows = to_portray(model).order_by("pk").iterator(chunk_size=_CHUNK)
    hashed, count = hashlib.sha256(), 0
    with path.open("wb") as file:
        for count, row in enumerate(rows, 1):
            line = orjson.dumps(_line(row), option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
            hashed.update(line)
            file.write(line)
            if count % STEP == 0:
                say(f"{path.name}: {count} rows so far")
        _keep(file)
    say(f"{path.name}: {count} {'row' if count == 1 else 'rows'}")
    return {"rows": count, "sha256": hashed.hexdigest()}


def _line(row: models.Model) -> dict[str, Any]:
    key: Any = row._meta.pk
    return {key.name: row.pk} | (portrait(row) or {})


def _keep(file: Any) -> None:
    """On the disk before the directory gets its name."""
    file.flush()
    os.fsync(file.fileno())
