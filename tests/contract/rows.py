"""The rows made for the contract run, beside those of the fixtures."""

from typing import Any

from factory.django import DjangoModelFactory

from tests.contract.names import slugs
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory

FACTORIES: dict[str, type[DjangoModelFactory[Any]]] = {
    "agency": AgencyFactory,
    "milestone": MilestoneFactory,
    "program": ProgramFactory,
    "source": SourceFactory,
    "vehicle": VehicleFactory,
}


def make() -> None:
    for model, factory in FACTORIES.items():
        for slug in slugs(model):
            factory.create(slug=slug)
