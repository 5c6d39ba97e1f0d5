"""An application that fails, or sends more than anybody takes, as it is told to. For tests/tracker/test_breaking.py."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

from tracker.breaking import Breaking

# More than the buffers of both sides hold.
MUCH, OFTEN = b"x" * 1_000_000, 50


def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return pieces(environ["PATH_INFO"])


def pieces(path: str) -> Iterator[bytes]:
    yield b"first\n"
    if path == "/midway":
        raise RuntimeError("midway")
    if path == "/much":
        yield from repeat(MUCH, OFTEN)
    yield b"last\n"


patient = Breaking(answer)
impatient = Breaking(answer, patience=1)
