"""Pages of every origin may read the API, and see the headers that it speaks with."""

import pytest

from tests.api.asking import ask, get
from tests.api.endpoints import PARAMETERS

pytestmark = pytest.mark.usefixtures("world")

ORIGIN = "https://dashboard.example"
EXPOSED = {"etag", "link", "memento-datetime", "retry-after", "allow", "content-disposition"}


def listed(text: str) -> set[str]:
    return {name.strip().lower() for name in text.split(",")}


@pytest.mark.parametrize("address", [*PARAMETERS, "agencies/nassa/", "agencies/?x=1", "nothing/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_answer_and_a_problem_may_be_read_from_anywhere(address: str, method: str) -> None:
    answer = ask(method, address, origin=ORIGIN)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert listed(answer.headers["access-control-expose-headers"]) == EXPOSED
    assert "access-control-allow-credentials" not in answer.headers
    assert "origin" in listed(answer.headers["Vary"])


def test_304_may_be_read_from_anywhere() -> None:
    tag = get("agencies/").headers["ETag"]
    answer = get("agencies/", origin=ORIGIN, if_none_match=tag)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (304, "*")
    assert listed(answer.headers["access-control-expose-headers"]) == EXPOSED


def test_without_an_origin_nothing_is_said_of_origins() -> None:
    assert not [name for name in get("agencies/").headers if name.lower().startswith("access-control")]


def preflight(address: str, method: str, headers: str = "") -> dict[str, str]:
    answer = ask(
        "OPTIONS",
        address,
        origin=ORIGIN,
        access_control_request_method=method,
        access_control_request_headers=headers,
    )
    assert (answer.status, answer.content) == (200, b"")
    return {name.lower(): value for name, value in answer.headers.items()}


def test_a_browser_may_ask_with_a_tag() -> None:
    """`If-None-Match` is no simple header: the browser asks first whether it may be sent."""
    allowed = preflight("agencies/", "GET", "if-none-match")
    assert allowed["access-control-allow-origin"] == "*"
    assert listed(allowed["access-control-allow-headers"]) >= {"if-none-match", "accept"}
    assert listed(allowed["access-control-allow-methods"]) == {"get", "head", "options"}
    assert int(allowed["access-control-max-age"]) >= 600


def test_a_browser_may_not_write() -> None:
    assert "post" not in listed(preflight("agencies/", "POST")["access-control-allow-methods"])


@pytest.mark.parametrize("address", PARAMETERS)
def test_options_tells_what_may_be_done(address: str) -> None:
    answer = ask("OPTIONS", address)
    assert (answer.status, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "Content-Type" not in answer.headers


def test_other_pages_are_not_for_other_origins() -> None:
    assert "access-control-allow-origin" not in get("/nothing/", origin=ORIGIN).headers
