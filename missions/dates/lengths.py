"""Lengths of time in words."""

from datetime import date


def length(start: date, end: date) -> str:
    """From one day to a later one, in English: "3 years 10 months", "5 months", "12 days", rounded down."""
    months = 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)
    if months < 1:
        return _several((end - start).days, "day")
    told = [
        _several(number, unit) for number, unit in zip(divmod(months, 12), ("year", "month"), strict=True) if number
    ]
    return " ".join(told)


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
