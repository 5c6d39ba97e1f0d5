"""A small world with something of everything, for exact answers."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import time_machine

from missions.actions import claims, removal
from missions.dates import FuzzyDate
from missions.models import Agency, Milestone, Program, Source, Vehicle
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

FIRST_DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
SECOND_DAY = datetime(2026, 11, 10, 12, tzinfo=UTC)
THIRD_DAY = datetime(2026, 11, 12, 12, tzinfo=UTC)


def build() -> None:
    """Recorded on two days, and on a third a claim is withdrawn and an agency deleted."""
    with time_machine.travel(FIRST_DAY, tick=False):
        _agencies()
        _programs()
        _vehicles()
        _sources()
        _milestones()
        _first_claims()
    with time_machine.travel(SECOND_DAY, tick=False):
        _later_claims()
        hasty = _say("hasty", "mars-landing", "essay", asserted_on="2017-01-01", date="2018")
    with time_machine.travel(THIRD_DAY, tick=False):
        claims.withdraw(claim=hasty, reason="It was misread.")
        twice = AgencyFactory.create(slug="nasa-again", name="NASA", kind="government")
        removal.remove(row=twice, by="editor", reason="It was there twice.")


def _agencies() -> None:
    usa = AgencyFactory.create(slug="usa", name="United States", country="US")
    AgencyFactory.create(slug="nasa", name="NASA", short_name="NASA", country="US", parent=usa)
    AgencyFactory.create(slug="esa", name="European Space Agency", short_name="ESA", kind="intergovernmental")
    AgencyFactory.create(slug="spacex", name="SpaceX", short_name="SpaceX", kind="commercial", country="US")
    AgencyFactory.create(slug="roscosmos", name="Roscosmos", country="RU")


def _programs() -> None:
    artemis = ProgramFactory.create(
        slug="artemis", name="Artemis program", destination="moon", summary="People on the Moon again."
    )
    apollo = ProgramFactory.create(slug="apollo", name="Apollo program")
    colony = ProgramFactory.create(slug="colony", name="Colony", destination="mars")
    parts = (
        (artemis, "nasa", "lead"),
        (artemis, "esa", "partner"),
        (artemis, "roscosmos", "former"),
        (apollo, "usa", "lead"),
        (apollo, "nasa", "contractor"),
        (colony, "spacex", "lead"),
    )
    for program, agency, role in parts:
        ParticipationFactory.create(program=program, agency=_agency(agency), role=role)


def _vehicles() -> None:
    orion = VehicleFactory.create(slug="orion", name="Orion", kind="spacecraft", crewed=True)
    orion.operators.set(_agencies_of("nasa", "esa"))
    orion.programs.set(Program.objects.filter(slug="artemis"))
    maker = _agency("spacex")
    starship = VehicleFactory.create(slug="starship", name="Starship", maker=maker, reusable=True)
    starship.operators.set([maker])
    starship.programs.set(Program.objects.filter(slug__in=("artemis", "colony")))
    VehicleFactory.create(
        slug="rosalind", name="Rosalind", kind="rover", maker=_agency("esa"), crewed=False, reusable=False
    )


def _sources() -> None:
    _source(
        "speech",
        "2019-01-02",
        title="A speech",
        publisher="SpaceX",
        author="Elon Musk",
        url="https://example.org/speech",
        sha256="a" * 64,
        characters=1000,
        reliability="official",
    )
    news = _source("news", "2021-03", title="News of the day", publisher="The Paper", sha256="b" * 16)
    again = {"title": "The same news", "publisher": "The Mirror", "republication_of": news, "reliability": "commentary"}
    _source("copy", "2021-03-24", **again)
    _source("essay", None, title="An essay", reliability="unattributed")


def _milestones() -> None:
    common = {"kind": "crewed_landing", "crewed": True}
    mars = {"title": "People land on Mars", "destination": "mars", "criterion": "Somebody stands on Mars."}
    moon = {"title": "People return to the Moon", "destination": "moon"}
    _milestone("mars-landing", "colony", ("spacex", "nasa"), ("starship",), **common, **mars)
    _milestone("moon-landing", "artemis", ("nasa", "esa"), ("orion", "starship"), **common, **moon)
    _milestone("moon-base", "artemis", ("esa",), (), title="A village on the Moon", kind="base", destination="moon")
    rover = {"title": "Rosalind leaves", "destination": "mars", "crewed": False}
    _milestone("rover-launch", None, ("esa", "roscosmos"), ("rosalind",), **rover)
    _milestone("old-flight", "apollo", ("usa",), (), title="Apollo and Soyuz meet", kind="docking", crewed=True)
    _milestone("unspoken", None, (), (), title="Nobody spoke of it")
    _milestone("doubted", None, (), (), title="Only a doubtful claim")


def _first_claims() -> None:
    spacex, nasa, esa, usa, roscosmos = map(_agency, ("spacex", "nasa", "esa", "usa", "roscosmos"))
    speech: dict[str, Any] = {"claimant": spacex, "speaker": "Elon Musk", "span": (10, 20), "span_sha256": "c" * 16}
    _say("by-2022", "mars-landing", "speech", asserted_on="2016-09-26", date="../2022", **speech)
    _say("in-2026", "mars-landing", "news", date="2026/2028", claimant=spacex)
    _say("in-2024", "moon-landing", "news", date="2024", claimant=nasa)
    _say("someday", "moon-base", "news", date=None, claimant=esa)
    _say("in-july", "rover-launch", "speech", asserted_on="2019-01-01", date="2020-07", claimant=roscosmos)
    _say("in-september", "rover-launch", "news", date="2022-09", claimant=esa)
    flight: dict[str, Any] = {"asserted_on": "1975-07-18", "date": "1975-07-17", "claimant": usa, "span": (0, 5)}
    _say("in-1975", "old-flight", "essay", "achieved", **flight)


def _later_claims() -> None:
    _say("copied", "moon-landing", "copy", asserted_on="2021-03-24", date="203X")
    _say(
        "begun",
        "moon-base",
        "essay",
        "ongoing",
        asserted_on="2024~/2025~",
        date="2023",
        rank="preferred",
        reason="Later.",
    )
    _say("missed", "rover-launch", "essay", "failed", date="2021-01")
    _said_in_days_to_come()
    doubt = "Others deny it."
    _say("wrong", "doubted", "essay", asserted_on="2024~/2025~", date="2040", rank="deprecated", reason=doubt)


def _said_in_days_to_come() -> None:
    """Seen by `as_of` alone: a second conflict, and a second voice."""
    _say("lost", "rover-launch", "essay", "failed", asserted_on="2027-01-01", date="2021-01")
    _say("seen", "rover-launch", "essay", "achieved", asserted_on="2027-01-01", date="2026")
    _say("in-2024-too", "moon-landing", "essay", asserted_on="2027-02-01", date="2024")


def _say(statement: str, milestone: str, source: str, outcome: str = "planned", **others: Any) -> Any:
    """Asserted on 22 March 2021 unless said otherwise."""
    return claim(
        milestone=Milestone.objects.get(slug=milestone),
        source=Source.objects.get(slug=source),
        outcome=outcome,
        statement=statement,
        **{"asserted_on": "2021-03-22", **others},
    )


def _agency(slug: str) -> Agency:
    return Agency.objects.get(slug=slug)


def _agencies_of(*slugs: str) -> Iterable[Agency]:
    return Agency.objects.filter(slug__in=slugs)


def _source(slug: str, published: str | None, **others: Any) -> Source:
    date = FuzzyDate.parse(published) if published else None
    return SourceFactory.create(slug=slug, published=date, **others)


def _milestone(slug: str, program: str | None, agencies: tuple[str, ...], vehicles: tuple[str, ...], **k: Any) -> None:
    row = MilestoneFactory.create(slug=slug, program=Program.objects.filter(slug=program).first(), **k)
    row.agencies.set(_agencies_of(*agencies))
    row.vehicles.set(Vehicle.objects.filter(slug__in=vehicles))
