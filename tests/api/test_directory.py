"""The root tells what there is, the vocabularies what the words mean; every address that is told leads somewhere."""

from collections.abc import Iterator
from typing import Any

import pytest

from missions import vocabulary
from tests.api.asking import ROOT, get
from tests.api.endpoints import LISTS

pytestmark = pytest.mark.usefixtures("world")


def test_the_directory() -> None:
    assert get("").body == {
        "endpoints": [
            {"name": name, "url": f"{ROOT}{name}{'' if '.' in name else '/'}", "description": description}
            for name, description in {
                "agencies": "Organisations and states that fly, build or promise.",
                "programs": "Long efforts with a purpose.",
                "vehicles": "Rockets, spacecraft, rovers, landers, orbiters and stations.",
                "milestones": "Things that either happen or do not, as they stand today or stood on any day.",
                "milestones/summary": "How many milestones are in each group: by state, year, program and more.",
                "scorecards": "What became of promises: kept on time or late, overdue, pending, cancelled or failed.",
                "timeline": "Milestones as lines to draw: what was promised when, and what came of it.",
                "slips": "How the dates of milestones moved, and how far.",
                "sources": "Documents that were read.",
                "claims": "What a source says of a milestone: by whom, when, what is to come or came, and when.",
                "feeds/milestones.ics": "Milestones as a calendar to subscribe to.",
                "changes": (
                    "What was done to every row: old and new values, when, by whom and why. To be followed by a cursor."
                ),
                "feeds/changes.atom": "The newest changes in words, for feed readers (Atom).",
                "vocabularies": "Every enumerated value, with its meaning.",
                "schema": "This API in OpenAPI 3.1.",
                "docs": "A page to read and try it.",
            }.items()
        ]
    }


def test_all_that_the_directory_names_is_there() -> None:
    addresses = [endpoint["url"] for endpoint in get("").body["endpoints"]]
    assert len(addresses) == 16
    assert [get(address).status for address in addresses] == [200] * 16


def test_addresses_are_those_of_the_host_that_was_asked() -> None:
    (first, *_) = get("", host="localhost:8000").body["endpoints"]
    assert first["url"] == "http://localhost:8000/api/v1/agencies/"
    body = get("agencies/?limit=1", host="localhost:8000").body
    assert body["next"] == "http://localhost:8000/api/v1/agencies/?limit=1&offset=1"
    assert body["results"][0]["url"] == "http://localhost:8000/api/v1/agencies/esa/"


def test_the_vocabularies_are_all_there() -> None:
    terms = {
        name: [{"value": term.value, "meaning": term.meaning} for term in kind]
        for name, kind in {
            "action": vocabulary.Action,
            "agency_kind": vocabulary.AgencyKind,
            "destination": vocabulary.Destination,
            "milestone_kind": vocabulary.MilestoneKind,
            "outcome": vocabulary.Outcome,
            "precision": vocabulary.Precision,
            "promise": vocabulary.Promise,
            "rank": vocabulary.Rank,
            "reliability": vocabulary.Reliability,
            "resource": vocabulary.Resource,
            "role": vocabulary.Role,
            "slip_kind": vocabulary.SlipKind,
            "state": vocabulary.State,
            "vehicle_kind": vocabulary.VehicleKind,
        }.items()
    }
    assert get("vocabularies/").body == terms
    assert len(terms) == len(vocabulary.Term.__subclasses__())


def test_a_vocabulary_word_for_word() -> None:
    assert get("vocabularies/").body["outcome"] == [
        {"value": "planned", "meaning": "Said to come. The date is the target."},
        {"value": "ongoing", "meaning": "Begun and not finished. The date is when it began."},
        {"value": "achieved", "meaning": "Came about. The date is when."},
        {"value": "failed", "meaning": "Was tried and did not come about. The date is when it was tried."},
        {"value": "cancelled", "meaning": "Will not come. The date is when that was decided."},
    ]


def addresses_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from addresses_in(each)
    elif isinstance(value, str) and value.startswith(ROOT):
        yield value


def test_every_address_in_an_answer_leads_somewhere() -> None:
    """Save that of a milestone that does not stand, because its only claim is doubted."""
    found = {address for listed in LISTS for address in addresses_in(get(listed.address).body)}
    assert len(found) > 60
    statuses = {address: get(address).status for address in found}
    assert {address: status for address, status in statuses.items() if status != 200} == {
        f"{ROOT}milestones/doubted/": 404
    }


def test_the_schema_in_both_of_its_forms() -> None:
    yaml, json = get("schema/"), get("schema/?format=json")
    assert (yaml.status, yaml.media_type) == (200, "application/yaml; charset=utf-8")
    assert (json.status, json.media_type) == (200, "application/json")
    assert json.body["openapi"] == "3.1.0"
    assert yaml.content.startswith(b"openapi: 3.1.0\n")


def test_the_page_of_the_documentation_is_no_part_of_what_it_shows() -> None:
    paths = get("schema/?format=json").body["paths"]
    assert "/api/v1/agencies/" in paths
    assert "/api/v1/docs/" not in paths


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json;q=0.1, text/*"])
def test_the_page_of_the_documentation_is_html_whoever_asks(accept: str) -> None:
    answer = get("docs/", accept=accept)
    assert (answer.status, answer.media_type) == (200, "text/html; charset=utf-8")


def test_the_page_of_the_documentation() -> None:
    answer = get("docs/")
    assert (answer.status, answer.media_type) == (200, "text/html; charset=utf-8")
    assert b'data-schema="/api/v1/schema/?format=json"' in answer.content
