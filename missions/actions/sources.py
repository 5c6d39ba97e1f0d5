"""Sources are written by editors; what follows from a change of one is done here."""

from datetime import datetime

from missions.actions import changes, standings
from missions.models import Milestone, Source


def revise(*, source: Source, by: str = "", reason: str = "") -> None:
    """Saves a source. Where it became a copy, or is one no more, its claims count otherwise: the standings of the
    milestones that it speaks of are derived anew.

    Raises ValidationError where it breaks a rule, or
    where its claims would no longer fit it; then nothing is written.
    """
    with changes.writing(by=by, reason=reason) as writing:
        before = lock(source=source) if source.pk else None
        if before:
            writing.about(source)
        source.full_clean()
        source.save()
        if not before:
            writing.made(source)
        elif before.republication_of_id != source.republication_of_id:
            _derive(source, writing.at)


def _derive(source: Source, at: datetime) -> None:
    for milestone in Milestone.objects.filter(claims__source=source).distinct().order_by("pk"):
        standings.derive(milestone=milestone, at=at)


def lock(*, source: Source) -> Source:
    """The source as it is now, held until the transaction ends: none of its claims is recorded while it changes."""
    return Source.objects.select_for_update().get(pk=source.pk)
