import pytest
from django.core.management import call_command
from hypothesis import settings

from missions.actions.fixtures import FIXTURES
from tests.browser.chromium import CHROMIUM, LEFT_OUT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM.exists():
        terminalreporter.write_line(LEFT_OUT, yellow=True)


# A slow machine is no mistake of the code's: speeds are measured in bench/. The examples are the same each time, so
# that a change of the code makes a test fail and nothing else; `--hypothesis-profile=default` looks further.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")


@pytest.fixture
def library(db: None) -> None:
    """The repository's fixtures, loaded within the test's transaction."""
    call_command("loaddata", *FIXTURES, verbosity=0)
