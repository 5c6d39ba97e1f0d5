import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.proposals import sketch
from missions.seeds.fixtures import NAMESPACE, Row, claim_id, derive, rows_by_name
from missions.seeds.reading import read
from tests.seeds.garden import ECHO, GAZETTE, LONG, PAPER, SEEDS, Garden, digest

FIRST = "a33e98c2-9ab7-5ed7-a6d7-0d6497a2272c"
SECOND = "ec92f3be-251a-5615-8b31-b328009aa495"
COPIED = "f57cc7ae-270b-55a5-8870-071865b9e449"


def row(model: str, **fields: Any) -> Row:
    return {"model": f"missions.{model}", "fields": fields}


def test_agencies_come_after_their_parents(garden: Garden) -> None:
    assert rows_by_name(read(garden.seeds))["agencies"] == [
        row(
            "agency",
            slug="varda",
            name="Republic of Varda",
            short_name="",
            kind="government",
            country="VA",
            parent=None,
        ),
        row(
            "agency",
            slug="selene",
            name="Société Selene",
            short_name="Selene",
            kind="commercial",
            country="",
            parent=["varda"],
        ),
    ]


def test_programs_come_with_their_participants(garden: Garden) -> None:
    assert rows_by_name(read(garden.seeds))["programs"] == [
        row("program", slug="heron", name="Heron program", destination="moon", summary="Landers for the Moon."),
        row("participation", program=["heron"], agency=["selene"], role="contractor"),
        row("participation", program=["heron"], agency=["varda"], role="lead"),
    ]


def test_vehicles_and_milestones_name_others_by_slug(garden: Garden) -> None:
    rows = rows_by_name(read(garden.seeds))
    assert rows["vehicles"] == [
        row(
            "vehicle",
            slug="heron-lander",
            name="Heron",
            kind="lander",
            maker=["selene"],
            crewed=False,
            reusable=None,
            operators=[["selene"], ["varda"]],
            programs=[["heron"]],
        )
    ]
    assert rows["milestones"] == [
        row(
            "milestone",
            slug="heron-landing",
            title="Heron lands on the Moon",
            kind="landing",
            destination="moon",
            crewed=False,
            program=["heron"],
            criterion="A Heron stands on the Moon and is heard from.",
            agencies=[["selene"]],
            vehicles=[["heron-lander"]],
        )
    ]


def test_a_document_comes_before_its_republication(garden: Garden) -> None:
    assert rows_by_name(read(garden.seeds))["sources"] == [
        row(
            "source",
            slug="gazette-2019",
            title="A lander for the Moon",
            publisher="The Gazette",
            author="",
            published_edtf="2019-05-06",
            published_earliest="2019-05-06",
            published_latest="2019-05-06",
            url="https://gazette.example/a-lander",
            sha256=digest(GAZETTE),
            characters=187,
            sketch="",
            republication_of=None,
            reliability="reported",
        ),
        row(
            "source",
            slug="echo-2019",
            title="A lander for the Moon, reprinted",
            publisher="",
            author="",
            published_edtf="2019-06",
            published_earliest="2019-06-01",
            published_latest="2019-06-30",
            url="",
            sha256=digest(ECHO),
            characters=217,
            sketch="",
            republication_of=["gazette-2019"],
            reliability="reported",
        ),
    ]


def test_a_source_has_its_sketch_where_the_seed_has_one(garden: Garden) -> None:
    garden.edit(PAPER, "  file: gazette.txt", f"  sketch: >-\n    {sketch(LONG)}\n  file: gazette.txt")
    assert rows_by_name(read(garden.seeds))["sources"][0]["fields"]["sketch"] == sketch(LONG)


def test_claims_have_their_bounds_their_span_and_an_id_of_their_own(garden: Garden) -> None:
    claims = rows_by_name(read(garden.seeds))["claims"]
    assert claims[1] == {
        "model": "missions.claim",
        "pk": FIRST,
        "fields": {
            "milestone": ["heron-landing"],
            "source": ["gazette-2019"],
            "claimant": ["selene"],
            "speaker": "a speaker of the company",
            "asserted_on_edtf": "2019-05-04",
            "asserted_on_earliest": "2019-05-04",
            "asserted_on_latest": "2019-05-04",
            "outcome": "planned",
            "date_edtf": "../2023",
            "date_earliest": None,
            "date_latest": "2023-12-31",
            "statement": "Its lander will stand on the Moon by the end of 2023.",
            "span_start": 39,
            "span_end": 84,
            "span_sha256": digest("its Heron lander would be on the Moon by 2023")[:16],
            "rank": "normal",
            "reason": "",
        },
    }


