"""The record of changes: one for each row that is another than before, numbered on, all of a write or nothing."""

from datetime import UTC, datetime

import pytest
import time_machine

from missions.actions import changes, claims, removal, several, sources
from missions.models import (
    Agency,
    AppendOnlyError,
    Change,
    Slip,
    Source,
    Standing,
    Version,
    Withdrawal,
)
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def noted() -> list[tuple[int, str, str]]:
    return list(Change.objects.order_by("number").values_list("number", "key", "action"))


def rename(row: Agency, name: str) -> None:
    Agency.objects.filter(pk=row.pk).update(name=name)


def test_of_all_that_a_write_touches_only_what_differs_in_the_end_is_noted() -> None:
    one, other, third = (AgencyFactory.create(slug=slug, name="Before") for slug in ("one", "other", "third"))
    with changes.writing(by="editor", reason="Why not.") as writing:
        for row in (one, other, third):
            writing.about(row)
        rename(one, "After")
        rename(other, "After")
        rename(other, "Before")
        # Asked again once it is touched: what it was before it was, counts.
        writing.about(one)
    (found,) = Change.objects.all()
    assert (found.number, found.by, found.reason, found.resource, found.key) == (
        1,
        "editor",
        "Why not.",
        "agency",
        "one",
    )
    assert (found.changed, found.before["name"], found.after["name"]) == (["name"], "Before", "After")  # type: ignore[index]


def test_a_row_that_is_made_and_gone_within_one_write_was_never_there() -> None:
    with changes.writing() as writing:
        row = AgencyFactory.create()
        writing.made(row)
        Agency.objects.filter(pk=row.pk).delete()
    assert noted() == []


def test_numbers_go_on_and_a_write_within_another_has_its_own_before_it() -> None:
    outer, inner = AgencyFactory.create(slug="outer"), AgencyFactory.create(slug="inner")
    removal.remove(row=AgencyFactory.create(slug="first"))
    with changes.writing() as writing:
        writing.about(outer)
        rename(outer, "Another")
        removal.remove(row=inner)
    assert noted() == [(1, "first", "deleted"), (2, "inner", "deleted"), (3, "outer", "changed")]
    assert Version.objects.get().number == 3


def test_a_write_that_fails_takes_no_number() -> None:
    row = AgencyFactory.create(slug="one")

    def fail() -> None:
        with changes.writing() as writing:
            writing.about(row)
            rename(row, "Another")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    removal.remove(row=row)
    assert noted() == [(1, "one", "deleted")]


def test_a_clock_that_is_set_back_puts_nothing_before_what_was_written() -> None:
    with time_machine.travel(NOON, tick=False):
        first = claim()
    with time_machine.travel(NOON.replace(hour=9), tick=False):
        second = claim(first.milestone, "2030", "2020-01-01")
        removal.remove(row=AgencyFactory.create())
    with time_machine.travel(NOON.replace(hour=13), tick=False):
        third = claim(first.milestone)
    assert [row.recorded_at.hour for row in (first, second, third)] == [12, 12, 13]
    assert [change.at.hour for change in Change.objects.order_by("number")] == [12, 12, 12, 13]
    assert Version.objects.get().at.hour == 13


def test_all_changes_of_one_write_are_of_one_instant() -> None:
    said = claim(source=SourceFactory.create(slug="a"))
    removal.remove(row=said.milestone, reason="It is there twice.")
    assert len({change.at for change in Change.objects.filter(action="deleted")}) == 1


def test_a_write_within_another_is_of_the_same_instant_and_the_next_one_of_its_own() -> None:
    rows = AgencyFactory.create_batch(4)
    with changes.writing() as outer:
        removal.remove(row=rows[0])
        with changes.writing() as within:
            removal.remove(row=rows[1])
        removal.remove(row=rows[2])
    removal.remove(row=rows[3])
    ats = list(Change.objects.order_by("number").values_list("at", flat=True))
    assert ats[:3] == [outer.at] * 3 == [within.at] * 3
    assert ats[3] > outer.at
    assert Version.objects.get().at == ats[3]


def test_after_a_write_that_failed_the_next_one_is_of_its_own_instant() -> None:
    found: list[datetime] = []

    def fail() -> None:
        with changes.writing() as writing:
            found.append(writing.at)
            raise RuntimeError

    with changes.writing() as outer:
        with pytest.raises(RuntimeError):
            fail()
        with changes.writing() as within:
            pass
    with pytest.raises(RuntimeError):
        fail()
    with changes.writing() as after:
        pass
    assert found[0] == within.at == outer.at < found[1] < after.at


def test_what_held_only_within_a_write_was_held_by_nobody() -> None:
    """Claims that are withdrawn one by one, in one write, leave no standing behind of which nobody could know."""
    milestone = MilestoneFactory.create()
    said = [claim(milestone, f"203{number}", f"202{number}-01-01") for number in range(3)]
    before = Standing.objects.count()
    several.withdraw(chosen=said, reason="Misread.")
    assert len(set(Withdrawal.objects.values_list("recorded_at", flat=True))) == 1
    assert len({change.at for change in Change.objects.filter(action="withdrawn")}) == 1
    assert (Standing.objects.count(), Standing.objects.held().count()) == (before, 0)
    with changes.writing():
        wrong = claim(milestone, "2040", "2024-01-01")
        claims.withdraw(claim=wrong, reason="Misread again.")
    assert (Standing.objects.count(), Slip.objects.held().count()) == (before, 0)


def test_a_milestone_goes_after_its_claims_and_its_tombstones_say_whose_they_were() -> None:
    milestone = MilestoneFactory.create(slug="flight")
    first, second = claim(milestone), claim(milestone, "2030", "2020-01-01")
    removal.remove(row=milestone, by="editor", reason="Not ours.")
    tombs = Change.objects.filter(action="deleted").order_by("number")
    assert [(tomb.key, tomb.milestone, tomb.by, tomb.reason) for tomb in tombs] == [
        (str(first.pk), "flight", "editor", "Not ours."),
        (str(second.pk), "flight", "editor", "Not ours."),
        ("flight", "flight", "editor", "Not ours."),
    ]


def test_what_is_deleted_is_known_to_be_until_it_is_made_again() -> None:
    assert not changes.was_deleted(Agency, "one")
    removal.remove(row=AgencyFactory.create(slug="one"))
    assert changes.was_deleted(Agency, "one")
    assert not changes.was_deleted(Source, "one")
    with changes.writing() as writing:
        writing.made(AgencyFactory.create(slug="one"))
    assert not changes.was_deleted(Agency, "one")


def test_a_source_that_is_saved_as_it_was_is_no_change() -> None:
    source = claim().source
    before = noted()
    sources.revise(source=source, by="editor")
    assert noted() == before


def test_a_change_is_never_changed_or_removed() -> None:
    claim()
    found = Change.objects.get()
    for refused in (found.save, found.delete, Change.objects.all().delete, lambda: Change.objects.update(by="x")):
        with pytest.raises(AppendOnlyError):
            refused()
