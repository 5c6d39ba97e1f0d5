"""Readers who follow the changes while writers commit at the same moment: none is skipped, and none comes twice.

On SQLite in a file, as it runs; on PostgreSQL as it is.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.test import Client

from missions.actions import changes, claims, removal, sources
from missions.models import Agency, Change, Claim, Milestone, Source, Version
from tests.actions.test_writers import _in_a_file, at_once, in_thread  # noqa: F401 - a fixture
from tests.api.asking import ROOT
from tests.api.conftest import TODAY
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim
from tests.replica import Replica, Values

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_in_a_file")]

WRITES = 20


def asking() -> Callable[[str, Any], Values]:
    """How a thread asks, with a client of its own."""
    client = Client()

    def get(address: str, given: Any) -> Values:
        answer = client.get(f"/api/v1/{address}", given)
        assert answer.status_code == 200, answer.content
        body: Values = answer.json()
        return body

    return get


def follow(done: Event, seed: int) -> Replica:
    """Asks without a pause until the writers are done and there is nothing more. Each change must fit to the last."""
    random, replica, get = Random(seed), Replica(ROOT, TODAY), asking()  # noqa: S311 - the same each time
    while True:
        ended = done.is_set()
        if not replica.follow(get, random.randint(1, 5)) and ended:
            return replica


def build() -> None:
    with changes.writing() as writing:
        for number in range(3):
            writing.made(AgencyFactory.create(slug=f"agency-{number}"))
            writing.made(MilestoneFactory.create(slug=f"milestone-{number}"))
            writing.made(SourceFactory.create(slug=f"source-{number}"))


def write(seed: int) -> int:
    """Some writes of every kind, on the same few rows as the other writers; says how many were taken."""
    random, taken = Random(seed), 0  # noqa: S311 - as above
    ways = [_record, _record, _withdraw, _rename, _revise, _delete]
    for _ in range(WRITES):
        with suppress(ValidationError, ProtectedError):
            random.choice(ways)(random)
            taken += 1
    return taken


def _any(random: Random, model: Any) -> Any:
    return random.choice([*model.objects.order_by("pk")] or [None])


def _record(random: Random) -> None:
    milestone, source = _any(random, Milestone), _any(random, Source)
    if milestone and source:
        claim(milestone, random.choice(("2022", "2026", None)), random.choice(("2016", "2021-03")), source=source)


def _withdraw(random: Random) -> None:
    said = _any(random, Claim)
    if said:
        claims.withdraw(claim=said, reason="Misread.")


def _rename(random: Random) -> None:
    row = _any(random, random.choice((Agency, Milestone)))
    with changes.writing(by="editor") as writing:
        writing.about(row)
        column = "name" if isinstance(row, Agency) else "title"
        type(row).objects.filter(pk=row.pk).update(**{column: f"Name {random.random()}"})


def _revise(random: Random) -> None:
    source = _any(random, Source)
    if source:
        source.title = f"Title {random.random()}"
        sources.revise(source=source)


def _delete(random: Random) -> None:
    """A row of its own, that comes and goes."""
    with changes.writing() as writing:
        row = AgencyFactory.create()
        writing.made(row)
    removal.remove(row=row)


@pytest.mark.parametrize("_round", range(3))
def test_a_reader_who_polls_all_the_while_sees_every_change_in_its_order(_round: int) -> None:
    in_thread(build)
    done, running = Event(), [2]

    def writer(seed: int) -> int:
        try:
            return write(seed)
        finally:
            running[0] -= 1
            if not running[0]:
                done.set()

    *written, replica = at_once(partial(writer, 1), partial(writer, 2), partial(follow, done, 3))
    assert [type(count) for count in written] == [int, int], written
    last = in_thread(lambda: Version.objects.get().number)
    assert last > 30
    rows = in_thread(lambda: list(Change.objects.order_by("number").values_list("number", "at")))
    assert [number for number, _ in rows] == list(range(1, last + 1))
    assert [at for _, at in rows] == sorted(at for _, at in rows)
    assert isinstance(replica, Replica), replica
    assert replica.numbers == list(range(1, last + 1))


def test_fixtures_that_load_beside_editors_wait_for_them_and_they_for_the_fixtures(tmp_path: Path) -> None:
    """As `up` does when it starts beside a server that runs: none fails, and none waits for ever."""
    in_thread(build)
    file = tmp_path / "rows.json"
    rows = [
        {"model": "missions.agency", "fields": {"slug": f"loaded-{number}", "name": "Loaded", "kind": "government"}}
        for number in range(7)
    ]
    file.write_text(json.dumps(rows), "utf-8")
    load = partial(call_command, "loaddata", str(file), verbosity=0)
    results = at_once(load, load, partial(write, 5))
    assert [type(result) for result in results] == [type(None), type(None), int], results
    found = in_thread(lambda: list(Change.objects.order_by("number").values_list("number", flat=True)))
    assert found == list(range(1, len(found) + 1))
    assert in_thread(lambda: Change.objects.filter(key__startswith="loaded-").count()) == 7
