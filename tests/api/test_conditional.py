"""Who holds an answer that is still true is told so in a few bytes (RFC 9110)."""

import gzip

import pytest

from missions.models import Agency
from tests.api.asking import Answer, ask, get, problem
from tests.api.endpoints import PARAMETERS
from tests.factories import claim

pytestmark = pytest.mark.usefixtures("world")

# Those of the answer itself; others are of the connection or of security, and are the same everywhere.
OF_THE_ANSWER = ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "Link", "Allow")


def header(answer: Answer, *names: str) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in names}


def varies(answer: Answer) -> set[str]:
    return {name.strip().lower() for name in answer.headers["Vary"].split(",")}


@pytest.mark.parametrize("address", PARAMETERS)
def test_an_answer_has_a_tag_and_may_be_kept_and_asked_after(address: str) -> None:
    answer = get(address)
    assert answer.status == 200
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert varies(answer) == {"accept", "accept-encoding", "origin"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", PARAMETERS)
def test_who_holds_it_gets_304(address: str, method: str) -> None:
    whole = get(address)
    tag = whole.headers["ETag"]
    for held in (tag, f"W/{tag}", "*", f'"other", {tag}', f'W/"other",W/{tag}'):
        answer = ask(method, address, if_none_match=held)
        assert (answer.status, answer.content) == (304, b"")
        for name in ("ETag", "Cache-Control"):
            assert answer.headers[name] == whole.headers[name]
        assert varies(answer) == varies(whole)
        assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("held", ['"other"', 'W/"other"', "junk", '""', ""])
def test_who_holds_another_gets_the_answer(held: str) -> None:
    answer = get("agencies/", if_none_match=held)
    assert (answer.status, answer.body["count"]) == (200, 5)


def test_the_tag_is_that_of_the_bytes() -> None:
    """The same answer has the same tag, another has another: of each parameter, and of each form."""
    addresses = [
        "agencies/", "agencies/?limit=2", "agencies/?ordering=-slug", "agencies/?fields=slug", "agencies/nasa/",
        "milestones/", "milestones/?as_of=2026-11-19", "schema/?format=yaml", "schema/?format=json",
    ]  # fmt: skip
    tags = [get(address).headers["ETag"] for address in addresses]
    assert len(set(tags)) == len(addresses)
    assert tags == [get(address).headers["ETag"] for address in addresses]


def test_a_write_changes_the_tags_of_what_it_changes() -> None:
    changed = ["agencies/", "agencies/nasa/", "vehicles/orion/", "milestones/", "milestones/moon-landing/"]
    others = ["vehicles/rosalind/", "sources/", "agencies/esa/", "vocabularies/"]
    before = {address: get(address).headers["ETag"] for address in changed + others}
    Agency.objects.filter(slug="nasa").update(name="N.A.S.A.")
    after = {address: get(address).headers["ETag"] for address in changed + others}
    assert {address for address in before if before[address] != after[address]} == set(changed)
    assert get("agencies/", if_none_match=before["agencies/"]).status == 200


def test_a_claim_changes_the_tags_of_its_milestone() -> None:
    addresses = ["milestones/", "milestones/{}/", "milestones/{}/claims/", "milestones/{}/history/", "claims/"]
    made = claim()
    named = [address.format(made.milestone.slug) for address in addresses]
    before = [get(address).headers["ETag"] for address in named]
    claim(made.milestone, "2030", "2020-01-01")
    after = [get(address).headers["ETag"] for address in named]
    assert len({*before, *after}) == 2 * len(addresses)


@pytest.mark.parametrize("address", [*PARAMETERS, "agencies/?limit=1", "agencies/nassa/", "agencies/?x=1", "nothing/"])
def test_head_is_get_without_the_body(address: str) -> None:
    whole, head = get(address), ask("HEAD", address)
    assert head.status == whole.status
    assert head.content == b""
    assert whole.content
    assert header(head, *OF_THE_ANSWER) == header(whole, *OF_THE_ANSWER)


@pytest.mark.parametrize("address", ["agencies/nassa/", "agencies/?limit=0", "nothing/", "nothing", "agencies"])
def test_what_is_no_answer_is_not_kept(address: str) -> None:
    answer = get(address)
    assert answer.status != 200
    assert header(answer, "ETag", "Cache-Control") == {"ETag": None, "Cache-Control": "no-store"}
    assert {"accept", "accept-encoding"} <= varies(answer)


def test_who_holds_everything_of_nothing_is_told_that_there_is_nothing() -> None:
    problem(get("agencies/nassa/", if_none_match="*"), 404, "Not Found")
    problem(get("agencies/?x=1", if_none_match="*"), 400, "Bad Request")


def test_what_must_be_held_is_held_or_not() -> None:
    tag = get("agencies/").headers["ETag"]
    assert [get("agencies/", if_match=held).status for held in (tag, "*", '"other"', f"W/{tag}")] == [
        200,
        200,
        412,
        412,
    ]


def test_an_answer_is_compressed_for_who_can_read_it() -> None:
    plain, packed = get("agencies/"), get("agencies/", accept_encoding="gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert varies(packed) == varies(plain)


def test_who_holds_the_compressed_answer_gets_304() -> None:
    tag = get("agencies/", accept_encoding="gzip").headers["ETag"]
    for encoding in ("gzip", "identity"):
        assert get("agencies/", accept_encoding=encoding, if_none_match=tag).status == 304


def test_a_problem_is_compressed_too() -> None:
    answer = get("agencies/?x=1", accept_encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (400, "gzip")
    assert answer.media_type == "application/problem+json"
    assert gzip.decompress(answer.content) == get("agencies/?x=1").content


def test_other_pages_are_left_alone() -> None:
    assert header(get("/nothing/"), "ETag", "Cache-Control") == {"ETag": None, "Cache-Control": None}
