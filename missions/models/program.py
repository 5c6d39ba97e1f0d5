from typing import ClassVar

from django.db import models

from missions.models.agency import Agency
from missions.models.columns import slug_column, term_column, term_known, text_column
from missions.models.named import Named, NamedManager
from missions.vocabulary import Destination, Role


class Program(Named):
    """A long effort with a purpose."""

    slug = slug_column()
    name = text_column(120)
    destination = term_column(Destination, "Where it is bound. Blank: not said.", blank=True)
    summary = text_column(1000, "What it is for.", blank=True)
    participants = models.ManyToManyField(Agency, through="Participation", related_name="programs", blank=True)

    objects: ClassVar[NamedManager["Program"]] = NamedManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("slug",)
        constraints = (term_known("program", "destination", Destination, blank=True),)


class ParticipationManager(models.Manager["Participation"]):
    def get_by_natural_key(self, program: str, agency: str) -> "Participation":
        return self.get(program__slug=program, agency__slug=agency)


class Participation(models.Model):
    """The part that one agency has in one program."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="participations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="participations")
    role = term_column(Role)

    objects: ClassVar[ParticipationManager] = ParticipationManager()

    class Meta:
        ordering = ("program", "agency")
        constraints = (
            models.UniqueConstraint(
                name="participation_once",
                fields=("program", "agency"),
                violation_error_message="This agency has a part in this program already.",
            ),
            term_known("participation", "role", Role),
        )

    def __str__(self) -> str:
        return f"{self.agency} in {self.program}: {self.role}"

    def natural_key(self) -> tuple[str, str]:
        # A fixture's row is asked before it is known whether what it names is there.
        return (self.program.slug if self.program_id else "", self.agency.slug if self.agency_id else "")
