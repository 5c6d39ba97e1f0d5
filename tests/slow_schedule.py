"""Claims to make schedules of, and a slow model that looks at each day on its own."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from missions.dates import FuzzyDate
from missions.schedule import Said
from missions.vocabulary import Outcome, Rank
from tests.strategies import fuzzy_dates

# Few days, so that claims meet on one; a leap day, and the first and last there are, among them.
FIRST_DAY = date(2016, 2, 26)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range(12)]
FAR_DAYS = (date.min, date(1957, 10, 4), date(2101, 1, 1), date.max)
# Few windows, so that claims reaffirm each other; each lies to some other in each way there is.
WINDOWS = tuple(
    map(FuzzyDate.parse, ("2022", "../2022", "2023-05", "2020/2030", "2025/..", "203X", "2022~", "1966-07"))
)
windows = st.sampled_from(WINDOWS) | fuzzy_dates(2019, 2024) | fuzzy_dates()
ACHIEVED, CANCELLED, ONGOING, FAILED = Outcome.ACHIEVED, Outcome.CANCELLED, Outcome.ONGOING, Outcome.FAILED
# What is told first reports most.
TELLING = [Outcome.ACHIEVED, Outcome.FAILED, Outcome.CANCELLED, Outcome.ONGOING, Outcome.PLANNED]


def said(
    claim: str, day: str | date, window: str = "", outcome: Outcome = Outcome.PLANNED, rank: Rank = Rank.NORMAL
) -> Said:
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return Said(claim, when, outcome, FuzzyDate.parse(window) if window else None, rank)


def sayings(windows: SearchStrategy[FuzzyDate], most: int) -> SearchStrategy[list[Said]]:
    one = st.builds(
        Said,
        st.integers(0, 999).map("{:03}".format),
        st.sampled_from(DAYS) | st.sampled_from(FAR_DAYS),
        st.sampled_from(list(Outcome)),
        st.none() | windows,
        st.sampled_from((Rank.PREFERRED, Rank.NORMAL)),
    )
    return st.lists(one, max_size=most, unique_by=lambda claim: claim.id)


alike = sayings(st.sampled_from(WINDOWS), 10)
anything = alike | sayings(fuzzy_dates(), 4)


# --- The slow model


def is_heard(claim: Said, claims: Sequence[Said]) -> bool:
    """Nobody of a higher rank speaks on its day."""
    rivals = [other for other in claims if other.day == claim.day and other.rank == Rank.PREFERRED]
    return claim.rank == Rank.PREFERRED or not rivals


def tells_more(one: Said, other: Said) -> bool:
    if one.outcome != other.outcome:
        return TELLING.index(one.outcome) < TELLING.index(other.outcome)
    if one.date is None or other.date is None:
        return (one.date is not None, other.id) > (other.date is not None, one.id)
    if width(one.date) != width(other.date):
        return width(one.date) < width(other.date)
    if (ends := one.date.latest or date.max) != (others := other.date.latest or date.max):
        return ends < others
    return (one.date.edtf, one.id) < (other.date.edtf, other.id)


def width(window: FuzzyDate) -> int:
    return ((window.latest or date.max) - (window.earliest or date.min)).days


def cannot_both_be(one: Said, other: Said) -> bool:
    if one.outcome != other.outcome:
        return True
    if one.date is None or other.date is None:
        return False
    starts = max(one.date.earliest or date.min, other.date.earliest or date.min)
    return starts > min(one.date.latest or date.max, other.date.latest or date.max)


def spoken_on(day: date, claims: Sequence[Said]) -> tuple[Said, bool] | None:
    """Who speaks on that day, and whether others of the same rank say otherwise; None when nobody does."""
    heard = [claim for claim in claims if claim.day == day and is_heard(claim, claims)]
    for claim in heard:
        if not any(tells_more(other, claim) for other in heard):
            return claim, any(cannot_both_be(one, other) for one in heard for other in heard)
    return None


def says_no_more(claim: Said, outcome: Outcome, window: FuzzyDate | None) -> bool:
    """Than that it came so, on that date: what came is not taken back by who does not say when. A plan's date is."""
    if claim.outcome != outcome:
        return False
    return claim.date == window or (claim.date is None and outcome != Outcome.PLANNED)


Stood = tuple[Outcome, FuzzyDate | None, bool, str]


def day_by_day(claims: Sequence[Said], days: Sequence[date]) -> list[Stood | None]:
    """What applies on each of the days, which follow each other without a gap; None before the first claim."""
    found: list[Stood | None] = []
    present: Stood | None = None
    for day in days:
        spoken = spoken_on(day, claims)
        if spoken:
            speaker, conflict = spoken
            same = present is not None and says_no_more(speaker, present[0], present[1]) and present[2] == conflict
            present = present if same else (speaker.outcome, speaker.date, conflict, speaker.id)
        found.append(present)
    return found
