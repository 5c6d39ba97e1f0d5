"""A date in English words, for people."""

from missions.dates.divisions import DIVISIONS, MONTHS
from missions.dates.parsing import Form, Reading, Span
from missions.dates.parts import Part, years_of
from missions.vocabulary import Precision


def words(reading: Reading) -> str:
    if reading.form is Form.ONE:
        return _alone(reading.spans[0].parts[0])
    if reading.form is Form.INTERVAL:
        return _interval(reading.spans[0])
    members = [_member(span) for span in reading.spans]
    if len(members) == 1 and len(reading.spans[0].parts) == 1:
        return members[0]
    return f"one of {', '.join(members)}"


def _alone(part: Part) -> str:
    """Articles fall away at the head: "second quarter of 2026", but "about the second quarter of 2026"."""
    if part.approximate:
        return _with_marks(part)
    name = _named(part)
    name = name.removeprefix("the ") if part.month in DIVISIONS else name.removeprefix("the years ")
    return name + (", uncertain" if part.uncertain else "")


def _interval(span: Span) -> str:
    start, end = span.start, span.end
    if start and end:
        return _between(start, end)
    return f"from {_with_marks(start)}" if start else f"by {_with_marks(span.parts[0])}"


def _between(start: Part, end: Part) -> str:
    """A mark on both sides is said once, for the whole."""
    if start.mark != end.mark:
        return f"from {_within(start)} to {_within(end)}"
    if start.mark == "":
        return f"{_named(start)} to {_named(end)}"
    return _qualified(start, f"{_named(start)} to {_named(end)}", ", uncertain")


def _member(span: Span) -> str:
    if span.start is span.end:
        return _within(span.parts[0])
    if span.start and span.end:
        return _between(span.start, span.end)
    return f"{_within(span.parts[0])} or {'later' if span.start else 'earlier'}"


def _with_marks(part: Part) -> str:
    return _qualified(part, _named(part), ", uncertain")


def _within(part: Part) -> str:
    return _qualified(part, _named(part), " (uncertain)")


def _qualified(part: Part, name: str, doubt: str) -> str:
    return ("about " if part.approximate else "") + name + (doubt if part.uncertain else "")


def _named(part: Part) -> str:
    """As it stands inside a sentence, with its article."""
    if part.month in DIVISIONS:
        return _division(part)
    if part.month in ("", "XX"):
        unit = "a day in " if part.day else "a month of " if part.month else ""
        return unit + _year(part)
    month = MONTHS[int(part.month) - 1]
    if part.day in ("", "XX"):
        return ("a day in " if part.day else "") + _dated(month, part)
    return _dated(f"{int(part.day)} {month}", part)


def _dated(name: str, part: Part) -> str:
    if "X" not in part.year:
        return f"{name} {_year(part)}"
    article = "an" if name.startswith(("A", "O", "8", "11", "18")) else "a"
    return f"{article} {name} of {_year(part)}"


def _year(part: Part) -> str:
    if part.precision is Precision.CENTURY:
        years = years_of(part.year)
        return f"the years {years[0]:04} to {years[-1]:04}"
    return f"the {part.year[:3]}0s" if "X" in part.year else part.year


def _division(part: Part) -> str:
    division = DIVISIONS[part.month]
    if division.precision is not Precision.SEASON:
        return f"the {division.name} of {part.year}"
    # A winter is named after both its years.
    years = part.year if part.earliest.year == part.latest.year else f"{part.year}/{part.latest.year % 100:02}"
    return f"{division.name} {years}"
