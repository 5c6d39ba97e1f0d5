"""Sources are written by editors; what follows from a change of one is done here."""

from missions.actions import changes, standings
from missions.models import Milestone, Source


def revise(*, source: Source, by: str = "", reason: str = "") -> None:
    """Saves a source and derives anew the standings of the milestones that it speaks of.

    Whether it is a republication decides whether its claims count. Raises ValidationError where it breaks a rule, or
    where its claims would no longer fit it; then nothing is written.
    """
    with changes.writing(by=by, reason=reason) as writing:
        is_new = source.pk is None
        if not is_new:
            lock(source=source)
            writing.about(source)
        source.full_clean()
        source.save()
        if is_new:
            writing.made(source)
        for milestone in Milestone.objects.filter(claims__source=source).distinct().order_by("pk"):
            standings.derive(milestone=milestone, at=writing.at)


def lock(*, source: Source) -> Source:
    """The source as it is now, held until the transaction ends: none of its claims is recorded while it changes."""
    return Source.objects.select_for_update().get(pk=source.pk)
