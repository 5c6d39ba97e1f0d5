"""What a match of a pattern of `atoms` comes to. None: there is no such date, or nothing to read it off."""

import re
from datetime import date, timedelta

from missions.dates.divisions import DECADE_PARTS, DIVISIONS, MONTHS, ORDINALS, SEASONS, THIRDS, last_of_month
from missions.proposals.told import WEEKDAYS, Told, When, month_text, moved, nearest_year, within_month

Found = re.Match[str]

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "an": 1,
}  # fmt: skip


def _month(found: Found) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(found["month"][:3]))


def _year(found: Found, when: When) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    only = when.only_year()
    step = {"this": 0, "next": 1, "last": -1}.get((groups.get("which") or "").lower())
    return None if only is None or step is None else only + step


def _is_relative(found: Found) -> bool:
    return not found.groupdict().get("year")


def iso(found: Found, _when: When) -> Told | None:
    return Told.of(found[0])


def day(found: Found, when: When) -> Told | None:
    month, day = _month(found), int(found["day"])

    def on(year: int) -> date:
        return date(year, month, day)

    try:
        year = _year(found, when) or nearest_year(when, on, on)
        return Told.of(on(year).isoformat(), relative=_is_relative(found)) if year else None
    except ValueError:
        return None


def days(found: Found, when: When) -> Told | None:
    """From a day of a month to another of the same month."""
    last = day(found, when)
    first = f"{last.last[:8]}{int(found['from']):02}" if last else ""
    return Told.of(f"{first}/{last.last}", relative=last.relative) if last and first < last.last else None


def month_of(found: Found, when: When) -> Told | None:
    month = _month(found)
    stretch = (lambda one: date(one, month, 1)), (lambda one: last_of_month(one, month))
    year = _year(found, when) or nearest_year(when, *stretch)
    if not year:
        return None
    part = (found.groupdict().get("part") or "").lower()
    if not part:
        return Told.of(month_text(year, month), relative=_is_relative(found))
    told = Told.of(within_month(year, month, part), relative=_is_relative(found))
    return _clipped(told, when)


def _clipped(told: Told, when: When) -> Told:
    """What is behind came about no later than the document."""
    day = when.only_day()
    if when.ahead or day is None or not told.first <= day.isoformat() < told.last:
        return told
    return Told.of(f"{told.first}/{day.isoformat()}", relative=True)


def _division(found: Found, when: When, number: int) -> Told | None:
    division = DIVISIONS[str(number)]
    stretch = (lambda one: division.window(one)[0]), (lambda one: division.window(one)[1])
    year = _year(found, when) or nearest_year(when, *stretch)
    return Told.of(f"{year:04}-{number}", relative=_is_relative(found)) if year else None


def season(found: Found, when: When) -> Told | None:
    return _division(found, when, SEASONS[found["season"].lower()])


def _nth(found: Found, count: int) -> int | None:
    word = found["nth"].lower()
    nth = count if word in ("last", "final") else ORDINALS.get(word) or int(word)
    return nth if nth <= count else None


def quarter(found: Found, when: When) -> Told | None:
    nth = int(found["nth"]) if found["nth"].isdigit() else _nth(found, 4)
    return _division(found, when, 32 + nth) if nth else None


def half(found: Found, when: When) -> Told | None:
    nth = int(found["nth"]) if found["nth"].isdigit() else _nth(found, 2)
    return _division(found, when, 39 + nth) if nth else None


def third(found: Found, when: When) -> Told | None:
    nth = _nth(found, 3)
    return _division(found, when, 36 + nth) if nth else None


def part_of_year(found: Found, when: When) -> Told | None:
    year, part = _year(found, when), found["part"].lower()
    if year is None:
        return None
    alone, whole = f"{year:04}-{THIRDS[part]}", f"{year:04}"
    relative = _is_relative(found)
    if part == "end":
        return Told(alone, alone, whole, before=whole, relative=relative)
    return Told.of(alone, relative=relative)


def decade(found: Found, when: When) -> Told | None:
    tens = found.groupdict().get("tens") or _tens(found, when)
    if not tens:
        return None
    part, relative = (found.groupdict().get("part") or "").lower(), not found.groupdict().get("tens")
    whole = f"{tens}X"
    if part in ("", "whole"):
        return Told.of(whole, relative=relative)
    first, last = (f"{tens}{digit}" for digit in DECADE_PARTS[part])
    if part == "end":
        return Told(f"{first}/{last}", first, whole, before=whole, relative=relative)
    upto = found.groupdict().get("upto")
    last = f"{tens}{ {'mid': 7, 'late': 9}[upto.lower()] }" if upto else last
    return Told.of(f"{first}/{last}", relative=relative)


