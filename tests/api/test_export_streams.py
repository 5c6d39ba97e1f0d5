"""All rows as a stream: in chunks, at a cost that no length of the list changes, and never half a lie."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from missions.api import exports, pages
from missions.models import Agency, Source
from tests.api.asking import ask, get, problem
from tests.api.exported import exported, lines, table
from tests.api.test_queries import milestone
from tests.factories import AgencyFactory, SourceFactory

pytestmark = pytest.mark.django_db
in_each_form = pytest.mark.parametrize("form", ["csv", "ndjson"])


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a chunk, of which three share a reading of keys, the last of them half full."""
    monkeypatch.setattr(pages, "MOST", 2)
    monkeypatch.setattr(pages, "AHEAD", 5)


@pytest.fixture
def _twelve() -> None:
    for number in range(12):
        AgencyFactory.create(slug=f"a{number:02}", name=f"Name {number % 3}")


def stream(address: str, reader: int = 1) -> Any:
    """An answer whose pieces come one by one. Whoever does not come to the end leaves it."""
    response: Any = Client().get(f"/api/v1/{address}", REMOTE_ADDR=f"192.0.2.{reader}")
    assert (response.status_code, response.streaming) == (200, True)
    return response


def leave(response: Any) -> None:
    """As a server does whose client has gone. The end of a request closes the test's connection unless Django's client
    looks after it, which does so for pieces that it has begun to hand out.
    """
    response._iterator.close()
    if not response.closed:
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)


def slugs(piece: bytes) -> list[str]:
    return [line.split(b'"')[3].decode() for line in piece.splitlines()]


@pytest.mark.usefixtures("_twelve")
@pytest.mark.parametrize("ordering", ["slug", "-slug", "name", "-name,slug", "kind,-name,-slug"])
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12])
def test_chunks_make_the_whole_list_whatever_its_length(ordering: str, number: int) -> None:
    Agency.objects.filter(slug__gte=f"a{number:02}").delete()
    there = [row["slug"] for row in get(f"agencies/?ordering={ordering}&limit=500").body["results"]]
    assert len(there) == number
    assert [row["slug"] for row in lines(exported("agencies/", "ndjson", ordering=ordering))] == there
    assert [row["slug"] for row in table(exported("agencies/", "csv", ordering=ordering))] == there


@pytest.mark.usefixtures("_twelve")
def test_a_piece_is_made_when_the_one_before_is_sent() -> None:
    response = stream("agencies/?format=ndjson")
    with CaptureQueriesContext(
        connection,
    ) as after_the_first:
        pieces: Iterator[bytes] = iter(response.streaming_content)
        assert slugs(next(pieces)) == ["a00", "a01"]
    assert len(after_the_first) == 0
    with CaptureQueriesContext(connection) as of_the_second:
        assert slugs(next(pieces)) == ["a02", "a03"]
    # The rows and their parts in programs; the keys were read with the first.
    assert len(of_the_second) == 2
    with CaptureQueriesContext(connection) as after_all:
        leave(response)
        assert list(pieces) == []
    assert len(after_all) == 0


@in_each_form
def test_a_chunk_costs_the_same_wherever_it_is(form: str) -> None:
    for number in range(10):
        milestone(number)
    response = stream(f"milestones/?format={form}")
    pieces, costs = iter(response.streaming_content), []
    for _ in range(6):
        with CaptureQueriesContext(connection) as made:
            next(pieces)
        costs.append(len(made))
    # Rows, agencies, vehicles; after three chunks the keys of the next.
    assert costs == [0, 3, 3, 4, 3, 3]
    assert list(pieces) == []


@in_each_form
@pytest.mark.usefixtures("_twelve")
def test_head_reads_no_more_than_the_first_chunk(form: str) -> None:
    with CaptureQueriesContext(connection) as made:
        answer = ask("HEAD", f"agencies/?format={form}")
    assert (answer.status, len(made)) == (200, 3)


few = examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(data=st.data())
def test_no_row_that_stays_is_lost_and_none_comes_twice(data: st.DataObject) -> None:
    names = [f"s{number:02}" for number in range(30)]
    Source.objects.all().delete()
    start = set(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
    for slug in start:
        SourceFactory.create(slug=slug, title=slug[-1])
    gone: set[str] = set()
    ordering = data.draw(st.sampled_from(("slug", "-slug", "title", "-title", "published", "-publisher,title")))
    found: list[str] = []
    with ExitStack() as ends:
        response = stream(f"sources/?format=ndjson&ordering={ordering}")
        # Also where a drawing ends the test.
        ends.callback(leave, response)
        for piece in response.streaming_content:
            found += slugs(piece)
            for slug in data.draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
                if Source.objects.filter(slug=slug).delete()[0]:
                    gone.add(slug)
                # One that comes again is another row of the same name.
                elif slug not in start | gone:
                    SourceFactory.create(slug=slug, title=slug[-1])
    assert len(set(found)) == len(found)
    assert start - gone <= set(found)


@pytest.mark.usefixtures("_twelve")
def test_a_row_that_the_filters_no_longer_keep_does_not_come() -> None:
    pieces = iter(stream("agencies/?format=ndjson&kind=government").streaming_content)
    assert slugs(next(pieces)) == ["a00", "a01"]
    Agency.objects.filter(slug__in=("a02", "a04")).update(kind="military")
    assert [slug for piece in pieces for slug in slugs(piece)][:3] == ["a03", "a05", "a06"]


def failing_at(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """The database fails when the rows of this chunk are read, counted from 1."""
    true, count = QuerySet.in_bulk, iter(range(1, 100))

    def in_bulk(rows: Any, *arguments: Any, **named: Any) -> Any:
        if next(count) == chunk:
            raise DatabaseError("secret-detail")
        return true(rows, *arguments, **named)

    monkeypatch.setattr(QuerySet, "in_bulk", in_bulk)


@in_each_form
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.usefixtures("_twelve")
def test_what_fails_at_once_is_a_problem(form: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_at(monkeypatch, 1)
    answer = ask(method, f"agencies/?format={form}")
    assert (answer.status, answer.media_type) == (500, "application/problem+json")
    assert "Content-Disposition" not in answer.headers
    if method == "GET":
        assert b"secret" not in answer.content
        assert problem(answer, 500, "Internal Server Error")


@in_each_form
@pytest.mark.usefixtures("_twelve")
def test_what_fails_midway_does_not_end_as_if_all_were_there(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server learns of it, and breaks the connection off: tests/tracker/test_breaking.py."""
    failing_at(monkeypatch, 3)
    for encoding in ("identity", "gzip"):
        response: Any = Client().get(f"/api/v1/agencies/?format={form}", headers={"accept-encoding": encoding})
        with pytest.raises(DatabaseError):
            list(response.streaming_content)
        failing_at(monkeypatch, 3)


@in_each_form
@pytest.mark.usefixtures("_twelve")
def test_more_at_a_time_than_there_is_room_for_are_told_to_come_again(form: str) -> None:
    address = f"agencies/?format={form}"
    sent = [stream(address, reader) for reader in range(settings.EXPORTS_AT_ONCE)]
    answer = get(address)
    found = problem(answer, 503, "Service Unavailable")
    assert (found["detail"], answer.headers["Retry-After"]) == (exports.Busy.default_detail, "10")
    assert get(f"{address}&limit=2").status == 200
    assert get("agencies/").status == 200
    # It would be sent nothing.
    assert ask("HEAD", address).status == 200
    leave(sent.pop())
    assert get(address).status == 200
    list(sent.pop().streaming_content)
    again = [stream(address, reader) for reader in range(settings.EXPORTS_AT_ONCE)]
    assert get(address).status == 503
    for response in again:
        leave(response)


@in_each_form
@pytest.mark.usefixtures("_twelve")
def test_an_address_is_sent_one_export_at_a_time(form: str) -> None:
    """Else two of one reader, who need not even read them, would be all that there are."""
    address = f"agencies/?format={form}"
    sent = stream(address, 7)
    for other in (address, f"sources/?format={form}"):
        answer = Client().get(f"/api/v1/{other}", REMOTE_ADDR="192.0.2.7")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
        assert answer.json()["detail"] == exports.OneAtATime.default_detail
    assert Client().get(f"/api/v1/{address}&limit=2", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert Client().head(f"/api/v1/{address}", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert get(address).status == 200
    leave(sent)
    leave(stream(address, 7))


@pytest.mark.usefixtures("_twelve")
def test_whose_export_it_is_the_throttle_says(settings: LazySettings) -> None:
    """Behind a proxy all come from its address, and are told apart by what it says of them."""
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    sent = stream("agencies/?format=csv", 7)
    for told, status in (("192.0.2.8", 200), ("192.0.2.8, 192.0.2.7", 429)):
        headers = {"x-forwarded-for": told}
        answer: Any = Client().get("/api/v1/agencies/?format=csv", headers=headers, REMOTE_ADDR="192.0.2.1")
        assert answer.status_code == status
        if answer.streaming:
            list(answer.streaming_content)
    leave(sent)


@pytest.mark.usefixtures("_twelve")
def test_that_there_is_no_room_is_logged_by_one_line(caplog: pytest.LogCaptureFixture) -> None:
    sent = [stream("agencies/?format=csv", reader) for reader in range(settings.EXPORTS_AT_ONCE)]
    assert get("agencies/?format=csv").status == 503
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [
        ("Service Unavailable: /api/v1/agencies/", None)
    ]
    for response in sent:
        leave(response)


@in_each_form
@pytest.mark.usefixtures("_twelve")
def test_what_is_not_sent_to_its_end_leaves_its_room(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(settings.EXPORTS_AT_ONCE + 1):
        assert ask("HEAD", f"agencies/?format={form}").status == 200
        assert get(f"agencies/?format={form}", if_none_match="*").status == 304
        assert get(f"agencies/?format={form}", if_match='"other"').status == 412
    failing_at(monkeypatch, 1)
    assert get(f"agencies/?format={form}").status == 500
    for _ in range(settings.EXPORTS_AT_ONCE + 1):
        assert get(f"agencies/?format={form}").status == 200
