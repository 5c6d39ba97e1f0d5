from datetime import UTC, datetime

import pytest

from missions.dates import moment


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 20, 12, tzinfo=UTC), "2026-11-20T12:00:00Z"),
        (datetime(2026, 11, 20, 12, 0, 0, 123, tzinfo=UTC), "2026-11-20T12:00:00.000123Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)
def test_an_instant_is_written_in_utc(instant: datetime, text: str) -> None:
    assert moment(instant) == text
