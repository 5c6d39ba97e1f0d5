"""Requests as a whole: every fault is told at once, and what is right is taken in each of its spellings."""

import pytest

from tests.api.asking import fault, faults, get, problem, rows
from tests.api.endpoints import LISTS, PARAMETERS, Listed

pytestmark = pytest.mark.usefixtures("world")


def test_all_faults_are_told_at_once_by_name() -> None:
    query = (
        "state=late&limit=0&agencie=nasa&as_of=tomorrow&program=artemiss&crewed=&kind=base&kind=launch&date_before=x"
    )
    found = faults(f"milestones/?{query}&fields=slug,titel&ordering=bogus&format=xml&cursor=abc&offset=-1")
    assert [(each["parameter"], each["nearest"]) for each in found] == [
        ("agencie", "agency"),
        ("as_of", "2026-11-21"),
        ("crewed", None),
        ("cursor", None),
        ("date_before", None),
        ("fields", "title"),
        ("format", None),
        ("kind", "base,launch"),
        ("limit", "1"),
        ("offset", None),
        ("ordering", "date"),
        ("program", "artemis"),
        ("state", "overdue"),
    ]


def test_a_good_parameter_beside_a_bad_one_is_not_blamed() -> None:
    assert [each["parameter"] for each in faults("milestones/?state=due&limit=5&crewed=maybe&kind=base")] == ["crewed"]


def test_the_detail_tells_every_fault() -> None:
    answer = get("agencies/?limit=0&x=1")
    assert problem(answer, 400, "Bad Request")["detail"] == (
        "limit: 0 is out of range. Did you mean '1'? x: There is no such parameter here."
    )


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
def test_a_walk_by_cursor_has_no_offset(listed: Listed) -> None:
    refused = [fault("offset", "It cannot be given with pagination. Leave one of them out.")]
    assert faults(listed.address, {"pagination": "cursor", "offset": "0"}) == refused


@pytest.mark.parametrize("address", [address for address, names in PARAMETERS.items() if "fields" in names])
def test_a_member_that_does_not_exist_is_refused(address: str) -> None:
    body = get(address).body
    members = list(body["results"][0] if "results" in body else body)
    first = members[0]
    assert faults(address, {"fields": "zzzzzz"}) == [fault("fields", "'zzzzzz' is not allowed.", members)]
    assert faults(address, {"fields": f"{first},{first}x"}) == [
        fault("fields", f"'{first}x' is not allowed.", members, first)
    ]
    assert faults(address, {"fields": f"{first},{first}"}) == [
        fault("fields", "One value of the list is there twice.", members, first)
    ]
    assert faults(address, {"fields": ""}) == [
        fault("fields", "It is blank. Give it a value or leave it out.", members)
    ]
    assert faults(f"{address}?fields={members[0]}&fields={members[1]}") == [
        fault(
            "fields",
            "It is given 2 times. Give it once, with commas for any of several.",
            members,
            ",".join(members[:2]),
        )
    ]


# As dense as what is refused: each is taken, and means what it says.
TAKEN = [
    ("agencies/?limit=1", ["esa"]),
    ("agencies/?limit=005", ["esa", "nasa", "roscosmos", "spacex", "usa"]),
    ("agencies/?limit=500", ["esa", "nasa", "roscosmos", "spacex", "usa"]),
    ("agencies/?offset=0", ["esa", "nasa", "roscosmos", "spacex", "usa"]),
    ("agencies/?offset=4", ["usa"]),
    ("agencies/?offset=10000000", []),
    ("agencies/?format=json&slug=esa", ["esa"]),
    ("agencies/?slug=esa,usa", ["esa", "usa"]),
    ("agencies/?slug=usa,esa", ["esa", "usa"]),
    ("agencies/?slug=esa%2Cusa", ["esa", "usa"]),
    ("agencies/?slug=esa,%20usa", ["esa", "usa"]),
    ("agencies/?slug=%20esa%20", ["esa"]),
    ("agencies/?country=US,RU", ["nasa", "roscosmos", "spacex", "usa"]),
    ("agencies/?country=ZZ", []),
    ("agencies/?name=nasa", ["nasa"]),
    ("agencies/?search=space+agency", ["esa"]),
    ("agencies/?search=agency%20space", ["esa"]),
    ("agencies/?ordering=-slug&limit=2", ["usa", "spacex"]),
    ("agencies/?ordering=kind,-slug", ["spacex", "usa", "roscosmos", "nasa", "esa"]),
    ("milestones/?as_of=2016-09-26", ["old-flight", "mars-landing"]),
    ("milestones/?as_of=2016-09-25", ["old-flight"]),
    ("milestones/?as_of=0001-01-01", []),
    ("milestones/?as_of=9999-12-31&state=upcoming", []),
    ("milestones/?date_within=203X", []),
    ("milestones/?date_within=../1975-07-17", ["old-flight"]),
    ("milestones/?date_overlaps=2026-33", ["mars-landing"]),
    ("milestones/?date_overlaps=%5B1975,2024%5D", ["old-flight", "rover-launch", "moon-base", "moon-landing"]),
    ("milestones/?date_after=2024-12-31~", ["mars-landing"]),
    ("milestones/?crewed=unknown", ["moon-base"]),
    ("milestones/?state=due,overdue", ["moon-landing", "mars-landing"]),
]


@pytest.mark.parametrize(("address", "slugs"), TAKEN)
def test_what_is_right_is_taken(address: str, slugs: list[str]) -> None:
    answer = get(address)
    assert (answer.status, [row["slug"] for row in answer.body["results"]]) == (200, slugs)


def test_a_list_takes_fifty_values_and_no_more() -> None:
    codes = [f"{one}{other}" for one in "ABC" for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert rows("agencies/", {"country": ",".join(codes[:50])}) == []
    assert faults("agencies/", {"country": ",".join(codes[:51])}) == [
        fault(
            "country",
            "It takes at most 50 values, and 51 are given.",
            ["two capital letters (ISO 3166-1 alpha-2), such as US"],
        )
    ]


def test_an_instant_may_be_written_in_any_zone() -> None:
    for text in ("2026-11-10T12:00:00Z", "2026-11-10t12:00z", "2026-11-10T13:00:00.000+01:00"):
        assert len(rows("claims/", {"recorded_from": text}, "statement")) == 5
    unescaped = get("claims/?recorded_from=2026-11-10T13:00:00+01:00")
    assert unescaped.body["count"] == 5
    assert rows("claims/", {"recorded_from": "2026-11-10T12:00:00.000001Z"}, "statement") == []


@pytest.mark.parametrize("query", ["search=%F0%9F%9A%80", "search=%zz", "search=%E2%80%8B", "name=%C3%A9"])
def test_a_text_that_is_nowhere_finds_nothing(query: str) -> None:
    assert get(f"agencies/?{query}").body == {"count": 0, "next": None, "previous": None, "results": []}


def test_more_than_a_thousand_parameters_are_a_problem() -> None:
    for address in PARAMETERS:
        answer = get(address + "?" + "&".join(f"a{number}=1" for number in range(2000)))
        found = problem(answer, 400, "Bad Request")
        assert found["detail"] == "The request cannot be read. Send fewer and shorter parameters."
        assert found["errors"] == []


def test_a_thousand_parameters_are_each_told_of() -> None:
    found = faults("agencies/?" + "&".join(f"a{number}=1" for number in range(1000)))
    assert len(found) == 1000
    assert {each["detail"] for each in found} >= {"There is no such parameter here."}
