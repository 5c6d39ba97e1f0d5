"""A real browser on a server of the test's own. Whatever the pages complain of in its console fails the test."""

import os
from collections.abc import Iterator
from datetime import date
from threading import Lock
from threading import enumerate as enumerate_threads
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from missions import clock
from missions.models import Milestone
from tests.browser.chromium import CHROMIUM, FLAGS
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

# Where there is no browser, tests/conftest.py says that these are left out.
collect_ignore_glob = [] if CHROMIUM.exists() else ["test_*.py"]

TODAY = date(2026, 11, 20)
PASSWORD = "a long way to the moon"

# Milliseconds until what is waited for will not come. A slow machine is no mistake of the code's.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same whenever the tests run. The server is a thread of this process."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(scope="session", autouse=True)
def _by_turns() -> Iterator[None]:
    """On SQLite in memory all threads of the server share one connection: one request uses it at a time."""
    lock, answer = Lock(), WSGIHandler.__call__

    def by_turns(handler: WSGIHandler, environ: Any, start_response: Any) -> Any:
        with lock:
            return answer(handler, environ, start_response)

    with pytest.MonkeyPatch.context() as patched:
        if connection.vendor == "sqlite":
            patched.setattr(WSGIHandler, "__call__", by_turns)
        yield


@pytest.fixture(scope="session")
def chromium(live_server: LiveServer) -> Iterator[Browser]:
    """Closed before the server is: its threads must be done with the database before that is taken from them."""
    # Playwright keeps a loop running in this thread, in which Django sees a danger that is none here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
    _wait_for_answers()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def problems() -> list[str]:
    """What the consoles of the test's pages complain of, violations of the policy among it. Empty at the end."""
    return []


@pytest.fixture
def context(chromium: Browser, live_server: LiveServer, problems: list[str]) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    yield watched(context, problems)
    context.close()
    # What is still asked must not meet the end of the test in the database.
    _wait_for_answers()
    assert problems == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def editor(live_server: LiveServer) -> User:
    return User.objects.create_superuser("anna", password=PASSWORD)


@pytest.fixture
def flight(live_server: LiveServer, editor: User) -> Milestone:
    flight = MilestoneFactory.create(title="First flight", slug="flight")
    claim(flight, "2022", claimant=AgencyFactory.create(name="SpaceX"), statement="It flies in 2022.")
    SourceFactory.create(title="A newspaper")
    return flight


def watched(context: BrowserContext, problems: list[str]) -> BrowserContext:
    context.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    context.on("weberror", lambda failed: problems.append(str(failed.error)))
    context.set_default_timeout(PATIENCE)
    return context


def sign_in(page: Page, name: str = "anna") -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="The editors’ desk").wait_for()


def _wait_for_answers() -> None:
    """Until the server is done with all that it was asked by browsers that are closed."""
    for thread in enumerate_threads():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)
