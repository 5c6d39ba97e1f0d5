from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.serializers.milestones import SaidBySerializer
from missions.api.serializers.values import Chosen, DaysSerializer, FuzzyDateSerializer, ReferenceSerializer, TermField
from missions.models import Slip
from missions.vocabulary import Outcome, SlipKind


class SlipSerializer(Chosen):
    """One move of a milestone's date."""

    milestone = ReferenceSerializer()
    on = serializers.DateField(help_text="The day from which on the new date stood.")
    kind = TermField(choices=SlipKind.meanings())
    outcome = TermField(
        choices=Outcome.meanings(),
        help_text="`planned`: the new date is another target. `achieved`: it is when it came. No other.",
    )
    was = FuzzyDateSerializer(allow_null=True, help_text="The date before. Null: none was told.")
    date = FuzzyDateSerializer(allow_null=True, help_text="The new date. Null: none is told.")
    days = serializers.SerializerMethodField(help_text="How far it moved. Null: one of the dates is not told.")
    was_claim = SaidBySerializer(help_text="Who said the date before.")
    claim = SaidBySerializer(help_text="Who said the new one.")

    @extend_schema_field(DaysSerializer(allow_null=True))
    def get_days(self, slip: Slip) -> dict[str, Any] | None:
        told = slip.was_edtf and slip.date_edtf
        return DaysSerializer({"min": slip.days_min, "max": slip.days_max}).data if told else None
