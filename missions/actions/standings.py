"""Standings and slips are derived from claims, in the transaction that adds or withdraws one.

What was held before is not lost: a row that no longer follows is superseded, and stays for who asks by `known_at`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from missions import clock
from missions.models import Claim, Milestone, Slip, Standing
from missions.schedule import Period, standings
from missions.slips import Account, accounts, slips
from missions.slips import Slip as Move

# What makes two derived rows the same.
_OWN = {"id", "recorded_at", "superseded_at"}


def lock(*, milestone: Milestone) -> None:
    """Holds the milestone until the transaction ends, so that of two writers the second sees what the first one did."""
    Milestone.objects.select_for_update().get(pk=milestone.pk)


@transaction.atomic
def derive(*, milestone: Milestone, at: datetime | None = None) -> None:
    """Makes the milestone's standings and slips those of its claims that count, held since `at`, now without it."""
    lock(milestone=milestone)
    at = at or clock.now()
    stood, moved = derived(milestone, Claim.objects.that_count().filter(milestone=milestone))
    _hold(Standing, milestone, stood, at)
    _hold(Slip, milestone, moved, at)


def derived(milestone: Milestone, claims: Iterable[Claim]) -> tuple[list[Standing], list[Slip]]:
    """What follows from claims that count, in any order; not recorded yet. No query but that of the claims."""
    periods = standings(claim.said for claim in claims)
    told = zip(periods, accounts(periods), strict=True)
    stood = [_standing(milestone, period, account) for period, account in told]
    return stood, [_slip(milestone, move) for move in slips(periods)]


def _hold(model: type[Standing] | type[Slip], milestone: Milestone, rows: Sequence[Any], at: datetime) -> None:
    """Rows that are held already stay, others are superseded, and what is new is added. Up to four queries."""
    kept: QuerySet[Any] = model.objects.held().filter(milestone=milestone)
    before = {_values(row): row for row in kept}
    now = {_values(row): row for row in rows}
    gone = [row.pk for values, row in before.items() if values not in now]
    if gone:
        # What was held for no time at all was held by nobody.
        kept.filter(pk__in=gone, recorded_at__gte=at).delete()
        kept.filter(pk__in=gone).update(superseded_at=at)
    new = [row for values, row in now.items() if values not in before]
    for row in new:
        row.recorded_at = at
    model.objects.bulk_create(new)


def _values(row: models.Model) -> tuple[Any, ...]:
    return tuple(str(getattr(row, field.attname)) for field in row._meta.concrete_fields if field.name not in _OWN)


def _standing(milestone: Milestone, period: Period, account: Account) -> Standing:
    total = account.total
    return Standing(  # type: ignore[misc]  # dates are properties over three columns
        milestone=milestone,
        since=period.since,
        until=period.until,
        outcome=period.outcome,
        date=period.date,
        conflict=period.conflict,
        claim_id=period.claim,
        promised=account.promised,
        promised_by_id=account.promised_by,
        slip_min=total.min if total else None,
        slip_max=total.max if total else None,
        moves=account.moves,
        agreed_since=account.agreed_since,
        came_by=account.came_by,
    )


def _slip(milestone: Milestone, move: Move) -> Slip:
    days = move.days
    return Slip(  # type: ignore[misc]  # as above
        milestone=milestone,
        on=move.on,
        kind=move.kind,
        outcome=move.outcome,
        was=move.was,
        date=move.date,
        days_min=days.min if days else None,
        days_max=days.max if days else None,
        was_claim_id=move.was_claim,
        claim_id=move.claim,
    )
