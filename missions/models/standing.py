from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from missions.models.claim import Claim
from missions.models.columns import bound_column, date_bounded, edtf_column, fuzzy_date, term_column, term_known
from missions.models.milestone import Milestone
from missions.vocabulary import Outcome


class Standing(models.Model):
    """How a milestone stood on each day with since <= day < until. Derived from its claims, never written by hand."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="standings")
    since = models.DateField(help_text="First day on which it stood so.")
    until = models.DateField(
        null=True, blank=True, help_text="First day on which it no longer did. Empty: it still does."
    )
    outcome = term_column(Outcome)
    date_edtf = edtf_column("The target, or when it came, in EDTF. Blank: not told.")
    date_earliest = bound_column("First day of that date. Empty: open, or no date.")
    date_latest = bound_column("Last day of that date. Empty: open, or no date.")
    conflict = models.BooleanField(help_text="Whether claims of equal rank and day cannot all be true.")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="standings", help_text="The claim that made it so.")

    date = fuzzy_date("date")

    objects: ClassVar[models.Manager["Standing"]] = models.Manager()

    class Meta:
        ordering = ("milestone", "since")
        constraints = (
            term_known("standing", "outcome", Outcome),
            date_bounded("standing", "date"),
            models.UniqueConstraint(name="standing_starts_once", fields=("milestone", "since")),
            models.UniqueConstraint(name="standing_one_open", fields=("milestone",), condition=Q(until__isnull=True)),
            models.CheckConstraint(
                name="standing_not_empty", condition=Q(until__isnull=True) | Q(since__lt=F("until"))
            ),
        )
        indexes = (
            models.Index(name="standing_by_outcome", fields=("outcome", "date_latest")),
            models.Index(name="standing_by_window", fields=("date_latest", "date_earliest")),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.date_edtf}".strip() + f", from {self.since}"
