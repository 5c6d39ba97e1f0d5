from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError

from missions.actions.fixtures import FixtureError, Loading


class Command(loaddata.Command):
    """Django's own, with the tracker's rules for the tracker's rows: add what is missing, keep what is there, derive.

    All of it is one transaction: a fixture that is wrong anywhere leaves the database as it was.
    """

    help = "Loads fixtures: adds the rows that are missing, keeps those that are there, and derives the standings."

    def handle(self, *labels: Any, **options: Any) -> None:
        self.loading = Loading()
        try:
            super().handle(*labels, **options)
        except (FixtureError, DeserializationError, ObjectDoesNotExist, DatabaseError, ValueError) as error:
            raise CommandError(f"{error} Nothing was loaded.") from error

    def loaddata(self, fixture_labels: Any) -> None:
        verbosity, self.verbosity = self.verbosity, 0
        super().loaddata(fixture_labels)
        self.loading.derive()
        if verbosity:
            self.stdout.write(f"{self.loading.added} rows added, {self.loading.kept} kept as they were.")

    def save_obj(self, obj: DeserializedObject) -> bool:
        if obj.object._meta.app_label != "missions":
            return bool(super().save_obj(obj))
        if obj.deferred_fields:
            missing = ", ".join(field.name for field in obj.deferred_fields)
            raise FixtureError(f"{obj!r}: names a {missing} that is not there.")
        self.models.add(type(obj.object))
        return self.loading.take(obj)
