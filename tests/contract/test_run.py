"""Requests drawn from the schema, put to the server as it runs, find nothing that the schema does not say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from missions.actions.fixtures import FIXTURES
from tests.contract import rows
from tests.contract.server import served

# So many for each operation, beside those that cover each keyword of the schema. The seed is fixed, so that a change of
# the code makes this fail and nothing else: `schemathesis run` without it looks further.
CASES, SEED = "5", "1"


@pytest.mark.django_db(transaction=True)
def test_requests_drawn_from_the_schema_find_nothing(tmp_path: Path) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    rows.make()

    with served(tmp_path) as address:
        done = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/v1/schema/"),
                *("--checks", "all", "--phases", "examples,coverage,fuzzing,stateful"),
                *("--max-examples", CASES, "--seed", SEED, "--request-timeout", "60", "--no-color"),
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
    paths = yaml.safe_load((settings.BASE_DIR / "openapi.yaml").read_bytes())["paths"]
    # All but the schema's own address, from which the run reads it.
    assert f"Tested: {len(paths) - 1}" in done.stdout, done.stdout[-3_000:]
