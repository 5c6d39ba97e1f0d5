"""Lengths of time in words, and how many of anything."""

from calendar import isleap
from datetime import date


def how_many(number: int, name: str) -> str:
    """ "1 claim", "2 claims"."""
    return f"1 {name}" if number == 1 else f"{number} {name}s"


def length(start: date, end: date) -> str:
    """From one day to a later one, in English: "3 years 10 months", "5 months", "12 days", rounded down.

    29 February has its anniversary on the last day of that month, whatever the year.
    """
    complete = end.day >= start.day or (
        (end.month, end.day) == (2, 28) and _on_leap_day(start) and not isleap(end.year)
    )
    months = 12 * (end.year - start.year) + end.month - start.month - (not complete)
    if months < 1:
        return how_many((end - start).days, "day")
    told = [
        how_many(number, unit) for number, unit in zip(divmod(months, 12), ("year", "month"), strict=True) if number
    ]
    return " ".join(told)


def between(least: str, most: str) -> str:
    """Two lengths as one: "1 to 2 years", "11 months to 2 years"; of equal ones, the one."""
    if least == most:
        return least
    number, *units = least.split()
    alike = len(units) == 1 and most.split()[1:] == [f"{units[0].removesuffix('s')}s"]
    return f"{number if alike else least} to {most}"


def _on_leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)
