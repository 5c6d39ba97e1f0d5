from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

# Each after those that it points at.
FIXTURES = tuple(
    str(Path(settings.BASE_DIR) / "fixtures" / f"{name}.json")
    for name in ("agencies", "programs", "vehicles", "milestones", "sources", "claims")
)


@pytest.fixture
def library(db: None) -> None:
    """The repository's fixtures, loaded within the test's transaction."""
    call_command("loaddata", *FIXTURES, verbosity=0)
