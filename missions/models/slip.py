from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from missions.models.claim import Claim
from missions.models.columns import bound_column, date_bounded, edtf_column, fuzzy_date, term_column, term_known
from missions.models.milestone import Milestone
from missions.models.recorded import Recorded, RecordedManager
from missions.vocabulary import Outcome, SlipKind


class Slip(Recorded):
    """That the date of a milestone moved, from which day on, and how far. Derived from its standings: see `slips`."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="slips")
    on = models.DateField(help_text="The day from which on the new date stood.")
    kind = term_column(SlipKind)
    outcome = term_column(Outcome, "Planned: the date is another target. Achieved: it is when it came.")
    was_edtf = edtf_column("The date before, in EDTF. Blank: none was told.")
    was_earliest = bound_column("First day of that date. Empty: open, or no date.")
    was_latest = bound_column("Last day of that date. Empty: open, or no date.")
    date_edtf = edtf_column("The new date, in EDTF. Blank: none is told.")
    date_earliest = bound_column("First day of that date. Empty: open, or no date.")
    date_latest = bound_column("Last day of that date. Empty: open, or no date.")
    days_min = models.IntegerField(null=True, blank=True, help_text="How far it moved at the least. Empty: open.")
    days_max = models.IntegerField(null=True, blank=True, help_text="How far it moved at the most. Empty: open.")
    was_claim = models.ForeignKey(Claim, models.PROTECT, related_name="slips_from", help_text="Who said the old date.")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="slips", help_text="Who said the new one.")

    was = fuzzy_date("was")
    date = fuzzy_date("date")

    objects: ClassVar[RecordedManager["Slip"]] = RecordedManager()

    class Meta:
        ordering = ("milestone", "on", "recorded_at")
        constraints = (
            term_known("slip", "kind", SlipKind),
            term_known("slip", "outcome", Outcome),
            date_bounded("slip", "was"),
            date_bounded("slip", "date"),
            models.UniqueConstraint(
                name="slip_once_a_day", fields=("milestone", "on"), condition=Q(superseded_at__isnull=True)
            ),
            models.CheckConstraint(
                name="slip_days_in_order",
                condition=Q(days_min__isnull=True) | Q(days_max__isnull=True) | Q(days_min__lte=F("days_max")),
            ),
            models.CheckConstraint(
                name="slip_superseded_later",
                condition=Q(superseded_at__isnull=True) | Q(recorded_at__lt=F("superseded_at")),
            ),
        )
        indexes = (
            models.Index(name="slip_by_size", fields=("days_min", "days_max")),
            # What is held, and by which day, is asked of every list: the index alone counts it.
            models.Index(name="slip_by_day", fields=("superseded_at", "on")),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.was_edtf or 'no date'} to {self.date_edtf or 'no date'}"
