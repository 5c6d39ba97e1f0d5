"""Every call that the documents show is made, and its answer compared with the one shown."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.docs import markdown
from tests.docs.answers import HOST, Example, differences, examples
from tests.docs.markdown import Block


def blocks_of(path: Path) -> list[Block]:
    return markdown.blocks(path.read_text(encoding="utf-8"))


# The day of the examples, where they do not name another by `as_of`.
TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
DOCUMENTS = [path for path in markdown.paths() if any("curl " in block.text for block in blocks_of(path))]


def test_the_readme_and_the_reference_show_examples() -> None:
    assert [markdown.name(path) for path in DOCUMENTS] == ["README.md", "docs/api.md"]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("path", DOCUMENTS, ids=markdown.name)
def test_every_example_answers_as_it_is_shown(path: Path) -> None:
    client = Client(headers={"host": HOST})
    with time_machine.travel(TODAY, tick=False):
        wrong = [
            f"{markdown.name(path)}:{example.line}: {example.command}\n    {said}"
            for example in examples(path.read_text(encoding="utf-8"))
            for said in wrongs(example, client)
        ]
    assert not wrong, "\n".join(["these examples are not true; show what is:", *wrong])


def wrongs(example: Example, client: Client) -> Iterator[str]:
    response = client.generic(example.method, example.path, headers=example.headers)
    if response.status_code != example.status:
        yield f"the status shows {example.status}; true is {response.status_code}"
    for header, value in example.told.items():
        yield from differences(value, response.headers.get(header), header)
    if example.body is not None:
        yield from differences(example.body, body(response))


def body(response: Any) -> Any:
    """What JSON tells, or the lines of a text."""
    content = response.getvalue()
    if response.headers["Content-Type"].partition(";")[0] in ("text/csv", "application/x-ndjson"):
        return content.decode().splitlines()
    if response.headers["Content-Type"].startswith("text/"):
        return "\n".join(content.decode().splitlines())
    return json.loads(content or b"null")
