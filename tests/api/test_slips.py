"""Slips, and what milestones tell of their promises, held against a slow model of the claims that were recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from missions.actions import claims
from missions.dates import FuzzyDate
from missions.models import Claim, Milestone, Source
from missions.schedule import Said
from missions.vocabulary import Outcome, Rank
from tests.api.asking import get, problem, rows
from tests.factories import MilestoneFactory, SourceFactory, claim
from tests.slow_slips import Move, Told, moves_by, told_on
from tests.strategies import fuzzy_dates

pytestmark = pytest.mark.django_db
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

SLUGS = ("mars", "moon")
# Few, so that claims meet on a day and reaffirm each other; a leap day, and days far off, among them.
DAYS = ["0001-01-01", "1957-10-04", "2016-02-28", "2016-02-29", "2016-03-01", "2024-02-29", "2101-01-01"]
WINDOWS = ["2022", "2022~", "../2022", "2023-05", "2020/2030", "2025/..", "203X", "1966-07", "2024-02-29", "2124"]
ASKED = [*map(date.fromisoformat, DAYS), date(2017, 1, 1), date(2026, 11, 20), date(2031, 1, 1), date.max]
TOLD = "promised,date,total_slip,moves,days_overdue"


@dataclass(frozen=True)
class Spoken:
    """A claim to record: of which milestone, and what becomes of it."""

    slug: str
    day: str
    date: str | None
    outcome: Outcome = Outcome.PLANNED
    # counts, preferred, deprecated, withdrawn or republished.
    fate: str = "counts"


def histories() -> st.SearchStrategy[list[Spoken]]:
    windows = st.sampled_from(WINDOWS) | fuzzy_dates(1950, 2150).map(lambda window: window.edtf)
    fates = st.sampled_from(("counts", "counts", "counts", "preferred", "deprecated", "withdrawn", "republished"))
    outcomes = st.sampled_from((Outcome.PLANNED, Outcome.PLANNED, *Outcome))
    one = st.builds(Spoken, st.sampled_from(SLUGS), st.sampled_from(DAYS), st.none() | windows, outcomes, fates)
    return st.lists(one.filter(_can_be_said), max_size=9)


def _can_be_said(spoken: Spoken) -> bool:
    """Only what is planned lies ahead."""
    ahead = spoken.date and FuzzyDate.parse(spoken.date).is_after(FuzzyDate.parse(spoken.day))
    return spoken.outcome == Outcome.PLANNED or not ahead


def record(history: Iterable[Spoken]) -> list[Claim]:
    """In the order of the history, on two milestones; what is withdrawn is so at the end."""
    of = {slug: MilestoneFactory.create(slug=slug) for slug in SLUGS}
    plain = SourceFactory.create(slug="plain")
    sources = {"republished": SourceFactory.create(slug="copy", republication_of=plain)}
    made = [(spoken, _say(of[spoken.slug], sources.get(spoken.fate, plain), spoken)) for spoken in history]
    for spoken, row in made:
        if spoken.fate == "withdrawn":
            claims.withdraw(claim=row, reason="It was misread.")
    return [row for _, row in made]


def _say(milestone: Milestone, source: Source, spoken: Spoken) -> Claim:
    ranks = {"preferred": Rank.PREFERRED, "deprecated": Rank.DEPRECATED}
    rank = ranks.get(spoken.fate, Rank.NORMAL)
    return claim(
        milestone, spoken.date, spoken.day, spoken.outcome, source=source, rank=rank, reason="Why it has its rank."
    )


def those_that_count(history: Sequence[Spoken], made: Sequence[Claim], slug: str) -> list[Said]:
    found = []
    for spoken, row in zip(history, made, strict=True):
        if spoken.slug == slug and spoken.fate in ("counts", "preferred"):
            rank = Rank.PREFERRED if spoken.fate == "preferred" else Rank.NORMAL
            window = FuzzyDate.parse(spoken.date) if spoken.date else None
            found.append(Said(str(row.pk), date.fromisoformat(spoken.day), spoken.outcome, window, rank))
    return found


def move(row: dict[str, Any]) -> Move:
    """A slip as the API tells it."""
    was, now = row["was"] and row["was"]["edtf"], row["date"] and row["date"]["edtf"]
    days = row["days"] and (row["days"]["min"], row["days"]["max"])
    ids = row["was_claim"]["id"], row["claim"]["id"]
    return Move(date.fromisoformat(row["on"]), row["kind"], row["outcome"], was, now, days, *ids)


def as_api_tells(told: Told | None) -> Told | None:
    """A total of which neither side is known is none there."""
    return replace(told, total=None) if told and told.total == (None, None) else told


def told(row: dict[str, Any]) -> Told:
    """What a milestone tells of its promise in the API."""
    promised, now = row["promised"] and row["promised"]["edtf"], row["date"] and row["date"]["edtf"]
    total = row["total_slip"] and (row["total_slip"]["min"], row["total_slip"]["max"])
    return Told(promised, now, total, row["moves"], row["days_overdue"])


def listed(address: str, **given: Any) -> list[Any]:
    answer = get(address, {"limit": "500", **given})
    assert answer.status == 200, answer.content
    results: list[Any] = answer.body["results"]
    return results


FIRST_CASES = [
    [],
    [Spoken("mars", "2016-02-29", None), Spoken("mars", "2016-03-01", None)],
    [Spoken("moon", "2016-03-01", "2023-05"), Spoken("moon", "2016-02-28", "../2022")],
    [Spoken("moon", "1957-10-04", "1966-07"), Spoken("moon", "2016-02-28", "2124")],
    [Spoken("moon", "2016-02-28", "2025/.."), Spoken("moon", "2016-03-01", "2016-02-29", Outcome.ACHIEVED)],
    [Spoken("moon", "2016-02-28", "2022"), Spoken("moon", "2024-02-29", "2023", Outcome.ACHIEVED, "withdrawn")],
]


def with_first_cases(test: Any) -> Any:
    for history in FIRST_CASES:
        test = example(history, date(2026, 11, 20), 0)(test)
    return test


@few
@with_first_cases
@given(histories(), st.sampled_from(ASKED), st.integers(-400, 400))
def test_the_api_tells_what_a_slow_model_makes_of_the_claims(history: list[Spoken], day: date, far: int) -> None:
    with transaction.atomic():
        made = record(history)
        counting = {slug: those_that_count(history, made, slug) for slug in SLUGS}
        spoken_of = {spoken.slug for spoken in history if date.fromisoformat(spoken.day) <= day}
        milestones_tell(counting, day, far)
        slips_tell(counting, spoken_of, day, far)
        transaction.set_rollback(True)


def milestones_tell(counting: dict[str, list[Said]], day: date, far: int) -> None:
    expected = {slug: found for slug, said in counting.items() if (found := as_api_tells(told_on(said, day)))}
    in_list = listed("milestones/", as_of=day, fields=f"slug,{TOLD}")
    assert {row["slug"]: told(row) for row in in_list} == expected
    for slug in SLUGS:
        answer = get(f"milestones/{slug}/", {"as_of": day, "fields": TOLD})
        assert (told(answer.body) if answer.status == 200 else None) == expected.get(slug)

    def keeps(**given: Any) -> set[str]:
        return set(rows("milestones/", {"as_of": day, **given}))

    least = {slug: found.total[0] for slug, found in expected.items() if found.total}
    most = {slug: found.total[1] for slug, found in expected.items() if found.total}
    assert keeps(slip_from=far) == {slug for slug, days in least.items() if days is not None and days >= far}
    assert keeps(slip_to=far) == {slug for slug, days in most.items() if days is not None and days <= far}
    assert keeps(moved="true") == {slug for slug, found in expected.items() if found.moves}
    assert keeps(moved="false") == {slug for slug, found in expected.items() if not found.moves}


def slips_tell(counting: dict[str, list[Said]], spoken_of: set[str], day: date, far: int) -> None:
    expected = {slug: moves_by(said, day) for slug, said in counting.items()}
    for slug, of_milestone in expected.items():
        address = f"milestones/{slug}/slips/"
        if slug in spoken_of:
            assert [move(row) for row in listed(address, as_of=day)] == of_milestone[::-1]
        else:
            problem(get(address, {"as_of": day}), 404, "Not Found")
    every = [each for slug in SLUGS for each in expected[slug]]
    assert [move(row) for row in listed("slips/", as_of=day, ordering="milestone,on")] == every
    newest = sorted(every, key=lambda each: each.on, reverse=True)
    assert [move(row) for row in listed("slips/", as_of=day)] == newest

    def keeps(**given: Any) -> list[Move]:
        return [move(row) for row in listed("slips/", as_of=day, ordering="milestone,on", **given)]

    assert keeps(days_from=far) == [e for e in every if e.days and e.days[0] is not None and e.days[0] >= far]
    assert keeps(days_to=far) == [e for e in every if e.days and e.days[1] is not None and e.days[1] <= far]
    for kind in {each.kind for each in every}:
        assert keeps(kind=kind) == [each for each in every if each.kind == kind]


def test_an_empty_tracker_has_no_slips() -> None:
    assert get("slips/").body == {"count": 0, "next": None, "previous": None, "results": []}
