from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from missions.models.columns import country_form, slug_column, term_column, term_known, text_column
from missions.models.named import Named, NamedManager
from missions.vocabulary import AgencyKind


class Agency(Named):
    """An organisation or a state that flies, builds or promises."""

    slug = slug_column()
    name = text_column(120)
    short_name = text_column(40, "What it is called in a table.", blank=True)
    kind = term_column(AgencyKind)
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[country_form],
        help_text="ISO 3166-1 alpha-2. Blank: not said, or several.",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", help_text="What it is a part of."
    )

    objects: ClassVar[NamedManager["Agency"]] = NamedManager()  # type: ignore[assignment]

    def clean(self) -> None:
        # One that is not there, the field complains of; a circle of others is none of this row's business.
        passed: set[Any] = {None}
        above: Any = self.parent_id
        while above not in passed:
            if above == self.pk:
                raise ValidationError({"parent": "It would be a part of itself."})
            passed.add(above)
            above = Agency.objects.filter(pk=above).values_list("parent_id", flat=True).first()

    class Meta:
        ordering = ("slug",)
        verbose_name_plural = "agencies"
        constraints = (
            term_known("agency", "kind", AgencyKind),
            models.CheckConstraint(
                name="agency_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="An agency is not a part of itself.",
            ),
        )
