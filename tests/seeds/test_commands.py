"""The commands, run as a person runs them. None of these tests has a database: the commands need none."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError

from missions.seeds.citing import describe
from tests.seeds.garden import FIRST, GAZETTE, PAPER, SECOND, Garden, digest

COUNTS = """\
fixtures/agencies.json: 2 rows
fixtures/programs.json: 3 rows
fixtures/vehicles.json: 1 row
fixtures/milestones.json: 1 row
fixtures/sources.json: 2 rows
fixtures/claims.json: 4 rows
"""


@pytest.fixture(autouse=True)
def _base_is_the_garden(garden: Garden, settings: LazySettings) -> None:
    settings.BASE_DIR = garden.base


def run(*words: str) -> tuple[str, str, str]:
    """What the command says, what it says of mistakes, and its last word if it fails."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*words, stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def lines(*said: str) -> str:
    return "".join(f"{line}\n" for line in said)


def fixtures(garden: Garden) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (garden.base / "fixtures").glob("*")}


def test_draw_says_how_many_rows_each_fixture_has_and_draws_the_same_again(garden: Garden) -> None:
    assert run("draw") == (COUNTS, "", "")
    drawn = fixtures(garden)
    assert sorted(drawn) == sorted(line.partition(":")[0].partition("/")[2] for line in COUNTS.splitlines())
    assert run("draw") == (COUNTS, "", "")
    assert fixtures(garden) == drawn


def test_draw_writes_nothing_when_a_seed_has_a_mistake(garden: Garden) -> None:
    run("draw")
    before = fixtures(garden)
    garden.edit("catalog/agencies.yaml", "name: Société Selene", "name: Selene Works")
    garden.edit(PAPER, "[154, 176]", "[176, 154]")
    garden.edit(PAPER, "outcome: planned\n    date: ../2023", "outcome: hoped\n    date: ../2023")
    outcomes = "planned, ongoing, achieved, failed, cancelled"
    assert run("draw") == (
        "",
        lines(
            f"seeds/{PAPER}:17: {FIRST}: outcome 'hoped' is none of {outcomes}",
            f"seeds/{PAPER}:27: {SECOND}: cite: span [176, 154] is empty: the start must come before the end",
        ),
        "2 to mend in seeds; nothing was written.",
    )
    assert fixtures(garden) == before


def test_draw_says_where_it_cannot_write(garden: Garden) -> None:
    (garden.base / "fixtures").write_text("")
    path = garden.base / "fixtures"
    assert run("draw") == ("", "", f"{path}: File exists; the fixtures are as they were.")


def test_draw_check_passes_what_was_drawn(garden: Garden) -> None:
    run("draw")
    assert run("draw", "--check") == ("", "", "")


def test_draw_check_names_what_has_drifted_and_writes_nothing(garden: Garden) -> None:
    run("draw")
    garden.edit(PAPER, "title: A lander for the Moon", "title: A lander")
    (garden.base / "fixtures" / "claims.json").unlink()
    (garden.base / "fixtures" / "spare.json").write_text("[]")
    before = fixtures(garden)
    assert run("draw", "--check") == (
        "",
        lines(
            "fixtures/sources.json: differs first at source gazette-2019",
            "fixtures/claims.json: is missing",
            "fixtures/spare.json: is not derived from seeds; remove it",
        ),
        "The fixtures are not what seeds make. Run: python3 manage.py draw",
    )
    assert fixtures(garden) == before


def test_verify_sources_counts_the_spans_that_hold(garden: Garden) -> None:
    said = "echo-2019: 1 span holds\ngazette-2019: 7 spans hold\n"
    assert run("verify_sources", str(garden.documents)) == (said, "", "")


def test_verify_sources_tells_each_fault_and_fails(garden: Garden) -> None:
    garden.edit(PAPER, "[Heron, Moon, 2023]", "[Heron, Mars, 2023]")
    (garden.documents / "echo.txt").unlink()
    assert run("verify_sources", str(garden.documents)) == (
        "",
        lines(
            "seeds/documents/echo-2019.yaml:9: source 'echo-2019': echo.txt cannot be read: No such file or directory",
            f"seeds/{PAPER}:20: {FIRST}: cite: span [39, 84] does not hold 'Mars'",
        ),
        "2 to mend: seeds and documents do not agree.",
    )


@pytest.mark.parametrize("asked", [["echo-2019"], ["echo-2019", "echo-2019"]])
def test_verify_sources_reads_only_the_documents_that_are_asked_for(garden: Garden, asked: list[str]) -> None:
    garden.edit(PAPER, "[Heron, Moon, 2023]", "[Heron, Mars, 2023]")
    (garden.documents / "gazette.txt").unlink()
    assert run("verify_sources", str(garden.documents), *asked) == ("echo-2019: 1 span holds\n", "", "")


def test_verify_sources_takes_several_documents_in_any_order(garden: Garden) -> None:
    said = "echo-2019: 1 span holds\ngazette-2019: 7 spans hold\n"
    assert run("verify_sources", str(garden.documents), "gazette-2019", "echo-2019") == (said, "", "")


def test_verify_sources_names_what_there_is_for_a_document_that_is_unknown(garden: Garden) -> None:
    said = "No source is called 'gazette'. There are: echo-2019, gazette-2019."
    assert run("verify_sources", str(garden.documents), "echo-2019", "gazette") == ("", "", said)


def test_verify_sources_wants_a_folder(garden: Garden) -> None:
    nowhere = garden.base / "nowhere"
    said = f"{nowhere} is not a folder. Name the one with the original documents."
    assert run("verify_sources", str(nowhere)) == ("", "", said)


def test_verify_sources_reads_no_document_when_a_seed_has_a_mistake(garden: Garden) -> None:
    garden.edit(PAPER, "[39, 84]", "[39, 999]")
    text = f"{FIRST}: cite: span [39, 999] ends outside the document, which has 187 characters"
    assert run("verify_sources", str(garden.documents)) == (
        "",
        f"seeds/{PAPER}:20: {text}\n",
        "1 to mend in seeds; no document was read.",
    )


@pytest.fixture
def gazette(garden: Garden) -> str:
    return str(garden.documents / "gazette.txt")


def test_cite_prints_a_line_for_a_seed(gazette: str) -> None:
    line = f"cite: {{span: [8, 14], sha256: {digest('Selene')[:16]}, holds: [FILL IN]}}\n"
    assert run("cite", gazette, "Selene") == (line, "", "")


def test_cite_lists_every_place_of_a_phrase(gazette: str) -> None:
    end = f"sha256: {digest('Heron')[:16]}, holds: [FILL IN]}}\n"
    assert run("cite", gazette, "Heron") == (
        f"cite: {{span: [43, 48], {end}cite: {{span: [122, 127], {end}",
        "The phrase stands there 2 times. Choose one, or take more words with it.\n",
        "",
    )


def test_cite_says_that_a_phrase_is_not_there(gazette: str) -> None:
    said = "The phrase does not stand in the document. Copy it from there, letter by letter."
    assert run("cite", gazette, "Stork") == ("", "", said)


def test_cite_without_a_phrase_describes_the_file(gazette: str) -> None:
    assert run("cite", gazette) == (f"{describe(GAZETTE.encode(), 'gazette.txt')}\n", "", "")


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read: No such file or directory"), (b"\xff", "is not UTF-8 at byte 0.")]
)
def test_cite_says_that_a_file_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "paper.txt"
    if content:
        path.write_bytes(content)
    assert run("cite", str(path), "Heron") == ("", "", f"{path} {said}")
