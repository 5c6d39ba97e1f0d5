"""Documents under review: dropped, gone through proposal by proposal, closed. Their text is kept until then alone.

Nothing of it is noted in the record of changes. What came of a review is: the source, milestones, claims.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError

from missions import proposals
from missions.actions import changes, claims, milestones, slugs, sources
from missions.models import Agency, Claim, Milestone, Proposal, Review, Source, Vehicle
from missions.models.cataloguing import catalog
from missions.proposals.copying import RUN, copied
from missions.proposals.sketches import sketch

# After so long a review's text is erased, whatever is still undecided.
LONGEST = timedelta(days=30)
# Of more, those that are surest.
MOST_PROPOSALS = 200
# Reading one takes the server some seconds.
MOST_AN_HOUR = 20

Texts = dict[str, str]


class DecidedAlready(Exception):
    """Somebody has decided on the proposal, or closed the review. The message tells which."""


def begin(*, source: Source, content: bytes, at: datetime, by: str) -> Review:
    """Saves the new source, with hash, length and sketch, and what is found in its text. `content` is UTF-8.

    A review in which nothing is found is closed at once. Raises ValidationError where the source breaks a rule, or
    where the editor has dropped too many; then nothing is written.
    """
    _refuse_too_many(by, at)
    text = content.decode()
    found = proposals.Reader(catalog(text)).read(text, source.published).found
    with changes.writing(by=by) as writing:
        source.slug = slugs.free(Source, source.title)
        source.sha256, source.characters, source.sketch = sha256(content).hexdigest(), len(text), sketch(text)
        sources.revise(source=source, by=by)
        review = Review.objects.create(source=source, text=text, opened_by=by, opened_at=writing.at)
        surest = sorted(sorted(found, key=lambda one: -one.score)[:MOST_PROPOSALS], key=lambda one: one.start)
        Proposal.objects.bulk_create(_row(review, number, one) for number, one in enumerate(surest, 1))
        _close_if_decided(review, writing.at)
    return review


def accept(
    *,
    proposal: Proposal,
    milestone: Milestone,
    by: str,
    agencies: tuple[Agency, ...] = (),
    vehicles: tuple[Vehicle, ...] = (),
    **told: Any,
) -> Claim:
    """Records the claim that an editor made of a proposal, on its span. `told` is what `claims.record` takes besides.

    A milestone that is not there yet is added, with those agencies and vehicles. Raises ValidationError, with a message
    a field, where a rule is broken or a text copies the document, and DecidedAlready; then nothing is written.
    """
    with changes.writing(by=by) as writing:
        held = _held(proposal)
        is_new = milestone.pk is None
        typed = {"statement": told["statement"], "reason": told.get("reason", "")}
        of_milestone = {"title": milestone.title, "criterion": milestone.criterion} if is_new else {}
        _refuse_copies(typed | of_milestone, held.review.text)
        if is_new:
            milestones.add(milestone=milestone, agencies=agencies, vehicles=vehicles, by=by)
        claim = claims.record(
            milestone=milestone,
            source=held.review.source,
            span=(held.span_start, held.span_end),
            span_sha256=held.span_sha256,
            by=by,
            **told,
        )
        held.claim = claim
        _decide(held, by, writing.at, accepted=True)
    return claim


def check_open(*, proposal: Proposal) -> None:
    """Raises DecidedAlready where there is nothing to decide any more."""
    _held(proposal)


def refuse(*, proposal: Proposal, by: str) -> None:
    """It is no claim. Raises DecidedAlready; then nothing is written."""
    with changes.writing(by=by) as writing:
        _decide(_held(proposal), by, writing.at, accepted=False)


def reopen(*, proposal: Proposal, by: str) -> None:
    """Takes a refusal back. Raises DecidedAlready where it is no refusal, or the review is closed."""
    with changes.writing(by=by):
        held = _held(proposal, accepted=False)
        held.accepted, held.decided_by = None, ""
        held.save()


def close(*, review: Review) -> None:
    """Ends a review, and erases its text and what was quoted of it. What is undecided stays so. Does nothing again."""
    with changes.writing() as writing:
        held = Review.objects.get(pk=review.pk)
        if held.is_open:
            _erase(held, writing.at)


def expire(*, at: datetime) -> None:
    """Closes every review that has been open for 30 days. One query where there is none."""
    for review in Review.objects.filter(closed_at__isnull=True, opened_at__lte=at - LONGEST):
        close(review=review)


def _refuse_too_many(by: str, at: datetime) -> None:
    hour = Review.objects.filter(opened_by=by, opened_at__gt=at - timedelta(hours=1))
    if hour.count() >= MOST_AN_HOUR:
        first = hour.order_by("opened_at")[0].opened_at + timedelta(hours=1)
        raise ValidationError(
            f"You have dropped {MOST_AN_HOUR} documents within an hour, which is all that are read. "
            f"Drop the next one after {first:%H:%M} UTC."
        )


def _row(review: Review, number: int, found: proposals.Proposal) -> Proposal:
    return Proposal(
        review=review,
        number=number,
        span_start=found.start,
        span_end=found.end,
        span_sha256=found.sha256,
        outcome=found.outcome,
        date_edtf=found.date.edtf if found.date else "",
        asserted_on_edtf=_told_on(review.source, found),
        claimant=found.claimant,
        entities=[[entity.sort, entity.slug, entity.names[0]] for entity in found.entities],
        milestones=[candidate.slug for candidate in found.milestones],
        reading=found.reading,
        why=found.why,
    )


def _told_on(source: Source, found: proposals.Proposal) -> str:
    """Blank where it is no other day than the document's."""
    said = found.asserted_on
    return said.edtf if said and said != source.published else ""


def _held(proposal: Proposal, *, accepted: bool | None = None) -> Proposal:
    """The proposal as it is now; writers take turns, so none changes it meanwhile."""
    held = Proposal.objects.select_related("review__source").get(pk=proposal.pk)
    if held.accepted is not accepted:
        raise DecidedAlready(f"Proposal {held.number} {_told(held)}.")
    if not held.review.is_open:
        raise DecidedAlready("The review is closed.")
    return held


def _told(held: Proposal) -> str:
    if held.accepted is None:
        return "is not decided"
    return f"was {'accepted' if held.accepted else 'refused'} already, by {held.decided_by}"


def _refuse_copies(typed: Texts, text: str) -> None:
    told = "The document has these {} words in a row: “{}”. Say it in your own words."
    copies = {name: run for name, value in typed.items() if (run := copied(value, text))}
    if copies:
        raise ValidationError({name: told.format(RUN, run) for name, run in copies.items()})


def _decide(held: Proposal, by: str, at: datetime, *, accepted: bool) -> None:
    held.accepted, held.decided_by = accepted, by
    held.save()
    _close_if_decided(held.review, at)


def _close_if_decided(review: Review, at: datetime) -> None:
    if not review.proposals.filter(accepted__isnull=True).exists():
        _erase(review, at)


def _erase(review: Review, at: datetime) -> None:
    review.text, review.closed_at = "", at
    review.save()
    review.proposals.update(reading="", why="")
