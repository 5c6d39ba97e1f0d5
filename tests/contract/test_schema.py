"""The committed schema is the code's, valid, and without a warning; its examples are what the tracker answers."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from openapi_spec_validator import OpenAPIV31SpecValidator

from missions.api import examples
from missions.api.views.documentation import as_yaml, schema
from tests.api.asking import get

COMMITTED = Path(settings.BASE_DIR) / "openapi.yaml"
WRITE_ANEW = "It has drifted from the code. Run: python3 manage.py describe"


def operations() -> dict[str, dict[str, Any]]:
    found = schema()["paths"].values()
    return {operation["operationId"]: operation for path in found for operation in path.values()}


def test_the_committed_schema_is_that_of_the_code() -> None:
    assert as_yaml() == COMMITTED.read_bytes(), WRITE_ANEW


def test_it_is_valid_openapi_3_1() -> None:
    document = yaml.safe_load(COMMITTED.read_bytes())

    assert document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_it_is_made_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    schema.cache_clear()
    GENERATOR_STATS.reset()

    schema()

    assert not GENERATOR_STATS
    assert capsys.readouterr().err == ""


def test_every_operation_has_an_example() -> None:
    found = {
        (name, media_type): content["examples"]["Answer"]["value"]
        for name, operation in operations().items()
        if name not in ("get_schema", "get_changes_atom")
        for media_type, content in operation["responses"]["200"]["content"].items()
        # What lists are exported as, docs/api.md shows.
        if media_type not in ("text/csv", "application/x-ndjson")
    }
    named = {name: name.partition(".") for name in examples.REQUESTS if not name.isdigit()}
    media_types = {"get_milestone_calendar": "text/calendar"}
    assert found == {
        (operation, other or media_types.get(name, "application/json")): examples.answers()[name]
        for name, (operation, _, other) in named.items()
    }


@pytest.mark.usefixtures("library")
def test_every_example_is_what_the_tracker_answers() -> None:
    assert dict(examples.ask()) == examples.answers(), WRITE_ANEW


def test_every_parameter_says_what_it_does() -> None:
    for operation in operations().values():
        for parameter in operation["parameters"]:
            assert parameter["description"], parameter


def test_what_is_always_taken_where_nothing_is_given_is_told() -> None:
    """Not the limit of a list: of an export without one, all rows come."""
    found = {
        (name, parameter["name"]): parameter["schema"]["default"]
        for name, operation in operations().items()
        for parameter in operation["parameters"]
        if "default" in parameter["schema"] and parameter["name"] != "ordering"
    }
    assert found == {
        ("get_changes_atom", "limit"): 50,
        ("list_scorecards", "by"): "claimant",
        ("list_summary_of_milestones", "group_by"): ["state"],
    }


def test_every_operation_tells_its_errors() -> None:
    for name, operation in operations().items():
        told = operation["responses"].keys()
        busy = {"503"} if name.startswith("list_") else set()
        assert {"200", "304", "400", "405", "406", "412", "429", "500"} | busy == told - {"404"}, name


# What every site says, and the methods, which are told of the one answer that is about them.
OF_ALL = {
    *("Allow", "Content-Length", "Content-Security-Policy", "Content-Type", "Cross-Origin-Opener-Policy"),
    *("Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"),
}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("query", ["", "known_at=2026-11-20T12:00:00Z", "limit=1", "format=csv"])
def test_every_header_of_an_answer_is_told(query: str) -> None:
    for path, found in schema()["paths"].items():
        answer = get(f"{path}?{query}")
        if answer.status == 200:
            assert set(answer.headers) - OF_ALL <= set(found["get"]["responses"]["200"]["headers"]), path


def test_every_list_tells_its_formats_and_its_columns() -> None:
    lists = [operation for name, operation in operations().items() if name.startswith("list_")]
    assert len(lists) >= 8
    for operation in lists:
        content = operation["responses"]["200"]["content"]
        assert list(content) == ["application/json", "text/csv", "application/x-ndjson"]
        assert content["text/csv"]["schema"]["type"] == "string"
        names = content["text/csv"]["schema"]["description"].partition(" columns: ")[2]
        members = operation_members(content["application/x-ndjson"]["schema"])
        assert {name.partition("_")[0] for name in names.rstrip(".").split(", ")} == {
            member.partition("_")[0] for member in members
        }


def operation_members(rows: dict[str, Any]) -> list[str]:
    """Those of the rows that the array holds."""
    name = rows["items"]["$ref"].rpartition("/")[2]
    return list(schema()["components"]["schemas"][name]["properties"])


@pytest.mark.parametrize(
    ("asked", "media_type"),
    [("", "application/yaml"), ("?format=yaml", "application/yaml"), ("?format=json", "application/json")],
)
def test_it_is_served_as_yaml_and_as_json(client: Client, asked: str, media_type: str) -> None:
    answer = client.get(f"/api/v1/schema/{asked}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert yaml.safe_load(answer.content) == yaml.safe_load(COMMITTED.read_bytes())


def test_the_page_that_reads_it_asks_no_other_host(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()

    assert "//" not in page.replace("<!DOCTYPE html>", "")
