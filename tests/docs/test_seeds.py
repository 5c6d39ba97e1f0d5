"""docs/seeds.md against the tables of seeds."""

import re

import pytest

from missions.seeds.entries import Table
from missions.seeds.tables import AGENCY, CITE, CLAIM, MILESTONE, PARTICIPANT, PROGRAM, SOURCE, VEHICLE
from tests.docs import markdown

DOCUMENT = "docs/seeds.md"
CATALOG = {"agencies.yaml": AGENCY, "programs.yaml": PROGRAM, "vehicles.yaml": VEHICLE, "milestones.yaml": MILESTONE}


@pytest.mark.parametrize("table", [SOURCE, CLAIM, CITE], ids=["source", "claim", "cite"])
def test_every_key_of_a_document_stands_in_the_example(table: Table) -> None:
    keys = {
        key
        for block in markdown.blocks(markdown.read(DOCUMENT))
        for key in re.findall(r"(?:^|[{,-] ?) *(\w+):", block.text, re.MULTILINE)
    }
    missing = sorted({field.name for field in table} - keys)
    assert not missing, f"{DOCUMENT}: show in the example, with a word on its meaning: {', '.join(missing)}"


@pytest.mark.parametrize("file", CATALOG)
def test_every_key_of_the_catalog_stands_in_its_row(file: str) -> None:
    row = markdown.section(DOCUMENT, "The catalog").rows()[file]
    names = [field.name for field in CATALOG[file] if field.name not in ("slug", "cites")]
    inside = [field.name for field in PARTICIPANT] if file == "programs.yaml" else []
    missing = [name for name in [*names, *inside] if not re.search(rf"\b{name}\b", row)]
    assert not missing, f"{DOCUMENT}, section The catalog, row {file}: name {', '.join(missing)}"
