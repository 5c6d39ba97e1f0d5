"""The convention itself: what an example may leave out, and what it may not."""

import json
from typing import Any

import pytest

from tests.docs.answers import Example, differences, examples

TEXT = """\
Before.

```sh
curl -i -H 'If-None-Match: "x"' 'http://127.0.0.1:8000/api/v1/programs/?limit=1'
```

```http
HTTP/1.1 304 Not Modified
ETag: "x"
…
```
"""


def test_an_example_is_a_curl_and_the_block_after_it() -> None:
    (found,) = examples(TEXT)
    assert found == Example(
        line=4,
        command="curl -i -H 'If-None-Match: \"x\"' 'http://127.0.0.1:8000/api/v1/programs/?limit=1'",
        method="GET",
        path="/api/v1/programs/?limit=1",
        headers={"If-None-Match": '"x"'},
        status=304,
        told={"ETag": '"x"'},
        body=None,
    )


@pytest.mark.parametrize(("body", "status"), [('{"count": 0}', 200), ('{"type": "about:blank", "status": 404}', 404)])
def test_a_body_alone_is_that_of_a_200_or_of_the_problem_it_shows(body: str, status: int) -> None:
    (found,) = examples(f"```sh\ncurl http://127.0.0.1:8000/\n```\n```json\n{body}\n```")
    assert (found.status, found.body) == (status, json.loads(body))


@pytest.mark.parametrize("language", ["csv", "ndjson"])
def test_a_text_is_told_by_its_lines(language: str) -> None:
    (found,) = examples(f"```sh\ncurl http://127.0.0.1:8000/\n```\n```{language}\na,b\n…\n```")
    assert (found.status, found.body) == (200, ["a,b", "…"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "```sh\ncurl http://127.0.0.1:8000/\n```",
            "line 2: no answer follows the curl, in a block of `json` or `http`",
        ),
        ("```sh\ncd there\ncurl x\n```\n```json\n{}\n```", "line 2: a block of `sh` holds one curl and nothing else"),
        (
            "```sh\ncurl -k x\n```\n```json\n{}\n```",
            "line 2: '-k' is neither -i, -X, -H nor an address on 127.0.0.1:8000",
        ),
    ],
)
def test_a_curl_that_cannot_be_checked_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="line 2") as raised:
        examples(text)
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("shown", "true"),
    [
        ({"a": 1, "…": "…"}, {"a": 1, "b": 2}),
        ({"a": "…"}, {"a": [1, 2]}),
        ({"a": "begins … ends"}, {"a": "begins here and ends"}),
        ([1, "…", 4], [1, 2, 3, 4]),
        (["…", {"a": 2, "…": "…"}, "…"], [{"a": 1}, {"a": 2, "b": 3}, {"a": 4}]),
        ({"a": None, "b": False}, {"b": False, "a": None}),
    ],
)
def test_what_is_marked_may_be_left_out(shown: Any, true: Any) -> None:
    assert list(differences(shown, true)) == []


@pytest.mark.parametrize(
    ("shown", "true", "said"),
    [
        ({"a": 1}, {"a": 2}, "the answer.a shows 1; true is 2"),
        ({"a": 1}, {"a": True}, "the answer.a shows 1; true is true"),
        ({"a": 1}, {"a": 1, "b": 2}, "the answer also has b; show it, or mark that it is left out"),
        ({"a": 1, "b": 2}, {"a": 1}, "the answer has no member 'b'"),
        ({"a": 1, "…": "…"}, {"a": 1}, "the answer marks members as left out, and none is"),
        ([1], [1, 2], "the answer shows 1 elements of 2: [1, 2]"),
        ([1, "…"], [1], 'the answer shows [1, "…"]; true is [1]'),
        (["…", 2], [2, 3], 'the answer shows ["…", 2]; true is [2, 3]'),
        ([{"a": "x…"}], [{"a": "yz"}], 'the answer[0].a shows "x…"; true is "yz"'),
        ({"a": {}}, {"a": None}, "the answer.a shows {}; true is null"),
    ],
)
def test_what_is_not_so_is_named(shown: Any, true: Any, said: str) -> None:
    assert list(differences(shown, true)) == [said]


def test_a_body_may_be_a_text() -> None:
    head = "HTTP/1.1 200 OK\nContent-Type: text/calendar; charset=utf-8"
    (found,) = examples(f"```sh\ncurl http://127.0.0.1:8000/\n```\n```http\n{head}\n\nBEGIN\n…\nEND\n```")
    assert found.body == "BEGIN\n…\nEND"
    assert list(differences(found.body, "BEGIN\nof it\nEND")) == []
    assert list(differences(found.body, "BEGIN\nof it")) == [
        'the answer shows "BEGIN\\n…\\nEND"; true is "BEGIN\\nof it"'
    ]
