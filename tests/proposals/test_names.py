import pytest

from missions.proposals import Catalog, Entity, Sort
from missions.proposals.names import Names

KNOWN = Catalog(
    (
        Entity(Sort.AGENCY, "united-states", ("United States", "US"), country="US"),
        Entity(Sort.AGENCY, "survey", ("Lunar Survey Office", "Survey Office")),
        Entity(Sort.AGENCY, "us-survey", ("US Survey",)),
        Entity(Sort.PROGRAM, "heron", ("Heron program",)),
        Entity(Sort.VEHICLE, "heron", ("Heron",)),
        Entity(Sort.VEHICLE, "heron-2", ("Heron-2",)),
        Entity(Sort.VEHICLE, "tern", ("Orbital Ferry Mission (Tern)",)),
        Entity(Sort.VEHICLE, "ling-e", ("Ling'e",)),
        Entity(Sort.VEHICLE, "hall", ("International Space Station", "")),
    )
)


def named(text: str) -> list[tuple[str, list[str]]]:
    found = Names(KNOWN).mentions(text)
    return [(text[one.start : one.end], [f"{entity.sort} {entity.slug}" for entity in one.entities]) for one in found]


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("The United States paid.", "United States", ["agency united-states"]),
        ("The United\nstates paid.", "United\nstates", ["agency united-states"]),
        ("In the U. S. it paid.", "U. S.", ["agency united-states"]),
        ("Washington paid.", "Washington", ["agency united-states"]),
        ("An American paid.", "American", ["agency united-states"]),
        ("The US Survey paid.", "US Survey", ["agency us-survey"]),
        ("The LSO's chief paid.", "LSO", ["agency survey"]),
        ("Heron’s leg broke.", "Heron", ["program heron", "vehicle heron"]),
        ("The Heron program ended.", "Heron program", ["program heron"]),
        ("Heron 2 flew.", "Heron 2", ["vehicle heron-2"]),
        ("Tern flew.", "Tern", ["vehicle tern"]),
        ("The Orbital Ferry flew.", "Orbital Ferry", ["vehicle tern"]),
        ("Ling’e flew.", "Ling’e", ["vehicle ling-e"]),
        ("The ISS stays.", "ISS", ["vehicle hall"]),
    ],
)
def test_a_name_is_found_in_its_forms(text: str, name: str, who: list[str]) -> None:
    assert named(text) == [(name, who)]


@pytest.mark.parametrize(
    "text",
    ["They told us.", "Heronry and Terns-3.", "Heron-3 flew.", "heron flew.", "An international event.", "The Survey."],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert named(text) == []


def test_names_come_in_the_order_of_the_text() -> None:
    assert [name for name, _ in named("Tern and Heron-2, then Tern.")] == ["Tern", "Heron-2", "Tern"]


def test_a_catalog_of_nothing_names_nothing() -> None:
    assert Names(Catalog(())).mentions("Heron flew.") == []
