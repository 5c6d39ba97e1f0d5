"""What is done with several rows at once: with all of them, or with none."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from missions.actions import changes, claims
from missions.models import Agency, Claim, Milestone, Vehicle


def withdraw(*, chosen: Iterable[Claim], reason: str, by: str = "") -> None:
    """Withdraws each, for the one reason. Raises ValidationError as `claims.withdraw` does; then nothing is written."""
    with changes.writing(by=by, reason=reason):
        for claim in chosen:
            claims.withdraw(claim=claim, reason=reason, by=by)


def change(
    *,
    milestones: Iterable[Milestone],
    columns: Mapping[str, Any],
    agencies: Collection[Agency] = (),
    vehicles: Collection[Vehicle] = (),
    by: str = "",
    reason: str = "",
) -> None:
    """Sets the columns of each milestone, and adds agencies and vehicles to those that it has. One change is noted for
    each that becomes another.

    Raises ValidationError where a milestone breaks a rule; then nothing is written.
    """
    with changes.writing(by=by, reason=reason) as writing:
        for milestone in milestones:
            writing.about(milestone)
            for column, value in columns.items():
                setattr(milestone, column, value)
            milestone.full_clean()
            milestone.save(update_fields=list(columns))
            milestone.agencies.add(*agencies)
            milestone.vehicles.add(*vehicles)
