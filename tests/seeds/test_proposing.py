"""`propose`, run as a person runs it, and the draft that an editor goes on with. No test here has a database."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError

from missions.proposals import sketch
from missions.seeds.reading import read
from missions.seeds.verifying import verify
from tests.seeds.garden import LONG, PAPER, Garden

NOTE = (
    "Selene note\n\nSociété Selene will put its Heron lander on the Moon next year. "
    "The Republic of Varda is paying for it: “a bargain”.\r\nA Tern will fly to the Moon by 2031.\n"
)


@pytest.fixture(autouse=True)
def _base_is_the_garden(garden: Garden, settings: LazySettings) -> None:
    settings.BASE_DIR = garden.base


@pytest.fixture
def note(garden: Garden) -> Path:
    path = garden.documents / "A note, of May.txt"
    path.write_bytes(NOTE.encode())
    return path


def run(*words: str) -> tuple[str, str]:
    """What the command says, and its last word if it fails."""
    out = io.StringIO()
    try:
        call_command("propose", *words, stdout=out, stderr=out, no_color=True)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def sketched(garden: Garden) -> None:
    garden.edit(PAPER, "  file: gazette.txt", f"  sketch: {sketch(LONG)}\n  file: gazette.txt")


def span(phrase: str) -> str:
    start = NOTE.index(phrase)
    return f"span: [{start}, {start + len(phrase)}]"


def test_a_draft_is_printed_with_all_but_what_is_the_editors_to_say(note: Path) -> None:
    said, failed = run(str(note), "--published", "2019-05-20", "--title", "Selene: a 'note'")
    assert failed == ""
    lines = said.splitlines()
    assert lines[:6] == [
        "# 4 sentences, 3 proposals.",
        "source:",
        "  slug: a-note-of-may  # the file's name in seeds/documents",
        "  title: \"Selene: a 'note'\"",
        "  publisher:  # left out: not stated",
        "  author:  # left out: not stated",
    ]
    first = "Société Selene will put its Heron lander on the Moon next year"
    start = lines.index("  - key: selene-planned-1")
    assert lines[start - 1 : start + 9] == [
        "  # 1.00  Planned: says “will put” beside “next year”; it names Société Selene, Heron program, Heron",
        "  - key: selene-planned-1",
        "    milestone: heron-landing  # a guess, or a new one",
        "    claimant: selene  # a guess",
        "    outcome: planned",
        '    date: "2020"',
        '    reading: "“next year”, read as 2020, in a document of 20 May 2019."',
        "    statement:  # in your own words, never the document's",
        "    cite:",
        f"      {span(first)}",
    ]
    assert 'holds: ["Société Selene", "Heron", "next year"]' in said
    assert "    milestone:  # new, it seems: add it to the catalog" in lines
    assert '      holds: ["by 2031"]' in lines


def test_when_it_was_said_is_drafted_where_it_is_not_when_the_document_was_published(garden: Garden) -> None:
    path = garden.documents / "dated.txt"
    path.write_bytes(b"Selene said on Friday that Heron will land in 2021. Heron will fly in 2020.")
    said, _ = run(str(path), "--published", "2019-05-20")
    lines = said.splitlines()
    assert lines.count("    outcome: planned") == 2
    assert [lines[at - 1] for at, line in enumerate(lines) if line == "    outcome: planned"] == [
        '    asserted_on: "2019-05-17"',
        "    claimant: varda  # a guess",
    ]


def test_no_sentence_of_the_document_is_in_the_draft(note: Path) -> None:
    said, _ = run(str(note), "--published", "2019-05-20")
    words = NOTE.split()
    runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
    assert [one for one in runs if one in " ".join(said.split())] == []


def test_a_draft_becomes_a_seed_once_its_blanks_are_filled(garden: Garden, note: Path) -> None:
    place = garden.seeds / "documents/a-gazette.yaml"
    said, failed = run(str(note), "--published", "2019-05-20", "-o", str(place))
    assert (said, failed) == (
        f"4 sentences, 3 proposals.\nThe draft is {place}. What is blank in it is yours to say.\n",
        "",
    )
    blanks = {
        "  title:": "  title: A note",
        "  reliability:": "  reliability: official",
        "    milestone:": "    milestone: heron-landing",
        "    statement:": "    statement: It will come about.",
    }
    lines = [blanks.get(line.partition("  #")[0], line) for line in place.read_text(encoding="utf-8").splitlines()]
    place.write_text("\n".join(lines), encoding="utf-8")
    seeds = read(garden.seeds)
    assert [claim["date"] and claim["date"].edtf for claim in seeds.documents[0].claims] == ["2020", None, "../2031"]
    assert verify(seeds, garden.documents, ["a-gazette"]) == []


def test_a_draft_says_what_is_still_blank(garden: Garden, note: Path) -> None:
    run(str(note), "--published", "2019-05-20", "-o", str(garden.seeds / "documents/a-note-of-may.yaml"))
    said = [line.partition(": ")[2] for line in garden.mistakes()]
    assert "source 'a-note-of-may': title is empty" in said
    assert "claim 'selene-planned-1': statement is empty" in said
    assert len(said) == 7


def test_a_known_document_is_recognised_and_not_drafted_unless_it_is_wanted(garden: Garden) -> None:
    file = str(garden.documents / "gazette.txt")
    known = "gazette.txt is already known as gazette-2019. Nothing was drafted; --again drafts it.\n"
    assert run(file) == (known, "")
    assert run(file, "--again")[0].startswith("# Already known as gazette-2019.\n# 3 sentences, ")


def test_a_republication_is_recognised_and_says_so(garden: Garden) -> None:
    sketched(garden)
    path = garden.documents / "mirror.txt"
    path.write_bytes(f"The Mirror\n\n{LONG}\nAll rights reserved.".encode())
    said, _ = run(str(path))
    assert said.startswith("# Nearly the same as gazette-2019: about 100% of the shorter stands in the other.\n")
    assert "  republication_of: gazette-2019  # 100% alike; take the line out if it is none\n" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"", "is empty."),
        (b"\xef\xbb\xbf \n\t", "is empty."),
        (b"Heron\0", "is no text: it holds NUL bytes. Save the document as plain text in UTF-8."),
        (b"Soci\xe9t\xe9", "is not UTF-8 at byte 4. Save it as plain text in UTF-8."),
        (b"a" * 300_001, "has 300,001 bytes; at most 300,000 are read. Cut out the part that matters."),
        (b"\n<!DOCTYPE HTML><p>", "is a web page, and spans count the characters of a text. Save its text instead."),
        (b"<html lang=en>", "is a web page, and spans count the characters of a text. Save its text instead."),
    ],
    ids=range(8),
)
def test_what_is_no_document_is_refused(garden: Garden, content: bytes | None, said: str) -> None:
    path = garden.documents / "paper.txt"
    if content is not None:
        path.write_bytes(content)
    assert run(str(path)) == ("", f"{path} {said}")


def test_a_folder_is_no_document(garden: Garden) -> None:
    assert run(str(garden.documents)) == ("", f"{garden.documents} cannot be read: Is a directory")


def test_a_draft_is_never_written_over_a_file(garden: Garden, note: Path) -> None:
    place = garden.base / "draft.yaml"
    place.write_text("Mine.", encoding="utf-8")
    said = f"{place} is there already, and is not written over. Name another file, or remove it."
    assert run(str(note), "-o", str(place)) == ("", said)
    assert place.read_text(encoding="utf-8") == "Mine."


def test_a_draft_that_cannot_be_written_is_one_line(garden: Garden, note: Path) -> None:
    place = garden.base / "nowhere/draft.yaml"
    assert run(str(note), "-o", str(place)) == ("", f"{place} cannot be written: No such file or directory")


def test_a_bad_date_is_refused_with_what_was_meant(note: Path) -> None:
    said = "--published: 'May 2019' is not an EDTF date. Did you mean '2019-05'?"
    assert run(str(note), "--published", "May 2019") == ("", said)


def test_nothing_is_read_while_the_seeds_have_mistakes(garden: Garden, note: Path) -> None:
    garden.edit(PAPER, "reliability: reported", "reliability: good")
    said, failed = run(str(note))
    assert said.startswith("seeds/documents/gazette-2019.yaml:9: ")
    assert failed == "1 to mend in seeds; the document was not read."


def test_a_document_in_which_nothing_is_found_makes_an_empty_draft(garden: Garden) -> None:
    path = garden.documents / "嫦娥.txt"
    path.write_text("The weather was fine.", encoding="utf-8")
    said, failed = run(str(path))
    assert failed == ""
    assert said.startswith("# 1 sentence, 0 proposals.\nsource:\n  slug: document  #")
    assert said.endswith("\nclaims: []\n")
