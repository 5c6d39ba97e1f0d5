"""Documents of the seeds, imported at the desk."""

import re
from pathlib import Path

import pytest
from django.test import Client

from missions.admin import sheets
from missions.models import Milestone, Source, Withdrawal
from tests.admin.conftest import desk_of
from tests.admin.files import confirm, faults, nothing_was_written, send, verdicts
from tests.admin.pages import errors, markup, messages
from tracker.bootstrap import ROOT

pytestmark = pytest.mark.django_db

SEED = "seeds/documents/space-race-2-0.yaml"


def test_a_document_of_the_seeds_makes_its_source_and_its_claims(library: None, desk: Client) -> None:
    content = (ROOT / SEED).read_text(encoding="utf-8").replace("slug: space-race-2-0", "slug: another", 1)
    content = content.replace("sha256: aaf3", "sha256: bbf3", 1)
    number = content.count("- key:")

    looked = send(desk, content.encode(), name="another.yaml")
    done = confirm(desk, looked)

    assert looked.context["report"].lines[0].number == 1
    assert messages(done) == [f"Imported another.yaml: 1 source and {number} claims."]
    assert Source.objects.get(slug="another").claims.count() == number
    again = send(desk, content.encode(), name="another.yaml")
    assert {label for _, label in verdicts(again)} == {"There already"}


@pytest.mark.parametrize("path", sorted((ROOT / "seeds/documents").iterdir()), ids=lambda path: path.stem)
def test_a_document_that_was_loaded_from_the_fixtures_is_there_already(library: None, desk: Client, path: Path) -> None:
    response = send(desk, path.read_bytes(), "source", path.name)

    assert {label for _, label in verdicts(response)} == {"There already"}
    assert len(verdicts(response)) == 1 + path.read_text(encoding="utf-8").count("- key:")


DRAFT = """\
source:
  slug: a-draft
  title: A draft
  published: "2019"
  sha256: {sha256}
  characters: 400
  reliability: reported
  file: draft.txt
claims:
  - key: one
    milestone: first-flight
    outcome: planned
    date: ../2022
    statement: It flies by 2022.
    cite: {{span: [10, 20], sha256: 0123456789abcdef, holds: ["2022"]}}
  - key: two
    milestone: first-flight
    outcome: planned
    date: soon
    statement: It flies.
    cite: {{span: [10, 500], sha256: 0123456789abcdef, holds: ["2022"]}}
  - key: three
    milestone: first-fligt
    outcome: achieved
    statement: It flew.
    cite: {{span: [30, 40], sha256: 0123456789abcdef, holds: [flew]}}
""".format(sha256="a" * 64)


def test_the_mistakes_of_a_seed_stand_with_its_entries_and_lines(desk: Client, flight: Milestone) -> None:
    response = send(desk, DRAFT.encode(), name="draft.yaml")

    assert verdicts(response) == [(1, "New"), (10, "New"), (16, "Wrong"), (22, "Wrong")]
    said = faults(response)
    assert [text.partition(":")[0] for _, text in said[16]] == ["Line 19", "Line 21"]
    assert said[16][1][1] == (
        "Line 21: claim 'two': cite: span [10, 500] ends outside the document, which has 400 characters."
    )
    places = re.findall('<li> <a href="(#[^"]+)">([^<]+)</a>: (.{9})', markup(response))
    assert places == [
        ("#claim-16", "Line 19", "claim &#x"),
        ("#claim-16", "Line 21", "claim &#x"),
        ("#claim-22-milestone", "Row 22, milestone", "Unknown m"),
    ]
    assert said[22] == [("milestone", "Unknown milestone 'first-fligt'; did you mean 'first-flight'?")]
    assert nothing_was_written()


def test_of_a_seed_whose_source_is_wrong_no_claim_is_tried(desk: Client, flight: Milestone) -> None:
    response = send(desk, DRAFT.replace("reported", "good").encode(), name="draft.yaml")

    assert {label for _, label in verdicts(response)} == {"Wrong"}
    assert faults(response)[10] == [("", "It was not tried, because its source is wrong.")]
    assert faults(response)[1][0][1].startswith("Line 7: source 'a-draft': reliability 'good' is none of official")


def test_a_seed_that_withdraws_a_claim_does_so(desk: Client, flight: Milestone) -> None:
    whole = DRAFT[: DRAFT.index("  - key: two")] + "    withdrawn: {reason: Told once already.}\n"

    confirm(desk, send(desk, whole.encode(), name="draft.yml"))

    assert Withdrawal.objects.get().reason == "Told once already."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "a: [",
            "Line 1: is not YAML: while parsing a flow node, expected the node content, but found '<stream end>'.",
        ),
        ("claims: []", "Line 1: the document: missing key 'source'."),
        ("- 1", "Line 1: the document: must be a mapping of keys, not a list."),
        ("\n\nx: 1\nsource: {slug: a}", "Line 3: the document: unknown key 'x'; the keys are source, claims."),
    ],
)
def test_what_is_no_seed_is_told_by_line(desk: Client, content: str, said: str) -> None:
    response = send(desk, content.encode(), name="draft.yaml")

    assert errors(response)["file"][:2] == ["draft.yaml is no document of the seeds.", said]


def test_a_seed_has_no_more_rows_than_a_table(desk: Client, flight: Milestone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)

    said = "draft.yaml holds more than 2 rows. Take it apart: each part is imported as a whole."
    assert errors(send(desk, DRAFT.encode(), name="draft.yaml")) == {"file": [said]}


def test_a_seed_needs_the_permissions_for_all_that_it_makes(flight: Milestone) -> None:
    whole = DRAFT[: DRAFT.index("  - key: two")].encode()

    response = send(desk_of("view_claim", "add_claim"), whole, name="draft.yaml")

    assert faults(response)[1] == [("", "This account may not add sources.")]
