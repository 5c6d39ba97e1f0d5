"""Claims are recorded and withdrawn; nothing else ever happens to one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from missions.actions import sources, standings
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Source, Withdrawal
from missions.vocabulary import Outcome, Rank


@transaction.atomic
def record(
    *,
    milestone: Milestone,
    source: Source,
    outcome: Outcome,
    asserted_on: FuzzyDate,
    statement: str,
    date: FuzzyDate | None = None,
    claimant: Agency | None = None,
    speaker: str = "",
    span: tuple[int, int] | None = None,
    span_sha256: str = "",
    rank: Rank = Rank.NORMAL,
    reason: str = "",
) -> Claim:
    """Adds a claim and derives the milestone's standings anew. `span` is in code points, its end exclusive.

    Raises ValidationError, with a message a field, when the claim breaks a rule; then nothing is written.
    """
    start, end = span or (None, None)
    claim = Claim(  # type: ignore[misc]  # dates are properties over three columns
        milestone=milestone,
        # The source first, as `sources.revise` does: of two writers neither waits for what the other holds.
        source=sources.lock(source=source),
        outcome=outcome,
        asserted_on=asserted_on,
        statement=statement,
        date=date,
        claimant=claimant,
        speaker=speaker,
        span_start=start,
        span_end=end,
        span_sha256=span_sha256,
        rank=rank,
        reason=reason,
    )
    claim.full_clean()
    claim.save(force_insert=True)
    standings.derive(milestone=milestone)
    return claim


@transaction.atomic
def withdraw(*, claim: Claim, reason: str) -> Withdrawal:
    """Takes a claim out of the standings, from now on and for good. The claim stays, with the reason beside it.

    Raises ValidationError without a reason, or when the claim is withdrawn already; then nothing is written.
    """
    standings.lock(milestone=claim.milestone)
    if Withdrawal.objects.filter(claim=claim).exists():
        raise ValidationError("This claim is withdrawn already.")
    withdrawal = Withdrawal(claim=claim, reason=reason.strip())
    withdrawal.full_clean()
    withdrawal.save(force_insert=True)
    standings.derive(milestone=claim.milestone)
    return withdrawal
