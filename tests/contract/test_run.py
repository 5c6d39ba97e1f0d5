"""Requests drawn from the schema find nothing that the schema does not say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from missions.actions.fixtures import FIXTURES
from tests.contract import rows

CASES = "15"


@pytest.mark.django_db(transaction=True)
def test_requests_drawn_from_the_schema_find_nothing(live_server: LiveServer) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    rows.make()

    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{live_server.url}/api/v1/schema/"),
            *("--checks", "all", "--phases", "examples,coverage,fuzzing,stateful"),
            *("--max-examples", CASES, "--seed", "1", "--no-color"),
        ],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.contract.formats"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-20_000:]
    # Not by having asked nothing.
    assert "Tested: 16" in done.stdout, done.stdout[-3_000:]
