"""From what people write instead of EDTF to the EDTF they may have meant."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from itertools import count

from missions.dates.divisions import DECADE_PARTS, MONTHS, ORDINALS, SEASONS, THIRDS
from missions.dates.parts import MARKS

_UNKNOWN = ("unknown", "undated", "none", "null", "n/a", "na", "tba", "tbc", "tbd", "-", "?")
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
_ORDINAL = f"({'|'.join(ORDINALS)})"
_PART = f"({'|'.join(THIRDS)})[- ](?:in |of )?(?:the )?"
_OPENS = "from|since|starting|not before|(?:no|not) (?:earlier|sooner) than|not until"

# What a whole text in small letters looks like, and what may have been meant. The order counts: the first that is a
# date is proposed.
_FORMS: tuple[tuple[str, Callable[..., str]], ...] = (
    ("([0-9]{3})0'?s", "{}X".format),
    (f"{_PART}([0-9]{{3}})0'?s", lambda part, tens: "/".join(f"{tens}{digit}" for digit in DECADE_PARTS[part])),
    (f"{_PART}([0-9]{{4}})", lambda part, year: f"{year}-{THIRDS[part]}"),
    # Whose end is the year's, which is said with the year alone.
    ("(?:by|before|until|no later than) (?:the )?end of ([0-9]{4})", "../{}".format),
    ("([0-9]{4})[-/. ]([0-9]{1,2})", "{}-{:0>2}".format),
    ("([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", "{}-{:0>2}-{:0>2}".format),
    ("([0-9]{4})([0-9]{2})([0-9]{2})", "{}-{}-{}".format),
    ("([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})", "{2}-{1:0>2}-{0:0>2}".format),
    ("([0-9]{2})([0-9]{2})[-/]([0-9]{2})", "{0}{1}/{0}{2}".format),
    ("([0-9]{4}-[0-9]{2}-[0-9]{2})[t ][0-9]{2}:.*", "{}".format),
    ("q([1-4])[- /]?([0-9]{4})", lambda quarter, year: f"{year}-{32 + int(quarter)}"),
    ("([0-9]{4})[- /]?q([1-4])", lambda year, quarter: f"{year}-{32 + int(quarter)}"),
    (f"{_ORDINAL} quarter (?:of )?([0-9]{{4}})", lambda nth, year: f"{year}-{32 + ORDINALS[nth]}"),
    ("h([12])[- /]?([0-9]{4})", lambda half, year: f"{year}-{39 + int(half)}"),
    ("([0-9]{4})[- /]?h([12])", lambda year, half: f"{year}-{39 + int(half)}"),
    (f"{_ORDINAL} half (?:of )?([0-9]{{4}})", lambda nth, year: f"{year}-{39 + ORDINALS[nth]}"),
    ("(first|second|third|last) third (?:of )?([0-9]{4})", lambda nth, year: f"{year}-{36 + ORDINALS.get(nth, 3)}"),
    (f"({'|'.join(SEASONS)}) (?:of )?([0-9]{{4}})", lambda season, year: f"{year}-{SEASONS[season]}"),
    ("winter (?:of )?([0-9]{4})[-/][0-9]{2}", "{}-24".format),
    (f"{_MONTH} ([0-9]{{4}})", lambda month, year: f"{year}-{_month(month)}"),
    (
        f"([0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? ([0-9]{{4}})",
        lambda day, month, year: f"{year}-{_month(month)}-{day:0>2}",
    ),
    (
        f"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})",
        lambda month, day, year: f"{year}-{_month(month)}-{day:0>2}",
    ),
    ("before ([0-9]{4})", lambda year: f"../{int(year) - 1:04}"),
    ("after ([0-9]{4})", lambda year: f"{int(year) + 1:04}/.."),
    ("([0-9]{4})-([0-9]{2})-[0-9]{2}", lambda year, month: f"{year}-{month}-{_days(year, month)}"),
    ("([0-9]{4})-[0-9]{2}(?:-[0-9]{2})?", "{}".format),
    ("\\[([^,]*)\\]", "{}".format),
    ("\\{(.*)\\}", "[{}]".format),
)

# The same around dates that may themselves be other than EDTF: "possibly by the 2030s".
_AROUND: tuple[tuple[str, Callable[..., str]], ...] = (
    ("(?:by|until|till|(?:no|not) later than|up to) (.+)", lambda end: f"../{end.rpartition('/')[2]}"),
    ("(.+) (?:at the latest|or earlier)", lambda end: f"../{end.rpartition('/')[2]}"),
    (f"(?:{_OPENS}) (.+)", lambda start: f"{start.partition('/')[0]}/.."),
    ("(.+) (?:at the earliest|or later)", lambda start: f"{start.partition('/')[0]}/.."),
    ("(?:about|around|approximately|circa|ca?\\.?) ?(.+)", "{}~".format),
    ("(?:possibly|probably|perhaps|maybe) (.+)", "{}?".format),
    ("(?:between )?(.+?) (?:to|and|until|-) (.+)", "{}/{}".format),
    ("([0-9x]{4}s?)-([0-9x]{4}s?)", "{}/{}".format),
    ("(.+)\\.\\.(.+)", "{}/{}".format),
    ("(.+)/(?:open|unknown)?", "{}/..".format),
    ("(?:open|unknown)?/(.+)", "../{}".format),
    ("(.+?) ?/ ?(.+)", "{}/{}".format),
    ("(.+?)/(.+)", "{1}/{0}".format),
)
_DEEPEST = 3
# What people write is found within seven. A text made to fit many forms at once would take hundreds.
_MOST_TRIALS = 30

Reads = Callable[[str], bool]


class _GivenUp(Exception):
    pass


def means_unknown(text: str) -> bool:
    return text.lower() in _UNKNOWN


def nearest(text: str, reads: Reads) -> str | None:
    """The first guess that `reads` takes for a date, if it is among the first few."""
    trials = count(1)

    def tried(guess: str) -> bool:
        if next(trials) > _MOST_TRIALS:
            raise _GivenUp
        return reads(guess)

    try:
        return _nearest(text, tried, 0)
    except _GivenUp:
        return None


def _nearest(text: str, reads: Reads, depth: int) -> str | None:
    """`depth` counts the words around it that were taken off."""
    return next((guess for guess in _guesses(text, reads, depth) if reads(guess)), None)


def _guesses(text: str, reads: Reads, depth: int) -> Iterator[str]:
    plain = " ".join(re.sub("[–—]", "-", text.lower()).split()).removeprefix("in ").removeprefix("the ")
    yield plain.upper().replace(" ", "")
    yield from _marked_at_the_end(plain)
    for pattern, build in _FORMS:
        if found := re.fullmatch(pattern, plain):
            yield build(*found.groups())
    for pattern, build in _AROUND if depth < _DEEPEST else ():
        if found := re.fullmatch(pattern, plain):
            inner = [_nearest(group, reads, depth + 1) for group in found.groups()]
            yield from [build(*inner)] if all(inner) else []


def _marked_at_the_end(plain: str) -> Iterator[str]:
    marks = {sign for sign in plain if sign in MARKS}
    if marks and "/" not in plain:
        bare = re.sub(f"[{MARKS}]", "", plain).strip().upper()
        yield bare + (marks.pop() if len(marks) == 1 else "%")


def _days(year: str, month: str) -> int:
    """How many days a month has; none where there is no such month or year."""
    real = 1 <= int(month) <= 12 and int(year) > 0
    return monthrange(int(year), int(month))[1] if real else 0


def _month(name: str) -> str:
    return next(f"{number:02}" for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name))
