"""The catalog of the database, against that of the seeds; and how a document is known."""

from dataclasses import asdict
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings

from missions.models import Agency, Milestone, Program, Vehicle, cataloguing
from missions.proposals import Likeness, sketch
from missions.seeds import cataloguing as of_seeds
from missions.seeds.reading import read
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, VehicleFactory
from tests.prose import prose

pytestmark = pytest.mark.django_db

TEXT = prose(1, 400)


def by_name(rows: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Those behind a row are told in another order in the seeds."""
    told = [asdict(row) for row in rows]
    return {
        (str(row.get("sort", "")), row["slug"]): row | {"agencies": sorted(row.get("agencies", ()))} for row in told
    }


def test_it_is_that_of_the_seeds(library: None) -> None:
    found, wanted = cataloguing.catalog("Anything."), of_seeds.catalog(read(settings.BASE_DIR / "seeds"))

    assert by_name(found.entities) == by_name(wanted.entities)
    assert by_name(found.milestones) == by_name(wanted.milestones)
    assert (len(found.entities), len(found.milestones)) == (
        Agency.objects.count() + Program.objects.count() + Vehicle.objects.count(),
        Milestone.objects.count(),
    )


def test_of_more_milestones_than_can_be_compared_those_are_taken_that_the_text_is_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    selene, heron = AgencyFactory.create(name="Selene Works"), ProgramFactory.create(name="Heron program")
    petrel = VehicleFactory.create(name="Petrel")
    for slug in ("of-nobody", "of-selene", "of-petrel", "of-all"):
        MilestoneFactory.create(slug=slug)
    MilestoneFactory.create(slug="of-heron", program=heron)
    for slug in ("of-selene", "of-all"):
        Milestone.objects.get(slug=slug).agencies.add(selene, AgencyFactory.create(name=f"Selene {slug}"))
    for slug in ("of-petrel", "of-all"):
        Milestone.objects.get(slug=slug).vehicles.add(petrel)

    def found(text: str, most: int) -> list[str]:
        monkeypatch.setattr(cataloguing, "MOST_MILESTONES", most)
        return [milestone.slug for milestone in cataloguing.catalog(text).milestones]

    every = ["of-heron", "of-all", "of-petrel", "of-selene", "of-nobody"]
    assert found("Selene Works flies the Petrel.", 5) == every
    assert found("Selene Works flies the Petrel.", 4) == ["of-all", "of-petrel", "of-selene"]
    assert found("Selene Works flies the Petrel.", 2) == ["of-all", "of-petrel"]
    assert found("The Heron program.", 4) == ["of-heron"]
    assert found("Nothing.", 4) == []


@pytest.mark.parametrize("digits", [64, 16])
def test_a_document_of_a_known_hash_is_the_same(digits: int) -> None:
    SourceFactory.create(slug="a-paper", sha256=sha256(TEXT.encode()).hexdigest()[:digits])

    assert cataloguing.likeness(TEXT.encode(), TEXT) == Likeness("a-paper", 1.0, is_same=True)


def test_a_document_with_the_same_words_is_nearly_the_same() -> None:
    SourceFactory.create(slug="a-paper", sketch=sketch(TEXT))
    longer = f"{TEXT} To this a line was added."

    assert cataloguing.likeness(longer.encode(), longer) == Likeness("a-paper", 1.0, is_same=False)


def test_any_other_document_is_new() -> None:
    SourceFactory.create(sha256="f" * 64, sketch=sketch(TEXT))
    SourceFactory.create()

    assert cataloguing.likeness(b"Another.", "Another.") is None
