"""The rows of the fixtures, as Django's serialiser writes them, with natural keys.

The claims' ids follow from their source and key alone, so that drawing again never makes a second claim of one. The
order of the rows follows from their slugs, and an entry comes after the one of its own kind that it points at.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from missions.dates import FuzzyDate
from missions.seeds.collection import Document, Seeds
from missions.seeds.entries import Entry

Row = dict[str, Any]

# Never changed: every claim's id is made from it.
NAMESPACE = UUID("6a1f0f8e-3b86-4f0b-9a51-5d0f4b7f6f2c")


def derive(seeds: Seeds) -> dict[str, str]:
    """The text of each fixture by its file name, in the order in which they load."""
    return {f"{name}.json": _text(rows) for name, rows in rows_by_name(seeds).items()}


def rows_by_name(seeds: Seeds) -> dict[str, list[Row]]:
    """The rows of each fixture. Those of seeds without mistakes; others may lack what a row needs."""
    return {
        "agencies": [_agency(entry) for entry in _from_the_top(seeds.agencies, "parent")],
        "programs": [
            *(_program(entry) for entry in _sorted(seeds.programs)),
            *(row for entry in _sorted(seeds.programs) for row in _participations(entry)),
        ],
        "vehicles": [_vehicle(entry) for entry in _sorted(seeds.vehicles)],
        "milestones": [_milestone(entry) for entry in _sorted(seeds.milestones)],
        "sources": [_source(entry) for entry in _from_the_top(seeds.sources, "republication_of")],
        "claims": _claims(seeds),
    }


def claim_id(source: str, key: str) -> str:
    return str(uuid5(NAMESPACE, f"{source}/{key}"))


def _text(rows: list[Row]) -> str:
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: str(entry["slug"]))


def _from_the_top(entries: Iterable[Entry], field: str) -> list[Entry]:
    """Sorted by slug, those that point at nothing first, then those that point at them, and so on."""
    above = {entry["slug"]: entry[field] for entry in entries}

    def depth(slug: str | None) -> int:
        return 1 + depth(above.get(slug)) if slug else 0

    return sorted(_sorted(entries), key=lambda entry: depth(entry["slug"]))


def _key(slug: str | None) -> list[str] | None:
    return [slug] if slug else None


def _keys(slugs: Iterable[str]) -> list[list[str]]:
    return [[slug] for slug in sorted(slugs)]


def _date(name: str, date: FuzzyDate | None) -> Row:
    bounds = (date.earliest, date.latest) if date else (None, None)
    earliest, latest = (bound.isoformat() if bound else None for bound in bounds)
    return {f"{name}_edtf": date.edtf if date else "", f"{name}_earliest": earliest, f"{name}_latest": latest}


def _plain(entry: Entry, *names: str) -> Row:
    return {name: entry[name] for name in names}


def _agency(entry: Entry) -> Row:
    fields = _plain(entry, "slug", "name", "short_name", "kind", "country")
    return {"model": "missions.agency", "fields": {**fields, "parent": _key(entry["parent"])}}


def _program(entry: Entry) -> Row:
    return {"model": "missions.program", "fields": _plain(entry, "slug", "name", "destination", "summary")}


def _participations(program: Entry) -> list[Row]:
    parts = sorted(program["participants"], key=lambda part: str(part["agency"]))
    return [
        {
            "model": "missions.participation",
            "fields": {"program": [program["slug"]], "agency": [part["agency"]], "role": part["role"]},
        }
        for part in parts
    ]


def _vehicle(entry: Entry) -> Row:
    fields = {
        **_plain(entry, "slug", "name", "kind"),
        "maker": _key(entry["maker"]),
        **_plain(entry, "crewed", "reusable"),
        "operators": _keys(entry["operators"]),
        "programs": _keys(entry["programs"]),
    }
    return {"model": "missions.vehicle", "fields": fields}


def _milestone(entry: Entry) -> Row:
    fields = {
        **_plain(entry, "slug", "title", "kind", "destination", "crewed"),
        "program": _key(entry["program"]),
        "criterion": entry["criterion"],
        "agencies": _keys(entry["agencies"]),
        "vehicles": _keys(entry["vehicles"]),
    }
    return {"model": "missions.milestone", "fields": fields}


def _source(entry: Entry) -> Row:
    fields = {
        **_plain(entry, "slug", "title", "publisher", "author"),
        **_date("published", entry["published"]),
        **_plain(entry, "url", "sha256", "characters", "sketch"),
        "republication_of": _key(entry["republication_of"]),
        "reliability": entry["reliability"],
    }
    return {"model": "missions.source", "fields": fields}


def _claims(seeds: Seeds) -> list[Row]:
    """The claims by source and key, then the withdrawals in the same order."""
    found = sorted(seeds.claims(), key=lambda pair: (pair[0].slug, str(pair[1]["key"])))
    withdrawn = [(document, claim) for document, claim in found if claim["withdrawn"]]
    return [*(_claim(*pair) for pair in found), *(_withdrawal(*pair) for pair in withdrawn)]


def _claim(document: Document, claim: Entry) -> Row:
    published = document.source["published"] if document.source else None
    start, end = claim["cite"]["span"]
    fields = {
        "milestone": [claim["milestone"]],
        "source": [document.slug],
        "claimant": _key(claim["claimant"]),
        "speaker": claim["speaker"],
        **_date("asserted_on", claim["asserted_on"] or published),
        "outcome": claim["outcome"],
        **_date("date", claim["date"]),
        "statement": claim["statement"],
        "span_start": start,
        "span_end": end,
        "span_sha256": claim["cite"]["sha256"],
        **_plain(claim, "rank", "reason"),
    }
    return {"model": "missions.claim", "pk": claim_id(document.slug, claim["key"]), "fields": fields}


def _withdrawal(document: Document, claim: Entry) -> Row:
    fields = {"reason": claim["withdrawn"]["reason"]}
    return {"model": "missions.withdrawal", "pk": claim_id(document.slug, claim["key"]), "fields": fields}
