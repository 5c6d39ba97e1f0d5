from typing import Any

from rest_framework import serializers

from missions.api.serializers.values import Chosen, ListField, ReferenceSerializer, SaidField, SelfField, TermField
from missions.vocabulary import AgencyKind, Destination, Role, VehicleKind


class AgencyPartSerializer(serializers.Serializer[Any]):
    """A program that the agency takes part in, and how."""

    program = ReferenceSerializer()
    role = TermField(choices=Role.meanings())


class AgencySerializer(Chosen):
    """An organisation or a state that flies, builds or promises."""

    slug = serializers.CharField()
    url = SelfField()
    name = serializers.CharField()
    short_name = SaidField(help_text="What it is called in a table. Null: as `name`.")
    kind = TermField(choices=AgencyKind.meanings())
    country = SaidField(help_text="ISO 3166-1 alpha-2. Null: not said, or several.")
    parent = ReferenceSerializer(allow_null=True, help_text="What it is a part of.")
    programs = AgencyPartSerializer(source="participations", many=True, help_text="By the program's slug.")
    milestones = ListField("milestones/?agency={slug}", help_text="The milestones that it takes part in.")
    claims = ListField("claims/?claimant={slug}", help_text="What it has claimed.")


class ProgramPartSerializer(serializers.Serializer[Any]):
    """An agency that takes part in the program, and how."""

    agency = ReferenceSerializer()
    role = TermField(choices=Role.meanings())


class ProgramSerializer(Chosen):
    """A long effort with a purpose."""

    slug = serializers.CharField()
    url = SelfField()
    name = serializers.CharField()
    destination = TermField(
        choices=Destination.meanings(), allow_null=True, help_text="Where it is bound. Null: not said."
    )
    summary = SaidField(help_text="What it is for. Null: not said.")
    participants = ProgramPartSerializer(source="participations", many=True, help_text="By the agency's slug.")
    vehicles = ReferenceSerializer(many=True, help_text="By slug.")
    milestones = ListField("milestones/?program={slug}", help_text="Its milestones.")


class VehicleSerializer(Chosen):
    """A rocket, spacecraft, rover, lander, orbiter or station."""

    slug = serializers.CharField()
    url = SelfField()
    name = serializers.CharField()
    kind = TermField(choices=VehicleKind.meanings())
    maker = ReferenceSerializer(allow_null=True, help_text="Who builds it. Null: not said.")
    operators = ReferenceSerializer(many=True, help_text="Who flies it, by slug.")
    programs = ReferenceSerializer(many=True, help_text="By slug.")
    crewed = serializers.BooleanField(allow_null=True, help_text="Whether people ride in it. Null: not said.")
    reusable = serializers.BooleanField(allow_null=True, help_text="Whether it flies again. Null: not said.")
    milestones = ListField("milestones/?vehicle={slug}", help_text="The milestones that it takes part in.")
