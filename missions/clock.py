"""The only place that reads the clock. The edge calls it and hands the day, or the instant, on."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day it is in UTC."""
    return now().date()


def now() -> datetime:
    """The instant it is, in UTC."""
    return datetime.now(UTC)
