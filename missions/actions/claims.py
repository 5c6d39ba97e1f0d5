"""Claims are recorded and withdrawn; nothing else ever happens to one."""

import uuid

from django.core.exceptions import ValidationError

from missions.actions import changes, sources, standings
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Source, Withdrawal
from missions.vocabulary import Outcome, Rank


class RecordedAlready(Exception):
    """There is a claim under the key that was to be used. `same`: it says just what was to be recorded."""

    def __init__(self, claim: Claim, *, same: bool) -> None:
        super().__init__(f"Recorded already: {claim}")
        self.claim = claim
        self.same = same


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
    by: str = "",
    key: uuid.UUID | None = None,
) -> Claim:
    """Adds a claim and derives the milestone's standings anew. `span` is in code points, its end exclusive. `by` is the
    editor's account. `key` becomes its id: who chooses it before asking may ask twice.

    Raises ValidationError, with a message a field, when the claim breaks a rule, and RecordedAlready when the key was
    used before; then nothing is written.
    """
    start, end = span or (None, None)
    with changes.writing(by=by) as writing:
        claim = Claim(  # type: ignore[misc]  # dates are properties over three columns
            id=key or uuid.uuid4(),
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
            recorded_at=writing.at,
        )
        if key:
            _refuse_twice(claim)
        claim.full_clean()
        claim.save(force_insert=True)
        writing.made(claim)
        standings.derive(milestone=milestone, at=writing.at)
    return claim


def withdraw(*, claim: Claim, reason: str, by: str = "") -> Withdrawal:
    """Takes a claim out of the standings, from now on and for good. The claim stays, with the reason beside it.

    Raises ValidationError without a reason, or when the claim is withdrawn already; then nothing is written.
    """
    with changes.writing(by=by, reason=reason.strip()) as writing:
        standings.lock(milestone=claim.milestone)
        if Withdrawal.objects.filter(claim=claim).exists():
            raise ValidationError("This claim is withdrawn already.")
        writing.about(claim)
        withdrawal = Withdrawal(claim=claim, reason=reason.strip(), recorded_at=writing.at)
        withdrawal.full_clean()
        withdrawal.save(force_insert=True)
        standings.derive(milestone=claim.milestone, at=writing.at)
    return withdrawal


def _refuse_twice(claim: Claim) -> None:
    """Writers take turns, so whoever was first is seen."""
    found = Claim.objects.filter(pk=claim.pk).first()
    if found:
        told = [field.attname for field in Claim._meta.concrete_fields if field.name != "recorded_at"]
        raise RecordedAlready(found, same=all(getattr(found, name) == getattr(claim, name) for name in told))
