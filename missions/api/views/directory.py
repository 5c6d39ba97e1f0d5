"""The root: what there is; and the vocabularies: what the words mean."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from missions import vocabulary
from missions.api.views.base import ReadView

ENDPOINTS = {
    "agencies": "Organisations and states that fly, build or promise.",
    "programs": "Long efforts with a purpose.",
    "vehicles": "Rockets, spacecraft, rovers, landers, orbiters and stations.",
    "milestones": "Things that either happen or do not, as they stand today or stood on any day.",
    "milestones/summary": "How many milestones are in each group: by state, year, program and more.",
    "scorecards": "What became of promises: kept on time or late, overdue, pending, cancelled or failed.",
    "timeline": "Milestones as lines to draw: what was promised when, and what came of it.",
    "slips": "How the dates of milestones moved, and how far.",
    "sources": "Documents that were read.",
    "claims": "What a source says of a milestone: by whom, when, what is to come or came, and when.",
    "feeds/milestones.ics": "Milestones as a calendar to subscribe to.",
    "changes": "What was done to every row: old and new values, when, by whom and why. To be followed by a cursor.",
    "feeds/changes.atom": "The newest changes in words, for feed readers (Atom).",
    "vocabularies": "Every enumerated value, with its meaning.",
    "schema": "This API in OpenAPI 3.1.",
    "docs": "A page to read and try it.",
}

VOCABULARIES: dict[str, type[vocabulary.Term]] = {
    "action": vocabulary.Action,
    "agency_kind": vocabulary.AgencyKind,
    "destination": vocabulary.Destination,
    "milestone_kind": vocabulary.MilestoneKind,
    "outcome": vocabulary.Outcome,
    "precision": vocabulary.Precision,
    "promise": vocabulary.Promise,
    "rank": vocabulary.Rank,
    "reliability": vocabulary.Reliability,
    "resource": vocabulary.Resource,
    "role": vocabulary.Role,
    "slip_kind": vocabulary.SlipKind,
    "state": vocabulary.State,
    "vehicle_kind": vocabulary.VehicleKind,
}


class EndpointSerializer(serializers.Serializer[Any]):
    """One endpoint."""

    name = serializers.CharField()
    url = serializers.URLField()
    description = serializers.CharField()


class DirectorySerializer(serializers.Serializer[Any]):
    """What there is at this version of the API."""

    endpoints = EndpointSerializer(many=True)


class TermSerializer(serializers.Serializer[Any]):
    """A value and what it means."""

    value = serializers.CharField()
    meaning = serializers.CharField()


VocabulariesSerializer = type(
    "VocabulariesSerializer",
    (serializers.Serializer,),
    {
        "__doc__": "Every enumerated value, by what it describes.",
        **{name: TermSerializer(many=True) for name in VOCABULARIES},
    },
)


class Directory(ReadView):
    """What there is at this version of the API."""

    answer = DirectorySerializer
    answered = "The endpoints."

    def get(self, _request: Request) -> Response:
        """The endpoints."""
        found = [
            {"name": name, "url": f"{self.base()}{name}{'' if '.' in name else '/'}", "description": said}
            for name, said in ENDPOINTS.items()
        ]
        return Response({"endpoints": found})


class Vocabularies(ReadView):
    """What the words mean."""

    answer = VocabulariesSerializer
    answered = "The vocabularies."

    def get(self, _request: Request) -> Response:
        """Every enumerated value, with its meaning."""
        return Response(
            {
                name: [{"value": term.value, "meaning": term.meaning} for term in terms]
                for name, terms in VOCABULARIES.items()
            }
        )
