"""The past is asked for like today: each day shows what had been said by its end, and nothing that was said later."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from missions import clock, schedule
from missions.models import Claim, Standing
from missions.vocabulary import Outcome, Rank, State
from tests.api.asking import get, problem, rows
from tests.api.conftest import TODAY
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SHOWN = "slug,state,outcome,since,conflict,as_of"


def periods() -> dict[str, list[schedule.Period]]:
    """Of each milestone, what the pure functions make of its claims that count."""
    said = defaultdict(list)
    for row in Claim.objects.that_count().select_related("milestone"):
        said[row.milestone.slug].append(
            schedule.Said(str(row.pk), row.asserted_on.latest, Outcome(row.outcome), row.date, Rank(row.rank))
        )
    return {slug: schedule.standings(claims) for slug, claims in said.items()}


def shown(periods_of: dict[str, list[schedule.Period]], day: date) -> list[dict[str, Any]]:
    """What the list must show on a day, by slug."""
    found = []
    for slug, of_milestone in sorted(periods_of.items()):
        for period in of_milestone:
            if period.since <= day and (period.until is None or day < period.until):
                bounds = (period.date.earliest, period.date.latest) if period.date else (None, None)
                found.append(
                    {
                        "slug": slug,
                        "as_of": str(day),
                        "state": schedule.state(period.outcome, *bounds, day).value,
                        "outcome": period.outcome.value,
                        "conflict": period.conflict,
                        "since": str(period.since),
                    }
                )
    return found


def turning_days() -> list[date]:
    """The days on which something changes, those before and after, and some others."""
    turns: set[date | None] = set()
    for standing in Standing.objects.held():
        turns |= {standing.since, standing.until, standing.date_earliest, standing.date_latest}
    days = {day + step for day in turns if day and day.year > 1 for step in (-DAY, timedelta(), DAY)}
    return sorted(days | {date.min, date(1969, 7, 20), TODAY, date.max - DAY, date.max})


@pytest.mark.usefixtures("library")
def test_each_day_shows_what_the_schedule_says_of_it() -> None:
    periods_of, days = periods(), turning_days()
    assert len(periods_of) > 50
    assert len(days) > 30
    for day in days:
        answer = get("milestones/", {"as_of": day, "limit": "500", "ordering": "slug", "fields": SHOWN})
        assert answer.body["results"] == shown(periods_of, day), day


@pytest.mark.usefixtures("library")
def test_states_are_filtered_by_what_is_shown() -> None:
    periods_of = periods()
    for day in turning_days()[::3]:
        on_the_day = shown(periods_of, day)
        by_state = defaultdict(list)
        for row in on_the_day:
            by_state[row["state"]].append(row["slug"])
        for state in State:
            found = rows("milestones/", {"as_of": day, "state": state.value, "ordering": "slug", "fields": "slug"})
            assert found == by_state[state.value], (day, state)
        overdue = rows("milestones/", {"as_of": day, "overdue": "true", "ordering": "slug", "fields": "slug"})
        others = rows("milestones/", {"as_of": day, "overdue": "false", "ordering": "slug", "fields": "slug"})
        assert overdue == by_state["overdue"]
        assert sorted(overdue + others) == [row["slug"] for row in on_the_day]


@pytest.fixture
def _moon(db: None) -> None:
    """Promised for 2024, put off to 2026, and flown in 2026-05."""
    moon = MilestoneFactory.create(slug="moon", title="Moon")
    nasa = AgencyFactory.create(slug="nasa")
    early, late = SourceFactory.create(slug="early"), SourceFactory.create(slug="late")
    claim(moon, "2024", "2019-03-26", statement="In 2024.", source=early, claimant=nasa)
    claim(moon, "2026", "2024-01-09", statement="In 2026.", source=late, claimant=nasa)
    claim(moon, "2026-05", "2026-06-01", "achieved", statement="It flew.", source=late)


LIFE = [
    ("2019-03-26", "upcoming", "2024", "In 2024."),
    ("2023-12-31", "upcoming", "2024", "In 2024."),
    ("2024-01-01", "due", "2024", "In 2024."),
    ("2024-01-08", "due", "2024", "In 2024."),
    ("2024-01-09", "upcoming", "2026", "In 2026."),
    ("2026-01-01", "due", "2026", "In 2026."),
    ("2026-05-31", "due", "2026", "In 2026."),
    ("2026-06-01", "achieved", "2026-05", "It flew."),
    ("2026-11-20", "achieved", "2026-05", "It flew."),
    ("2099-01-01", "achieved", "2026-05", "It flew."),
]


@pytest.mark.usefixtures("_moon")
@pytest.mark.parametrize(("day", "state", "edtf", "statement"), LIFE)
def test_a_milestone_stands_as_it_was_last_spoken_of(day: str, state: str, edtf: str, statement: str) -> None:
    detail = get("milestones/moon/", {"as_of": day}).body
    told = (detail["as_of"], detail["state"], detail["date"]["edtf"], detail["said_by"]["statement"])
    assert told == (day, state, edtf, statement)
    (listed,) = get("milestones/", {"as_of": day}).body["results"]
    assert listed == detail


@pytest.mark.usefixtures("_moon")
def test_nothing_is_known_before_it_was_said() -> None:
    found = problem(get("milestones/moon/?as_of=2019-03-25"), 404, "Not Found")
    assert found["detail"] == "Nobody had spoken of 'moon' by 2019-03-25."
    assert get("milestones/?as_of=2019-03-25").body["count"] == 0
    assert get("claims/?as_of=2019-03-25").body["count"] == 0
    for part in ("claims", "history"):
        found = problem(get(f"milestones/moon/{part}/?as_of=2019-03-25"), 404, "Not Found")
        assert found["detail"] == "Nobody had spoken of 'moon' by 2019-03-25."


@pytest.mark.usefixtures("_moon")
def test_a_milestone_of_doubtful_claims_alone_does_not_stand() -> None:
    doubted = MilestoneFactory.create(slug="doubted")
    claim(doubted, rank="deprecated", reason="Others deny it.")
    found = problem(get("milestones/doubted/"), 404, "Not Found")
    assert found["detail"] == (
        "No claim that counts had been made of 'doubted' by 2026-11-20. "
        "Its claims: http://testserver/api/v1/milestones/doubted/claims/"
    )
    assert get("milestones/doubted/claims/").body["count"] == 1
    assert get("milestones/doubted/history/").body["count"] == 0


@pytest.mark.usefixtures("_moon")
@pytest.mark.parametrize("address", ["claims/", "milestones/moon/claims/"])
def test_a_claim_is_not_shown_before_it_was_made(address: str) -> None:
    statements = ["In 2024.", "In 2026.", "It flew."]
    for day, count in (("2019-03-26", 1), ("2024-01-08", 1), ("2024-01-09", 2), ("2026-05-31", 2), ("2026-06-01", 3)):
        found = rows(address, {"as_of": day, "ordering": "asserted_on"}, "statement")
        assert found == statements[:count], day


@pytest.mark.usefixtures("_moon")
def test_the_history_ends_with_what_still_stood_on_the_day() -> None:
    """The day on which it was put off was not known before it came."""
    ends: dict[str, list[tuple[str, str | None]]] = {
        "2023-12-31": [("2019-03-26", None)],
        "2024-01-08": [("2019-03-26", None)],
        "2024-01-09": [("2019-03-26", "2024-01-09"), ("2024-01-09", None)],
        "2026-11-20": [("2019-03-26", "2024-01-09"), ("2024-01-09", "2026-06-01"), ("2026-06-01", None)],
    }
    for day, expected in ends.items():
        results = get("milestones/moon/history/", {"as_of": day}).body["results"]
        assert [(row["since"], row["until"]) for row in results] == expected, day


@pytest.mark.usefixtures("_moon")
def test_a_source_that_spoke_later_had_not_spoken() -> None:
    assert rows("milestones/?source=late&as_of=2024-01-08") == []
    assert rows("milestones/?source=late&as_of=2024-01-09") == ["moon"]
    assert rows("milestones/?source=early&as_of=2024-01-08") == ["moon"]


def named(addresses: Iterable[str]) -> list[Any]:
    return [get(address).body for address in addresses]


@pytest.mark.usefixtures("_moon")
def test_today_is_a_day_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = ["milestones/", "milestones/moon/", "milestones/moon/history/", "milestones/moon/claims/", "claims/"]
    for day, *_ in LIFE:
        monkeypatch.setattr(clock, "today", lambda day=day: date.fromisoformat(day))
        assert named(addresses) == named(f"{address}?as_of={day}" for address in addresses)


@pytest.mark.usefixtures("_moon")
def test_a_claim_counts_from_the_last_day_on_which_it_may_have_been_made() -> None:
    month = MilestoneFactory.create(slug="month")
    claim(month, "2030", "2020-02")
    assert rows("milestones/?slug=month&as_of=2020-02-28") == []
    assert rows("milestones/?slug=month&as_of=2020-02-29") == ["month"]
    assert rows("claims/?milestone=month&as_of=2020-02-28", name="milestone") == []
    assert len(rows("claims/?milestone=month&as_of=2020-02-29", name="milestone")) == 1
