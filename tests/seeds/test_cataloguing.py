from missions.proposals import Catalog, Entity, KnownMilestone, Sort
from missions.seeds.cataloguing import catalog
from missions.seeds.reading import read
from tests.seeds.garden import Garden


def test_the_catalog_of_the_seeds(garden: Garden) -> None:
    assert catalog(read(garden.seeds)) == Catalog(
        entities=(
            Entity(Sort.AGENCY, "varda", ("Republic of Varda", ""), "VA"),
            Entity(Sort.AGENCY, "selene", ("Société Selene", "Selene")),
            Entity(Sort.PROGRAM, "heron", ("Heron program",), agencies=("varda",)),
            Entity(Sort.VEHICLE, "heron-lander", ("Heron",), agencies=("selene", "varda")),
        ),
        milestones=(
            KnownMilestone(
                slug="heron-landing",
                title="Heron lands on the Moon",
                words="Heron lands on the Moon A Heron stands on the Moon and is heard from.",
                kind="landing",
                destination="moon",
                entities=frozenset({(Sort.PROGRAM, "heron"), (Sort.AGENCY, "selene"), (Sort.VEHICLE, "heron-lander")}),
            ),
        ),
    )


def test_an_agency_of_a_state_does_not_bear_the_states_names(garden: Garden) -> None:
    garden.edit("catalog/agencies.yaml", "kind: commercial", "kind: government\n  country: VA")
    assert [entity.country for entity in catalog(read(garden.seeds)).entities[:2]] == ["VA", ""]
