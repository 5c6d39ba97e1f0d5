"""Each filter keeps some rows and drops others; each column has a filter, or a reason to have none."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import resolve

from missions.api.views.base import ListView
from missions.models import (
    Agency,
    Change,
    Claim,
    Milestone,
    Participation,
    Program,
    Proposal,
    Review,
    Slip,
    Source,
    Standing,
    Vehicle,
    Version,
    Withdrawal,
)
from tests.api.asking import get, rows
from tests.api.endpoints import LISTS, SCORECARDS, SUMMARY, Listed
from tests.api.filter_cases import CASES, MILESTONES, TOLD_BY
from tests.api.slip_cases import CASES_OF_SLIPS

pytestmark = pytest.mark.usefixtures("world")


# Their rows are groups, of what the filters of milestones keep.
GROUPED = (SUMMARY, SCORECARDS)


def told(address: str) -> list[Any]:
    """What the rows of a list are told by, in one order whatever the list's is."""
    path = address.partition("?")[0]
    name = next((name for end, name in TOLD_BY.items() if path.endswith(end)), "slug")
    return sorted(rows(address.replace(" ", "%20"), name=name))


@pytest.mark.parametrize(("address", "kept"), CASES.items())
def test_a_filter_keeps_some_rows_and_drops_others(address: str, kept: list[Any]) -> None:
    keeps(address, kept)


@pytest.mark.usefixtures("moves")
@pytest.mark.parametrize(("address", "kept"), CASES_OF_SLIPS.items())
def test_a_filter_of_slips_keeps_some_rows_and_drops_others(address: str, kept: list[Any]) -> None:
    keeps(address, kept)


def keeps(address: str, kept: list[Any]) -> None:
    every_row = told(whole(address))
    assert 0 < len(kept) < len(every_row)
    assert set(kept) < set(every_row)
    assert told(address) == kept


def whole(address: str) -> str:
    """The list without the filter, on the day that is asked about beside it."""
    path, _, query = address.partition("?")
    given = parse_qs(query)
    return f"{path}?as_of={given['as_of'][0]}" if "as_of" in given and len(given) > 1 else path


def view_of(address: str) -> type[ListView]:
    function: Any = resolve(f"/api/v1/{address.partition('?')[0]}").func
    view: type[ListView] = function.view_class
    return view


@pytest.mark.parametrize("address", ["milestones/summary/", "scorecards/"])
def test_groups_are_made_of_what_the_filters_of_milestones_keep(address: str) -> None:
    """Of one kind of group in which each of them is once. One of them came without having been promised."""
    for query, kept in MILESTONES.items():
        by, name = ("by=program", "n") if address == "scorecards/" else ("group_by=program", "count")
        numbers = rows(f"{address}?{query.replace(' ', '%20')}&{by}", name=name)
        assert sum(numbers) == len(set(kept) - ({"old-flight"} if name == "n" else set())), query


@pytest.mark.parametrize("listed", [each for each in LISTS if each not in GROUPED], ids=lambda listed: listed.address)
def test_every_filter_has_a_case(listed: Listed) -> None:
    view = view_of(listed.address)
    assert view.filters is not None
    of_view = [address for address in CASES | CASES_OF_SLIPS if view_of(address) is view]
    tried = {name for address in of_view for name in parse_qs(address.partition("?")[2])}
    assert tried == set(view.filters.base_filters) | ({"as_of"} if view.by_day else set())


