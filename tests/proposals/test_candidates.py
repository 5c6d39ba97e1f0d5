from missions.proposals import Candidate, KnownMilestone, Sort
from missions.proposals.candidates import Milestones
from missions.vocabulary import Destination

HERON = (Sort.VEHICLE, "heron")
SELENE = (Sort.AGENCY, "selene")
KNOWN = Milestones(
    [
        KnownMilestone("landing", "Heron lands", "Heron lands on the Moon.", "landing", "moon", frozenset({HERON})),
        KnownMilestone("base", "A base", "Selene has a base on the Moon.", "base", "moon", frozenset({SELENE})),
        KnownMilestone("deal", "A deal", "Selene and Tern have a deal.", "agreement", "", frozenset({SELENE})),
        KnownMilestone("race", "A race", "People race to Mars.", "exploration", "mars"),
    ]
)


def slugs(passage: str, *entities: tuple[Sort, str], world: Destination | None = None) -> list[str]:
    found = KNOWN.candidates(passage, entities, {world} if world else set())
    assert [one.fit for one in found] == sorted((one.fit for one in found), reverse=True)
    return [one.slug for one in found]


def test_who_where_and_what_decide_together() -> None:
    assert slugs("Heron will land there", HERON, world=Destination.MOON)[0] == "landing"
    assert slugs("Selene builds a lasting base", SELENE, world=Destination.MOON)[0] == "base"
    assert slugs("Selene signed a contract", SELENE)[0] == "deal"
    assert slugs("the race to Mars", world=Destination.MARS) == ["race"]


def test_what_fits_none_is_new() -> None:
    assert slugs("Petrel sold its hall", (Sort.VEHICLE, "petrel")) == []


def test_at_most_so_many_are_named() -> None:
    [best] = KNOWN.candidates("Selene has a base on the Moon", [SELENE], {Destination.MOON}, most=1)
    assert best == Candidate("base", "A base", best.fit)
    assert 0.9 < best.fit <= 1


def test_a_catalog_without_milestones_has_no_candidate() -> None:
    assert Milestones([]).candidates("Selene has a base", [SELENE], ()) == ()
