from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from missions.models.claim import Claim
from missions.models.columns import edtf_column, hash_form, term_column, term_known, text_column
from missions.models.source import Source
from missions.vocabulary import Outcome


class Review(models.Model):
    """A dropped document, while an editor goes through what was found in it. Its text is there until it is closed."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="reviews")
    text = models.TextField(blank=True, editable=False, help_text="The document. Empty: the review is closed.")
    opened_by = text_column(150, "The editor's account.")
    opened_at = models.DateTimeField(help_text="When it was dropped.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When its text was erased. Empty: it is open.")

    objects: ClassVar[models.Manager["Review"]] = models.Manager()

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="review_text_while_open",
                condition=(Q(closed_at__isnull=True) & ~Q(text="")) | Q(closed_at__isnull=False, text=""),
            ),
        )

    def __str__(self) -> str:
        return f"Review of {self.source}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Proposal(models.Model):
    """What the reader found at one place of a document: a claim, as far as a program sees.

    With the review's end it loses the words of the document.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField(help_text="In the order of the text, from 1.")
    span_start = models.PositiveIntegerField(help_text="Where in the text it stands, in code points, from 0.")
    span_end = models.PositiveIntegerField(help_text="The code point after its last.")
    span_sha256 = models.CharField(max_length=64, validators=[hash_form], help_text="Of the span's UTF-8 bytes.")
    outcome = term_column(Outcome)
    date_edtf = edtf_column("The date as it was read, in EDTF. Blank: none was.")
    asserted_on_edtf = edtf_column("When it was said, in EDTF. Blank: when the document was published.")
    claimant = text_column(64, "The slug of the agency that may have said so. Blank: the document itself.", blank=True)
    entities = models.JSONField(default=list, help_text="What it names: of each its sort, slug and name.")
    milestones = models.JSONField(default=list, help_text="Slugs of what it may be about, the best first.")
    reading = models.TextField(blank=True, help_text="How the date was read. Empty: the review is closed.")
    why = models.TextField(blank=True, help_text="What speaks for it. Empty: the review is closed.")
    accepted = models.BooleanField(null=True, help_text="Whether it became a claim. Empty: nobody has decided.")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = text_column(150, "The editor's account.", blank=True)

    objects: ClassVar[models.Manager["Proposal"]] = models.Manager()

    class Meta:
        ordering = ("review", "number")
        constraints = (
            term_known("proposal", "outcome", Outcome),
            models.UniqueConstraint(name="proposal_numbered_once", fields=("review", "number")),
            models.CheckConstraint(
                name="proposal_span_in_order",
                condition=Q(span_start__lt=F("span_end")),
            ),
            models.CheckConstraint(
                name="proposal_claim_when_accepted",
                # Said so that no part of it is NULL, which a check would take for true.
                condition=Q(claim__isnull=True) | Q(accepted__isnull=False, accepted=True),
            ),
        )

    def __str__(self) -> str:
        return f"Proposal {self.number} of {self.review}"
