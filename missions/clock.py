"""The only place that reads the clock for a day. The edge calls it and hands the day on."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day it is in UTC."""
    return datetime.now(UTC).date()
