"""Instants as they are written."""

from datetime import datetime


def moment(instant: datetime) -> str:
    """In UTC, with a Z (RFC 3339): in answers, in the record of changes and in files."""
    return instant.isoformat().replace("+00:00", "Z")
