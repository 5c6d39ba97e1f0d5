"""Scorecards and summaries of generated milestones, against a slow model; and every number against its list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.vocabulary import Promise
from tests.api import generated
from tests.api.asking import get
from tests.slow_promises import AS_OF, FILTERS, Seen, Thing, counted, groups_of, seen, things

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_catalog")]
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BY = ("claimant", "source", "agency", "program", "vehicle", "destination")
GROUP_BY = ("state", "outcome", "program", "agency", "vehicle", "destination", "kind", "country", "year")
days, queries = st.sampled_from(AS_OF), st.sampled_from(sorted(FILTERS))


@pytest.fixture
def _catalog(db: None) -> None:
    generated.catalog()


def asked(address: str, query: str, day: date, **given: str) -> list[dict[str, Any]]:
    """All rows, and that they are told to be all."""
    page = get(f"{address}?{query}", {"as_of": day.isoformat(), "limit": "500", **given}).body
    rows: list[dict[str, Any]] = page["results"]
    assert page["count"] == len(rows)
    return rows


def count_of(address: str | None) -> int:
    """How many the list has that a number names; none where there is no list."""
    return int(get(address, {"fields": "slug", "limit": "1"}).body["count"]) if address else 0


def stood(found: list[Thing], day: date) -> list[Seen]:
    return [one for thing in found if (one := seen(thing, day))]


def numbers_of(found: list[Seen]) -> dict[str, int]:
    promises = {promise.value: sum(one.promise == promise for one in found) for promise in Promise}
    return {
        "n": len(found),
        **promises,
        "settled": sum(one.settled for one in found),
        "missed": sum(one.settled and one.promise == "pending" for one in found),
        "unclear": sum(one.promise == "kept_late" and not one.slipped for one in found),
    }


def cards(found: list[Seen], by: str, query: str) -> Iterator[tuple[str, dict[str, int]]]:
    promised = [one for one in found if one.promise and FILTERS[query](one)]
    groups = {group for one in promised for group in groups_of(one, (by,), query)}
    for group in groups:
        yield group[0], numbers_of([one for one in promised if group in groups_of(one, (by,), query)])


@few
@given(things, days, st.sampled_from(BY), queries)
def test_scorecards_are_what_the_claims_make_them(found: list[Thing], day: date, by: str, query: str) -> None:
    with transaction.atomic():
        generated.build(found)
        rows = asked("scorecards/", query, day, by=by)
        expected = dict(cards(stood(found, day), by, query))
        assert {row["slug"] or "": {name: row[name] for name in numbers_of([])} for row in rows} == expected
        for row in rows:
            assert sum(row[promise.value] for promise in Promise) == row["n"]
            assert {name: count_of(address) for name, address in row["lists"].items()} == expected[row["slug"] or ""]
        transaction.set_rollback(True)


def text(value: Any) -> str:
    """As the slow model tells a group."""
    if isinstance(value, dict):
        return str(value["slug"])
    return f"{value:04}" if isinstance(value, int) else value or ""


@few
@given(things, days, st.lists(st.sampled_from(GROUP_BY), min_size=1, max_size=2, unique=True).map(tuple), queries)
def test_summaries_are_what_the_claims_make_them(
    found: list[Thing], day: date, names: tuple[str, ...], query: str
) -> None:
    with transaction.atomic():
        generated.build(found)
        rows = asked("milestones/summary/", query, day, group_by=",".join(names))
        expected = counted(stood(found, day), names, query)
        assert {tuple(text(row[name]) for name in names): row["count"] for row in rows} == expected
        total = sum(map(FILTERS[query], stood(found, day)))
        assert [row["total"] for row in rows] == [total] * len(rows)
        assert [count_of(row["milestones"]) for row in rows] == [row["count"] for row in rows]
        transaction.set_rollback(True)


@few
@given(things, days, queries)
def test_filters_keep_what_the_claims_say(found: list[Thing], day: date, query: str) -> None:
    with transaction.atomic():
        generated.build(found)
        kept = {row["slug"] for row in asked("milestones/", query, day)}
        views = {f"m{at}": seen(thing, day) for at, thing in enumerate(found)}
        assert kept == {slug for slug, one in views.items() if one and FILTERS[query](one)}
        transaction.set_rollback(True)
