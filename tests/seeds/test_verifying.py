import pytest

from missions.proposals import sketch
from missions.seeds.collection import Seeds
from missions.seeds.reading import read
from missions.seeds.verifying import spans, verify
from tests.prose import prose
from tests.seeds.garden import COPY, ECHO, GAZETTE, LONG, PAPER, Garden, digest

SOURCE = "source 'gazette-2019'"
CLAIM = "claim 'down-by-2023': cite"
MOVED = "other words stand there"


def slugs_of(seeds: Seeds) -> list[str]:
    return [source["slug"] for source in seeds.sources]


def faults(garden: Garden) -> list[str]:
    seeds = read(garden.seeds)
    return [str(fault).removeprefix("seeds/") for fault in verify(seeds, garden.documents, slugs_of(seeds))]


def test_seeds_that_hold_have_no_fault(garden: Garden) -> None:
    seeds = read(garden.seeds)
    assert verify(seeds, garden.documents, slugs_of(seeds)) == []
    assert {slug: len(spans(seeds, slug)) for slug in ("gazette-2019", "echo-2019")} == {
        "gazette-2019": 7,
        "echo-2019": 1,
    }


def test_a_document_that_is_missing_is_one_line(garden: Garden) -> None:
    (garden.documents / "gazette.txt").unlink()
    assert faults(garden) == [
        f"{PAPER}:10: source 'gazette-2019': gazette.txt cannot be read: No such file or directory"
    ]


def test_a_document_that_is_not_utf_8_is_one_line(garden: Garden) -> None:
    (garden.documents / "gazette.txt").write_bytes(GAZETTE.encode("latin-1"))
    assert faults(garden) == [f"{PAPER}:10: source 'gazette-2019': gazette.txt is not UTF-8 at byte 4"]


def test_a_document_that_changed_after_its_spans_is_told_by_hash_and_length(garden: Garden) -> None:
    longer = f"{GAZETTE}More."
    (garden.documents / "gazette.txt").write_bytes(longer.encode())
    assert faults(garden) == [
        f"{PAPER}:7: {SOURCE}: gazette.txt has the sha256 {digest(longer)}: it is not the file that was read",
        f"{PAPER}:8: {SOURCE}: gazette.txt has 192 characters, not 187",
    ]


@pytest.mark.parametrize(
    ("made_of", "said"),
    [(LONG, []), (prose(2, 400), [f"{PAPER}:10: {SOURCE}: gazette.txt has another sketch; `cite` prints it"])],
    ids=["its own", "another's"],
)
def test_a_sketch_is_that_of_the_document(garden: Garden, made_of: str, said: list[str]) -> None:
    (garden.documents / "gazette.txt").write_bytes(LONG.encode())
    garden.edit(PAPER, digest(GAZETTE), digest(LONG))
    garden.edit(PAPER, "characters: 187", f"characters: {len(LONG)}")
    garden.edit(PAPER, "  file: gazette.txt", f"  sketch: {sketch(made_of)}\n  file: gazette.txt")
    assert faults(garden) == said


def test_a_document_that_is_too_short_for_a_sketch_has_none(garden: Garden) -> None:
    garden.edit(PAPER, "  file: gazette.txt", f"  sketch: {sketch(LONG)}\n  file: gazette.txt")
    assert faults(garden) == [f"{PAPER}:10: {SOURCE}: gazette.txt has another sketch; `cite` prints it"]


def test_line_ends_are_characters_like_any_other(garden: Garden) -> None:
    (garden.documents / "echo.txt").write_bytes(ECHO.replace("\r\n", "\n").encode())
    assert [line.partition(": echo.txt ")[2] for line in faults(garden)] == [
        f"has the sha256 {digest(ECHO.replace(chr(13), ''))}: it is not the file that was read",
        "has 214 characters, not 217",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "span: [39, 84], sha256: 52d5c50c59d19084",
            "span: [39, 84], sha256: 0000000000000000",
            [f"span [39, 84] has the sha256 52d5c50c59d19084, not 0000000000000000: {MOVED}"],
        ),
        (
            "span: [39, 84]",
            "span: [39, 83]",
            [
                "span [39, 83] does not hold '2023'",
                f"span [39, 83] has the sha256 {digest(GAZETTE[39:83])[:16]}, not 52d5c50c59d19084: {MOVED}",
            ],
        ),
        ("[Heron, Moon, 2023]", "[heron, Moon, 2023]", ["span [39, 84] does not hold 'heron'"]),
        (
            "[Heron, Moon, 2023]",
            "[Varda, 2023, Selene]",
            ["span [39, 84] does not hold 'Selene'", "span [39, 84] does not hold 'Varda'"],
        ),
        (
            "date: ../2023\n    statement: Its",
            "date: ../2031\n    reading: Twelve years on.\n    statement: Its",
            [],
        ),
    ],
)
def test_a_span_that_does_not_hold_is_told_with_file_and_line(
    garden: Garden, old: str, new: str, said: list[str]
) -> None:
    garden.edit(PAPER, old, new)
    assert faults(garden) == [f"{PAPER}:20: {CLAIM}: {line}" for line in said]


def test_only_the_documents_of_these_slugs_are_read(garden: Garden) -> None:
    garden.edit(PAPER, "[Heron, Moon, 2023]", "[Heron, Mars, 2023]")
    (garden.documents / "echo.txt").unlink()
    seeds = read(garden.seeds)
    found = {slug: [str(fault) for fault in verify(seeds, garden.documents, [slug])] for slug in slugs_of(seeds)}
    assert found == {
        "echo-2019": [
            f"seeds/{COPY}:9: source 'echo-2019': echo.txt cannot be read: No such file or directory",
        ],
        "gazette-2019": [f"seeds/{PAPER}:20: {CLAIM}: span [39, 84] does not hold 'Mars'"],
    }
    assert verify(seeds, garden.documents, []) == []


def test_the_catalogs_spans_are_held_against_the_documents_too(garden: Garden) -> None:
    garden.edit("catalog/vehicles.yaml", "holds: [Heron]", "holds: [Stork]")
    assert faults(garden) == [
        "catalog/vehicles.yaml:8: vehicle 'heron-lander': cites: span [39, 55] does not hold 'Stork'"
    ]
