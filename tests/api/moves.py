"""Milestones of the small world whose dates move in every way, for exact answers about slips."""

from missions.models import Agency, Milestone, Program, Source, Vehicle
from tests.factories import MilestoneFactory, claim

# Day, source, claimant, date and outcome of each claim. The first one of a milestone moves nothing.
LANDER = (
    ("2015-01-01", "essay", "nasa", None, "planned"),
    ("2016-01-01", "speech", "spacex", "2020", "planned"),  # dated
    ("2017-01-01", "essay", "nasa", "2024", "planned"),  # slip
    ("2018-01-01", "speech", "esa", "2023-05", "planned"),  # pull_in
    ("2018-02-01", "speech", "nasa", "2023", "planned"),  # loosened
    ("2024-01-01", "essay", None, "2023-11-05", "achieved"),  # firmed
)
STATION = (
    ("2016-06-01", "essay", "roscosmos", "../2025", "planned"),
    ("2019-06-01", "essay", "roscosmos", "2024/2026", "planned"),  # adjusted
    ("2020-06-01", "essay", "roscosmos", None, "planned"),  # undated
)


def build() -> None:
    """Beside what the small world has: there the date of mars-landing slips on 22 March 2021."""
    lander = MilestoneFactory.create(
        slug="lander", title="A lander leaves", destination="moon", program=Program.objects.get(slug="artemis")
    )
    lander.agencies.set(Agency.objects.filter(slug="nasa"))
    lander.vehicles.set(Vehicle.objects.filter(slug="orion"))
    station = MilestoneFactory.create(slug="station", title="A station opens", destination="earth_orbit")
    station.agencies.set(Agency.objects.filter(slug__in=("roscosmos", "esa")))
    station.vehicles.set(Vehicle.objects.filter(slug="rosalind"))
    _say(lander, LANDER)
    _say(station, STATION)


def _say(milestone: Milestone, claims: tuple[tuple[str, str, str | None, str | None, str], ...]) -> None:
    for day, source, claimant, date, outcome in claims:
        claim(
            milestone,
            date,
            day,
            outcome,
            source=Source.objects.get(slug=source),
            claimant=Agency.objects.filter(slug=claimant).first(),
            statement=f"On {day}.",
        )
