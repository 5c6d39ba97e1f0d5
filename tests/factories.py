"""Rows to test with: a claim comes about the only way there is, by `claims.record`, and the rest by factory_boy."""

from typing import Any

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from missions.actions import claims
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Participation, Program, Source, Vehicle
from missions.vocabulary import AgencyKind, MilestoneKind, Outcome, Reliability, Role, VehicleKind


def numbered(word: str) -> Any:
    return Sequence(lambda n: f"{word}{n}")  # type: ignore[no-untyped-call]


def made_by(factory: type[DjangoModelFactory[Any]]) -> Any:
    return SubFactory(factory)  # type: ignore[no-untyped-call]


class AgencyFactory(DjangoModelFactory[Agency]):
    class Meta:
        model = Agency

    slug = numbered("agency-")
    name = numbered("Agency ")
    kind = AgencyKind.GOVERNMENT.value


class ProgramFactory(DjangoModelFactory[Program]):
    class Meta:
        model = Program

    slug = numbered("program-")
    name = numbered("Program ")


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    program = made_by(ProgramFactory)
    agency = made_by(AgencyFactory)
    role = Role.LEAD.value


class VehicleFactory(DjangoModelFactory[Vehicle]):
    class Meta:
        model = Vehicle

    slug = numbered("vehicle-")
    name = numbered("Vehicle ")
    kind = VehicleKind.ROCKET.value


class MilestoneFactory(DjangoModelFactory[Milestone]):
    """Without a claim: nobody has spoken of it, so it is in no list."""

    class Meta:
        model = Milestone

    slug = numbered("milestone-")
    title = numbered("Milestone ")
    kind = MilestoneKind.LAUNCH.value
    criterion = "It leaves the ground."


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source

    slug = numbered("source-")
    title = numbered("Source ")
    reliability = Reliability.REPORTED.value


def claim(
    milestone: Milestone | None = None,
    date: str | None = "../2022",
    asserted_on: str = "2016-09-26",
    outcome: str = "planned",
    **others: Any,
) -> Claim:
    """A recorded claim, its milestone's standings derived. Dates are EDTF; the milestone and the source are made anew
    unless given; what else `claims.record` takes goes through as it is.
    """
    said: dict[str, Any] = {
        "milestone": milestone or MilestoneFactory.create(),
        "source": others.pop("source", None) or SourceFactory.create(),
        "outcome": Outcome(outcome),
        "date": FuzzyDate.parse(date) if date else None,
        "asserted_on": FuzzyDate.parse(asserted_on),
        "statement": "It will come about.",
    }
    return claims.record(**(said | others))
