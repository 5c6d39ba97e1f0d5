from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from missions.models.append_only import AppendOnly, AppendOnlyQuerySet
from missions.models.columns import term_column, term_known, text_column
from missions.vocabulary import Action, Resource


class Version(models.Model):
    """One row: the number and the time of the last change. Who writes holds it, so that writers take turns.

    Changes are therefore numbered in the order in which they are committed, without gaps: whoever has read up to a
    number has missed nothing below it.
    """

    number = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=datetime.min.replace(tzinfo=UTC))

    objects: ClassVar[models.Manager["Version"]] = models.Manager()

    def __str__(self) -> str:
        return str(self.number)


class Change(AppendOnly):
    """What was done to one row: when, by whom, why, and its values before and after. Only ever added."""

    number = models.PositiveBigIntegerField(primary_key=True, help_text="In the order in which they were committed.")
    at = models.DateTimeField(help_text="When.")
    by = text_column(150, "The editor's account. Blank: the tracker's own commands.", blank=True)
    resource = term_column(Resource)
    key = text_column(64, "The row's slug; a claim's id.")
    action = term_column(Action)
    reason = text_column(500, "Why. Blank: not said.", blank=True)
    milestone = text_column(64, "The slug of the milestone that it is of, or that its claim is of.", blank=True)
    before = models.JSONField(
        null=True, blank=True, encoder=DjangoJSONEncoder, help_text="Its values before. Null: it was not there."
    )
    after = models.JSONField(
        null=True, blank=True, encoder=DjangoJSONEncoder, help_text="Its values after. Null: it is gone."
    )

    objects: ClassVar[models.Manager["Change"]] = AppendOnlyQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("number",)
        constraints = (term_known("change", "resource", Resource), term_known("change", "action", Action))
        indexes = (
            models.Index(name="change_of_row", fields=("resource", "key", "number")),
            models.Index(name="change_of_milestone", fields=("milestone", "number")),
        )

    def __str__(self) -> str:
        return f"{self.resource} {self.key}: {self.action}"

    @property
    def changed(self) -> list[str]:
        """The names of the values that differ, sorted; where it was not there or is gone, those not null."""
        before: dict[str, Any] = self.before or {}
        after: dict[str, Any] = self.after or {}
        return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
