from pathlib import Path

import pytest

from missions.seeds.drawing import drift, write
from missions.seeds.fixtures import derive
from missions.seeds.reading import read
from tests.seeds.garden import Garden

OLD = {"a.json": "old a", "b.json": "old b"}
NEW = {"a.json": "new a", "b.json": "né b", "c.json": "new c"}


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    write(OLD, tmp_path / "fixtures")
    return tmp_path / "fixtures"


def content(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()}


def test_all_files_are_written_in_utf_8_and_nothing_else_is_left(fixtures: Path) -> None:
    assert content(fixtures) == OLD
    write(NEW, fixtures)
    assert content(fixtures) == NEW


@pytest.mark.parametrize("method", ["write_bytes", "replace"])
@pytest.mark.parametrize("failing", [".a.json.part", ".b.json.part", ".c.json.part"])
def test_a_write_that_fails_leaves_every_file_as_it_was(
    fixtures: Path, monkeypatch: pytest.MonkeyPatch, method: str, failing: str
) -> None:
    straight = getattr(Path, method)

    def fail(path: Path, *args: object) -> object:
        if path.name == failing:
            raise OSError(28, "No space left on device", str(path))
        return straight(path, *args)

    monkeypatch.setattr(Path, method, fail)
    with pytest.raises(OSError, match="No space left"):
        write(NEW, fixtures)
    assert content(fixtures) == OLD


def test_a_folder_in_the_place_of_a_file_changes_nothing(fixtures: Path) -> None:
    (fixtures / "c.json").mkdir()
    with pytest.raises(IsADirectoryError):
        write(NEW, fixtures)
    (fixtures / "c.json").rmdir()
    assert content(fixtures) == OLD


@pytest.fixture
def texts(garden: Garden) -> dict[str, str]:
    return derive(read(garden.seeds))


def test_fixtures_that_were_just_drawn_have_not_drifted(texts: dict[str, str], tmp_path: Path) -> None:
    write(texts, tmp_path / "fixtures")
    assert list(drift(texts, tmp_path / "fixtures")) == []


def test_without_a_folder_every_file_is_missing(texts: dict[str, str], tmp_path: Path) -> None:
    assert list(drift(texts, tmp_path / "fixtures")) == [
        "fixtures/agencies.json: is missing",
        "fixtures/programs.json: is missing",
        "fixtures/vehicles.json: is missing",
        "fixtures/milestones.json: is missing",
        "fixtures/sources.json: is missing",
        "fixtures/claims.json: is missing",
    ]


CLAIM = "a33e98c2-9ab7-5ed7-a6d7-0d6497a2272c"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("agencies.json", '"VA"', '"VX"', "differs first at agency varda"),
        ("programs.json", '"lead"', '"partner"', "differs first at the part of varda in heron"),
        ("sources.json", "187", "186", "differs first at source gazette-2019"),
        ("claims.json", "a speaker", "b", f"differs first at claim {CLAIM} of gazette-2019 on heron-landing"),
        (
            "claims.json",
            "Told once",
            "Told twice",
            "differs first at the withdrawal of claim f57cc7ae-270b-55a5-8870-071865b9e449",
        ),
        ("vehicles.json", "[\n {", "[\n {}, {", "differs first at vehicle heron-lander"),
        (
            "vehicles.json",
            "]\n  }\n }\n]",
            "]\n  }\n },\n {}\n]",
            "has 2 rows; seeds have 1, and end after vehicle heron-lander",
        ),
        ("vehicles.json", "[\n {", "[\n\n {", "holds the same rows in another layout"),
    ],
)
def test_a_file_that_differs_is_named_with_its_first_row_that_does(
    texts: dict[str, str], tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    assert texts[name].count(old) == 1
    write({**texts, name: texts[name].replace(old, new)}, tmp_path / "fixtures")
    assert list(drift(texts, tmp_path / "fixtures")) == [f"fixtures/{name}: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]\n", "lacks vehicle heron-lander"),
        ("{}\n", "is not a list of rows"),
        ("1\n", "is not a list of rows"),
        ("none\n", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_a_file_without_rows_is_told(texts: dict[str, str], tmp_path: Path, text: str, said: str) -> None:
    write({**texts, "vehicles.json": text}, tmp_path / "fixtures")
    assert list(drift(texts, tmp_path / "fixtures")) == [f"fixtures/vehicles.json: {said}"]


def test_a_file_that_seeds_do_not_make_is_told(texts: dict[str, str], tmp_path: Path) -> None:
    write({**texts, "more.json": "[]\n", ".a.part": ""}, tmp_path / "fixtures")
    assert list(drift(texts, tmp_path / "fixtures")) == [
        "fixtures/.a.part: is not derived from seeds; remove it",
        "fixtures/more.json: is not derived from seeds; remove it",
    ]
