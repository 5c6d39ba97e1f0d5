"""The form of a calendar, over whatever may stand in it: read back, it says the same."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missions.api.calendar import calendar, days, event
from missions.api.revisions import Revision
from missions.dates import FuzzyDate
from missions.models import Agency, Claim, Milestone, Program, Source, Standing
from missions.vocabulary import Destination, MilestoneKind, Outcome
from tests.api.calendars import read
from tests.strategies import Told, told_dates

# As the columns take it: tab and newline are text, other controls and half surrogates are none; no blank at the ends.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\t\n") | st.sampled_from(
    ',;:\\"\n🚀é'
)
TEXTS = st.text(LETTERS, min_size=1, max_size=120).map(str.strip).filter(bool)
INSTANTS = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@st.composite
def milestones(draw: st.DrawFn) -> tuple[Milestone, Told]:
    """Not in the database: one as the view hands it on, and its date."""
    told = draw(told_dates())
    agency = draw(st.none() | st.builds(Agency, slug=st.just("agency"), name=TEXTS))
    claim = Claim(
        claimant=agency,
        source=Source(slug="source", title=draw(TEXTS), publisher=draw(TEXTS | st.just(""))),
        statement=draw(TEXTS),
        speaker=draw(TEXTS | st.just("")),
        asserted_on_edtf="2016",
    )
    made = Milestone(
        title=draw(TEXTS),
        criterion=draw(TEXTS),
        kind=draw(st.sampled_from(MilestoneKind)),
        destination=draw(st.just("") | st.sampled_from(Destination)),
        program=draw(st.none() | st.builds(Program, name=TEXTS)),
    )
    outcome, conflict = draw(st.sampled_from(Outcome)), draw(st.booleans())
    made.standing = Standing(claim=claim, outcome=outcome, conflict=conflict)
    made.standing.date = made.shown = FuzzyDate.parse(told.text)
    return made, told


# The first draw reads all of Unicode.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(milestones(), max_size=4), INSTANTS, st.integers(0, 2**31 - 1))
def test_what_is_read_back_is_what_was_written(rows: list[tuple[Milestone, Told]], at: datetime, number: int) -> None:
    for position, (milestone, _) in enumerate(rows):
        milestone.slug = f"milestone-{position}"
    address = "http://testserver/api/v1/milestones/it/"
    found = read(calendar(event(milestone, Revision(number, at), address) for milestone, _ in rows))
    assert list(found) == [milestone.slug for milestone, _ in rows]
    for milestone, told in rows:
        same(milestone, told, found[milestone.slug].told)
        assert (found[milestone.slug].first, found[milestone.slug].last) == window(told)
        assert found[milestone.slug].told["sequence"] == str(number)
        assert found[milestone.slug].told["dtstamp"] == at


def same(milestone: Milestone, told: Told, read_back: dict[str, object]) -> None:
    """Its texts are whole, whatever signs are in them."""
    date_text, claim = FuzzyDate.parse(told.text).text, milestone.standing.claim
    summary, description = str(read_back["summary"]), str(read_back["description"])
    assert summary.startswith(f"{milestone.title} (")
    assert summary.endswith(f"{date_text})")
    assert description.startswith(f"{milestone.criterion}\n")
    assert f": {claim.statement}\nSource: {claim.source.title}" in description
    categories = read_back["categories"]
    assert isinstance(categories, list)
    assert categories[0] == MilestoneKind(milestone.kind).label
    assert (categories[-1] == milestone.program.name) if milestone.program else len(categories) <= 2


def window(told: Told) -> tuple[date, date]:
    """The days of the event, worked out apart from the code."""
    first, last = told.earliest or told.latest, told.latest or told.earliest
    assert first
    assert last
    if last == date(9999, 12, 31) and first < last:
        last = date(9999, 12, 30)
    return first, last


def test_without_any_day_there_is_no_event() -> None:
    with pytest.raises(ValueError, match="A date has a first or a last day"):
        days(None, None)
