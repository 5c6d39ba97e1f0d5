import pytest
from django.test import Client

from missions import clock
from missions.models import Milestone, Review
from tests.admin.reviews.dropped import ADD, NOW, typed
from tests.factories import AgencyFactory, MilestoneFactory, VehicleFactory


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def landing(db: None) -> Milestone:
    """A small catalog, with one milestone that the article is about."""
    selene = AgencyFactory.create(slug="selene", name="Selene Works", kind="commercial")
    AgencyFactory.create(slug="tern", name="Tern Aerospace", short_name="Tern", kind="commercial")
    heron = VehicleFactory.create(slug="heron-2", name="Heron-2", maker=selene)
    row: Milestone = MilestoneFactory.create(
        slug="heron-2-landing", title="Heron-2 lands on the Moon", kind="landing", destination="moon"
    )
    row.agencies.set([selene])
    row.vehicles.set([heron])
    return row


@pytest.fixture
def review(desk: Client) -> Review:
    desk.post(ADD, typed(), follow=True)
    return Review.objects.get()
