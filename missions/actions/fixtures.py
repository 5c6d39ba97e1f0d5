"""Rows of a fixture are added where they are missing. What is there already, editors may have written: it stays.

What editors deleted stays deleted, and with it what cannot be without it.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.core.serializers.base import DeserializedObject
from django.db import models

from missions.actions import standings
from missions.actions.changes import Writing, was_deleted
from missions.models import (
    Agency,
    Claim,
    Milestone,
    Participation,
    Program,
    Slip,
    Source,
    Standing,
    Vehicle,
    Withdrawal,
)

# What `draw` makes of the seeds, each after those that it points at.
FIXTURES = ("agencies", "programs", "vehicles", "milestones", "sources", "claims")
_HELD = (Agency, Program, Participation, Vehicle, Milestone, Source, Claim, Withdrawal)


class FixtureError(Exception):
    """A row that cannot be loaded, said in one line."""


class Loading:
    """One run over rows in the order of their fixtures, within the write that is handed in."""

    def __init__(self, writing: Writing) -> None:
        self.added = 0
        self.kept = 0
        self._writing = writing
        self._new_programs: set[Any] = set()
        self._touched: set[Any] = set()
        self._claims_left_out: set[Any] = set()

    def take(self, row: DeserializedObject) -> bool:
        """Adds the row unless it is there; says whether it did. Raises FixtureError for a row that breaks a rule.

        Standings and slips are passed over: they follow from the claims.
        """
        if isinstance(row.object, Standing | Slip):
            return False
        if not isinstance(row.object, _HELD):
            kind = row.object._meta.verbose_name
            raise FixtureError(
                f"{label(row.object)}: fixtures hold the catalog and the evidence, and no {kind}. "
                "To carry all of a tracker to another database, use `snapshot` and `restore`."
            )
        found = self._find(row.object)
        if found and isinstance(row.object, Claim):
            self._check_unchanged(row.object, found)
        if found or self._left_to_editors(row.object) or not self._mend(row):
            self.kept += 1
            if isinstance(row.object, Claim) and not found:
                self._claims_left_out.add(row.object.pk)
            return False
        if isinstance(row.object, Claim | Withdrawal):
            row.object.recorded_at = self._writing.at
        _check(row.object)
        if isinstance(row.object, Withdrawal):
            self._writing.about(row.object.claim)
        row.save()
        self._remember(row.object)
        self.added += 1
        return True

    def derive(self) -> None:
        """Derives the standings of every milestone that got a claim or lost one."""
        for milestone in Milestone.objects.filter(pk__in=self._touched).order_by("pk"):
            standings.derive(milestone=milestone, at=self._writing.at)

    def _find(self, row: models.Model) -> models.Model | None:
        return type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None

    def _left_to_editors(self, row: models.Model) -> bool:
        """What editors deleted, and the participants of a program that was there before, are their business."""
        if isinstance(row, Participation):
            return row.program_id not in {None, *self._new_programs}
        if isinstance(row, Withdrawal):
            return row.pk in self._claims_left_out or was_deleted(Claim, str(row.pk))
        return was_deleted(type(row), str(getattr(row, "slug", row.pk)))

    def _mend(self, row: DeserializedObject) -> bool:
        """Leaves out links to what editors deleted. False where the row cannot be without one: a claim is all that its
        document says, or nothing.

        Raises FixtureError where a row is named that never was.
        """
        deferred: Any = row.deferred_fields
        for field, names in deferred.items():
            several = field.many_to_many
            there = [_present(row.object, field, name) for name in (names if several else [names])]
            if several:
                row.m2m_data = {**(row.m2m_data or {}), field.name: [other for other in there if other]}
            elif not field.null or isinstance(row.object, Claim):
                return False
        row.deferred_fields = {}
        return True

    def _check_unchanged(self, claim: Claim, found: models.Model) -> None:
        skip = {"recorded_at"}
        for field in claim._meta.concrete_fields:
            if field.name not in skip and getattr(claim, field.attname) != getattr(found, field.attname):
                raise FixtureError(
                    f"{label(claim)} is recorded with another {field.name}. A claim is never changed: "
                    "withdraw it in the seeds, add another under a new key, and draw again."
                )

    def _remember(self, row: models.Model) -> None:
        if not isinstance(row, Participation | Withdrawal):
            self._writing.made(row)
        if isinstance(row, Program):
            self._new_programs.add(row.pk)
        elif isinstance(row, Claim):
            self._touched.add(row.milestone_id)
        elif isinstance(row, Withdrawal):
            self._touched.add(row.claim.milestone_id)


def _present(row: models.Model, field: Any, name: Any) -> models.Model | None:
    """The row of this natural key; None where editors deleted it."""
    model = field.related_model
    with suppress(ObjectDoesNotExist):
        found: models.Model = model._default_manager.get_by_natural_key(*name)
        return found
    if not was_deleted(model, str(name[0])):
        raise FixtureError(f"{label(row)}: {field.name} names {' '.join(map(str, name))}, which is not there.")
    return None


def label(row: models.Model) -> str:
    """The row as its fixture names it: `milestone artemis-landing`, `claim 5f0c… of a-paper on artemis-landing`."""
    name: Iterable[Any] = row.natural_key() if hasattr(row, "natural_key") else [row.pk]
    if isinstance(row, Claim):
        with suppress(ObjectDoesNotExist):
            name = [row.pk, "of", row.source.slug, "on", row.milestone.slug]
    return " ".join(filter(None, [str(row._meta.verbose_name), *map(str, name)]))


def _check(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise FixtureError(f"{label(row)}: {_told(error)}") from error


def _told(error: ValidationError) -> str:
    """What is wrong, each field by its name; what is wrong with the row as a whole needs none."""
    of_fields = {"" if field == NON_FIELD_ERRORS else f"{field}: ": said for field, said in error.message_dict.items()}
    return " ".join(f"{field}{' '.join(said)}" for field, said in of_fields.items())
