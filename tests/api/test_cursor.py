"""A walk by cursor: rows that come and go on the way disturb nothing, and no cursor serves for another walk."""

import hashlib
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions import clock
from missions.models import Agency, Source
from tests.api.asking import ROOT, fault, faults, get
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
FOREIGN = [fault("cursor", "It belongs to another list, filter or ordering. Start again.")]


def cursor_of(body: dict[str, Any]) -> str:
    return parse_qs(urlsplit(str(body["next"])).query)["cursor"][0]


def walk(address: str, between: Any = None, name: str = "slug") -> list[Any]:
    """What a client gathers; `between` is called with each page before the next one is asked for."""
    found = []
    following: str | None = address
    while following:
        body = get(following).body
        found += [row[name] for row in body["results"]]
        following = body["next"]
        if between:
            between(body)
    return found


@pytest.fixture
def _nine() -> None:
    for number in range(1, 10):
        AgencyFactory.create(slug=f"a{number}", name=f"Name {number % 3}")


@pytest.mark.usefixtures("_nine")
def test_a_walk_begins_with_pagination_and_goes_on_with_next() -> None:
    answer = get("agencies/?pagination=cursor&limit=4&fields=slug")
    assert [row["slug"] for row in answer.body["results"]] == ["a1", "a2", "a3", "a4"]
    assert (answer.body["count"], answer.body["previous"]) == (9, None)
    following = parse_qs(urlsplit(answer.body["next"]).query)
    assert sorted(following) == ["cursor", "fields", "limit"]
    assert answer.body["next"].startswith(f"{ROOT}agencies/?")
    assert answer.headers["Link"] == f'<{answer.body["next"]}>; rel="next"'
    second = get(answer.body["next"]).body
    assert ([row["slug"] for row in second["results"]], second["count"]) == (["a5", "a6", "a7", "a8"], 9)
    third = get(second["next"])
    assert ([row["slug"] for row in third.body["results"]], third.body["next"]) == (["a9"], None)
    assert "Link" not in third.headers


@pytest.mark.usefixtures("_nine")
def test_a_last_page_that_is_full_has_no_next() -> None:
    body = get("agencies/?pagination=cursor&limit=9").body
    assert (len(body["results"]), body["next"]) == (9, None)


@pytest.mark.usefixtures("_nine")
@pytest.mark.parametrize("ordering", ["slug", "-slug", "name", "-name,slug", "kind,-name,-slug"])
def test_what_comes_and_goes_on_the_way_disturbs_nothing(ordering: str) -> None:
    """By offset, a row that is inserted before the page would be answered by one that was seen already."""
    there = [row["slug"] for row in get(f"agencies/?ordering={ordering}").body["results"]]
    numbers = iter(range(100))

    def disturb(body: dict[str, Any]) -> None:
        for end in "<>":
            AgencyFactory.create(slug=f"{'0' if end == '<' else 'z'}{next(numbers)}", name=f"Name {end}")
        gone.append(body["results"][0]["slug"])
        Agency.objects.filter(slug__in=gone).delete()

    gone: list[str] = []
    found = walk(f"agencies/?pagination=cursor&limit=2&ordering={ordering}", disturb)
    survivors = [slug for slug in found if slug in there]
    assert survivors == there
    assert len(set(found)) == len(found)


few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(data=st.data())
def test_no_survivor_is_lost_and_none_comes_twice(data: st.DataObject) -> None:
    slugs = [f"s{number:02}" for number in range(30)]
    Source.objects.all().delete()
    start = set(data.draw(st.lists(st.sampled_from(slugs), min_size=1, unique=True)))
    for slug in start:
        SourceFactory.create(slug=slug, title=slug[-1])
    gone: set[str] = set()

    def disturb(_body: dict[str, Any]) -> None:
        for slug in data.draw(st.lists(st.sampled_from(slugs), max_size=4, unique=True)):
            if Source.objects.filter(slug=slug).delete()[0]:
                gone.add(slug)
            # One that comes again is another row of the same name.
            elif slug not in start | gone:
                SourceFactory.create(slug=slug, title=slug[-1])

    ordering = data.draw(st.sampled_from(("slug", "-slug", "title", "-title", "published", "-publisher,title")))
    found = walk(f"sources/?pagination=cursor&limit={data.draw(st.integers(1, 5))}&ordering={ordering}", disturb)
    assert len(set(found)) == len(found)
    assert start - gone <= set(found)


def test_a_walk_goes_past_open_and_missing_dates() -> None:
    """Their values are in the cursor too, as they are compared: the beginning and the end of time."""
    slugs = []
    dates = (None, "../2022", "2020/..", "2022", None, "0001-01-01", "9999-12-31", "../2022", "2020/..", None)
    for number, text in enumerate(dates):
        slugs.append(f"m{number}")
        claim(milestone=MilestoneFactory.create(slug=slugs[-1]), date=text)
    for ordering in ("date", "-date", "opens", "-opens,title"):
        whole = [row["slug"] for row in get(f"milestones/?ordering={ordering}").body["results"]]
        assert sorted(whole) == slugs
        assert walk(f"milestones/?ordering={ordering}&pagination=cursor&limit=1") == whole


