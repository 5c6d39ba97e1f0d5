"""Search finds each of its words, in any case, in any of the columns, and takes every sign as itself."""

import pytest

from tests.api.asking import get, rows
from tests.factories import AgencyFactory, MilestoneFactory, claim

pytestmark = pytest.mark.django_db

NAMES = {
    "percent": "100% Space",
    "plain": "100 Space",
    "underscore": "a_b",
    "letter": "axb",
    "backslash": r"back\slash",
    "slash": "back/slash",
    "quote": "Rock'n'Roll \"Space\"",
    "semicolon": "Robert; DROP TABLE agencies",
    "accent": "Agência Ö",
    "ring": "100% Ångström",
    "street": "Große Straße",
    "rocket": "\N{ROCKET} Launch",
}


@pytest.fixture
def _names() -> None:
    for slug, name in NAMES.items():
        AgencyFactory.create(slug=slug, name=name)


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("%", ["percent", "ring"]),
        ("100%", ["percent", "ring"]),
        ("100", ["percent", "plain", "ring"]),
        ("_", ["underscore"]),
        ("a_b", ["underscore"]),
        ("axb", ["letter"]),
        ("\\", ["backslash"]),
        (r"k\s", ["backslash"]),
        ("k/s", ["slash"]),
        (r"\%", []),
        ("'n'", ["quote"]),
        ('"space"', ["quote"]),
        ("; drop", ["semicolon"]),
        ("space", ["percent", "plain", "quote"]),
        ("SPACE 100", ["percent", "plain"]),
        ("space space", ["percent", "plain", "quote"]),
        ("  space\u00a0100  ", ["percent", "plain"]),
        ("agência", ["accent"]),
        ("AGÊNCIA ö", ["accent"]),
        ("ência", ["accent"]),
        ("ÊNCI_", []),
        ("%ångström", []),
        ("ÅNGström 100", ["ring"]),
        ("STRAßE", ["street"]),
        ("stra", ["street"]),
        ("strasse", []),
        ("\N{ROCKET}", ["rocket"]),
        ("*", []),
        ("space OR launch", []),
        (" ".join("abcdefghijklmnopqrstuvwxyz" * 3), []),
    ],
)
def test_every_word_is_found_as_it_is_written(search: str, found: list[str]) -> None:
    assert sorted(rows("agencies/", {"search": search})) == sorted(found)


@pytest.mark.usefixtures("_names")
def test_a_text_that_is_asked_for_whole_is_taken_as_it_is_written() -> None:
    found = {"100% space": ["percent"], "100%": [], "a_b": ["underscore"], "A_B": ["underscore"], "a%": []}
    found |= {
        "AGÊNCIA ö": ["accent"],
        "ência ö": [],
        "100% ångström": ["ring"],
        "1% ångström": [],
    }
    for name, slugs in found.items():
        assert rows("agencies/", {"name": name}) == slugs, name
    assert rows("agencies/", {"name": r"back\slash"}) == ["backslash"]


def test_the_words_of_a_search_may_be_in_different_columns() -> None:
    claim(milestone=MilestoneFactory.create(slug="x-1", title="A landing", criterion="It stands on Mars."))
    claim(milestone=MilestoneFactory.create(slug="x-2", title="A landing", criterion="It stands on the Moon."))
    assert rows("milestones/?search=landing+mars") == ["x-1"]
    assert rows("milestones/?search=X-2+LANDING") == ["x-2"]
    assert sorted(rows("milestones/?search=stands")) == ["x-1", "x-2"]


def test_a_search_of_200_characters_is_read() -> None:
    AgencyFactory.create(slug="long", name="y" * 120)
    assert rows("agencies/", {"search": "y" * 120}) == ["long"]
    assert get("agencies/", {"search": "é" * 200}).body["count"] == 0


def test_an_order_by_words_is_in_any_case_too() -> None:
    for slug, name in {"a": "Éb", "b": "éa", "c": "ÉC"}.items():
        AgencyFactory.create(slug=slug, name=name)
    assert rows("agencies/?ordering=name") == ["b", "a", "c"]
