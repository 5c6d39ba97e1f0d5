"""What the formats of the schema mean, for schemathesis, which makes its requests from these (SCHEMATHESIS_HOOKS)."""

from typing import Any

import schemathesis
from hypothesis import strategies as st

from tests.contract.names import MODELS, slugs
from tests.strategies import edtf_texts

for model in MODELS:
    schemathesis.openapi.format(f"{model}-slug", st.sampled_from(slugs(model)))
# A comparison needs the bound that it compares with, so the open ones are left to the other tests.
schemathesis.openapi.format("edtf", edtf_texts().filter(lambda text: ".." not in text))


@schemathesis.hook
def before_call(_context: Any, case: "schemathesis.Case[Any]", _kwargs: dict[str, Any]) -> None:
    """What OpenAPI cannot say: a walk takes no offset, a cursor is good for the walk that gave it, and an ordering
    names a key in one direction. What is wrong on purpose stays wrong.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive or not case.query:
        return
    case.query.pop("cursor", None)
    if "pagination" in case.query:
        case.query.pop("offset", None)
    if "ordering" in case.query:
        case.query["ordering"] = once(case.query["ordering"])


def once(names: list[str]) -> list[str]:
    """The names without those of a key that came before."""
    keys = [name.removeprefix("-") for name in names]
    return [name for at, name in enumerate(names) if keys.index(keys[at]) == at]
