import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from missions.dates import FuzzyDate
from missions.models.agency import Agency
from missions.models.append_only import AppendOnly, AppendOnlyQuerySet
from missions.models.columns import (
    bound_column,
    check_fuzzy_date,
    date_bounded,
    edtf_column,
    fuzzy_date,
    hash_form,
    term_column,
    term_known,
    text_column,
)
from missions.models.milestone import Milestone
from missions.models.source import Source, copied_then
from missions.schedule import Said
from missions.vocabulary import Outcome, Rank


def standing_yet(known_at: datetime | None = None) -> Q:
    """Not withdrawn: by that instant, by now without one."""
    since_then = Q(withdrawal__recorded_at__gt=known_at) if known_at else Q()
    return Q(withdrawal__isnull=True) | since_then


def counting(known_at: datetime | None = None) -> Q:
    """What makes a claim count, for standings and for whoever asks: by what was recorded at that instant, or by now.

    With an instant one query, at once.
    """
    then = copied_then(known_at)
    copied = Q(republication_of__isnull=False) & ~Q(slug__in=[*then])
    copied |= Q(slug__in=[slug for slug, was_copy in then.items() if was_copy])
    # Copies are looked up first: joined row by row, 300,000 claims take five times as long.
    copies = Source.objects.filter(copied).values("pk")
    return standing_yet(known_at) & ~Q(source__in=copies) & ~Q(rank=Rank.DEPRECATED.value)


class ClaimQuerySet(AppendOnlyQuerySet["Claim"]):
    def that_count(self, known_at: datetime | None = None) -> "ClaimQuerySet":
        """Those that make standings: not deprecated, not withdrawn, and not a republication's."""
        return self.filter(counting(known_at))

    def saying_the_same(self, claim: "Claim") -> "ClaimQuerySet":
        """Those of its milestone and source that say what it says, however they are weighed; withdrawn ones too."""
        same = ("milestone", "source", "claimant", "asserted_on_edtf", "outcome", "date_edtf", "statement")
        return self.filter(**{name: getattr(claim, name) for name in same})

    def for_page(self) -> "ClaimQuerySet":
        """With all that a page of claims shows, in the one query."""
        return self.select_related("milestone", "source", "claimant", "withdrawal")

    def said_by(self, day: date, known_at: datetime | None = None) -> "ClaimQuerySet":
        """Those said on or before `day`: the last day of `asserted_on` decides. And recorded by `known_at`."""
        recorded = Q(recorded_at__lte=known_at) if known_at else Q()
        return self.filter(recorded, asserted_on_latest__lte=day)


