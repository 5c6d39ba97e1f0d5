"""A parameter that an endpoint does not have is refused, with all that it has and the one that was meant."""

import pytest

from missions.models import Claim
from tests.api.asking import fault, faults, get
from tests.api.endpoints import (
    CLAIMS,
    CLAIMS_OF,
    DETAILS,
    HISTORY,
    MILESTONES,
    OTHERS,
    PARAMETERS,
    PROGRAMS,
    SOURCES,
    Listed,
)

pytestmark = pytest.mark.usefixtures("world")

NONE = "There is no such parameter here."


@pytest.mark.parametrize("address", PARAMETERS)
def test_what_an_endpoint_has_is_told_to_who_asks_for_what_it_has_not(address: str) -> None:
    assert faults(address, {"xyzzy": "1"}) == [fault("xyzzy", NONE, PARAMETERS[address])]


def test_a_claim_has_fields_and_format() -> None:
    address = f"claims/{Claim.objects.get(statement='by-2022').pk}/"
    assert faults(address, {"xyzzy": "1"}) == [fault("xyzzy", NONE, ["fields", "format", "known_at"])]


@pytest.mark.parametrize("address", [*DETAILS, *OTHERS])
def test_parameters_of_lists_are_no_parameters_of_details(address: str) -> None:
    for name in ("limit", "offset", "ordering", "search", "pagination", "cursor"):
        (found,) = faults(address, {name: "1"})
        assert (found["parameter"], found["allowed"]) == (name, PARAMETERS[address])


# What people write, and what they mean: a slip of the pen, or Django's lookups.
MEANT = [
    (MILESTONES, "agencie", "agency"),
    (MILESTONES, "agencies", "agency"),
    (MILESTONES, "Agency", "agency"),
    (MILESTONES, "programme", "program"),
    (MILESTONES, "order", "ordering"),
    (MILESTONES, "page_limit", "limit"),
    (MILESTONES, "date__gt", "date_after"),
    (MILESTONES, "date__gte", "date_after"),
    (MILESTONES, "date__lt", "date_before"),
    (MILESTONES, "date__lte", "date_before"),
    (MILESTONES, "date__range", "date_within"),
    (MILESTONES, "asof", "as_of"),
    (PROGRAMS, "agencie", "agency"),
    (CLAIMS, "agencie", "agency"),
    (CLAIMS, "date__gt", "date_after"),
    (CLAIMS, "asserted__lt", "asserted_before"),
    (CLAIMS_OF, "date__gt", "date_after"),
    (HISTORY, "date__gt", "date_after"),
    (SOURCES, "published__lt", "published_before"),
]


@pytest.mark.parametrize(("listed", "name", "nearest"), MEANT)
def test_a_parameter_that_is_meant_is_named(listed: Listed, name: str, nearest: str | None) -> None:
    assert faults(listed.address, {name: "2026"}) == [fault(name, NONE, listed.parameters, nearest)]


ELSEWHERE = {
    "page": "offset",
    "page_size": "limit",
    "per_page": "limit",
    "q": "search",
    "query": "search",
    "sort": "ordering",
    "order_by": "ordering",
    "status": "state",
    "date": "date_overlaps",
    "only": "fields",
    "since": "at_from",
}


@pytest.mark.parametrize(
    ("address", "name", "nearest"),
    [
        (address, name, nearest)
        for address, parameters in PARAMETERS.items()
        for name, nearest in ELSEWHERE.items()
        if nearest in parameters
    ],
)
def test_what_other_apis_call_a_parameter_is_recognised(address: str, name: str, nearest: str) -> None:
    assert faults(address, {name: "1"}) == [fault(name, NONE, PARAMETERS[address], nearest)]


def test_what_other_apis_call_a_parameter_is_nothing_where_it_is_not() -> None:
    """`state` would be near to `dated`, which nobody means who writes `status`."""
    assert faults("claims/", {"status": "due"}) == [fault("status", NONE, CLAIMS.parameters)]
    assert faults("agencies/nasa/", {"page": "1"}) == [fault("page", NONE, DETAILS["agencies/nasa/"])]


@pytest.mark.parametrize("address", PARAMETERS)
def test_what_another_endpoint_takes_is_not_taken_for_something_here(address: str) -> None:
    here = PARAMETERS[address]
    for name in set().union(*PARAMETERS.values()) - set(here):
        assert faults(address, {name: "1"}) == [fault(name, NONE, here)]


ODD_NAMES = [
    ("%00=1", "\x00"),
    ("=1", ""),
    ("%20=1", " "),
    ("%FF=1", "\ufffd"),
    ("%ED%A0%80=1", "\ufffd\ufffd\ufffd"),
    ("%zz=1", "%zz"),
    ("agency%00=nasa", "agency\x00"),
    ("agency[]=nasa", "agency[]"),
    ("state%5B0%5D=due", "state[0]"),
    ("%C3%A9tat=due", "état"),
    ("<script>=1", "<script>"),
    ("a" * 10_000 + "=1", "a" * 64),
]


@pytest.mark.parametrize(
    "address", ["milestones/", "milestones/mars-landing/", "", "vocabularies/", "schema/", "docs/"]
)
@pytest.mark.parametrize(("query", "name"), ODD_NAMES)
def test_an_odd_name_is_an_unknown_one(address: str, query: str, name: str) -> None:
    (found,) = faults(f"{address}?{query}")
    assert (found["parameter"], found["allowed"]) == (name, PARAMETERS[address])
    assert found["detail"].startswith(NONE)


def test_a_name_is_a_parameter_as_it_is_written() -> None:
    (found,) = faults("milestones/", {"STATE": "due"})
    assert found == fault("STATE", NONE, PARAMETERS["milestones/"], "state")


def test_a_question_mark_alone_asks_for_nothing() -> None:
    assert get("milestones/?").body == get("milestones/").body
    assert get("milestones/?&&").body == get("milestones/").body
