"""A copy of the tracker made of the feed of changes alone: plain values by row, and what the API must answer of them.

Slow and plain on purpose. Of the tracker's own code it takes how a date is read and told, and how claims make
standings.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from missions.dates import FuzzyDate
from missions.schedule import Period, Said, standings, state
from missions.vocabulary import Outcome, Rank

Values = dict[str, Any]
# Asks the API for a page of a list with these parameters.
Get = Callable[[str, Mapping[str, Any]], Values]

LISTS = {
    "agency": "agencies",
    "program": "programs",
    "vehicle": "vehicles",
    "milestone": "milestones",
    "source": "sources",
    "claim": "claims",
}


class Replica:
    def __init__(self, base: str, day: date) -> None:
        self.base, self.day = base, day
        self.rows: dict[str, dict[str, Values]] = {resource: {} for resource in LISTS}
        self.numbers: list[int] = []
        self._cursor: str | None = None

    def follow(self, get: Get, limit: int) -> int:
        """Takes the next page; says how many changes it had. Each must fit to what the replica holds."""
        after = {"after": self._cursor} if self._cursor else {}
        changes = get("changes/", {"limit": str(limit), **after})["results"]
        for change in changes:
            self._apply(change)
        return len(changes)

    def _apply(self, change: Values) -> None:
        rows, key, before, after = self.rows[change["resource"]], change["key"], change["before"], change["after"]
        assert rows.get(key) == before, change
        assert before != after, change
        names = (before or {}).keys() | (after or {}).keys()
        assert change["changed"] == sorted(n for n in names if (before or {}).get(n) != (after or {}).get(n))
        action = "created" if before is None else "deleted" if after is None else "changed"
        if change["resource"] == "claim" and action == "changed":
            action = "withdrawn"
            assert change["changed"] == ["withdrawn"]
        assert change["action"] == action
        assert (change["url"] is None) == (after is None)
        if after is None:
            del rows[key]
        else:
            rows[key] = after
        self.numbers.append(change["number"])
        self._cursor = change["cursor"]

    # What the API must answer

    def list_of(self, resource: str) -> list[Values]:
        """The rows of a list, by their keys, each with all members that follow from the changes."""
        make: Callable[[Values], Values | None] = getattr(self, f"_{resource}")
        return [row for _, values in sorted(self.rows[resource].items()) if (row := make(values))]

    def claims_of(self, milestone: str) -> list[Values]:
        return [claim for claim in self.list_of("claim") if claim["milestone"]["slug"] == milestone]

    def history_of(self, milestone: str) -> list[Values]:
        """Oldest first, as it is told on the replica's day."""
        return [
            {
                "since": period.since.isoformat(),
                "until": period.until.isoformat() if period.until and period.until <= self.day else None,
                "outcome": period.outcome.value,
                "date": told(period.date),
                "conflict": period.conflict,
                "claim": self._said_by(period.claim),
            }
            for period in self._periods(milestone)
            if period.since <= self.day
        ]

    def _agency(self, row: Values) -> Values:
        parts = [
            {"program": self._reference("program", program["slug"]), "role": part["role"]}
            for program in self.rows["program"].values()
            for part in program["participants"]
            if part["agency"] == row["slug"]
        ]
        return {
            **self._named("agency", row, "name", "short_name", "kind", "country"),
            "parent": self._reference("agency", row["parent"]),
            "programs": sorted(parts, key=lambda part: str(part["program"])),
            "milestones": f"{self.base}milestones/?agency={row['slug']}",
            "claims": f"{self.base}claims/?claimant={row['slug']}",
        }

    def _program(self, row: Values) -> Values:
        vehicles = [vehicle["slug"] for vehicle in self.rows["vehicle"].values() if row["slug"] in vehicle["programs"]]
        return {
            **self._named("program", row, "name", "destination", "summary"),
            "participants": [
                {"agency": self._reference("agency", part["agency"]), "role": part["role"]}
                for part in row["participants"]
            ],
            "vehicles": self._references("vehicle", vehicles),
            "milestones": f"{self.base}milestones/?program={row['slug']}",
        }

    def _vehicle(self, row: Values) -> Values:
        return {
            **self._named("vehicle", row, "name", "kind", "crewed", "reusable"),
            "maker": self._reference("agency", row["maker"]),
            "operators": self._references("agency", row["operators"]),
            "programs": self._references("program", row["programs"]),
            "milestones": f"{self.base}milestones/?vehicle={row['slug']}",
        }

    def _source(self, row: Values) -> Values:
        return {
            **self._named("source", row, "title", "publisher", "author", "sha256", "characters", "reliability"),
            "published": told(read(row["published"])),
            "address": row["url"],
            "republication_of": self._reference("source", row["republication_of"]),
            "claims": f"{self.base}claims/?source={row['slug']}",
        }

    def _claim(self, row: Values) -> Values:
        span = {"start": row["span_start"], "end": row["span_end"], "sha256": row["span_sha256"]}
        return {
            **{name: row[name] for name in ("id", "speaker", "outcome", "statement", "rank", "reason", "recorded_at")},
            "url": f"{self.base}claims/{row['id']}/",
            "milestone": self._reference("milestone", row["milestone"]),
            "source": self._reference("source", row["source"]),
            "claimant": self._reference("agency", row["claimant"]),
            "asserted_on": told(read(row["asserted_on"])),
            "date": told(read(row["date"])),
            "span": None if row["span_start"] is None else span,
            "counts": self._counts(row),
            "withdrawn": row["withdrawn"],
        }

    def _milestone(self, row: Values) -> Values | None:
        in_force = [period for period in self._periods(row["slug"]) if period.since <= self.day]
        if not in_force:
            return None
        now = in_force[-1]
        bounds = (now.date.earliest, now.date.latest) if now.date else (None, None)
        return {
            **self._named("milestone", row, "title", "kind", "destination", "crewed", "criterion"),
            "program": self._reference("program", row["program"]),
            "agencies": self._references("agency", row["agencies"]),
            "vehicles": self._references("vehicle", row["vehicles"]),
            "as_of": self.day.isoformat(),
            "state": state(now.outcome, *bounds, self.day).value,
            "outcome": now.outcome.value,
            "date": told(now.date),
            "conflict": now.conflict,
            "since": now.since.isoformat(),
            "said_by": self._said_by(now.claim),
            "claims": f"{self.base}milestones/{row['slug']}/claims/",
            "history": f"{self.base}milestones/{row['slug']}/history/",
        }

    # How

    def _periods(self, milestone: str) -> list[Period]:
        return standings(
            Said(row["id"], last_day(row["asserted_on"]), Outcome(row["outcome"]), read(row["date"]), Rank(row["rank"]))
            for row in self.rows["claim"].values()
            if row["milestone"] == milestone and self._counts(row)
        )

    def _counts(self, row: Values) -> bool:
        copied = self.rows["source"][row["source"]]["republication_of"] is not None
        return not (row["withdrawn"] or copied or row["rank"] == "deprecated")

    def _said_by(self, claim: str) -> Values:
        row = self.rows["claim"][claim]
        return {
            **{name: row[name] for name in ("id", "speaker", "statement")},
            "url": f"{self.base}claims/{claim}/",
            "source": self._reference("source", row["source"]),
            "publisher": self.rows["source"][row["source"]]["publisher"],
            "claimant": self._reference("agency", row["claimant"]),
            "asserted_on": told(read(row["asserted_on"])),
        }

    def _named(self, resource: str, row: Values, *names: str) -> Values:
        own = {"slug": row["slug"], "url": f"{self.base}{LISTS[resource]}/{row['slug']}/"}
        return own | {name: row[name] for name in names}

    def _reference(self, resource: str, slug: str | None) -> Values | None:
        if slug is None:
            return None
        row = self.rows[resource][slug]
        url = f"{self.base}{LISTS[resource]}/{slug}/"
        return {"slug": slug, "name": row.get("name") or row.get("title"), "url": url}

    def _references(self, resource: str, slugs: Iterable[str]) -> list[Values | None]:
        return [self._reference(resource, slug) for slug in sorted(slugs)]


def read(edtf: str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(edtf) if edtf else None


def last_day(edtf: str) -> date:
    day = FuzzyDate.parse(edtf).latest
    assert day
    return day


def told(found: FuzzyDate | None) -> Values | None:
    if found is None:
        return None
    return {
        "edtf": found.edtf,
        "earliest": str(found.earliest) if found.earliest else None,
        "latest": str(found.latest) if found.latest else None,
        "precision": found.precision.value,
        "approximate": found.approximate,
        "uncertain": found.uncertain,
        "text": found.text,
    }