def this_decade(found: Found, when: When) -> Told | None:
    tens = _tens(found, when)
    # Before this decade is out is by its end.
    return Told(f"{tens}X", f"{tens}X", f"{tens}X", before=f"{tens}X", relative=True) if tens else None


def _tens(found: Found, when: When) -> str:
    """The decade of the document, or the one beside it."""
    first, last = when.ends()
    if first is None or last is None or first.year // 10 != last.year // 10:
        return ""
    step = {"next": 1, "last": -1, "previous": -1}.get(found["which"].lower(), 0)
    return f"{last.year // 10 + step:03}"


def years(found: Found, _when: When) -> Told | None:
    first, last = int(found["first"]), int((found["first"][:2] + found["last"])[-4:])
    return Told.of(f"{first}/{last}") if first < last else None


def plain_year(found: Found, when: When) -> Told | None:
    year = _year(found, when)
    return Told.of(f"{year:04}", relative=_is_relative(found)) if year else None


def beside_month(found: Found, when: When) -> Told | None:
    only = when.only_month()
    return Told.of(moved(date(*only, 1), _step(found), "month"), relative=True) if only else None


def beside_quarter(found: Found, when: When) -> Told | None:
    only = when.only_month()
    if only is None:
        return None
    year, quarter = divmod(only[0] * 4 + (only[1] - 1) // 3 + _step(found), 4)
    return Told.of(f"{year:04}-{33 + quarter}", relative=True)


def beside_week(found: Found, when: When) -> Told | None:
    day = when.only_day()
    if day is None:
        return None
    monday = day + timedelta(days=7 * _step(found) - day.weekday())
    return Told.of(f"{monday}/{monday + timedelta(days=6)}", relative=True)


def _step(found: Found) -> int:
    word = found["which"].lower().split()[-1]
    return {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(word, 0)


def beside_season(found: Found, when: When) -> Told | None:
    """Last spring is the last one that began before the day; next spring the first that begins after it."""
    number = SEASONS[found["season"].lower()]
    day, step = when.only_day(), _step(found)
    if day is None:
        return None
    year = day.year if step == 0 else _year_of_start(day, DIVISIONS[str(number)].first, step)
    return Told.of(f"{year:04}-{number}", relative=True)


def beside_named_month(found: Found, when: When) -> Told | None:
    month, day, step = _month(found), when.only_day(), _step(found)
    if day is None:
        return None
    year = day.year if step == 0 else _year_of_start(day, month, step)
    return Told.of(month_text(year, month), relative=True)


def _year_of_start(day: date, month: int, step: int) -> int:
    if step > 0:
        return day.year + (month <= day.month)
    return day.year - (month >= day.month)


def weekday(found: Found, when: When) -> Told | None:
    """The last Tuesday is before the day; "on Tuesday" may be the day itself, "next Tuesday" is after it."""
    day, word = when.only_day(), (found.groupdict().get("which") or "").lower()
    if day is None:
        return None
    wanted = WEEKDAYS.index(found["weekday"].lower())
    ahead = when.ahead if word in ("", "this") else word != "last"
    distance = (wanted - day.weekday()) % 7 if ahead else -((day.weekday() - wanted) % 7)
    if word in ("next", "last", "coming", "following") and distance == 0:
        distance = 7 if ahead else -7
    return Told.of((day + timedelta(days=distance)).isoformat(), relative=True)


def named_day(found: Found, when: When) -> Told | None:
    day = when.only_day()
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["word"].lower()]
    return Told.of((day + timedelta(days=step)).isoformat(), relative=True) if day else None


def rest_of(found: Found, when: When) -> Told | None:
    """Later this year: from the document's month to the year's end. Earlier: from its beginning to that month."""
    only = when.only_month()
    if only is None:
        return None
    year, tens = only[0], only[0] // 10
    here, (start, end) = {
        "year": (month_text(*only), (f"{year:04}-01", f"{year:04}-12")),
        "decade": (f"{year:04}", (f"{tens:03}0", f"{tens:03}9")),
    }[found["unit"].lower()]
    pair = (here, end) if found["side"].lower() == "later" else (start, here)
    return Told.of("/".join(pair) if pair[0] != pair[1] else here, relative=True)


def _number(found: Found) -> int:
    word = (found["number"] or "one").lower()
    return NUMBERS.get(word) or int(word)


def span_ahead(found: Found, when: When) -> Told | None:
    """Within five years: by about the year five years after the document's last day."""
    _, day = when.ends()
    text = moved(day, _number(found), found["unit"].lower()) if day else ""
    return Told(f"../{text}~", "", "", relative=True) if text else None


def distance(found: Found, when: When) -> Told | None:
    """In five years, five years from now, five years ago: about that year."""
    _, day = when.ends()
    sign = -1 if found.groupdict().get("ago") else 1
    text = moved(day, sign * _number(found), found["unit"].lower()) if day else ""
    return Told.of(f"{text}~", relative=True) if text else None