def test_a_walk_goes_past_claims_of_one_instant() -> None:
    made = {claim(statement=f"c{number}").pk for number in range(5)}
    for ordering in ("recorded_at", "-recorded_at", "-asserted_on,outcome"):
        found = walk(f"claims/?ordering={ordering}&pagination=cursor&limit=2", name="id")
        assert len(found) == len(made) == 5
        assert set(found) == set(map(str, made))


def test_a_walk_keeps_the_day_on_which_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight the states of all rows may change, and with them who is on which page."""
    for number in range(4):
        claim(milestone=MilestoneFactory.create(slug=f"m{number}"), date="2026-11-20")
    body = get("milestones/?pagination=cursor&limit=2&state=due").body
    assert parse_qs(urlsplit(body["next"]).query)["as_of"] == ["2026-11-20"]
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))
    second = get(body["next"]).body
    assert [(row["slug"], row["state"], row["as_of"]) for row in second["results"]] == [
        ("m2", "due", "2026-11-20"),
        ("m3", "due", "2026-11-20"),
    ]
    assert get("milestones/?state=due").body["count"] == 0


@pytest.mark.usefixtures("_nine")
def test_a_cursor_serves_its_own_walk_alone() -> None:
    cursor = cursor_of(get("agencies/?pagination=cursor&limit=2&ordering=name").body)
    own = {"cursor": cursor, "ordering": "name"}
    assert get("agencies/", own).status == 200
    assert get("agencies/", {**own, "limit": "5", "fields": "slug", "format": "json"}).status == 200
    for other in ({"ordering": "-name"}, {"ordering": "slug"}, {"kind": "military"}, {"search": "name"}):
        assert faults("agencies/", {**own, **other}) == FOREIGN
    assert faults("agencies/", {"cursor": cursor}) == FOREIGN
    assert faults("programs/", own) == FOREIGN
    assert faults("agencies/", {**own, "offset": "2"}) == [
        fault("offset", "It cannot be given with cursor. Leave one of them out.")
    ]
    beside = fault("pagination", "It cannot be given with cursor. Leave one of them out.")
    assert faults("agencies/", {**own, "pagination": "cursor"}) == [beside]
    assert faults("agencies/", {**own, "pagination": "cursor", "offset": "2"}) == [
        fault("offset", "It cannot be given with cursor or pagination. Leave one of them out."),
        beside,
    ]


def test_a_cursor_of_another_day_is_of_another_walk() -> None:
    for number in range(3):
        claim(milestone=MilestoneFactory.create(slug=f"m{number}"))
    body = get("milestones/?pagination=cursor&limit=1").body
    assert faults("milestones/", {"cursor": cursor_of(body), "as_of": "2026-11-19"}) == FOREIGN
    assert get("milestones/", {"cursor": cursor_of(body), "as_of": "2026-11-20"}).status == 200


@pytest.mark.usefixtures("_nine")
def test_a_cursor_that_was_changed_or_made_elsewhere_is_refused() -> None:
    cursor = cursor_of(get("agencies/?pagination=cursor&limit=2").body)
    forged = [
        cursor[:-1] + ("A" if cursor[-1] != "A" else "B"),
        "A" + cursor,
        cursor[1:],
        cursor.partition(":")[0],
        cursor + ":",
        signing.dumps(["walk", ["a1", 1]], salt="elsewhere"),
        signing.dumps(["walk", ["a1", 1]], key="another key", salt="missions.cursor"),
    ]
    for text in forged:
        assert faults("agencies/", {"cursor": text}) == [
            fault(
                "cursor",
                "It is not a cursor of this tracker. Start again with pagination=cursor.",
                ["a cursor from `next` of the page before"],
            )
        ]
    odd = signing.dumps(["0" * 16, []], salt="missions.cursor")
    assert faults("agencies/", {"cursor": odd}) == FOREIGN


def _sign(seed: str) -> str:
    """One of 90,000 signs, none of which says anything of the next."""
    return chr(0x10000 + int(hashlib.sha256(seed.encode()).hexdigest(), 16) % 90_000)


def test_the_longest_cursor_is_read() -> None:
    """Titles that hardly compress, and every key that a source has."""
    for number in range(3):
        signs = "".join(_sign(f"{number} {at}") for at in range(320))
        SourceFactory.create(slug=f"{number}" * 64, title=signs[:200], publisher=signs[200:])
    ordering = "title,publisher,published,slug"
    body = get(f"sources/?pagination=cursor&limit=1&ordering={ordering}").body
    assert 1000 < len(cursor_of(body)) <= 2000
    assert len(walk(f"sources/?pagination=cursor&limit=1&ordering={ordering}")) == 3
