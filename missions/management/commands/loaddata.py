from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError

from missions.actions import changes
from missions.actions.fixtures import FixtureError, Loading


class Command(loaddata.Command):
    """Django's own, with the tracker's rules for the tracker's rows: add what is missing, keep what is there, derive.

    All of it is one transaction: a fixture that is wrong anywhere leaves the database as it was.
    """

    help = "Loads fixtures: adds the rows that are missing, keeps those that are there, and derives the standings."

    def handle(self, *labels: Any, **options: Any) -> None:
        try:
            super().handle(*labels, **options)
        except (AttributeError, KeyError, TypeError) as error:
            raise CommandError(
                f"{_named(labels)}: not a list of rows, each with model and fields ({error}). Nothing was loaded."
            ) from error
        except (
            FixtureError,
            DeserializationError,
            ObjectDoesNotExist,
            DatabaseError,
            ValueError,
            OverflowError,
        ) as error:
            raise CommandError(f"{_in_one_line(error)} Nothing was loaded.") from error

    def loaddata(self, fixture_labels: Any) -> None:
        verbosity, self.verbosity = self.verbosity, 0
        with changes.writing(reason="It is in the fixtures.") as writing:
            self.loading = Loading(writing)
            super().loaddata(fixture_labels)
            self.loading.derive()
        if verbosity:
            self.stdout.write(f"{self.loading.added} rows added, {self.loading.kept} kept as they were.")

    def save_obj(self, obj: DeserializedObject) -> bool:
        if obj.object._meta.app_label != "missions":
            return bool(super().save_obj(obj))
        self.models.add(type(obj.object))
        return self.loading.take(obj)


def _in_one_line(error: Exception) -> str:
    """What it says, or for a text that is no JSON, which Django's error leaves out, what its cause says."""
    said = " ".join(str(error).split())
    if said.endswith(":") and error.__cause__:
        said += f" {error.__cause__}"
    return said if said.endswith(".") else f"{said}."


def _named(names: Any) -> str:
    """The slugs of a deferred field: those of one row, or of several rows."""
    return " ".join(_named(name) if isinstance(name, list | tuple) else str(name) for name in names)
