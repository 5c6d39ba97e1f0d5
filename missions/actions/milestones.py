"""A milestone is added, with who and what takes part."""

from collections.abc import Iterable

from missions.actions import changes, slugs
from missions.models import Agency, Milestone, Vehicle


def add(
    *, milestone: Milestone, agencies: Iterable[Agency] = (), vehicles: Iterable[Vehicle] = (), by: str = ""
) -> None:
    """Saves a milestone that is not there yet, its slug made of its title.

    Raises ValidationError, with a message a field, where it breaks a rule; then nothing is written.
    """
    with changes.writing(by=by) as writing:
        milestone.slug = slugs.free(Milestone, milestone.title)
        milestone.full_clean()
        milestone.save(force_insert=True)
        milestone.agencies.set(agencies)
        milestone.vehicles.set(vehicles)
        writing.made(milestone)
