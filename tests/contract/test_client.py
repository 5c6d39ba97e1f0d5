"""A client generated from the schema works."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from missions import clock
from missions.actions.fixtures import FIXTURES

NAME = "generated_tracker_client"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same whenever the tests run. The server is a thread of this process."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 20))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    room = tmp_path_factory.mktemp("client")
    config = room / "config.yaml"
    # The generator knows no feeds. What it makes of one is not asked for.
    config.write_text("post_hooks: []\ncontent_type_overrides:\n  application/atom+xml: text/plain\n")
    subprocess.run(
        [
            *(str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--meta", "none"),
            *("--path", str(Path(settings.BASE_DIR) / "openapi.yaml"), "--output-path", str(room / NAME)),
            *("--config", str(config), "--fail-on-warning"),
        ],
        check=True,
        stdout=subprocess.PIPE,
    )
    sys.path.insert(0, str(room))
    yield importlib.import_module(NAME)
    sys.path.remove(str(room))


@pytest.mark.django_db(transaction=True)
def test_it_lists_overdue_milestones(generated: ModuleType, live_server: LiveServer) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    listing = importlib.import_module(f"{NAME}.api.milestones.list_milestones")

    with generated.Client(base_url=live_server.url) as client:
        page = listing.sync(client=client, overdue=True)

    first = page.results[0]
    assert (page.count, len(page.results)) == (4, 4)
    assert (first.slug, first.state.value, first.date.text) == ("spacex-first-mars-flight", "overdue", "by 2022")
    assert first.said_by.claimant.name == "SpaceX"


@pytest.mark.django_db(transaction=True)
def test_it_reads_one_milestone_and_what_is_wrong(generated: ModuleType, live_server: LiveServer) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    getting = importlib.import_module(f"{NAME}.api.milestones.get_milestone")

    with generated.Client(base_url=live_server.url) as client:
        found = getting.sync(client=client, slug="china-space-station")
        missing = getting.sync(client=client, slug="china-space-statoin")

    assert found.date.edtf == "2022"
    assert (missing.status, missing.detail) == (
        404,
        "There is no milestone 'china-space-statoin'. Did you mean 'china-space-station'?",
    )
