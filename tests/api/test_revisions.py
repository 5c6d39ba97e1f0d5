"""The number of an event's revision: it never falls, and rises with all that moves the event."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from missions import clock
from missions.actions import changes, claims, removal, sources
from missions.models import Claim, Milestone, Source
from tests.api.calendars import Read, events
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)
STEPS = st.one_of(
    # What was said some days from now counts from then on only.
    st.tuples(st.just("say"), st.integers(-400, 60), st.sampled_from(["2030", "../2031", "2030-05", None])),
    st.tuples(st.just("withdraw"), st.integers(0, 5), st.none()),
    st.tuples(st.just("copy"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("entry"), st.integers(0, 9), st.none()),
    st.tuples(st.just("rename"), st.integers(0, 9), st.sampled_from(["program-0", "program-1", "speaker"])),
    st.tuples(st.just("move"), st.integers(0, 1), st.none()),
    st.tuples(st.just("again"), st.integers(0, 9), st.none()),
    st.tuples(st.just("wait"), st.integers(1, 30), st.none()),
)


class Story:
    """One milestone over time, on the day that `clock` tells."""

    def __init__(self) -> None:
        self.original = SourceFactory.create(slug="original")
        self.sources = [SourceFactory.create(slug=f"source-{number}") for number in range(2)]
        self.programs = [ProgramFactory.create(slug=f"program-{number}") for number in range(2)]
        self.speaker = AgencyFactory.create(slug="speaker")
        self.day = DAY
        self._make("It")

    def _make(self, title: str) -> None:
        with changes.writing() as writing:
            self.milestone = MilestoneFactory.create(slug="it", title=title, program=self.programs[0])
            writing.made(self.milestone)

    def take(self, step: tuple[str, int, Any]) -> bool:
        """Whether the milestone, or a claim of it, was changed."""
        name, number, what = step
        changed: bool = getattr(self, f"_{name}")(number, what)
        return changed

    def _say(self, days: int, edtf: str | None) -> bool:
        asserted = (self.day + timedelta(days=days)).isoformat()
        claimant = self.speaker if days % 3 else None
        claim(self.milestone, edtf, asserted, source=self.sources[days % 2], claimant=claimant)
        return True

    def _withdraw(self, number: int, _: None) -> bool:
        found = Claim.objects.filter(withdrawal=None).order_by("recorded_at")[number : number + 1]
        for each in found:
            claims.withdraw(claim=each, reason="Misread.")
        return bool(found)

    def _copy(self, number: int, is_copy: bool) -> bool:
        source = Source.objects.get(slug=f"source-{number}")
        source.republication_of = self.original if is_copy else None
        sources.revise(source=source)
        return False

    def _entry(self, number: int, _: None) -> bool:
        with changes.writing() as writing:
            row = Milestone.objects.get(slug="it")
            was, row.title = row.title, f"It {number}"
            writing.about(row)
            row.save()
        return bool(was != row.title)

    def _rename(self, number: int, slug: str) -> bool:
        with changes.writing() as writing:
            row: Any = next(row for row in (*self.programs, self.speaker) if row.slug == slug)
            writing.about(row)
            row.name = f"Name {number}"
            row.save()
        return False

    def _move(self, number: int, _: None) -> bool:
        with changes.writing() as writing:
            row = Milestone.objects.get(slug="it")
            writing.about(row)
            was, row.program = row.program, self.programs[number]
            row.save()
        return bool(was != row.program)

    def _again(self, number: int, _: None) -> bool:
        """Deleted, and added again under the same slug, with one claim."""
        removal.remove(row=Milestone.objects.get(slug="it"), reason="Twice there.")
        self._make(f"Again {number}")
        return self._say(-400, "2033")

    def _wait(self, days: int, _: None) -> bool:
        self.day += timedelta(days=days)
        return False


def number_of(event: Read) -> int:
    return int(event.told["sequence"])


def seen(event: Read) -> tuple[Any, ...]:
    """What a calendar shows."""
    told = event.told
    return (event.first, event.last, *(told.get(name) for name in ("status", "summary", "description", "categories")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(steps=st.lists(STEPS, min_size=2, max_size=12))
# The day comes on which a claim begins to count; a document turns out to be a copy, and then not to be one.
@example(steps=[("say", 10, "2030-05"), ("wait", 30, None)])
@example(steps=[("say", -399, "2030-05"), ("copy", 1, True), ("copy", 1, False)])
# Many claims go, and one comes; words of others are changed; it moves to a program of which less is known.
@example(steps=[*[("say", number, "2030") for number in range(-390, -380)], ("again", 1, None)])
@example(
    steps=[("say", -398, "2030"), ("rename", 1, "program-0"), ("rename", 2, "speaker"), ("rename", 3, "program-1")]
)
@example(steps=[*[("rename", number, "program-0") for number in range(9)], ("move", 1, None), ("move", 0, None)])
def test_it_never_falls_and_rises_with_what_is_seen(monkeypatch: pytest.MonkeyPatch, steps: list[Any]) -> None:
    with transaction.atomic():
        follow(monkeypatch, [("say", -400, "2029"), *steps])
        transaction.set_rollback(True)


def follow(monkeypatch: pytest.MonkeyPatch, steps: list[Any]) -> None:
    story, before = Story(), None
    kept: list[tuple[date, Any, Read | None]] = []
    monkeypatch.setattr(clock, "today", lambda: story.day)
    changed = False
    for step in steps:
        changed |= story.take(step)
        if step[0] == "again":
            # What was held of it before went with it.
            kept.clear()
        found = events().get("it")
        kept.append((story.day, clock.now(), found))
        if found is None:
            continue
        if before:
            assert number_of(found) >= number_of(before) + (changed or seen(found) != seen(before))
            assert found.told["last-modified"] >= before.told["last-modified"]
        before, changed = found, False
    for day, instant, then in kept:
        again = events(f"as_of={day}&known_at={instant.isoformat().replace('+00:00', 'Z')}").get("it")
        assert (again and number_of(again)) == (then and number_of(then))
        assert (again and (again.first, again.last)) == (then and (then.first, then.last))


def test_it_follows_the_last_change_and_the_claims_that_count() -> None:
    story = Story()
    numbers = []
    steps: list[Any] = [
        ("say", -2, "2030"),
        ("say", 1, "2030"),
        ("withdraw", 1, None),
        ("entry", 1, None),
        ("copy", 1, True),
        ("rename", 1, "program-0"),
        ("rename", 1, "program-1"),
        ("rename", 1, "speaker"),
        ("move", 1, None),
        ("again", 1, None),
    ]
    for step in steps:
        story.take(step)
        numbers.append(number_of(events("as_of=2026-11-20")["it"]))
    # Its entry was the first change. One claim counts on that day, the second on the next; another program is of no
    # concern, nor is its name until then. Deleted are two claims and itself, and it and a claim are made again.
    assert numbers == [3, 4, 5, 6, 7, 8, 8, 10, 11, 16]
    assert number_of(events("as_of=2026-11-21")["it"]) == 16