def test_a_claim_that_tells_no_day_was_made_when_its_document_was_published(garden: Garden) -> None:
    told = rows_by_name(read(garden.seeds))["claims"][2]["fields"]
    assert (told["asserted_on_edtf"], told["asserted_on_latest"]) == ("2019-05-06", "2019-05-06")


def test_a_claim_without_a_date_or_a_claimant_leaves_them_empty(garden: Garden) -> None:
    garden.edit(PAPER, '    date: "2025"\n', "")
    garden.edit(PAPER, "    claimant: selene\n    outcome", "    outcome")
    told = rows_by_name(read(garden.seeds))["claims"][2]["fields"]
    assert [told[name] for name in ("claimant", "date_edtf", "date_earliest", "date_latest")] == [None, "", None, None]


def test_withdrawals_come_after_all_claims(garden: Garden) -> None:
    claims = rows_by_name(read(garden.seeds))["claims"]
    assert [(row["model"], row["pk"]) for row in claims] == [
        ("missions.claim", COPIED),
        ("missions.claim", FIRST),
        ("missions.claim", SECOND),
        ("missions.withdrawal", COPIED),
    ]
    assert claims[3]["fields"] == {"reason": "Told once already."}


def test_a_claims_id_follows_from_its_source_and_key_alone() -> None:
    assert UUID("6a1f0f8e-3b86-4f0b-9a51-5d0f4b7f6f2c") == NAMESPACE
    assert claim_id("gazette-2019", "down-by-2023") == FIRST
    assert claim_id("echo-2019", "down-by-2023") == COPIED


def test_the_files_are_readable_text_with_a_newline_at_the_end(garden: Garden) -> None:
    texts = derive(read(garden.seeds))
    assert list(texts) == [
        "agencies.json",
        "programs.json",
        "vehicles.json",
        "milestones.json",
        "sources.json",
        "claims.json",
    ]
    assert texts["programs.json"].startswith(
        '[\n {\n  "model": "missions.program",\n  "fields": {\n   "slug": "heron",'
    )
    assert texts["agencies.json"].endswith('"varda"\n   ]\n  }\n }\n]\n')
    assert '"name": "Société Selene"' in texts["agencies.json"]


LADDER = "".join(
    f"""\
- slug: branch-{number}
  name: Branch
  kind: military
  parent: {"varda" if number == 9 else f"branch-{number + 1}"}
  cites: [{{source: gazette-2019, span: [0, 7], sha256: 0000000000000000, holds: [Branch]}}]
"""
    for number in range(5, 10)
)


def blocks(text: str, mark: str) -> tuple[str, list[str]]:
    head, *entries = text.split(f"\n{mark}") if not text.startswith(mark) else ["", *text[2:].split(f"\n{mark}")]
    return head, [f"{mark}{entry.rstrip()}\n" for entry in entries]


AGENCIES = blocks(SEEDS["catalog/agencies.yaml"] + LADDER, "- ")[1]
HEAD, CLAIMS = blocks(SEEDS[PAPER], "  - ")


# Time says nothing here: the files of an example are written and read.
@settings(deadline=None, max_examples=25)
@given(agencies=st.permutations(AGENCIES), claims=st.permutations(CLAIMS))
def test_the_order_of_entries_in_the_seeds_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, agencies: list[str], claims: list[str]
) -> None:
    garden = Garden(tmp_path_factory.mktemp("garden"))
    garden.write("catalog/agencies.yaml", "".join(AGENCIES))
    straight = derive(read(garden.seeds))
    garden.write("catalog/agencies.yaml", "".join(agencies))
    garden.write(PAPER, f"{HEAD}\n{''.join(claims)}")
    assert derive(read(garden.seeds)) == straight
    slugs = [row["fields"]["slug"] for row in json.loads(straight["agencies.json"])]
    assert slugs == ["varda", "branch-9", "selene", "branch-8", "branch-7", "branch-6", "branch-5"]
