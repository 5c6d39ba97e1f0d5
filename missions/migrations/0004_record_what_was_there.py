"""A tracker that is older than the record of changes is brought up to it.

Rows that the record does not know are noted as created, and the standings and slips of their milestones are derived
anew, each held from when its claims were recorded until they were withdrawn. Where nothing lacks, nothing is done.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.db import migrations, models

from missions import clock
from missions.dates import FuzzyDate
from missions.schedule import Period, Said, standings
from missions.slips import accounts, slips
from missions.vocabulary import Outcome, Rank

# Each after those that it points at.
RESOURCES = ("agency", "program", "vehicle", "milestone", "source", "claim")
Values = dict[str, Any]
REASON = "It was there before changes were recorded."


def bring_up(apps: Any, schema_editor: Any) -> None:
    rows = Rows(apps, schema_editor.connection.alias)
    lacking = {resource: rows.lacking(resource) for resource in RESOURCES}
    if not any(lacking.values()):
        return
    touched = {row.pk for row in lacking["milestone"]} | {row.milestone_id for row in lacking["claim"]}
    for milestone in sorted(touched):
        derive(rows, milestone)
    note(rows, chain.from_iterable(lacking.values()))


class Rows:
    """The rows as they were at this migration."""

    def __init__(self, apps: Any, alias: str) -> None:
        self._apps, self._alias = apps, alias

    def model(self, name: str) -> Any:
        return self._apps.get_model("missions", name)

    def of(self, name: str) -> Any:
        return self.model(name)._base_manager.using(self._alias)

    def lacking(self, resource: str) -> list[Any]:
        """Those without a change, oldest first."""
        known = set(self.of("change").filter(resource=resource).values_list("key", flat=True))
        order = ("recorded_at", "pk") if resource == "claim" else ("pk",)
        pointing = [field.name for field in self.model(resource)._meta.concrete_fields if field.many_to_one]
        rows = self.of(resource).select_related(*pointing).order_by(*order)
        return [row for row in rows if key_of(row) not in known]


def key_of(row: Any) -> str:
    return str(getattr(row, "slug", row.pk))


# --- Changes


def note(rows: Rows, lacking: Iterable[Any]) -> None:
    version, _ = rows.of("version").select_for_update().get_or_create(pk=1)
    at, number = max(clock.now(), version.at), version.number
    found = []
    for number, row in enumerate(lacking, number + 1):
        found.append(change(rows, row, number, at))
    rows.of("change").bulk_create(found, 500)
    version.number, version.at = number, at
    version.save()


def change(rows: Rows, row: Any, number: int, at: datetime) -> Any:
    resource = row._meta.model_name
    milestone = {"milestone": lambda: row.slug, "claim": lambda: row.milestone.slug}.get(resource, str)()
    return rows.model("change")(
        number=number, at=at, resource=resource, key=key_of(row), action="created", reason=REASON,
        milestone=milestone, after=portrait(rows, row),
    )


def portrait(rows: Rows, row: Any) -> Values:
    """As `actions.portraits` had it then."""
    values = {name_of(field): value(row, field) for field in row._meta.concrete_fields if is_told(field)}
    for field in row._meta.many_to_many:
        if field.name != "participants":
            values[field.name] = sorted(getattr(row, field.name).values_list("slug", flat=True))
    if row._meta.model_name == "program":
        parts = rows.of("participation").filter(program=row.pk).values_list("agency__slug", "role")
        values["participants"] = [{"agency": agency, "role": role} for agency, role in sorted(parts)]
    if row._meta.model_name == "claim":
        withdrawn = rows.of("withdrawal").filter(claim=row.pk).first()
        values["withdrawn"] = withdrawn and {"at": moment(withdrawn.recorded_at), "reason": withdrawn.reason}
    return values


def is_told(field: Any) -> bool:
    own_key = field.primary_key and not isinstance(field, models.UUIDField)
    return not own_key and not field.name.endswith(("_earliest", "_latest")) and field.name != "sketch"


def name_of(field: Any) -> str:
    return str(field.name).removesuffix("_edtf")


def value(row: Any, field: Any) -> Any:
    found = getattr(row, field.attname)
    if found is None or found == "":
        return None
    if field.many_to_one:
        return getattr(row, field.name).slug
    if isinstance(field, models.UUIDField):
        return str(found)
    return moment(found) if isinstance(found, datetime) else found


def moment(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


# --- Standings and slips


def derive(rows: Rows, milestone: Any) -> None:
    """As they would be held now, had they been derived with each claim that was recorded, and each withdrawal."""
    claims = list(rows.of("claim").filter(milestone=milestone).select_related("source"))
    gone = dict(rows.of("withdrawal").filter(claim__milestone=milestone).values_list("claim", "recorded_at"))
    held: dict[tuple[str, ...], Values] = {}
    all_held: list[Values] = []
    for at in sorted({claim.recorded_at for claim in claims} | set(gone.values())):
        periods = standings(
            said(claim) for claim in claims if counts(claim) and claim.recorded_at <= at < gone.get(claim.pk, FOREVER)
        )
        now = {tuple(map(str, found.items())): found for found in chain(told(periods), moved(periods))}
        for values in held.keys() - now.keys():
            held.pop(values)["superseded_at"] = at
        for values in now.keys() - held.keys():
            held[values] = now[values] | {"recorded_at": at, "superseded_at": None}
            all_held.append(held[values])
    for name in ("slip", "standing"):
        rows.of(name).filter(milestone=milestone).delete()
    for found in sorted(all_held, key=lambda found: (found["recorded_at"], found.get("since") or found["on"])):
        rows.of("standing" if "since" in found else "slip").create(milestone_id=milestone, **found)


FOREVER = datetime.max.replace(tzinfo=UTC)


def counts(claim: Any) -> bool:
    return bool(claim.rank != Rank.DEPRECATED and claim.source.republication_of_id is None)


def said(claim: Any) -> Said:
    date = FuzzyDate.parse(claim.date_edtf) if claim.date_edtf else None
    return Said(str(claim.pk), claim.asserted_on_latest, Outcome(claim.outcome), date, Rank(claim.rank))


def told(periods: list[Period]) -> Iterator[Values]:
    for period, account in zip(periods, accounts(periods), strict=True):
        total = account.total
        yield {
            "since": period.since, "until": period.until, "outcome": period.outcome.value, "conflict": period.conflict,
            "claim_id": period.claim, **dated("date", period.date), **dated("promised", account.promised),
            "promised_by_id": account.promised_by, "slip_min": total and total.min, "slip_max": total and total.max, "moves": account.moves,
            "agreed_since": account.agreed_since, "came_by": account.came_by,
        }


def moved(periods: list[Period]) -> Iterator[Values]:
    for slip in slips(periods):
        days = slip.days
        yield {
            "on": slip.on, "kind": slip.kind.value, "outcome": slip.outcome.value, **dated("was", slip.was),
            **dated("date", slip.date), "days_min": days and days.min, "days_max": days and days.max,
            "was_claim_id": slip.was_claim, "claim_id": slip.claim,
        }


def dated(name: str, date: FuzzyDate | None) -> Values:
    return {
        f"{name}_edtf": date.edtf if date else "",
        f"{name}_earliest": date and date.earliest,
        f"{name}_latest": date and date.latest,
    }


class Migration(migrations.Migration):

    dependencies = [
        ('missions', '0003_groups'),
    ]

    operations = [
        migrations.RunPython(bring_up, migrations.RunPython.noop),
    ]
