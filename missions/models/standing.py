from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from missions.models.claim import Claim
from missions.models.columns import bound_column, date_bounded, edtf_column, fuzzy_date, term_column, term_known
from missions.models.milestone import Milestone
from missions.models.recorded import Recorded, RecordedManager
from missions.vocabulary import Outcome


class Standing(Recorded):
    """How a milestone stood on each day with since <= day < until. Derived from its claims, never written by hand.

    It also tells what had become of the promise by then: see `slips.Account`.
    """

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
    promised_edtf = edtf_column("The first date for which it was planned, in EDTF. Blank: none yet.")
    promised_earliest = bound_column("First day of that date. Empty: open, or no date.")
    promised_latest = bound_column("Last day of that date. Empty: open, or no date.")
    promised_by = models.ForeignKey(
        Claim,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        help_text="The claim that told it; without a date, that of the first plan. Empty: never planned.",
    )
    slip_min = models.IntegerField(null=True, blank=True, help_text="Days from there to its date, at the least.")
    slip_max = models.IntegerField(null=True, blank=True, help_text="Days from there to its date, at the most.")
    moves = models.PositiveIntegerField(default=0, help_text="How many slips, of every kind, there had been.")
    agreed_since = models.DateField(help_text="From which day on it stood so, or the same in other words.")
    came_by = models.DateField(
        null=True, blank=True, help_text="The last day on which it can have come. Empty: it has not come."
    )

    date = fuzzy_date("date")
    promised = fuzzy_date("promised")

    objects: ClassVar[RecordedManager["Standing"]] = RecordedManager()

    class Meta:
        ordering = ("milestone", "since", "recorded_at")
        constraints = (
            term_known("standing", "outcome", Outcome),
            date_bounded("standing", "date"),
            date_bounded("standing", "promised"),
            models.UniqueConstraint(
                name="standing_starts_once", fields=("milestone", "since"), condition=Q(superseded_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="standing_one_open",
                fields=("milestone",),
                condition=Q(until__isnull=True, superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="standing_not_empty", condition=Q(until__isnull=True) | Q(since__lt=F("until"))
            ),
            models.CheckConstraint(
                name="standing_superseded_later",
                condition=Q(superseded_at__isnull=True) | Q(recorded_at__lt=F("superseded_at")),
            ),
        )
        indexes = (
            models.Index(name="standing_by_outcome", fields=("outcome", "date_latest")),
            models.Index(name="standing_by_window", fields=("date_latest", "date_earliest")),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.date_edtf}".strip() + f", from {self.since}"
