"""What the formats of the schema mean, for schemathesis, which makes its requests from these and reads the answers
(SCHEMATHESIS_HOOKS).
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import strategies as st

from tests.contract.names import MODELS, slugs
from tests.strategies import edtf_texts

for model in MODELS:
    schemathesis.openapi.format(f"{model}-slug", st.sampled_from(slugs(model)))
# Of what the fixtures brought, whose rows were all noted.
ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "milestones.json").read_text("utf-8"))
schemathesis.openapi.format("change-key", st.sampled_from([row["fields"]["slug"] for row in ROWS]))
schemathesis.openapi.format("change-cursor", st.just("AQAAAAAADhya4k8hnyaP"))
# A comparison needs the bound that it compares with, so the open ones are left to the other tests.
schemathesis.openapi.format("edtf", edtf_texts().filter(lambda text: ".." not in text))


@schemathesis.hook
def before_call(_context: Any, case: "schemathesis.Case[Any]", _kwargs: dict[str, Any]) -> None:
    """What OpenAPI cannot say: a walk takes no offset, a cursor is good for the walk that gave it, an ordering names a
    key in one direction, JSON-LD takes no fields, and what was known was known by an instant that has come. What is
    wrong on purpose stays wrong.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    case.query.pop("cursor", None)
    case.query.pop("after", None)
    if "pagination" in case.query:
        case.query.pop("offset", None)
    if str(case.query.get("known_at", "")) > "2026":
        case.query["known_at"] = "2026-11-20T12:00:00Z"
    if case.query.get("format") == "jsonld":
        case.query.pop("fields", None)
    if "ordering" in case.query:
        case.query["ordering"] = once(case.query["ordering"])


@schemathesis.deserializer("application/x-ndjson")
def rows(_context: Any, response: Any) -> list[Any]:
    """Each line a row, also the last."""
    *lines, rest = response.content.split(b"\n")
    if rest:
        raise ValueError(f"The last line has no end: {rest!r}")
    return [json.loads(line) for line in lines]


@schemathesis.deserializer("text/csv")
def text(_context: Any, response: Any) -> str:
    """Its lines are as wide as the first."""
    found = str(response.content.decode())
    names, *lines = csv.reader(io.StringIO(found, newline=""), strict=True)
    if any(len(line) != len(names) for line in lines) or not found.endswith("\r\n"):
        raise ValueError(f"It is no table: {found[:300]!r}")
    return found


def once(names: list[str]) -> list[str]:
    """The names without those of a key that came before."""
    keys = [name.removeprefix("-") for name in names]
    return [name for at, name in enumerate(names) if keys.index(keys[at]) == at]
