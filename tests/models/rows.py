"""Rows of every model, right but for the columns that a test breaks."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from missions.models import (
    Agency,
    Change,
    Claim,
    Participation,
    Program,
    Proposal,
    Review,
    Slip,
    Source,
    Standing,
    Vehicle,
    Withdrawal,
)
from missions.models.milestone import Milestone
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory, claim

Make = Callable[..., models.Model]
DAY, NEXT_DAY = date(2022, 1, 1), date(2022, 1, 2)
NOW, LATER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
HASH = "0123456789abcdef"


def agency(**values: Any) -> Agency:
    return AgencyFactory.build(**values)


def program(**values: Any) -> Program:
    return ProgramFactory.build(**values)


def vehicle(**values: Any) -> Vehicle:
    return VehicleFactory.build(**values)


def milestone(**values: Any) -> Milestone:
    return MilestoneFactory.build(**values)


def source(**values: Any) -> Source:
    return SourceFactory.build(**values)


def same_source(**values: Any) -> Source:
    SourceFactory.create(**values)
    return SourceFactory.build(**values)


def participation(**values: Any) -> Participation:
    return Participation(program=ProgramFactory.create(), agency=AgencyFactory.create(), **{"role": "lead"} | values)


def same_participation(**values: Any) -> Participation:
    first = participation()
    first.save()
    return Participation(program=first.program, **{"agency": first.agency, "role": "partner"} | values)


def raw_claim(**values: Any) -> Claim:
    told = {"asserted_on_edtf": "2022-01-01", "asserted_on_earliest": DAY, "asserted_on_latest": DAY}
    rest = {"outcome": "planned", "statement": "It will come about.", "recorded_at": NOW}
    return Claim(milestone=MilestoneFactory.create(), source=SourceFactory.create(), **told | rest | values)


def withdrawal(**values: Any) -> Withdrawal:
    return Withdrawal(claim=claim(), **{"recorded_at": NOW} | values)


def standing(**values: Any) -> Standing:
    said = claim(asserted_on="2022-01-01", date=None)
    Standing.objects.all().delete()
    plain = {"since": DAY, "agreed_since": DAY, "outcome": "planned", "conflict": False, "recorded_at": NOW}
    return Standing(milestone=said.milestone, claim=said, **plain | values)


def second_standing(**values: Any) -> Standing:
    first = standing(until=values.pop("first_until"), superseded_at=values.pop("first_superseded_at", None))
    first.save()
    plain = {"agreed_since": DAY, "outcome": "planned", "conflict": False, "recorded_at": NOW}
    return Standing(milestone=first.milestone, claim=first.claim, **plain | values)


def slip(**values: Any) -> Slip:
    said = claim(asserted_on="2022-01-01", date=None)
    plain = {"on": DAY, "kind": "slip", "outcome": "planned", "recorded_at": NOW, "milestone": said.milestone}
    return Slip(claim=said, was_claim=said, **plain | values)


def second_slip(**values: Any) -> Slip:
    first = slip(superseded_at=values.pop("first_superseded_at", None))
    first.save()
    return slip(**{"milestone": first.milestone} | values)


def change(**values: Any) -> Change:
    return Change(**{"number": 1, "at": NOW, "resource": "agency", "key": "nasa", "action": "created"} | values)


def review(**values: Any) -> Review:
    return Review(**{"source": SourceFactory.create(), "text": "A text.", "opened_at": NOW} | values)


def proposal(**values: Any) -> Proposal:
    held = review()
    held.save()
    return Proposal(**{"review": held, "number": 1, "span_start": 0, "span_end": 1, "outcome": "planned"} | values)


def second_proposal(**values: Any) -> Proposal:
    first = proposal()
    first.save()
    return proposal(**{"review": first.review} | values)


def accepted(**values: Any) -> Proposal:
    return proposal(claim=claim(), **values)
