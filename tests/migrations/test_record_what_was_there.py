"""A database that is older than the record of changes: after migrating, it is as if all had been recorded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from missions.actions import changes, claims, standings
from missions.actions.portraits import portrait
from missions.models import Agency, Change, Claim, Milestone, Program, Slip, Source, Standing, Vehicle, Version
from tests.factories import AgencyFactory, claim

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, LAST = "0001_initial", "0004_record_what_was_there"
REASON = "It was there before changes were recorded."
DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(1, 6)]


def migrate(name: str) -> Any:
    """The models as they are after this migration."""
    executor = MigrationExecutor(connection)
    executor.migrate([("missions", name)])
    return MigrationExecutor(connection).loader.project_state([("missions", name)]).apps


@pytest.fixture(autouse=True)
def _up_again() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def old_tracker() -> None:
    """A row of everything, as the first version had it, and standings without slips."""
    apps = migrate(FIRST)

    def add(model: str, /, **values: Any) -> Any:
        return apps.get_model("missions", model)._base_manager.create(**values)

    usa = add("agency", slug="usa", name="United States", kind="government", country="US")
    nasa = add("agency", slug="nasa", name="NASA", kind="government", parent=usa)
    moon = add("program", slug="moon", name="Moon", destination="moon")
    for agency, role in ((usa, "partner"), (nasa, "lead")):
        add("participation", program=moon, agency=agency, role=role)
    orion = add("vehicle", slug="orion", name="Orion", kind="spacecraft", maker=nasa, crewed=True)
    orion.operators.set([usa, nasa])
    orion.programs.set([moon])
    landing = add("milestone", slug="landing", title="Landing", kind="landing", criterion="It lands.", program=moon)
    landing.agencies.set([nasa])
    landing.vehicles.set([orion])
    add("milestone", slug="unspoken", title="Unspoken", kind="launch", criterion="It leaves.")
    paper = add("source", slug="paper", title="Paper", reliability="reported", **dated("published", "2021-03"))
    copy = add("source", slug="copy", title="Copy", reliability="reported", republication_of=paper)

    def say(number: int, source: Any, day: int, told: str, asserted_on: str, **others: Any) -> Any:
        return add(
            "claim", id=IDS[number], milestone=landing, source=source, outcome="planned", statement=f"Claim {number}.",
            recorded_at=DAY + timedelta(days=day), **dated("date", told), **dated("asserted_on", asserted_on), **others,
        )  # fmt: skip

    first = say(0, paper, 0, "2022", "2016-09-26", claimant=nasa)
    say(1, paper, 1, "2025", "2018-01-01")
    wrong = say(2, paper, 2, "2030", "2020-01-01")
    add("withdrawal", claim=wrong, reason="Misread.", recorded_at=DAY + timedelta(days=3))
    say(3, copy, 2, "2040", "2021-01-01")
    say(4, paper, 2, "2050", "2021-01-01", rank="deprecated", reason="Doubted.")
    add(
        "standing", milestone=landing, since="2016-09-26", outcome="planned", conflict=False, claim=first,
        **dated("date", "2022"),
    )  # fmt: skip


def dated(name: str, text: str) -> dict[str, Any]:
    first, last = {
        "2021-03": ("2021-03-01", "2021-03-31"),
        **{f"{year}": (f"{year}-01-01", f"{year}-12-31") for year in range(2022, 2051)},
    }.get(text, (text, text))
    return {f"{name}_edtf": text, f"{name}_earliest": first, f"{name}_latest": last}


def rows() -> list[Any]:
    models: list[Any] = [Agency, Program, Vehicle, Milestone, Source]
    return [row for model in models for row in model.objects.order_by("pk")] + list(
        Claim.objects.order_by("recorded_at", "pk")
    )


def test_every_row_is_noted_as_it_is() -> None:
    old_tracker()
    migrate(LAST)
    found = list(Change.objects.order_by("number"))
    assert [(change.number, change.key) for change in found] == [
        (number, str(getattr(row, "slug", row.pk))) for number, row in enumerate(rows(), 1)
    ]
    assert [change.after for change in found] == [portrait(row) for row in rows()]
    assert {(change.action, change.by, change.reason, change.before) for change in found} == {
        ("created", "", REASON, None)
    }
    assert {change.key: change.milestone for change in found if change.milestone} == {
        "landing": "landing", "unspoken": "unspoken", **{str(key): "landing" for key in IDS},
    }  # fmt: skip
    version = Version.objects.get()
    assert (version.number, {change.at for change in found}) == (13, {version.at})


def test_standings_and_slips_are_derived_and_held_since_their_claims_were_recorded() -> None:
    old_tracker()
    migrate(LAST)
    landing = Milestone.objects.get(slug="landing")
    held = [
        (row.date_edtf, str(row.since), row.moves, row.slip_min) for row in Standing.objects.held().order_by("since")
    ]
    assert held == [("2022", "2016-09-26", 0, 0), ("2025", "2018-01-01", 1, 732)]
    assert [(row.kind, row.was_edtf, row.date_edtf) for row in Slip.objects.held()] == [("slip", "2022", "2025")]

    def known(days: float) -> list[str]:
        found = Milestone.objects.as_of(date(2026, 11, 20), DAY + timedelta(days=days))
        return [row.standing.date_edtf for row in found]

    assert [known(days) for days in (-1, 0, 0.5, 1, 2, 2.9, 3, 4)] == [
        [], ["2022"], ["2022"], ["2025"], ["2030"], ["2030"], ["2025"], ["2025"],
    ]  # fmt: skip
    before = [list(model.objects.order_by("pk").values_list()) for model in (Standing, Slip)]
    standings.derive(milestone=landing)
    assert [list(model.objects.order_by("pk").values_list()) for model in (Standing, Slip)] == before


def test_the_tracker_goes_on_from_there() -> None:
    old_tracker()
    migrate(LAST)
    claims.withdraw(claim=Claim.objects.get(pk=IDS[1]), reason="Misread.")
    assert [row.date_edtf for row in Standing.objects.held()] == ["2022"]
    assert list(Change.objects.filter(number__gt=13).values_list("number", "action")) == [(14, "withdrawn")]


def test_of_an_empty_database_nothing_is_noted() -> None:
    migrate(FIRST)
    migrate(LAST)
    assert (Change.objects.count(), Version.objects.count()) == (0, 0)


def test_what_the_record_knows_is_left_alone_and_only_what_lacks_is_noted() -> None:
    said = claim(date="2022")
    with changes.writing(by="editor") as writing:
        writing.made(said.milestone)
        writing.made(said.source)
    lost = AgencyFactory.create(slug="lost")
    before = list(Change.objects.order_by("number").values_list())
    kept = list(Standing.objects.values_list())
    migrate("0003_groups")
    migrate(LAST)
    after = list(Change.objects.order_by("number").values_list())
    assert after[:-1] == before
    added = Change.objects.get(number=len(after))
    assert (added.key, added.after) == ("lost", portrait(lost))
    assert list(Standing.objects.values_list()) == kept
    migrate("0003_groups")
    migrate(LAST)
    assert list(Change.objects.order_by("number").values_list()) == after
