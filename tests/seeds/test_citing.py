from textwrap import wrap

import pytest

from missions.proposals import sketch
from missions.seeds.citing import cites, describe
from tests.seeds.garden import GAZETTE, LONG, digest


def test_a_phrase_is_cited_by_its_characters_not_its_bytes() -> None:
    line = f"cite: {{span: [8, 14], sha256: {digest('Selene')[:16]}, holds: [FILL IN]}}"
    assert cites(GAZETTE, "Selene") == [line]


def test_white_space_of_any_kind_is_the_same_and_the_span_is_that_of_the_document() -> None:
    found = cites(GAZETTE, "  by 2023.\tThe   Republic ")
    hashed = digest("by 2023.\r\nThe Republic")[:16]
    assert found == [f"cite: {{span: [77, 99], sha256: {hashed}, holds: [FILL IN]}}"]


def test_a_phrase_that_stands_there_twice_is_cited_twice() -> None:
    assert [line.partition(", sha")[0] for line in cites(GAZETTE, "Heron")] == [
        "cite: {span: [43, 48]",
        "cite: {span: [122, 127]",
    ]


@pytest.mark.parametrize("phrase", ["Stork", "heron", "", " \n", "H.ron", "HeronHeron"])
def test_a_phrase_that_does_not_stand_there_is_not_cited(phrase: str) -> None:
    assert cites(GAZETTE, phrase) == []


def test_a_file_is_described_by_what_can_be_counted() -> None:
    assert describe(LONG.encode(), "gazette.txt").splitlines() == [
        "source:",
        f"  sha256: {digest(LONG)}",
        f"  characters: {len(LONG)}",
        "  sketch: >-",
        *(f"    {line}" for line in wrap(sketch(LONG), 12 * 9)),
        "  file: gazette.txt",
    ]


def test_a_file_of_few_words_has_no_sketch() -> None:
    assert describe(b"Heron flew.", "short.txt").splitlines()[2:] == ["  characters: 11", "  file: short.txt"]
