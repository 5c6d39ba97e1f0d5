"""What the tracker does when it fails, or is asked too often."""

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from rest_framework.throttling import AnonRateThrottle

from missions.api.renderers import JSONRenderer
from missions.api.views.base import ReadView
from missions.api.views.catalog import AgencyList
from tests.api.asking import get, problem

pytestmark = pytest.mark.usefixtures("world")

FAILED = "The tracker failed. The failure is logged; try again later."


@pytest.fixture
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(_view: AgencyList) -> None:
        raise RuntimeError("secret-detail")

    monkeypatch.setattr(AgencyList, "rows", rows)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Django's log does not reach the root's handlers, where pytest listens."""
    logger = logging.getLogger("django")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


@pytest.mark.usefixtures("_broken")
@pytest.mark.parametrize("debug", [False, True])
def test_a_failure_is_a_problem_that_tells_nothing_and_is_logged(debug: bool, log: pytest.LogCaptureFixture) -> None:
    with override_settings(DEBUG=debug):
        answer = get("agencies/")
    found = problem(answer, 500, "Internal Server Error")
    assert (found["detail"], found["instance"], found["errors"]) == (FAILED, "/api/v1/agencies/", [])
    assert b"secret-detail" not in answer.content
    assert answer.headers["Cache-Control"] == "no-store"
    (record,) = [record for record in log.records if record.levelno == logging.ERROR]
    assert record.exc_info
    assert str(record.exc_info[1]) == "secret-detail"


@pytest.mark.parametrize("debug", [False, True])
def test_a_failure_while_the_answer_is_written_is_a_problem_too(debug: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(*_arguments: object) -> bytes:
        raise RuntimeError("secret-detail")

    monkeypatch.setattr(JSONRenderer, "render", render)
    with override_settings(DEBUG=debug):
        answer = get("agencies/")
    assert problem(answer, 500, "Internal Server Error")["detail"] == FAILED
    assert b"secret-detail" not in answer.content


@pytest.fixture
def _thrice_a_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(AnonRateThrottle, "rate", "3/min", raising=False)
    monkeypatch.setattr(ReadView, "throttle_classes", (AnonRateThrottle,))
    yield
    cache.delete(AnonRateThrottle.cache_format % {"scope": "anon", "ident": "127.0.0.1"})


@pytest.mark.usefixtures("_thrice_a_minute")
def test_who_asks_too_often_is_told_when_to_come_again() -> None:
    assert [get("agencies/").status for _ in range(3)] == [200, 200, 200]
    answer = get("vehicles/")
    found = problem(answer, 429, "Too Many Requests")
    seconds = int(answer.headers["Retry-After"])
    assert 0 < seconds <= 60
    assert found["detail"] == f"Request was throttled. Expected available in {seconds} seconds."
    assert found["errors"] == []


@pytest.mark.usefixtures("_thrice_a_minute")
def test_each_address_has_its_own_count() -> None:
    assert [get("agencies/").status for _ in range(4)] == [200, 200, 200, 429]
    assert Client().get("/api/v1/agencies/", REMOTE_ADDR="192.0.2.1").status_code == 200
    cache.delete(AnonRateThrottle.cache_format % {"scope": "anon", "ident": "192.0.2.1"})


def test_an_address_may_ask_1200_times_a_minute() -> None:
    rate = AnonRateThrottle.THROTTLE_RATES["anon"]
    assert AnonRateThrottle().parse_rate(rate) == (1200, 60)
