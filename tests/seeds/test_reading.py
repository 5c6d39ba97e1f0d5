"""Files that cannot be read, and many mistakes at once."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.seeds.collection import Seeds
from missions.seeds.fixtures import derive, rows_by_name
from missions.seeds.mistakes import BadSeeds
from missions.seeds.reading import read, read_alone
from tests.seeds.garden import AGENCIES, COPY, MILESTONES, PAPER, PROGRAMS, SECOND, SEEDS, VEHICLES, Garden

SLUG_RULE = "must be lower-case letters, digits and single hyphens, at most 64 characters"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- slug: [a\n", "2: is not YAML: while parsing a flow sequence, expected ',' or ']', but got '<stream end>'"),
        (
            "- slug: a\n\tname: b\n",
            "2: is not YAML: while scanning for the next token, found character '\\t' that cannot start any token",
        ),
        ("- a: &x {}\n  b: *x\n", "2: is not YAML: an alias (*name) is not allowed: write the value out"),
        ("[]\n---\n[]\n", "2: is not YAML: expected a single document in the stream, but found another document"),
        ("- slug: a\n  name: b\x07\n", "2: is not YAML: the character U+0007"),
        ("- slug: a\n  name: \udcff\n", "2: is not UTF-8"),
        pytest.param("[" * 9999, "1: is nested too deeply", id="nested"),
    ],
)
def test_a_file_that_is_no_yaml_is_one_line_and_hides_no_other_mistake(garden: Garden, text: str, said: str) -> None:
    garden.write(AGENCIES, text)
    garden.edit(PAPER, "[154, 176]", "[176, 154]")
    assert garden.mistakes() == [
        f"{AGENCIES}:{said}",
        f"{PAPER}:27: {SECOND}: cite: span [176, 154] is empty: the start must come before the end",
    ]


@pytest.mark.parametrize(("text", "sort"), [("", "nothing"), ("# none\n", "nothing"), ("{a: b}\n", "a mapping")])
def test_a_catalog_must_be_a_list(garden: Garden, text: str, sort: str) -> None:
    garden.write(PROGRAMS, text)
    assert garden.mistakes() == [
        f"{MILESTONES}:6: milestone 'heron-landing': unknown program 'heron'; no program has this slug",
        f"{PROGRAMS}:1: the file: programs must be a list, not {sort}",
        f"{VEHICLES}:6: vehicle 'heron-lander': programs: unknown program 'heron'; no program has this slug",
    ]


def test_a_document_that_is_no_yaml_leaves_its_milestones_alone(garden: Garden) -> None:
    garden.write(PAPER, "source: [\n")
    assert garden.mistakes() == [
        f"{PAPER}:2: is not YAML: while parsing a flow node, expected the node content, but found '<stream end>'"
    ]


def test_a_file_that_is_missing_or_misnamed_is_told(garden: Garden) -> None:
    (garden.seeds / VEHICLES).rename(garden.seeds / "catalog/vehicle.yaml")
    (garden.seeds / COPY).rename(garden.seeds / "documents/echo-2019.yml")
    assert garden.mistakes() == [
        "catalog/vehicle.yaml:1: is not read; did you mean 'vehicles.yaml'?",
        f"{VEHICLES}:1: cannot be read: No such file or directory",
        "documents/echo-2019.yml:1: is not read; a document is documents/<slug>.yaml",
    ]


def test_a_folder_without_documents_is_told(garden: Garden) -> None:
    for name in (PAPER, COPY):
        (garden.seeds / name).unlink()
    assert "documents:1: holds no document, which would be <slug>.yaml" in garden.mistakes()


def test_all_mistakes_of_all_files_are_told_in_one_run_by_file_and_line(garden: Garden) -> None:
    kinds = "rocket, spacecraft, orbiter, lander, rover, station"
    garden.edit(VEHICLES, "kind: lander", "kind: hopper")
    garden.edit(PAPER, "key: down-in-2025", "key: Down")
    garden.edit(PAPER, "title: A lander for the Moon", "titel: A lander for the Moon")
    garden.edit(COPY, "claimant: selene", "claimant: selena")
    assert garden.mistakes() == [
        f"{VEHICLES}:3: vehicle 'heron-lander': kind 'hopper' is none of {kinds}",
        f"{COPY}:13: claim 'down-by-2023': claimant: unknown agency 'selena'; did you mean 'selene'?",
        f"{PAPER}:1: source 'gazette-2019': missing key 'title'",
        f"{PAPER}:3: source 'gazette-2019': unknown key 'titel'; did you mean 'title'?",
        f"{PAPER}:21: claim 'Down': key 'Down' {SLUG_RULE}",
    ]


ODD = ["", "null", "[]", "{}", "[a]", "[[a]]", "{a: b}", "{slug: a}", "[{slug: a}]", "1", "é", "varda", "2019"]


# Time says nothing here: the files of an example are written and read.
@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_edit_of_two_lines_does_worse_than_a_mistake(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    garden = Garden(tmp_path_factory.mktemp("garden"))
    for _ in range(2):
        name = data.draw(st.sampled_from(sorted(SEEDS)))
        lines = (garden.seeds / name).read_text(encoding="utf-8").splitlines()
        number = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[number].partition(": ")
        lines[number] = f"{key}{colon}{data.draw(st.sampled_from(ODD))}" if colon else ""
        garden.write(name, "\n".join(lines) + "\n")
    lines = []
    try:
        derive(read(garden.seeds))
    except BadSeeds as bad:
        lines = str(bad).splitlines()
    assert [line for line in lines if not re.fullmatch(r"seeds/\S+:\d+: .+", line)] == []


def test_a_document_alone_is_read_without_asking_whether_what_it_names_is_there() -> None:
    document, mistakes = read_alone(SEEDS[COPY].encode(), "echo.yaml")

    assert document
    assert (document.slug, [claim["key"] for claim in document.claims], mistakes) == ("echo-2019", ["down-by-2023"], [])
    assert rows_by_name(Seeds([], [], [], [], [document]))["sources"][0]["fields"]["republication_of"] == [
        "gazette-2019"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "reliability: reported",
            "reliability: good",
            "echo.yaml:8: source 'echo-2019': reliability 'good' is",
        ),
        ("published: 2019-06", "", "echo.yaml:11: claim 'down-by-2023': missing key 'asserted_on', which its"),
        ("slug: echo-2019", "slug: [", "echo.yaml:4: is not YAML"),
    ],
)
def test_the_mistakes_of_a_document_alone_have_their_lines(old: str, new: str, said: str) -> None:
    _, mistakes = read_alone(SEEDS[COPY].replace(old, new, 1).encode(), "echo.yaml")

    assert str(mistakes[0]).startswith(said)
