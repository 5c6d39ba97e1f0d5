"""Asked by `known_at`, the tracker answers as it did at that instant: a diary of its answers is kept, and read back."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from missions.actions import claims, several, sources
from missions.models import Change, Claim, Milestone, Source
from tests.api.asking import get, rows
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
PAPERS, DATES = ("essay", "news", "speech"), ("2022", "2022~", "2024")
MEMBERS = "state,date,conflict,corroboration,since,moves,total_slip,said_by"
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("milestones/", {"fields": MEMBERS}),
    ("milestones/", {"conflict": "true", "fields": "slug"}),
    ("milestones/", {"corroborated_by": "2", "fields": "slug"}),
    ("milestones/landing/conflicts/", {}),
    ("milestones/landing/history/", {}),
    ("milestones/landing/claims/", {"counts": "true"}),
    ("claims/", {"counts": "true"}),
    ("claims/", {"counts": "false"}),
    ("claims/", {"format": "csv"}),
)
# A claim of a paper and a date, a withdrawal of one of them, or that a paper is a copy from now on, or none.
Event = tuple[str, ...]
events = st.one_of(
    st.tuples(st.just("claim"), st.sampled_from(PAPERS), st.sampled_from(DATES)),
    st.tuples(st.just("withdraw"), st.sampled_from(PAPERS)),
    st.tuples(st.sampled_from(("copy", "original")), st.sampled_from(PAPERS)),
)
SAID = (("claim", "essay", "2022"), ("claim", "news", "2024"))


def befall(event: Event) -> None:
    what, paper = event[:2]
    source = Source.objects.get(slug=paper)
    if what == "claim":
        claim(Milestone.objects.get(slug="landing"), event[2], "2020-01-01", source=source)
    elif what == "withdraw":
        for said in Claim.objects.filter(source=source, withdrawal=None)[:1]:
            claims.withdraw(claim=said, reason="Misread.")
    else:
        source.republication_of = Source.objects.get(slug="original") if what == "copy" else None
        sources.revise(source=source)


def answers(known_at: datetime | None = None) -> list[tuple[int, bytes]]:
    instant = {"known_at": known_at.isoformat()} if known_at else {}
    found = [get(address, {**given, **instant}) for address, given in QUESTIONS]
    return [(answer.status, answer.content if answer.status == 200 else b"") for answer in found]


@given(st.lists(events, max_size=8))
@example([*SAID, ("copy", "news")])
@example([*SAID, ("copy", "news"), ("original", "news"), ("copy", "essay"), ("copy", "news")])
@few
def test_what_was_answered_then_is_answered_now(happened: Iterable[Event]) -> None:
    with transaction.atomic():
        with time_machine.travel(NOON - timedelta(days=1), tick=False):
            landing = MilestoneFactory.create(slug="landing")
            for slug in ("original", *PAPERS):
                SourceFactory.create(slug=slug)
            claim(landing, "2022", "2020-01-01")
        diary = []
        for day, event in enumerate(happened):
            with time_machine.travel(NOON + timedelta(days=day), tick=False):
                befall(event)
                diary.append((NOON + timedelta(days=day), answers()))
        for instant, said in diary:
            assert answers(instant) == said
        transaction.set_rollback(True)


# --- A paper that becomes a copy, and ceases to be one


@pytest.fixture
def copied() -> Any:
    """Two papers disagree from the 2nd on. The second is held to be a copy of a third from the 4th to the 6th."""

    def on(day: int) -> Any:
        return time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False)

    with on(2):
        landing = MilestoneFactory.create(slug="landing")
        claim(landing, "2022", "2020-01-01", statement="first")
        second = claim(landing, "2024", "2020-01-01", statement="second")
        # Wide, and a day before: it agrees with neither, but with the third below.
        third = claim(landing, "2020/2030", "2019-12-31", statement="third")
    source = Source.objects.get(pk=second.source_id)
    for day, original in ((4, third.source), (6, None)):
        with on(day):
            source.republication_of = original
            sources.revise(source=source)
    return second


@pytest.mark.parametrize(
    ("day", "in_conflict", "count"),
    [(3, True, ["first", "second", "third"]), (5, False, ["first", "third"]), (7, True, ["first", "second", "third"])],
)
def test_conflicts_and_what_counts_go_by_what_a_source_was_held_to_be(
    copied: Claim, day: int, in_conflict: bool, count: list[str]
) -> None:
    then = {"known_at": f"2026-11-{day:02}T12:00:00Z"}
    assert get("milestones/landing/", then).body["conflict"] is in_conflict
    assert get("milestones/landing/conflicts/", then).body["count"] == int(in_conflict)
    for address in ("claims/", "milestones/landing/claims/"):
        assert sorted(rows(address, {**then, "counts": "true"}, name="statement")) == count
        assert rows(address, {**then, "counts": "false"}, name="statement") == ([] if in_conflict else ["second"])
    assert get(f"claims/{copied.pk}/", then).body["counts"] is in_conflict


def test_corroboration_goes_by_what_a_source_was_held_to_be() -> None:
    with time_machine.travel(NOON, tick=False):
        landing, source = MilestoneFactory.create(slug="landing"), SourceFactory.create()
        claim(landing, "2022", "2020-01-01")
        claim(landing, "2022", "2020-01-01", source=source)
    source.republication_of = SourceFactory.create()
    sources.revise(source=source)
    then = {"known_at": NOON.isoformat()}
    assert (get("milestones/landing/").body["corroboration"], rows("milestones/?corroborated_by=2")) == (1, [])
    assert get("milestones/landing/", then).body["corroboration"] == 2
    assert rows("milestones/", {**then, "corroborated_by": "2"}) == ["landing"]
    # Of another instant it is asked anew.
    assert rows("milestones/", {"known_at": (NOON - timedelta(days=1)).isoformat()}) == []


def test_a_source_that_was_changed_otherwise_is_what_it_was() -> None:
    with time_machine.travel(NOON, tick=False):
        copy = SourceFactory.create(republication_of=SourceFactory.create())
        said = claim(source=copy)
    copy.title = "Another title"
    sources.revise(source=copy)
    assert get(f"claims/{said.pk}/", {"known_at": NOON.isoformat()}).body["counts"] is False


@pytest.mark.parametrize("number", [1, 15])
def test_what_a_source_was_costs_one_query_a_page(number: int, django_assert_num_queries: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        made = [claim(statement=f"{at}") for at in range(number)]
        original = SourceFactory.create()
    for said in made:
        source = Source.objects.get(pk=said.source_id)
        source.republication_of = original
        sources.revise(source=source)
    # How many, the page, and what has changed of sources since.
    with django_assert_num_queries(3):
        assert len(rows("claims/", {"known_at": NOON.isoformat()}, name="counts")) == number


def test_no_instant_shows_a_half_of_a_write() -> None:
    """Asked for every instant that the record names, and for those just before."""
    landing = MilestoneFactory.create(slug="landing")
    said = [claim(landing, f"203{number}", f"202{number}-01-01") for number in range(3)]
    begun = Change.objects.latest("number").at
    several.withdraw(chosen=said, reason="All of them were misread.")
    instants = {at for change in Change.objects.filter(at__gt=begun) for at in (change.at, change.at - MOMENT)}
    assert len(instants) == 2
    seen = [
        rows("milestones/landing/claims/", {"known_at": at.isoformat(), "counts": "true"}, name="id")
        for at in sorted(instants)
    ]
    assert [len(ids) for ids in seen] == [3, 0]
    assert [rows("milestones/", {"known_at": at.isoformat()}) for at in sorted(instants)] == [["landing"], []]
