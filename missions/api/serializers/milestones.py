from collections.abc import Iterable
from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.serializers.values import (
    AsOfField,
    Chosen,
    DaysSerializer,
    FuzzyDateSerializer,
    ListField,
    ReferenceSerializer,
    SaidField,
    SelfField,
    TermField,
)
from missions.models import Claim, Milestone, Standing
from missions.schedule import Said, days_overdue, state
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


def until_of(standing: Standing, day: date) -> str | None:
    """Its end as it was known on the day: what ended it may not have been said by then."""
    until = standing.until
    return until.isoformat() if until and until <= day else None


class StateField(TermField):
    """How a milestone `as_of` the `day` of the context looks on it. No query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=State.meanings(), source="standing", read_only=True, help_text="How it looks on that day.", **kwargs
        )

    def to_representation(self, value: Standing) -> str:  # type: ignore[override]
        return state(Outcome(value.outcome), value.date_earliest, value.date_latest, self.context["day"])


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
        return until_of(standing, self.context["day"])


class SideSerializer(serializers.Serializer[Any]):
    """Claims of a conflict that say the same."""

    outcome = TermField(choices=Outcome.meanings())
    date = FuzzyDateSerializer(allow_null=True, help_text="Null: not told.")
    claims = SaidBySerializer(many=True, help_text="Who says so.")


class ConflictSerializer(Chosen):
    """A day on which claims of equal rank cannot all be true."""

    on = serializers.DateField(source="asserted_on_latest", help_text="The day from which on they counted.")
    stands = serializers.SerializerMethodField(help_text="What the tracker goes by from that day on: the first side.")
    sides = serializers.SerializerMethodField(help_text="What is said, what tells most first.")

    @extend_schema_field(SideSerializer)
    def get_stands(self, claim: Claim) -> dict[str, Any]:
        return self._side(self.context["sides"][str(claim.pk)][0])

    @extend_schema_field(SideSerializer(many=True))
    def get_sides(self, claim: Claim) -> list[dict[str, Any]]:
        return [self._side(side) for side in self.context["sides"][str(claim.pk)]]

    def _side(self, said: Iterable[Said]) -> dict[str, Any]:
        claims = [self.context["claims"][one.id] for one in said]
        told = {"outcome": claims[0].outcome, "date": claims[0].date, "claims": claims}
        return SideSerializer(told, context=self.context).data


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
    as_of = AsOfField()
    state = StateField()
    outcome = TermField(source="standing.outcome", choices=Outcome.meanings())
    date = FuzzyDateSerializer(
        source="standing.date", allow_null=True, help_text="The target, or when it came, by `outcome`. Null: not told."
    )
    promised = FuzzyDateSerializer(
        source="standing.promised",
        allow_null=True,
        help_text="The first date for which it was planned. Null: none had been told.",
    )
    total_slip = serializers.SerializerMethodField(
        help_text="How far `date` lies after `promised`. Null: nothing tells it, or `date` is no target and no coming."
    )
    moves = serializers.IntegerField(
        source="standing.moves", help_text="How often its date had moved by then: its slips, of every kind."
    )
    days_overdue = serializers.SerializerMethodField(
        help_text="For how many days its window has been closed. Null: it is not overdue."
    )
    conflict = serializers.BooleanField(
        source="standing.conflict", help_text="Whether claims of equal rank and day cannot all be true."
    )
    since = serializers.DateField(source="standing.since", help_text="The day from which it stood so.")
    said_by = SaidBySerializer(source="standing.claim", help_text="The claim that made it so.")
    corroboration = serializers.IntegerField(
        help_text="How many sources have said so since it came to stand so. A republication adds none."
    )
    conflicts = ListField("milestones/{slug}/conflicts/", help_text="When its claims could not all be true.")
    claims = ListField("milestones/{slug}/claims/", help_text="All that was claimed of it.")
    history = ListField("milestones/{slug}/history/", help_text="How it stood, from the first day on.")
    slips = ListField("milestones/{slug}/slips/", help_text="How its date moved.")

    @extend_schema_field(DaysSerializer(allow_null=True))
    def get_total_slip(self, milestone: Milestone) -> dict[str, Any] | None:
        least, most = milestone.standing.slip_min, milestone.standing.slip_max
        return None if least is None and most is None else DaysSerializer({"min": least, "max": most}).data

    def get_days_overdue(self, milestone: Milestone) -> int | None:
        standing = milestone.standing
        return days_overdue(Outcome(standing.outcome), standing.date_latest, self.context["day"])
