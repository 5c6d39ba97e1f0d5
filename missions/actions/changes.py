"""The record of changes. Every write notes here what a row was before and what it is after, and writers take turns.

The change feed, the history at the desk and the version of the data are all read from this one record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction

from missions import clock
from missions.actions.portraits import key_of, milestone_of, portrait, resource_of, to_portray
from missions.models import Change, Claim, Version
from missions.vocabulary import Action

Known = tuple[type[models.Model], Any]
# Of the outermost write that is going on here; each thread has its own.
_instant: ContextVar[datetime | None] = ContextVar("_instant", default=None)


class Writing:
    """One write of any number of rows. Made by `writing`."""

    def __init__(self, at: datetime, by: str, reason: str) -> None:
        self.at = at
        self._by, self._reason = by, reason
        self._before: dict[Known, dict[str, Any] | None] = {}
        self._rows: dict[Known, models.Model] = {}

    def about(self, row: models.Model) -> None:
        """Notes what the row is in the database before it is touched. To be called before it is."""
        known = (type(row), row.pk)
        if known not in self._before:
            self._before[known] = portrait(_fresh(row))
            self._rows[known] = row

    def made(self, row: models.Model) -> None:
        """Notes that the row was not there before."""
        self._before.setdefault((type(row), row.pk), None)
        self._rows.setdefault((type(row), row.pk), row)

    def close(self, version: Version) -> None:
        """Writes a change for each row that is another than before, numbered on from the version, and raises it."""
        found = [change for known, before in self._before.items() if (change := self._change(known, before))]
        if not found:
            return
        for at, change in enumerate(found, 1):
            change.number = version.number + at
        Change.objects.bulk_create(found)
        version.number, version.at = found[-1].number, max(version.at, self.at)
        version.save()

    def _change(self, known: Known, before: dict[str, Any] | None) -> Change | None:
        row = self._rows[known]
        after = portrait(_fresh(row, known[1]))
        if before == after:
            return None
        values = before or after or {}
        return Change(
            at=self.at,
            by=self._by,
            resource=resource_of(row),
            key=key_of(values),
            action=_action(row, before, after),
            reason=self._reason,
            milestone=milestone_of(row, values),
            before=before,
            after=after,
        )


@contextmanager
def writing(*, by: str = "", reason: str = "") -> Iterator[Writing]:
    """A transaction in which rows are written, and one change noted for each: all of it, or nothing.

    `by` is the editor's account, blank for the tracker's own commands. Waits for another writer to end. A write within
    another is of the same instant: nobody can see, nor by `known_at` ask for, a part of it.
    """
    with transaction.atomic():
        # The clock is read once it is this writer's turn; one that was set back puts nothing before what was written.
        version = _take_turn()
        found = Writing(_instant.get() or max(clock.now(), version.at), by, reason)
        begun = _instant.set(found.at)
        try:
            yield found
        finally:
            _instant.reset(begun)
        # A write within this one has had its own numbers.
        found.close(_take_turn())


def was_deleted(model: type[models.Model], key: str) -> bool:
    """Whether the last change of the row with this key is its deletion. One query."""
    last = Change.objects.filter(resource=resource_of(model), key=key).order_by("-number").first()
    return last is not None and last.action == Action.DELETED


def _take_turn() -> Version:
    version, _ = Version.objects.select_for_update().get_or_create(pk=1)
    return version


def _fresh(row: models.Model, pk: Any = None) -> models.Model | None:
    """The row as the database has it. A deletion takes the key from the object in hand, so `pk` may tell it."""
    found: models.Model | None = to_portray(type(row)).filter(pk=pk or row.pk).first()
    return found


def _action(row: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Action:
    if before is None:
        return Action.CREATED
    if after is None:
        return Action.DELETED
    return Action.WITHDRAWN if isinstance(row, Claim) else Action.CHANGED
