from typing import ClassVar

from django.db import models

from missions.models.agency import Agency
from missions.models.columns import slug_column, term_column, term_known, text_column
from missions.models.named import Named, NamedManager
from missions.models.program import Program
from missions.vocabulary import VehicleKind


class Vehicle(Named):
    """A rocket, spacecraft, rover, lander, orbiter or station."""

    slug = slug_column()
    name = text_column(120)
    kind = term_column(VehicleKind)
    maker = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="vehicles_made")
    operators = models.ManyToManyField(Agency, blank=True, related_name="vehicles_operated")
    programs = models.ManyToManyField(Program, blank=True, related_name="vehicles")
    crewed = models.BooleanField(null=True, blank=True, help_text="Whether people ride in it. Empty: not said.")
    reusable = models.BooleanField(null=True, blank=True, help_text="Whether it flies again. Empty: not said.")

    objects: ClassVar[NamedManager["Vehicle"]] = NamedManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("slug",)
        constraints = (term_known("vehicle", "kind", VehicleKind),)
