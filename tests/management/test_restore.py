"""`restore` makes a tracker of a snapshot that answers the same."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from missions import clock
from missions.actions import claims, restoring
from missions.api.views.base import ReadView
from missions.models import Agency, Change, Claim, Slip, Standing, Version, Withdrawal
from tests.api.asking import get
from tests.api.endpoints import LISTS, PARAMETERS
from tests.factories import AgencyFactory
from tests.management.rows import everything
from tests.management.snapshots import empty, refused, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 20))
    monkeypatch.setattr(ReadView, "throttle_classes", ())


AS_OF = ("", "2016-12-31", "2021-03-22", "2026-11-20")
KNOWN_AT = ("", "2026-11-05T00:00:00Z", "2026-11-11T00:00:00Z", "2026-11-15T00:00:00Z")


def answers() -> dict[str, tuple[int, Any]]:
    """Every endpoint, on several days and by what was known at several instants, each ordering, and each detail."""
    addresses = []
    for address, names in PARAMETERS.items():
        for day in AS_OF if "as_of" in names else ("",):
            for instant in KNOWN_AT if "known_at" in names else ("",):
                query = "&".join(filter(None, [day and f"as_of={day}", instant and f"known_at={instant}"]))
                addresses.append(f"{address}?{query}")
    addresses += [f"{listed.address}?ordering={key}" for listed in LISTS for key in listed.orderings]
    addresses += [f"claims/{claim}/" for claim in Claim.objects.values_list("pk", flat=True)]
    addresses += ["milestones/moon-base/", "changes/?limit=3&offset=2"]
    found = {address: get(address) for address in addresses}
    return {address: (answer.status, answer.content) for address, answer in found.items()}


@pytest.mark.usefixtures("eventful")
def test_rows_are_read_by_batches_but_those_that_point_at_their_own_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = snapshot(tmp_path / "one")
    empty()
    read: dict[str, int] = {}

    def save(path: Path, batch: list[Any], *given: Any, kept: Any = restoring._save) -> None:
        read[path.stem] = max(read.get(path.stem, 0), len(batch))
        kept(path, batch, *given)

    monkeypatch.setattr(restoring, "_BATCH", 2)
    monkeypatch.setattr(restoring, "_save", save)
    call_command("restore", str(tmp_path / "one"))

    rows = {name: first[f"{name}.ndjson"].count(b"\n") for name in ("agencies", "sources")}
    others = ("programs", "vehicles", "milestones", "claims", "standings", "slips", "changes")
    assert read == {**rows, **dict.fromkeys(others, 2)}
    assert min(rows.values()) > 2
    assert snapshot(tmp_path / "other") == first


@pytest.mark.usefixtures("eventful")
def test_a_tracker_that_is_restored_gives_the_same_answers_and_the_same_snapshot(tmp_path: Path) -> None:
    assert Standing.objects.exclude(superseded_at=None).exists()
    assert Slip.objects.exclude(superseded_at=None).exists()
    before, rows, first = answers(), everything(), snapshot(tmp_path / "one")
    assert len(before) > 150
    assert {status for status, _ in before.values()} == {200, 404}
    empty()
    call_command("restore", str(tmp_path / "one"))
    after = answers()
    assert {address for address in before if before[address] != after[address]} == set()
    assert snapshot(tmp_path / "other") == first
    now = everything()
    assert {name for name in rows if rows[name] != now[name]} <= {
        "Participation", "Vehicle_operators", "Vehicle_programs", "Milestone_agencies", "Milestone_vehicles",
    }  # fmt: skip


@pytest.mark.usefixtures("eventful")
def test_a_tracker_that_is_restored_goes_on_where_it_was(tmp_path: Path) -> None:
    """New rows get numbers of their own, and changes the next ones; a reader's cursor is still good."""
    (last,) = get("changes/?ordering=-number&limit=1").body["results"]
    snapshot(tmp_path / "here")
    empty()
    call_command("restore", str(tmp_path / "here"))
    claims.withdraw(claim=Claim.objects.get(statement="by-2022"), reason="Misread.")
    for _ in range(3):
        AgencyFactory.create()
    (change,) = get("changes/", {"after": last["cursor"]}).body["results"]
    assert (change["number"], change["action"]) == (last["number"] + 1, "withdrawn")
    assert Version.objects.get().number == last["number"] + 1


@pytest.mark.usefixtures("library")
def test_the_repositorys_fixtures_come_back_and_load_again_without_a_change(tmp_path: Path) -> None:
    first = snapshot(tmp_path / "one")
    empty()
    call_command("restore", str(tmp_path / "one"))
    call_command("loaddata", *("agencies", "programs", "vehicles", "milestones", "sources", "claims"), verbosity=0)
    assert snapshot(tmp_path / "two") == first


def test_a_tracker_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    snapshot(tmp_path / "here")
    AgencyFactory.create()
    Change.objects.create(number=1, at=datetime(2026, 11, 20, tzinfo=UTC), resource="agency", key="x", action="created")
    assert refused("restore", tmp_path / "here") == (
        "The tracker is not empty: it has 1 agencies, 1 changes. Restore into a database that is only migrated. "
        "Nothing was restored."
    )


def test_withdrawals_and_participants_are_rows_of_their_own_again(here: Path) -> None:
    call_command("restore", str(here))
    assert Withdrawal.objects.count() == 2
    assert Agency.objects.get(slug="nasa").participations.count() == 2
