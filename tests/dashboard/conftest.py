from datetime import date

import pytest

from missions import clock

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is the same whenever the tests run."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
