from pathlib import Path

import pytest

from tests.seeds.garden import Garden


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    return Garden(tmp_path)
