"""Pages by limit and offset: each row on one page, and the way to the neighbouring ones."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.models import Agency
from tests.api.asking import ROOT, Answer, get, rows
from tests.api.endpoints import LISTS, Listed
from tests.api.test_ordering import told_by
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ADDRESS = "agencies/"


@pytest.fixture
def _ten() -> None:
    for number in range(10):
        AgencyFactory.create(slug=f"a{number}", country="US" if number % 2 else "")


def slugs(answer: Answer) -> list[str]:
    return [row["slug"] for row in answer.body["results"]]


def asked(address: str | None) -> dict[str, list[str]]:
    assert address
    assert address.startswith(ROOT + ADDRESS)
    return parse_qs(urlsplit(address).query)


@pytest.mark.usefixtures("_ten")
def test_a_page_in_the_middle_has_both_neighbours() -> None:
    answer = get("agencies/?limit=3&offset=3")
    assert slugs(answer) == ["a3", "a4", "a5"]
    assert {name: value for name, value in answer.body.items() if name != "results"} == {
        "count": 10,
        "next": f"{ROOT}agencies/?limit=3&offset=6",
        "previous": f"{ROOT}agencies/?limit=3&offset=0",
    }
    assert answer.headers["Link"] == (
        f'<{ROOT}agencies/?limit=3&offset=6>; rel="next", <{ROOT}agencies/?limit=3&offset=0>; rel="prev"'
    )


@pytest.mark.usefixtures("_ten")
def test_the_first_page_has_none_before_and_the_last_none_after() -> None:
    first, last, only = get("agencies/?limit=9"), get("agencies/?limit=9&offset=9"), get("agencies/?limit=10")
    assert (first.body["previous"], asked(first.body["next"])) == (None, {"limit": ["9"], "offset": ["9"]})
    assert first.headers["Link"] == f'<{ROOT}agencies/?limit=9&offset=9>; rel="next"'
    assert (last.body["next"], asked(last.body["previous"])) == (None, {"limit": ["9"], "offset": ["0"]})
    assert last.headers["Link"] == f'<{ROOT}agencies/?limit=9&offset=0>; rel="prev"'
    assert (only.body["next"], only.body["previous"]) == (None, None)
    assert "Link" not in only.headers


@pytest.mark.usefixtures("_ten")
def test_beyond_the_end_is_nothing_and_the_way_back_to_the_last_rows() -> None:
    for offset in (10, 11, 10_000_000):
        answer = get(f"agencies/?limit=4&offset={offset}")
        assert (answer.status, answer.body["count"], answer.body["results"], answer.body["next"]) == (200, 10, [], None)
        assert slugs(get(answer.body["previous"])) == ["a6", "a7", "a8", "a9"]


@pytest.mark.usefixtures("_ten")
def test_neighbours_are_asked_for_as_the_page_was() -> None:
    given = {
        "country": "US",
        "fields": "slug",
        "ordering": "-slug",
        "search": "Agency %&+",
        "limit": "1",
        "offset": "1",
    }
    AgencyFactory.create_batch(3, name="Agency %&+", country="US")
    body = get(ADDRESS, given).body
    assert body["count"] == 3
    for neighbour, offset in (("next", "2"), ("previous", "0")):
        assert asked(body[neighbour]) == {name: [value] for name, value in {**given, "offset": offset}.items()}
        assert [list(row) for row in get(body[neighbour]).body["results"]] == [["slug"]]


def test_an_empty_list_is_a_page_with_nothing_on_it() -> None:
    for address in ("agencies/", "programs/", "vehicles/", "milestones/", "sources/", "claims/"):
        assert get(address).body == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.mark.django_db
def test_a_page_is_of_fifty_rows_and_of_five_hundred_at_most() -> None:
    Agency.objects.bulk_create(Agency(slug=f"a{number:03}", name="A", kind="government") for number in range(501))
    assert len(slugs(get("agencies/"))) == 50
    assert len(slugs(get("agencies/?limit=1"))) == 1
    largest = get("agencies/?limit=500&fields=slug")
    assert (len(slugs(largest)), asked(largest.body["next"])["offset"]) == (500, ["500"])
    assert slugs(get(largest.body["next"])) == ["a500"]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("listed", LISTS[:6], ids=lambda listed: listed.address)
@few
@given(data=st.data())
def test_pages_put_together_are_the_list(listed: Listed, data: st.DataObject) -> None:
    """Whatever the order and however large the pages: no row twice, none missed."""
    keys = data.draw(st.lists(st.sampled_from(listed.keys), unique=True, max_size=3))
    ordering = ",".join(data.draw(st.sampled_from(("", "-"))) + key for key in keys) or listed.order
    name = "id" if listed.address == "claims/" else "slug"
    whole = rows(listed.address, {"ordering": ordering, "fields": name}, name)
    size = data.draw(st.integers(max(1, len(whole) // 6), len(whole)))
    paging = data.draw(st.sampled_from(({}, {"pagination": "cursor"})))
    assert walk(get(listed.address, {"ordering": ordering, "limit": size, "fields": name, **paging}), name) == whole
    assert len(set(whole)) == len(whole)


def walk(page: Answer, name: str) -> list[str]:
    """What a client gathers that follows `next`."""
    found = [row[name] for row in page.body["results"]]
    return found + walk(get(page.body["next"]), name) if page.body["next"] else found


@pytest.mark.usefixtures("library")
def test_nested_lists_have_pages_too() -> None:
    slug = max(rows("milestones/"), key=lambda slug: get(f"milestones/{slug}/claims/").body["count"])
    for nested in ("claims/", "history/"):
        address = f"milestones/{slug}/{nested}"
        whole = get(address).body
        assert whole["count"] > 1
        name = told_by(address)
        gathered = walk(get(f"{address}?limit=1"), name)
        assert gathered == [row[name] for row in whole["results"]]
        assert walk(get(f"{address}?limit=1&pagination=cursor"), name) == gathered
