"""Standings are derived from claims, in the transaction that adds or withdraws one."""

from collections.abc import Iterable

from django.db import transaction

from missions.models import Claim, Milestone, Standing
from missions.schedule import Period, Said, standings
from missions.vocabulary import Outcome, Rank


def lock(*, milestone: Milestone) -> None:
    """Holds the milestone until the transaction ends, so that of two writers the second sees what the first one did."""
    Milestone.objects.select_for_update().get(pk=milestone.pk)


@transaction.atomic
def derive(*, milestone: Milestone) -> None:
    """Makes the milestone's standings those of its claims that count."""
    lock(milestone=milestone)
    Standing.objects.filter(milestone=milestone).delete()
    periods = standings(_said(Claim.objects.that_count().filter(milestone=milestone)))
    Standing.objects.bulk_create(_row(milestone, period) for period in periods)


def _said(claims: Iterable[Claim]) -> list[Said]:
    return [
        Said(str(claim.id), claim.asserted_on.latest, Outcome(claim.outcome), claim.date, Rank(claim.rank))
        for claim in claims
    ]


def _row(milestone: Milestone, period: Period) -> Standing:
    return Standing(  # type: ignore[misc]  # `date` is a property over three columns
        milestone=milestone,
        since=period.since,
        until=period.until,
        outcome=period.outcome,
        date=period.date,
        conflict=period.conflict,
        claim_id=period.claim,
    )