# Each column, and by what its values are found: a filter of a list, or why there is none.
NUMBER = "Only the database's own number, never shown."
BOUNDS = "The bounds of a date, compared by the four filters of its text."
SPAN = "Where in a text: a check on the document, which nobody picks claims by."
DESK = "Of a review at the desk, which no answer shows."
HELD = "What `known_at` decides: of each row, what was held at that instant is shown."
COLUMNS: dict[type[Model], dict[str, str]] = {
    Agency: {
        "id": NUMBER, "slug": "agencies?slug", "name": "agencies?name", "short_name": "agencies?short_name",
        "kind": "agencies?kind", "country": "agencies?country", "parent": "agencies?parent",
    },
    Program: {
        "id": NUMBER, "slug": "programs?slug", "name": "programs?name", "destination": "programs?destination",
        "summary": "programs?search", "participants": "programs?agency",
    },
    Participation: {
        "id": NUMBER, "program": "agencies?program", "agency": "programs?agency", "role": "programs?role",
    },
    Vehicle: {
        "id": NUMBER, "slug": "vehicles?slug", "name": "vehicles?name", "kind": "vehicles?kind",
        "maker": "vehicles?maker", "operators": "vehicles?operator", "programs": "vehicles?program",
        "crewed": "vehicles?crewed", "reusable": "vehicles?reusable",
    },
    Milestone: {
        "id": NUMBER, "slug": "milestones?slug", "title": "milestones?title", "kind": "milestones?kind",
        "destination": "milestones?destination", "crewed": "milestones?crewed", "program": "milestones?program",
        "agencies": "milestones?agency", "vehicles": "milestones?vehicle", "criterion": "milestones?search",
    },
    Source: {
        "id": NUMBER, "slug": "sources?slug", "title": "sources?title", "publisher": "sources?publisher",
        "author": "sources?author", "published_edtf": "sources?published_overlaps", "published_earliest": BOUNDS,
        "published_latest": BOUNDS, "url": "sources?address", "sha256": "sources?sha256",
        "characters": "A length, which nobody picks documents by.",
        "sketch": "By it the desk recognises a copy. Answers do not show it.",
        "republication_of": "sources?republication_of", "reliability": "sources?reliability",
    },
    Claim: {
        "id": "The claim's own address.", "milestone": "claims?milestone", "source": "claims?source",
        "claimant": "claims?claimant", "speaker": "claims?speaker", "asserted_on_edtf": "claims?asserted_within",
        "asserted_on_earliest": BOUNDS, "asserted_on_latest": BOUNDS, "outcome": "claims?outcome",
        "date_edtf": "claims?date_within", "date_earliest": BOUNDS, "date_latest": BOUNDS,
        "statement": "claims?search", "span_start": SPAN, "span_end": SPAN, "span_sha256": SPAN,
        "rank": "claims?rank", "reason": "claims?search", "recorded_at": "claims?recorded_from",
    },
    Withdrawal: {
        "claim": "claims?withdrawn", "recorded_at": "claims?withdrawn_from",
        "reason": "There are few of them, which `withdrawn` lists.",
    },
    Change: {
        "number": "changes?after", "at": "changes?at_from", "by": "changes?by", "resource": "changes?resource",
        "key": "changes?key", "action": "changes?action", "milestone": "changes?milestone",
        "reason": "A text for people, beside what changed.",
        "before": "What a row was, to be read: `key` and `milestone` find the row.",
        "after": "What a row is, to be read: `key` and `milestone` find the row.",
    },
    Version: {
        "id": NUMBER, "number": "That of the newest change.", "at": "That of the newest change.",
    },
    Standing: {
        "id": NUMBER, "milestone": "The address of the history.", "since": "milestones?since_from",
        "until": "What `as_of` decides: of each milestone, the standing in force is shown.",
        "outcome": "milestones?outcome", "date_edtf": "milestones?date_within", "date_earliest": BOUNDS,
        "date_latest": BOUNDS, "conflict": "milestones?conflict", "claim": "milestones?claimant",
        "promised_by": "milestones?promise_claimant",
        "promised_edtf": "milestones?promised_within", "promised_earliest": BOUNDS, "promised_latest": BOUNDS,
        "slip_min": "milestones?slip_from", "slip_max": "milestones?slip_to", "moves": "milestones?moved",
        "agreed_since": "milestones?corroborated_by", "came_by": "milestones?promise",
        "recorded_at": HELD, "superseded_at": HELD,
    },
    Slip: {
        "id": NUMBER, "milestone": "slips?milestone", "on": "slips?on_from", "kind": "slips?kind",
        "outcome": "slips?outcome", "was_edtf": "slips?was_within", "was_earliest": BOUNDS, "was_latest": BOUNDS,
        "date_edtf": "slips?date_within", "date_earliest": BOUNDS, "date_latest": BOUNDS,
        "days_min": "slips?days_from", "days_max": "slips?days_to", "claim": "slips?claimant",
        "was_claim": "Whoever told the old date, the new one is asked about.",
        "recorded_at": HELD, "superseded_at": HELD,
    },
    Review: dict.fromkeys(("id", "source", "text", "opened_by", "opened_at", "closed_at"), DESK),
    Proposal: dict.fromkeys(
        ("id", "review", "number", "span_start", "span_end", "span_sha256", "outcome", "date_edtf",
         "asserted_on_edtf", "claimant", "entities", "milestones", "reading", "why", "accepted", "claim",
         "decided_by"), DESK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("model", COLUMNS)
def test_every_column_has_a_filter_or_a_reason_to_have_none(model: type[Model]) -> None:
    columns = [column.name for column in (*model._meta.concrete_fields, *model._meta.many_to_many)]
    assert sorted(COLUMNS[model]) == sorted(columns)
    for found_by in COLUMNS[model].values():
        kind, is_filter, name = found_by.partition("?")
        if is_filter:
            filters = view_of(f"{kind}/").filters
            assert filters is not None
            assert name in filters.base_filters
        else:
            assert found_by.endswith(".")


def test_no_model_is_forgotten() -> None:
    assert set(COLUMNS) == set(apps.get_app_config("missions").get_models())


def test_two_matches_keep_a_row_once() -> None:
    """A plain join would answer with a row for each of them."""
    several = {
        "milestones/?agency=spacex,nasa": ["mars-landing", "moon-landing"],
        "milestones/?country=US": ["mars-landing", "moon-landing", "old-flight"],
        "milestones/?vehicle=orion,starship": ["mars-landing", "moon-landing"],
        "milestones/?source=speech,news,essay&slug=mars-landing": ["mars-landing"],
        "agencies/?program=artemis,apollo&slug=nasa": ["nasa"],
        "agencies/?role=lead,contractor&slug=nasa": ["nasa"],
        "programs/?agency=nasa,esa,roscosmos": ["apollo", "artemis"],
        "programs/?role=lead,partner,former": ["apollo", "artemis", "colony"],
        "programs/?country=US,RU": ["apollo", "artemis", "colony"],
        "programs/?vehicle=orion,starship": ["artemis", "colony"],
        "vehicles/?operator=nasa,esa": ["orion"],
        "vehicles/?program=artemis,colony": ["orion", "starship"],
    }
    for address, kept in several.items():
        assert told(address) == kept, address
    assert rows("claims/?agency=nasa,esa&milestone=moon-landing", name="statement") == ["copied", "in-2024"]
    assert rows("claims/?vehicle=orion,starship&milestone=moon-landing", name="statement") == ["copied", "in-2024"]


def test_filters_together_keep_what_each_keeps() -> None:
    """Across several related rows, one may meet one filter and another the other."""
    together = {
        "milestones/?agency=nasa&country=RU": [],
        "milestones/?agency=esa&country=US": ["moon-landing"],
        "milestones/?agency=spacex&vehicle=starship&country=US": ["mars-landing"],
        "milestones/?program=artemis&agency=esa&vehicle=orion": ["moon-landing"],
        "milestones/?source=essay&claimant=usa": ["old-flight"],
        "milestones/?kind=crewed_landing&destination=moon&crewed=true&overdue=true": ["moon-landing"],
        "milestones/?state=due&date_overlaps=2027&program=colony&conflict=false": ["mars-landing"],
        "programs/?agency=nasa&country=RU": ["artemis"],
        "vehicles/?operator=esa&program=artemis&crewed=true": ["orion"],
        "sources/?republication=false&published_after=2019": ["news"],
    }
    for address, kept in together.items():
        assert told(address) == kept, address


def test_a_role_is_that_of_whom_else_is_asked_for() -> None:
    """NASA leads Artemis and works for Apollo: it does not lead Apollo because somebody does."""
    together = {
        "agencies/?program=apollo&role=lead": ["usa"],
        "agencies/?program=apollo,artemis&role=contractor": ["nasa"],
        "agencies/?program=artemis&role=contractor": [],
        "programs/?agency=nasa&role=lead": ["artemis"],
        "programs/?agency=nasa,usa&role=lead": ["apollo", "artemis"],
        "programs/?country=RU&role=lead": [],
        "programs/?country=US&role=lead": ["apollo", "artemis", "colony"],
        "programs/?agency=esa&country=RU": ["artemis"],
    }
    for address, kept in together.items():
        assert told(address) == kept, address


def test_a_filter_counts_what_it_keeps_on_all_pages() -> None:
    answer = get("claims/?outcome=planned&limit=2")
    assert (answer.body["count"], len(answer.body["results"])) == (9, 2)
