"""Whoever follows the feed of changes, and asks for nothing else, holds what the API answers."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import Model, ProtectedError
from django.test import Client
from django.urls import reverse

from missions.actions import claims, removal, sources
from missions.actions.fixtures import FIXTURES
from missions.dates import FuzzyDate
from missions.models import Agency, Change, Claim, Milestone, Participation, Program, Source, Vehicle
from missions.vocabulary import Outcome, Rank, Role
from tests.api.asking import ROOT, get
from tests.api.conftest import TODAY
from tests.replica import LISTS, Replica, Values

pytestmark = pytest.mark.django_db

# So few of each that the same one is changed, deleted and made again.
SLUGS = ("one", "two", "three", "four")
DATES = (None, "2022", "../2022", "2026-34", "203X", "2024/..", "2019-05-05~")
DAYS = ("1975-07-18", "2016-09", "2016-09-26", "2021", "2021-03-22", "2030")


def ask(address: str, given: Mapping[str, Any]) -> Values:
    answer = get(address, given)
    assert answer.status == 200, answer.content
    body: Values = answer.body
    return body


def whole(address: str, told: list[Values]) -> list[Values]:
    """All rows of a list, with those members that the replica tells."""
    fields = {"fields": ",".join(told[0])} if told else {}
    found: list[Values] = []
    page = ask(address, {"limit": "500", **fields})
    found += page["results"]
    while page["next"]:
        page = ask(page["next"], {})
        found += page["results"]
    return found


def by_key(rows: list[Values]) -> list[Values]:
    return sorted(rows, key=lambda row: str(row.get("slug") or row.get("id")))


def check(replica: Replica) -> None:
    """Every list, and the claims and the history of every milestone, is what the replica makes of its rows."""
    assert replica.numbers == list(range(1, Change.objects.count() + 1))
    for resource, name in LISTS.items():
        told = replica.list_of(resource)
        assert by_key(whole(f"{name}/", told)) == by_key(told) or resource == "claim"
    said = [claim for claim in replica.list_of("claim") if claim["asserted_on"]["latest"] <= str(TODAY)]
    assert by_key(whole("claims/", said)) == by_key(said)
    for slug in replica.rows["milestone"]:
        of_it = [claim for claim in replica.claims_of(slug) if claim in said]
        if of_it:
            assert by_key(whole(f"milestones/{slug}/claims/", of_it)) == by_key(of_it)
            assert ask(f"milestones/{slug}/history/", {"limit": "500"})["results"] == replica.history_of(slug)
        else:
            assert get(f"milestones/{slug}/").status == 404


@pytest.mark.usefixtures("library")
def test_a_replica_of_the_repositorys_fixtures() -> None:
    replica = Replica(ROOT, TODAY)
    while replica.follow(ask, 500):
        pass
    assert len(replica.list_of("milestone")) > 100
    check(replica)


class Editors:
    """Random writes, by the desk's pages and by the actions. What is refused is no write."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same each time is what is wanted
        self.desk = Client()
        self.desk.force_login(User.objects.create(username="editor", is_staff=True, is_superuser=True))

    def write(self) -> None:
        ways: list[Callable[[], Any]] = [self.save, self.save, self.save, self.record, self.record, self.record]
        ways += [self.withdraw, self.revise, self.delete, self.take_part]
        with suppress(ValidationError, ProtectedError):
            self.random.choice(ways)()

    def save(self) -> None:
        """A row of the catalog or a source is added, or changed, at the desk."""
        model = self.random.choice((Agency, Program, Vehicle, Milestone, Source))
        slug = self.random.choice(SLUGS)
        row = model.objects.filter(slug=slug).first()
        self.post(model, self.typed(model, slug, new=row is None), row)

    def typed(self, model: Any, slug: str, *, new: bool) -> dict[str, Any]:
        word = self.random.choice(("First", "Second"))
        some: dict[Any, dict[str, Any]] = {
            Agency: {"name": word, "kind": "government", "country": self.random.choice(("", "US"))},
            Program: {"name": word, "destination": self.random.choice(("", "moon"))},
            Vehicle: {
                "name": word, "kind": "rocket", "crewed": "unknown", "reusable": self.random.choice(("true", "false")),
                "maker": self.one(Agency), "operators": self.many(Agency), "programs": self.many(Program),
            },
            Milestone: {
                "title": word, "kind": "launch", "criterion": "It flies.", "crewed": "unknown",
                "program": self.one(Program), "agencies": self.many(Agency), "vehicles": self.many(Vehicle),
            },
            Source: {
                "title": word, "reliability": "reported", "publisher": self.random.choice(("", "The Paper")),
                "published": "", "republication_of": self.one(Source),
            },
        }  # fmt: skip
        return {"slug": slug, **some[model], **self.parts(model if new else None)}

    def parts(self, model: Any) -> dict[str, Any]:
        """Of a new agency or program, one part; of others none, which leaves theirs as they are."""
        other: Any = {Agency: Program, Program: Agency}.get(model)
        row = self.one(other) if other else ""
        typed: dict[str, Any] = {"participations-TOTAL_FORMS": 1 if row else 0, "participations-INITIAL_FORMS": 0}
        if row:
            name = other.__name__.lower()
            typed |= {f"participations-0-{name}": row, "participations-0-role": self.random.choice(list(Role))}
        return typed

    def take_part(self) -> None:
        """The first part of a program is given another role or taken away, on the agency's page."""
        part = self.any(Participation)
        if part:
            typed = {"name": part.agency.name, "kind": part.agency.kind, "country": part.agency.country}
            typed |= {
                "participations-TOTAL_FORMS": 1,
                "participations-INITIAL_FORMS": 1,
                "participations-0-id": part.pk,
            }
            typed |= {
                "participations-0-program": part.program_id,
                "participations-0-role": self.random.choice(list(Role)),
            }
            typed |= {"participations-0-DELETE": "on"} if self.random.random() < 0.5 else {}
            self.post(Agency, typed, part.agency)

    def post(self, model: type[Model], typed: Mapping[str, Any], row: Model | None) -> None:
        page = f"admin:missions_{model._meta.model_name}"
        address = reverse(f"{page}_change", args=[row.pk]) if row else reverse(f"{page}_add")
        assert self.desk.post(address, typed).status_code in {200, 302}

    def record(self) -> None:
        milestone, source = self.any(Milestone), self.any(Source)
        if milestone and source:
            when = self.random.choice(DATES)
            claims.record(
                milestone=milestone,
                source=source,
                outcome=self.random.choice(list(Outcome)),
                asserted_on=FuzzyDate.parse(self.random.choice(DAYS)),
                statement="It comes about.",
                date=FuzzyDate.parse(when) if when else None,
                claimant=self.any(Agency) if self.random.random() < 0.5 else None,
                span=self.random.choice((None, (1, 9))),
                rank=self.random.choice(list(Rank)),
                reason=self.random.choice(("", "Doubted.")),
                by="editor",
            )

    def withdraw(self) -> None:
        claim = self.any(Claim)
        if claim:
            claims.withdraw(claim=claim, reason="Misread.", by="editor")

    def revise(self) -> None:
        """A source becomes a republication, or is none any more."""
        source = self.any(Source)
        if source:
            source.republication_of = None if source.republication_of_id else self.any(Source)
            sources.revise(source=source, by="editor")

    def delete(self) -> None:
        model = self.random.choice((Agency, Program, Vehicle, Milestone, Source))
        row = self.any(model)
        if row:
            removal.remove(row=row, by="editor", reason="Not ours.")

    def any(self, model: Any) -> Any:
        return self.random.choice([*model.objects.order_by("pk")] or [None])

    def one(self, model: Any) -> Any:
        row = self.any(model)
        return row.pk if row and self.random.random() < 0.6 else ""

    def many(self, model: Any) -> list[Any]:
        rows = model.objects.order_by("pk")
        return [row.pk for row in rows if self.random.random() < 0.5]


@pytest.mark.parametrize("seed", range(4))
def test_a_replica_that_follows_while_editors_write(seed: int) -> None:
    editors, replica = Editors(seed), Replica(ROOT, TODAY)
    for _ in range(120):
        editors.write()
        if editors.random.random() < 0.3:
            replica.follow(ask, editors.random.randint(1, 7))
    while replica.follow(ask, editors.random.randint(1, 7)):
        pass
    # Not by having written nothing: every action, and every kind of row deleted and made again.
    actions = set(Change.objects.values_list("resource", "action"))
    assert len(actions) >= 14, actions
    check(replica)


def test_fixtures_that_are_loaded_between_editors_writes() -> None:
    editors, replica = Editors(9), Replica(ROOT, TODAY)
    call_command("loaddata", *FIXTURES[:4], verbosity=0)
    for _ in range(40):
        editors.write()
    call_command("loaddata", *FIXTURES, verbosity=0)
    for _ in range(40):
        editors.write()
    call_command("loaddata", *FIXTURES, verbosity=0)
    while replica.follow(ask, 97):
        pass
    check(replica)
