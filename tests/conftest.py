import pytest
from django.core.management import call_command

from missions.actions.fixtures import FIXTURES


@pytest.fixture
def library(db: None) -> None:
    """The repository's fixtures, loaded within the test's transaction."""
    call_command("loaddata", *FIXTURES, verbosity=0)
