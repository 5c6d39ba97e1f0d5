from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.serializers.values import (
    Chosen,
    FuzzyDateSerializer,
    ListField,
    ReferenceSerializer,
    SaidField,
    SelfField,
    TermField,
)
from missions.models import Milestone, Standing
from missions.schedule import state
from missions.vocabulary import Destination, MilestoneKind, Outcome, State


class SaidBySerializer(serializers.Serializer[Any]):
    """The claim that made a standing: who said so, where and when."""

    id = serializers.UUIDField()
    url = SelfField()
    source = ReferenceSerializer()  # type: ignore[assignment]  # a field of that name
    publisher = SaidField(source="source.publisher", help_text="Who published the source. Null: not stated.")
    claimant = ReferenceSerializer(allow_null=True, help_text="Null: the document in its own voice.")
    speaker = SaidField(help_text="The person who spoke. Null: nobody is named.")
    asserted_on = FuzzyDateSerializer(help_text="When it was said.")
    statement = serializers.CharField(help_text="What is claimed, in the tracker's own words.")


class StandingSerializer(Chosen):
    """How a milestone stood from one day to another."""

    since = serializers.DateField(help_text="First day on which it stood so.")
    until = serializers.SerializerMethodField(
        help_text="First day on which it no longer did. Null: on the day `as_of` it still did."
    )
    outcome = TermField(choices=Outcome.meanings())
    date = FuzzyDateSerializer(allow_null=True, help_text="The target, or when it came, by `outcome`. Null: not told.")
    conflict = serializers.BooleanField(help_text="Whether claims of equal rank and day cannot all be true.")
    claim = SaidBySerializer(help_text="The claim that made it so.")

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, standing: Standing) -> str | None:
        """What ended it may not have been said by then."""
        until = standing.until
        return until.isoformat() if until and until <= self.context["day"] else None


class MilestoneSerializer(Chosen):
    """One thing that either happens or does not, as it stood on the day `as_of`."""

    slug = serializers.CharField()
    url = SelfField()
    title = serializers.CharField()
    kind = TermField(choices=MilestoneKind.meanings())
    destination = TermField(
        choices=Destination.meanings(), allow_null=True, help_text="Where it happens. Null: not said."
    )
    crewed = serializers.BooleanField(allow_null=True, help_text="Whether people take part. Null: not said.")
    program = ReferenceSerializer(allow_null=True)
    agencies = ReferenceSerializer(source="its_agencies", many=True, help_text="Who takes part, by slug.")
    vehicles = ReferenceSerializer(source="its_vehicles", many=True, help_text="What takes part, by slug.")
    criterion = serializers.CharField(help_text="The sentence that decides whether it happened.")
    as_of = serializers.SerializerMethodField(help_text="The day for which this is answered.")
    state = serializers.SerializerMethodField(help_text="How it looks on that day.")
    outcome = TermField(source="standing.outcome", choices=Outcome.meanings())
    date = FuzzyDateSerializer(
        source="standing.date", allow_null=True, help_text="The target, or when it came, by `outcome`. Null: not told."
    )
    conflict = serializers.BooleanField(
        source="standing.conflict", help_text="Whether claims of equal rank and day cannot all be true."
    )
    since = serializers.DateField(source="standing.since", help_text="The day from which it stood so.")
    said_by = SaidBySerializer(source="standing.claim", help_text="The claim that made it so.")
    claims = ListField("milestones/{slug}/claims/", help_text="All that was claimed of it.")
    history = ListField("milestones/{slug}/history/", help_text="How it stood, from the first day on.")

    def get_as_of(self, _milestone: Milestone) -> serializers.DateField:
        day: serializers.DateField = self.context["day"].isoformat()
        return day

    def get_state(self, milestone: Milestone) -> State:
        standing: Standing = milestone.standing
        return state(Outcome(standing.outcome), standing.date_earliest, standing.date_latest, self.context["day"])
