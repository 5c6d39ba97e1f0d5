"""A document of the seeds, as sheets: one of its source, one of its claims. The claims' ids are those of the fixtures,
so that what was loaded from them is there already.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from missions.admin.cells import neutral
from missions.admin.sheets import COLUMNS, Line, Sheet, Wrong, within
from missions.admin.workbooks import BadFile
from missions.seeds.collection import Document, Seeds
from missions.seeds.entries import Entry
from missions.seeds.fixtures import claim_id, rows_by_name
from missions.seeds.mistakes import Mistake, sentence
from missions.seeds.reading import read_alone


def read_seed(content: bytes, name: str) -> list[Sheet]:
    """What is wrong with an entry stands with its line. Raises BadFile where no entry can be told."""
    document, mistakes = read_alone(content, name)
    if document is None or document.source is None:
        raise BadFile("is no document of the seeds.", [_told(mistake) for mistake in mistakes])
    claims = list(within(sorted(document.claims, key=lambda claim: claim.line)))
    entries = sorted([document.source, *claims], key=lambda entry: entry.line)
    if any(mistake.line < entries[0].line for mistake in mistakes):
        raise BadFile("is no document of the seeds.", [_told(mistake) for mistake in mistakes])
    wrong = {entry.line: _of(entry, entries, mistakes) for entry in entries}
    return [*_sheets(document, claims, wrong)]


Faults = dict[int, list[Wrong]]


def _sheets(document: Document, claims: Sequence[Entry], wrong: Faults) -> Iterator[Sheet]:
    source = document.source
    if source is None:
        return
    good = [claim for claim in claims if not wrong[claim.line]]
    rows = {} if wrong[source.line] else rows_by_name(Seeds([], [], [], [], [Document(document.slug, source, good)]))
    cells = [_cells(row) for row in rows.get("sources", [])] or [{"slug": document.slug}]
    yield Sheet("source", COLUMNS["source"], [Line(source.line, cells[0], wrong[source.line])])
    told = {row["pk"]: _cells(row) for row in rows.get("claims", []) if row["model"] == "missions.claim"}
    for row in rows.get("claims", []):
        if row["model"] == "missions.withdrawal":
            told[row["pk"]]["withdrawn"] = neutral(row["fields"]["reason"])
    if claims:
        yield Sheet("claim", COLUMNS["claim"], [_claim(document, claim, told, wrong[claim.line]) for claim in claims])


def _claim(document: Document, claim: Entry, told: dict[str, dict[str, str]], wrong: Sequence[Wrong]) -> Line:
    found = told.get(claim_id(document.slug, claim["key"])) if claim["key"] and not wrong else None
    if found:
        return Line(claim.line, found)
    named = {name: str(claim[name] or "") for name in ("milestone", "claimant", "speaker", "outcome", "statement")}
    cells = {name: neutral(text) for name, text in named.items()}
    return Line(claim.line, cells, wrong or [Wrong("", "It was not tried, because its source is wrong.")])


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """A row of the fixtures as the cells of a table."""
    fields = {"id": row.get("pk"), **row["fields"]}
    bounds = ("_earliest", "_latest")
    return {name.removesuffix("_edtf"): _cell(value) for name, value in fields.items() if not name.endswith(bounds)}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return neutral(str(value[0] if isinstance(value, list) else value))


def _of(entry: Entry, entries: Sequence[Entry], mistakes: Sequence[Mistake]) -> list[Wrong]:
    """The mistakes from this entry's line up to the next one's."""
    following = [other.line for other in entries if other.line > entry.line]
    end = min(following, default=None)
    return [
        Wrong("", _told(mistake))
        for mistake in mistakes
        if entry.line <= mistake.line and (not end or mistake.line < end)
    ]


def _told(mistake: Mistake) -> str:
    return sentence(f"Line {mistake.line}: {mistake.text}")
