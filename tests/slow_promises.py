"""Milestones to make scorecards and summaries of, and a slow model that counts them one by one.

The model shares nothing with the code but the vocabulary: how a milestone stood, the slow schedule says day by day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.schedule import Said
from missions.vocabulary import Outcome, Rank
from tests.slow_schedule import DAYS, FIRST_DAY, Stood, day_by_day

# Agencies, with their countries.
COUNTRIES = {"nasa": "US", "spacex": "US", "roscosmos": "RU", "esa": ""}
PROGRAMS, VEHICLES, SOURCES = ("apollo", "artemis"), ("orion", "starship"), ("essay", "news", "speech")
DESTINATIONS, KINDS = ("", "moon", "mars"), ("launch", "landing")
# Some close while people still speak, one on the day, some later or never.
WINDOWS = ("2016-02-27", "2016-02-28/2016-03-03", "../2016-03-01", "2016-03-02/..", "2016-03", "2016", "2016/2018")
AS_OF = [*DAYS, date(2016, 4, 1), date(2017, 1, 1), date(2030, 1, 1)]


@dataclass(frozen=True)
class Told:
    """A claim, with who makes it and where."""

    said: Said
    claimant: str | None
    source: str


@dataclass(frozen=True)
class Thing:
    """A milestone and all that was claimed of it."""

    agencies: frozenset[str]
    vehicles: frozenset[str]
    program: str | None
    destination: str
    kind: str
    told: tuple[Told, ...]


def _claims() -> st.SearchStrategy[tuple[Told, ...]]:
    window = st.none() | st.sampled_from(WINDOWS).map(FuzzyDate.parse)
    # More plans than anything else: the rest speaks of them.
    outcomes = st.sampled_from([Outcome.PLANNED, Outcome.PLANNED, Outcome.ACHIEVED, *Outcome])
    said = st.tuples(st.sampled_from(DAYS), outcomes, window, st.sampled_from((Rank.NORMAL, Rank.PREFERRED)))
    one = st.tuples(said, st.none() | st.sampled_from(sorted(COUNTRIES)), st.sampled_from(SOURCES))
    return st.lists(one, min_size=1, max_size=4).map(
        lambda found: tuple(
            Told(Said(f"{at:032}", said[0], said[1], said[2], said[3]), claimant, source)
            for at, (said, claimant, source) in enumerate(found)
        )
    )


things = st.lists(
    st.builds(
        Thing,
        st.frozensets(st.sampled_from(sorted(COUNTRIES)), max_size=3),
        st.frozensets(st.sampled_from(VEHICLES)),
        st.none() | st.sampled_from(PROGRAMS),
        st.sampled_from(DESTINATIONS),
        st.sampled_from(KINDS),
        _claims(),
    ),
    max_size=6,
)


# --- The slow model


@dataclass(frozen=True)
class Seen:
    """A milestone as it looks on a day. What it has none of is an empty text; `promise` is one where nobody planned."""

    thing: Thing
    state: str
    outcome: str
    year: str
    promise: str
    settled: bool
    slipped: bool
    claimant: str
    source: str


def seen(thing: Thing, day: date) -> Seen | None:
    """None before anyone spoke of it."""
    length = (min(day, DAYS[-1]) - FIRST_DAY).days
    days = [FIRST_DAY + timedelta(days=number) for number in range(length + 1)]
    stood = day_by_day([told.said for told in thing.told], days)
    now = stood[-1]
    if now is None:
        return None
    first = _first_promise(stood)
    by = next((told for told in thing.told if first and told.said.id == first[3]), None)
    promised = first[1] if first else None
    return Seen(
        thing,
        _state(now, day),
        now[0].value,
        f"{now[1].latest.year:04}" if now[1] and now[1].latest else "",
        _promise(now, came_by(stood, days), promised, day) if first else "",
        bool(first) and _settled(now, promised, day),
        _slipped(now, promised),
        (by.claimant or "") if by else "",
        by.source if by else "",
    )


def sources_behind(told: Iterable[Told], day: date) -> int | None:
    """How many sources have said what stands on the day, since it came to stand so. None before anyone spoke of it."""
    told = list(told)
    days = [FIRST_DAY + timedelta(days=number) for number in range((min(day, DAYS[-1]) - FIRST_DAY).days + 1)]
    stood = [each and _plainly(each[0], each[1]) for each in day_by_day([one.said for one in told], days)]
    if stood[-1] is None:
        return None
    begin = max((number for number, each in enumerate(stood) if each != stood[-1]), default=-1) + 1
    return len(
        {
            one.source
            for one in told
            if days[begin] <= one.said.day <= day and _plainly(one.said.outcome, one.said.date) == stood[-1]
        }
    )


def _plainly(outcome: Outcome, window: FuzzyDate | None) -> tuple[object, ...]:
    return outcome, window and (window.earliest, window.latest)


# Its first day and its last, inclusive.
Bounds = tuple[date, date]


def came_by(stood: list[Stood | None], days: list[date]) -> date | None:
    """The last day on which it can have come by what is told on the last of the days; None where it has not come.

    Each report leaves the days that it has in common with what was left before. Where there are none, what was told
    before was wrong, and all days up to the first telling are there again; where it denies those too, that as well.
    """
    told: date | None = None
    left: Bounds | None = None
    for day, each in zip(days, stood, strict=True):
        if each is None or each[0] != Outcome.ACHIEVED:
            told = left = None
            continue
        window = (each[1].earliest or date.min, each[1].latest or date.max) if each[1] else (date.min, date.max)
        if told is not None:
            left = (left and _common(left, window)) or _common((date.min, told), window)
        if told is None or left is None:
            told = max(day, window[0])
            left = _common((date.min, told), window)
    return left and left[1]


def _common(one: Bounds, other: Bounds) -> Bounds | None:
    opens, closes = max(one[0], other[0]), min(one[1], other[1])
    return (opens, closes) if opens <= closes else None


def _first_promise(stood: list[Stood | None]) -> Stood | None:
    plans = [each for each in stood if each and each[0] == Outcome.PLANNED]
    dated = [each for each in plans if each[1]]
    return next(iter(dated or plans), None)


def _is_over(window: FuzzyDate | None, day: date) -> bool:
    return window is not None and window.latest is not None and window.latest < day


def _state(now: Stood, day: date) -> str:
    outcome, window, *_ = now
    if outcome != Outcome.PLANNED:
        return outcome.value
    if window is None:
        return "undated"
    if _is_over(window, day):
        return "overdue"
    return "upcoming" if window.earliest and window.earliest > day else "due"


def _promise(now: Stood, came_by: date | None, promised: FuzzyDate | None, day: date) -> str:
    outcome, window, *_ = now
    if outcome in (Outcome.FAILED, Outcome.CANCELLED):
        return outcome.value
    if outcome == Outcome.ACHIEVED:
        return "kept_late" if came_by and _is_over(promised, came_by) else "kept_on_time"
    return "overdue" if outcome == Outcome.PLANNED and _is_over(window, day) else "pending"


def _settled(now: Stood, promised: FuzzyDate | None, day: date) -> bool:
    return now[0] in (Outcome.ACHIEVED, Outcome.FAILED, Outcome.CANCELLED) or _is_over(promised, day)


def _slipped(now: Stood, promised: FuzzyDate | None) -> bool:
    window = now[1]
    compared = now[0] in (Outcome.PLANNED, Outcome.ACHIEVED) and window is not None and window.earliest is not None
    return bool(compared and window and window.earliest and _is_over(promised, window.earliest))


# --- What the filters keep, and how it falls into groups

Keeps = Callable[[Seen], bool]
# Some of each kind: of one value, of several to a milestone, of those that have none, and those of the promise.
FILTERS: dict[str, Keeps] = {
    "": lambda _one: True,
    "agency=nasa": lambda one: "nasa" in one.thing.agencies,
    "agency=esa,nasa": lambda one: bool(one.thing.agencies & {"esa", "nasa"}),
    "has_agency=false": lambda one: not one.thing.agencies,
    "vehicle=orion": lambda one: "orion" in one.thing.vehicles,
    "has_vehicle=true": lambda one: bool(one.thing.vehicles),
    "country=US": lambda one: "US" in countries_of(one),
    "country=RU,US": lambda one: bool(set(countries_of(one))),
    "has_country=false": lambda one: not countries_of(one),
    "program=artemis": lambda one: one.thing.program == "artemis",
    "has_program=false": lambda one: one.thing.program is None,
    "has_destination=true": lambda one: one.thing.destination != "",
    "state=overdue,upcoming": lambda one: one.state in ("overdue", "upcoming"),
    "outcome=planned": lambda one: one.outcome == "planned",
    "year=2016,2018": lambda one: one.year in ("2016", "2018"),
    "has_year=false": lambda one: one.year == "",
    "promise=kept_late,pending": lambda one: one.promise in ("kept_late", "pending"),
    "settled=true": lambda one: one.settled,
    "settled=false": lambda one: not one.settled,
    "slipped=true": lambda one: one.slipped,
    "slipped=false": lambda one: not one.slipped,
    "promise_claimant=nasa": lambda one: one.claimant == "nasa",
    "has_promise_claimant=false": lambda one: one.promise != "" and one.claimant == "",
    "promise_source=news": lambda one: one.source == "news",
}
# How a group is asked for, where that is not by its own name.
FILTER_OF = {"claimant": "promise_claimant", "source": "promise_source"}


def countries_of(one: Seen) -> list[str]:
    return sorted({COUNTRIES[agency] for agency in one.thing.agencies} - {""})


def texts_of(one: Seen, name: str) -> list[str]:
    """The groups that a milestone is in, one or more."""
    several = {
        "agency": sorted(one.thing.agencies),
        "vehicle": sorted(one.thing.vehicles),
        "country": countries_of(one),
    }
    if name in several:
        return several[name] or [""]
    if name in ("program", "destination", "kind"):
        return [getattr(one.thing, name) or ""]
    return [getattr(one, name)]


def groups_of(one: Seen, names: tuple[str, ...], query: str) -> Iterable[tuple[str, ...]]:
    parameter, _, values = query.partition("=")
    for texts in product(*(texts_of(one, name) for name in names)):
        told = dict(zip(names, texts, strict=True))
        if "agency" in told and "country" in told and told["country"] != COUNTRIES.get(told["agency"], ""):
            told["country"] = COUNTRIES.get(told["agency"], "")
        asked = next((text for name, text in told.items() if FILTER_OF.get(name, name) == parameter), None)
        if asked is None or asked in values.split(","):
            yield tuple(told[name] for name in names)


def counted(found: Iterable[Seen], names: tuple[str, ...], query: str) -> Mapping[tuple[str, ...], int]:
    """How many of the milestones that the query keeps are in each group."""
    numbers: Counter[tuple[str, ...]] = Counter()
    for one in found:
        if FILTERS[query](one):
            numbers.update(set(groups_of(one, names, query)))
    return numbers
