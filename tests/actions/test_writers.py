"""Writers at once, on one milestone or one source: all are heard.

On SQLite in a file, as it runs; on PostgreSQL as it is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Barrier, Event, Thread
from time import sleep
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from missions.actions import changes, claims, sources, standings
from missions.models import Claim, Milestone, Source, Standing, Withdrawal
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3


@pytest.fixture
def _in_a_file(tmp_path: Path) -> Iterator[None]:
    """The threads' connections go to a copy in a file: writers do not wait for each other on a shared memory."""
    if connection.vendor != "sqlite":
        yield
        return
    name = connection.settings_dict["NAME"]
    copy = tmp_path / "tracker.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(copy) as file:
        connection.connection.backup(file)
    file.close()
    connections.settings["default"]["NAME"] = str(copy)
    yield
    connections.settings["default"]["NAME"] = name


def in_thread(work: Callable[[], Any]) -> Any:
    """What the work returns, or the error that it raises, in a thread with a connection of its own."""
    [result] = at_once(work)
    return result


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each returns or raises, all started at one moment."""
    barrier = Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            results[number] = work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert not any(thread.is_alive() for thread in threads)
    return results


@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file")
def test_two_claims_recorded_at_once_both_make_standings(_round: int) -> None:
    milestone, source = in_thread(lambda: (MilestoneFactory.create(), SourceFactory.create()))
    told = [("../2022", "2016-09-26"), ("2026", "2021-03-22")]
    results = at_once(*(partial(claim, milestone, date, day, source=source) for date, day in told))
    assert [type(result) for result in results] == [Claim, Claim]
    found = in_thread(lambda: list(Standing.objects.held().filter(milestone=milestone).order_by("since")))
    assert [(row.date_edtf, str(row.since)) for row in found] == told
    assert [row.until for row in found] == [found[1].since, None]


@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file")
def test_a_claim_recorded_while_another_is_withdrawn_stands_alone(_round: int) -> None:
    said = in_thread(claim)
    results = at_once(
        lambda: claims.withdraw(claim=said, reason="Misread."),
        lambda: claim(said.milestone, "2026", "2021-03-22", source=said.source),
    )
    assert [type(result) for result in results] == [Withdrawal, Claim]
    found = in_thread(lambda: list(Standing.objects.held().filter(milestone=said.milestone)))
    assert [(row.claim_id, row.until) for row in found] == [(results[1].pk, None)]


@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file")
def test_of_two_who_withdraw_one_claim_at_once_the_second_is_told_so(_round: int) -> None:
    said = in_thread(claim)
    results = at_once(
        lambda: claims.withdraw(claim=said, reason="One reason."),
        lambda: claims.withdraw(claim=said, reason="Another reason."),
    )
    assert sorted(type(result).__name__ for result in results) == ["ValidationError", "Withdrawal"]
    [refusal] = [result for result in results if isinstance(result, ValidationError)]
    assert refusal.messages == ["This claim is withdrawn already."]


@pytest.mark.usefixtures("_in_a_file")
def test_each_writer_has_an_instant_of_its_own_and_what_it_writes_within_has_the_same() -> None:
    def write() -> list[datetime]:
        with changes.writing() as outer:
            sleep(0.05)
            with changes.writing() as within:
                return [outer.at, within.at]

    one, other = at_once(write, write)
    assert one[0] == one[1] != other[0] == other[1]


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set once standings are derived; until that transaction ends there is time for another writer to come."""
    derive, done = standings.derive, Event()

    def linger(*, milestone: Milestone, at: datetime) -> None:
        derive(milestone=milestone, at=at)
        done.set()
        sleep(0.1)

    monkeypatch.setattr(standings, "derive", linger)
    return done


@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file")
def test_a_claim_recorded_while_its_source_becomes_a_republication_makes_no_standing(
    _round: int, derived: Event
) -> None:
    milestone, source, original = in_thread(
        lambda: (MilestoneFactory.create(), SourceFactory.create(), SourceFactory.create())
    )
    copy = in_thread(lambda: Source.objects.get(pk=source.pk))
    copy.republication_of = original
    derived.clear()

    def revise_meanwhile() -> None:
        assert derived.wait(timeout=10)
        sources.revise(source=copy)

    results = at_once(revise_meanwhile, partial(claim, milestone, source=source))
    assert [type(result) for result in results] == [type(None), Claim]
    assert in_thread(lambda: list(Standing.objects.held().filter(milestone=milestone))) == []
    assert in_thread(lambda: [said.counts() for said in Claim.objects.all()]) == [False]


@pytest.mark.parametrize("_round", range(ROUNDS))
@pytest.mark.usefixtures("_in_a_file", "derived")
def test_of_all_writers_at_once_none_waits_for_ever(_round: int) -> None:
    """Each holds what another one wants: one source, and the milestones that it speaks of."""
    source, original = in_thread(lambda: (SourceFactory.create(), SourceFactory.create()))
    one, other = in_thread(lambda: (claim(source=source), claim(source=source)))
    copy = in_thread(lambda: Source.objects.get(pk=source.pk))
    copy.republication_of = original
    results = at_once(
        partial(claims.withdraw, claim=other, reason="Misread."),
        partial(sources.revise, source=copy),
        partial(claim, other.milestone, "2027", "2021-03-22", source=source),
    )
    assert [type(result) for result in results] == [Withdrawal, type(None), Claim]
    assert in_thread(lambda: list(Standing.objects.held().filter(milestone__in=[one.milestone, other.milestone]))) == []
