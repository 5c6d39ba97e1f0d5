from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from missions import clock
from missions.models import Milestone
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same whenever the tests run."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create(username="editor", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(editor: User) -> Client:
    """A browser in which an editor with every permission is signed in. It sends no CSRF token, and needs none."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def flight() -> Milestone:
    """What the rows of an imported file speak of."""
    SourceFactory.create(slug="a-paper")
    AgencyFactory.create(slug="spacex")
    return MilestoneFactory.create(slug="first-flight", title="First flight")


def desk_of(*permissions: str) -> Client:
    """A browser in which somebody with these permissions is signed in."""
    user = User.objects.create(username="somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="missions", codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client
