"""Rows are deleted, each with a tombstone in the record of changes: what it was last, by whom, why."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from missions.actions import changes
from missions.models import Claim, Milestone, Proposal, Slip, Standing, Withdrawal


def remove(*, row: models.Model, by: str = "", reason: str = "") -> None:
    """Deletes a row of the catalog, a source, or a milestone with all that was claimed of it.

    Rows that only list it lose it from their lists, which is a change of theirs. Raises ProtectedError where others
    still point at it, and ValidationError where a milestone that claims speak of is to go without a reason; then
    nothing is written.
    """
    with changes.writing(by=by, reason=reason) as writing:
        for other in _listing(row):
            writing.about(other)
        if isinstance(row, Milestone):
            _forget(row, writing, reason)
        writing.about(row)
        row.delete()


def _listing(row: models.Model) -> Iterator[models.Model]:
    """The rows that have this one in a list of theirs. A query for each such relation."""
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            others: type[models.Model] = relation.related_model
            yield from others._base_manager.filter(**{relation.field.name: row}).order_by("pk")


def _forget(milestone: Milestone, writing: changes.Writing, reason: str) -> None:
    """The only way by which claims ever go: with their milestone, and before it."""
    claims = list(Claim.objects.for_page().filter(milestone=milestone).order_by("recorded_at", "pk"))
    if claims and not reason:
        raise ValidationError({"reason": "Claims speak of this milestone: say why it is deleted with them."})
    for claim in claims:
        writing.about(claim)
    Slip.objects.filter(milestone=milestone).delete()
    Standing.objects.filter(milestone=milestone).delete()
    Proposal.objects.filter(claim__in=claims).update(claim=None)
    # Their own managers refuse.
    _erase(Withdrawal, claim__in=claims)
    _erase(Claim, milestone=milestone)


def _erase(model: type[models.Model], **which: Any) -> None:
    rows: QuerySet[Any] = QuerySet(model).filter(**which)
    rows._raw_delete(rows.db)  # noqa: SLF001 - no other way is left open
