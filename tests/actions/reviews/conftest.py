import pytest

from missions import clock
from missions.models import Agency, Milestone, Review, Vehicle
from tests.actions.reviews.documents import NOW, drop
from tests.factories import AgencyFactory, MilestoneFactory, VehicleFactory


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def selene() -> Agency:
    agency: Agency = AgencyFactory.create(slug="selene", name="Selene Works", kind="commercial")
    AgencyFactory.create(slug="tern", name="Tern Aerospace", short_name="Tern", kind="commercial")
    VehicleFactory.create(slug="heron-2", name="Heron-2", maker=agency)
    VehicleFactory.create(slug="petrel", name="Petrel")
    return agency


@pytest.fixture
def landing(selene: Agency) -> Milestone:
    row: Milestone = MilestoneFactory.create(
        slug="heron-2-landing", title="Heron-2 lands on the Moon", kind="landing", destination="moon"
    )
    row.agencies.set([selene])
    row.vehicles.set(Vehicle.objects.filter(slug="heron-2"))
    return row


@pytest.fixture
def review(landing: Milestone) -> Review:
    return drop()
