"""Rows that are derived anew again and again: what this tracker held to be so, from one instant to another."""

from datetime import datetime
from typing import TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model, covariant=True)


class RecordedManager(models.Manager[Row]):
    def held(self, known_at: datetime | None = None) -> "models.QuerySet[Row]":
        """Those that the tracker held at that instant; without one, those that it holds now."""
        return self.filter(held(known_at))


class Recorded(models.Model):
    """Held to be so at each instant with recorded_at <= instant < superseded_at. Never changed in between."""

    recorded_at = models.DateTimeField(editable=False, help_text="When this tracker came to hold it.")
    superseded_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it held it no more. Empty: it still does."
    )

    class Meta:
        abstract = True


def held(known_at: datetime | None, prefix: str = "") -> Q:
    """Rows that the tracker held at an instant, or holds now where that is None. `prefix` leads to them."""
    if known_at is None:
        return Q(**{f"{prefix}superseded_at__isnull": True})
    not_yet = Q(**{f"{prefix}superseded_at__gt": known_at})
    return Q(**{f"{prefix}recorded_at__lte": known_at}) & (Q(**{f"{prefix}superseded_at__isnull": True}) | not_yet)
