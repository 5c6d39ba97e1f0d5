"""The repository's own seeds and fixtures."""

from pathlib import Path

from missions.seeds.drawing import drift
from missions.seeds.fixtures import derive
from missions.seeds.reading import read

BASE = Path(__file__).resolve().parents[2]


def test_the_fixtures_are_what_the_seeds_make() -> None:
    assert list(drift(derive(read(BASE / "seeds")), BASE / "fixtures")) == []
