"""The convention of the documents' examples: a `sh` block with one curl, and after it a block with the true answer.

A `json` block is the body of a 200, or of the problem that it shows. An `http` block begins with the status line and
the headers worth seeing; a body follows a blank line, as a text where the `Content-Type` is one. What is left out is
marked, and something is left out there:

- "…" as an element of an array: one element or more;
- "…": "…" as a member of an object: one other member or more;
- "…" as a value: any value;
- … inside a text: any text;
- … on a line of its own in an `http` block: further headers; of `csv` and `ndjson`, one line or more.
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tests.docs import markdown
from tests.docs.markdown import Block

HOST = "127.0.0.1:8000"
LEFT_OUT = "…"
LINES = ("csv", "ndjson")


@dataclass(frozen=True)
class Example:
    """One call and the answer that is shown. `headers` are those of the request; `told` those of the answer. The body
    is what JSON tells, or the lines of a text.
    """

    line: int
    command: str
    method: str
    path: str
    headers: dict[str, str]
    status: int
    told: dict[str, str]
    body: Any


def examples(text: str) -> list[Example]:
    """Raises ValueError, with the line, for a curl that is not shown by the convention."""
    found = markdown.blocks(text)
    followers = [*found[1:], None]
    calls = ((block, after) for block, after in zip(found, followers, strict=True) if "curl " in block.text)
    return [_example(block, after) for block, after in calls]


def _example(block: Block, after: Block | None) -> Example:
    if after is None or after.language not in ("json", "http", *LINES):
        raise ValueError(f"line {block.line}: no answer follows the curl, in a block of `json` or `http`")
    method, path, headers = _call(block)
    status, told, body = _answer(after)
    return Example(block.line, block.text, method, path, headers, status, told, body)


def _call(block: Block) -> tuple[str, str, dict[str, str]]:
    first, *words = shlex.split(block.text)
    if block.language != "sh" or first != "curl":
        raise ValueError(f"line {block.line}: a block of `sh` holds one curl and nothing else")
    method, path, headers = "GET", "", {}
    while words:
        match words.pop(0):
            case "-i":
                pass
            case "-X":
                method = words.pop(0)
            case "-H":
                header, _, value = words.pop(0).partition(": ")
                headers[header] = value
            case url if url.startswith(f"http://{HOST}/"):
                path = url.removeprefix(f"http://{HOST}")
            case other:
                raise ValueError(f"line {block.line}: {other!r} is neither -i, -X, -H nor an address on {HOST}")
    return method, path, headers


def _answer(block: Block) -> tuple[int, dict[str, str], Any]:
    if block.language == "json":
        body = json.loads(block.text)
        return (body["status"] if "type" in body else HTTPStatus.OK), {}, body
    if block.language in LINES:
        return HTTPStatus.OK, {}, block.text.splitlines()
    head, _, text = block.text.partition("\n\n")
    first, *lines = head.splitlines()
    shown = [line.partition(": ") for line in lines if line != LEFT_OUT]
    told = {header: value for header, _, value in shown}
    is_text = told.get("Content-Type", "").startswith("text/")
    return int(first.split()[1]), told, (text if is_text else json.loads(text)) if text else None


def differences(shown: Any, true: Any, where: str = "the answer") -> Iterator[str]:
    """What is shown and not so, one line each; nothing where the shown answer is true."""
    if shown == LEFT_OUT:
        return
    if isinstance(shown, dict) and isinstance(true, dict):
        yield from _of_members(shown, true, where)
    elif isinstance(shown, list) and isinstance(true, list):
        yield from _of_elements(shown, true, where)
    elif not _same(shown, true):
        yield f"{where} shows {_json(shown)}; true is {_json(true)}"


def _of_members(shown: dict[str, Any], true: dict[str, Any], where: str) -> Iterator[str]:
    for name in shown.keys() & true.keys():
        yield from differences(shown[name], true[name], f"{where}.{name}")
    for name in shown.keys() - true.keys() - {LEFT_OUT}:
        yield f"{where} has no member {name!r}"
    missing = sorted(true.keys() - shown.keys())
    if missing and LEFT_OUT not in shown:
        yield f"{where} also has {', '.join(missing)}; show it, or mark that it is left out"
    if not missing and LEFT_OUT in shown:
        yield f"{where} marks members as left out, and none is"


def _of_elements(shown: list[Any], true: list[Any], where: str) -> Iterator[str]:
    if LEFT_OUT in shown:
        if not _fits(shown, true):
            yield f"{where} shows {_json(shown)}; true is {_json(true)}"
    elif len(shown) != len(true):
        yield f"{where} shows {len(shown)} elements of {len(true)}: {_json(true)}"
    else:
        for at, (one, other) in enumerate(zip(shown, true, strict=True)):
            yield from differences(one, other, f"{where}[{at}]")


def _fits(shown: list[Any], true: list[Any]) -> bool:
    if not shown or not true:
        return not shown and not true
    if shown[0] == LEFT_OUT:
        return any(_fits(shown[1:], true[at:]) for at in range(1, len(true) + 1))
    return not list(differences(shown[0], true[0])) and _fits(shown[1:], true[1:])


def _same(shown: Any, true: Any) -> bool:
    if isinstance(shown, str) and isinstance(true, str) and LEFT_OUT in shown:
        return re.fullmatch(".+".join(map(re.escape, shown.split(LEFT_OUT))), true, re.DOTALL) is not None
    return type(shown) is type(true) and bool(shown == true)


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]} …"