class Claim(AppendOnly):
    """What one source says of one milestone. Only ever added; a correction withdraws it and adds another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="claims")
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="Who promises or reports. Empty: the document in its own voice.",
    )
    speaker = text_column(200, "The person who spoke for the claimant, and in what office.", blank=True)
    asserted_on_edtf = edtf_column("When it was said, in EDTF. It counts from the last day of that date.", blank=False)
    asserted_on_earliest = bound_column("First day of that date.")
    asserted_on_latest = bound_column("Last day of that date.")
    outcome = term_column(Outcome)
    date_edtf = edtf_column(
        "The target, or when it came, in EDTF: 2026, ../2022 (by 2022), 203X (the 2030s). Blank: not told."
    )
    date_earliest = bound_column("First day of that date. Empty: open, or no date.")
    date_latest = bound_column("Last day of that date. Empty: open, or no date.")
    statement = text_column(500, "What is claimed, in our own words.")
    span_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where in the source's text it stands, in code points, from 0."
    )
    span_end = models.PositiveIntegerField(null=True, blank=True, help_text="The code point after its last.")
    span_sha256 = models.CharField(
        max_length=64,
        blank=True,
        validators=[hash_form],
        help_text="Of the span's UTF-8 bytes, or its first 16 digits.",
    )
    rank = term_column(Rank, default=Rank.NORMAL.value)
    reason = text_column(500, "Why it has its rank, or what is doubtful. Needed for a deprecated claim.", blank=True)
    recorded_at = models.DateTimeField(editable=False, help_text="When this tracker took it in.")

    asserted_on = fuzzy_date("asserted_on")
    date = fuzzy_date("date")

    objects: ClassVar[models.Manager["Claim"]] = ClaimQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("-asserted_on_latest", "id")
        constraints = (
            term_known("claim", "outcome", Outcome),
            term_known("claim", "rank", Rank),
            date_bounded("claim", "date"),
            date_bounded("claim", "asserted_on"),
            models.CheckConstraint(
                name="claim_asserted_by_a_day",
                condition=Q(asserted_on_latest__isnull=False),
                violation_error_message="asserted_on needs a last day: the claim counts from then.",
            ),
            models.CheckConstraint(
                name="claim_deprecated_with_reason",
                condition=~Q(rank=Rank.DEPRECATED.value) | ~Q(reason=""),
                violation_error_message="A deprecated claim needs a reason.",
            ),
            models.CheckConstraint(
                name="claim_span_in_order",
                condition=Q(span_start__isnull=True, span_end__isnull=True, span_sha256="")
                | Q(span_start__isnull=False, span_end__isnull=False, span_start__lt=F("span_end")),
                violation_error_message="A span has a start and, after it, an end.",
            ),
        )
        indexes = (
            models.Index(name="claim_newest_first", fields=("-asserted_on_latest", "id")),
            models.Index(name="claim_last_recorded_first", fields=("-recorded_at", "id")),
        )

    def __str__(self) -> str:
        return self.statement

    @property
    def withdrawal_or_none(self) -> "Withdrawal | None":
        """Its withdrawal, if there is one. Queries, unless the withdrawal was joined."""
        return getattr(self, "withdrawal", None)

    @property
    def voice(self) -> str:
        """Who says so: the claimant, else the document in its own voice, by its publisher, else by its title.

        Queries, unless claimant and source were joined.
        """
        return str(self.claimant or self.source.publisher or self.source)

    def withdrawal_by(self, known_at: datetime | None) -> "Withdrawal | None":
        """Its withdrawal, if it was recorded by that instant; None asks of now. Queries as `withdrawal_or_none`."""
        found = self.withdrawal_or_none
        return None if found and known_at and found.recorded_at > known_at else found

    def counts(self, known_at: datetime | None = None, then: Mapping[str, bool] | None = None) -> bool:
        """Whether it makes standings; `then` is what `copied_then` says of the instant. Queries, unless source and
        withdrawal were joined.
        """
        copied = (then or {}).get(self.source.slug, self.source.republication_of_id is not None)
        return not (self.rank == Rank.DEPRECATED or copied or self.withdrawal_by(known_at))

    @property
    def said(self) -> Said:
        """As far as a schedule needs it."""
        return Said(str(self.pk), self.asserted_on.latest, Outcome(self.outcome), self.date, Rank(self.rank))

    def clean(self) -> None:
        check_fuzzy_date(self, "asserted_on")
        check_fuzzy_date(self, "date")
        self._check_only_plans_are_ahead()
        if not self.source_id:
            return
        if self.asserted_on and self.source.published and self.asserted_on.is_after(self.source.published):
            published = self.source.published.text
            raise ValidationError({"asserted_on_edtf": f"The source is of {published}: nothing in it was said later."})
        length = self.source.characters
        if length is not None and self.span_end is not None and self.span_end > length:
            raise ValidationError({"span_end": f"The source has {length} characters; the span ends after them."})

    def _check_only_plans_are_ahead(self) -> None:
        # A tracker of before this rule may hold such claims, for good: it is no constraint.
        if self.outcome == Outcome.PLANNED or not (self.date and self.asserted_on):
            return
        if self.date.is_after(self.asserted_on):
            last = FuzzyDate.parse(self.asserted_on_latest.isoformat()).text
            raise ValidationError(
                {
                    "date_edtf": f"This was said on {last} at the latest, and only what is planned has a date after "
                    "that day. Correct the date, or choose the outcome “planned”."
                }
            )


class Withdrawal(AppendOnly):
    """That a claim no longer counts, from when and why. The claim itself stays as it was."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="withdrawal")
    reason = text_column(500, "What was wrong with the claim.")
    recorded_at = models.DateTimeField(editable=False, help_text="When it was withdrawn.")

    objects: ClassVar[models.Manager["Withdrawal"]] = AppendOnlyQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("recorded_at", "claim")
        constraints = (
            models.CheckConstraint(
                name="withdrawal_with_reason",
                condition=~Q(reason=""),
                violation_error_message="A withdrawal needs a reason.",
            ),
        )

    def __str__(self) -> str:
        return self.reason
