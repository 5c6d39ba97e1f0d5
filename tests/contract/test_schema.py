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
    shown = {name for name in examples.REQUESTS if not name.isdigit()}

    assert shown == operations().keys() - {"get_schema"}
    for name in shown:
        content = operations()[name]["responses"]["200"]["content"]["application/json"]
        assert content["examples"]["Answer"]["value"] == examples.answers()[name]


@pytest.mark.usefixtures("library")
def test_every_example_is_what_the_tracker_answers() -> None:
    assert dict(examples.ask()) == examples.answers(), WRITE_ANEW


def test_every_parameter_says_what_it_does() -> None:
    for operation in operations().values():
        for parameter in operation["parameters"]:
            assert parameter["description"], parameter


def test_every_operation_tells_its_errors() -> None:
    for name, operation in operations().items():
        told = operation["responses"].keys()
        assert {"200", "304", "400", "405", "406", "412", "429", "500"} == told - {"404"}, name


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
