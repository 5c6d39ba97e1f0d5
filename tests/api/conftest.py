from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from pytest_django import DjangoDbBlocker

from missions import clock
from missions.api.views.base import ReadView
from tests.api import moves as dates_that_move
from tests.api import world as small_world

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same whenever the tests run."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask more in a minute than one address may. The limit has a test of its own."""
    monkeypatch.setattr(ReadView, "throttle_classes", ())


@pytest.fixture(scope="module")
def _built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Committed once for all tests of a module, and taken away after the last. What a test adds is rolled back."""
    with django_db_blocker.unblock():
        small_world.build()
    yield
    with django_db_blocker.unblock():
        models = apps.get_app_config("missions").get_models(include_auto_created=True)
        tables = [model._meta.db_table for model in models]
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=True))


@pytest.fixture
def world(_built_world: None, db: None) -> None:
    """Something of everything. A module's tests all use it, or none: it stays for each of them."""


@pytest.fixture
def moves(world: None) -> None:
    """The small world, and in it dates that move in every way: of this test alone."""
    dates_that_move.build()
