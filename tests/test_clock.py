from datetime import UTC, date, datetime

import time_machine

from missions import clock


@time_machine.travel(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), tick=False)
def test_the_day_is_that_of_utc() -> None:
    assert clock.today() == date(2026, 11, 20)
