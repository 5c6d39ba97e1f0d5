"""What the tracker does when it fails, or is asked too often."""

import logging
import runpy
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client, override_settings
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as TimedOut
from rest_framework.views import APIView

from missions.api.renderers import JSONRenderer
from missions.api.throttle import AddressThrottle
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
    monkeypatch.setattr(AddressThrottle, "rate", "3/min", raising=False)
    monkeypatch.setattr(ReadView, "throttle_classes", (AddressThrottle,))
    yield
    cache.delete(AddressThrottle.cache_format % {"scope": "anon", "ident": "127.0.0.1"})


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
    cache.delete(AddressThrottle.cache_format % {"scope": "anon", "ident": "192.0.2.1"})


class SilentCache(LocMemCache):
    """A cache that does not answer."""

    def __init__(self, error: Exception) -> None:
        super().__init__("silent", {})
        self.error = error

    def get(self, *_arguments: object, **_named: object) -> Any:
        raise self.error

    incr = get


@pytest.mark.usefixtures("_thrice_a_minute")
@pytest.mark.parametrize(
    "error", [NoConnection("no route"), TimedOut("no route"), OSError("no route"), ConnectionRefusedError("no route")]
)
def test_without_a_cache_nobody_is_counted_and_the_log_says_so(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(AddressThrottle, "cache", SilentCache(error))
    assert [get("agencies/?limit=1").status for _ in range(5)] == [200] * 5
    told = [(record.name, record.levelname, record.getMessage()) for record in caplog.records]
    warning = "Requests are not counted, because the cache does not answer: no route"
    assert told == [("missions.api.throttle", "WARNING", warning)] * 5


@pytest.mark.usefixtures("_thrice_a_minute")
def test_a_mistake_in_counting_is_not_taken_for_a_silent_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AddressThrottle, "cache", SilentCache(TypeError("mistaken")))
    assert problem(get("agencies/"), 500, "Internal Server Error")["detail"] == FAILED


def test_requests_are_counted_unless_a_test_says_otherwise() -> None:
    assert APIView.throttle_classes == [AddressThrottle]


def test_an_address_may_ask_1200_times_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THROTTLE")
    chosen = runpy.run_path(str(settings.BASE_DIR / "tracker" / "settings.py"))
    rate = chosen["REST_FRAMEWORK"]["DEFAULT_THROTTLE_RATES"]["anon"]
    assert AddressThrottle().parse_rate(rate) == (1200, 60)
