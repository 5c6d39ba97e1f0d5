"""How the tests ask the API, and what every answer of a kind must look like."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client

ROOT = "http://testserver/api/v1/"
# One for all: each client loads the middleware anew, which looks through all static files.
_CLIENT = Client(raise_request_exception=False)


@dataclass(frozen=True)
class Answer:
    """A response, read. `address` is what was asked for."""

    address: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.content)

    @property
    def media_type(self) -> str | None:
        return self.headers.get("Content-Type")


def ask(method: str, address: str, given: Mapping[str, Any] | None = None, **headers: str) -> Answer:
    """Asks for an address below the API's root, or a whole one; `given` is added as a query."""
    path = address if address.startswith(("/", "http")) else f"/api/v1/{address}"
    if given:
        path += ("&" if "?" in path else "?") + urlencode(given)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = _CLIENT.generic(method, path, headers=named)
    content = response.getvalue() if response.streaming else response.content
    return Answer(path, response.status_code, dict(response.headers), content)


def get(address: str, given: Mapping[str, Any] | None = None, **headers: str) -> Answer:
    return ask("GET", address, given, **headers)


def rows(address: str, given: Mapping[str, Any] | None = None, name: str = "slug") -> list[Any]:
    """One member of each row of a list that has one page, in its order."""
    answer = get(address, {"limit": "500", **(given or {})})
    assert answer.status == 200, answer.content
    assert answer.body["count"] == len(answer.body["results"])
    return [row[name] for row in answer.body["results"]]


def problem(answer: Answer, status: int, title: str) -> Any:
    """Asserts that the answer is a problem and nothing else; answers with what is particular to it."""
    assert (answer.status, answer.media_type) == (status, "application/problem+json"), answer.content
    found = answer.body
    assert list(found) == ["type", "title", "status", "detail", "instance", "errors"]
    assert (found["type"], found["title"], found["status"]) == ("about:blank", title, status)
    assert b"Traceback" not in answer.content
    return found


def faults(address: str, given: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The faults of a request that must be refused for its parameters."""
    answer = get(address, given)
    found = problem(answer, 400, "Bad Request")
    errors: list[dict[str, Any]] = found["errors"]
    assert errors
    assert found["detail"] == " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
    assert found["instance"] == answer.address.removeprefix("http://testserver").partition("?")[0]
    return errors


def fault(parameter: str, detail: str, allowed: list[str] | None = None, nearest: str | None = None) -> dict[str, Any]:
    """A fault as it must be told: where something is near, the detail asks whether it was meant."""
    hint = f" Did you mean {nearest!r}?" if nearest else ""
    return {"parameter": parameter, "detail": f"{detail}{hint}", "allowed": allowed, "nearest": nearest}
