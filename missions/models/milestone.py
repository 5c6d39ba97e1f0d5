from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db import models
from django.db.models import F, FilteredRelation, Prefetch, Q

from missions.models.agency import Agency
from missions.models.columns import fuzzy_date, slug_column, term_column, term_known, text_column
from missions.models.conditions import in_state, promise_on, settled_on
from missions.models.named import Named, NamedManager
from missions.models.program import Program
from missions.models.recorded import held
from missions.models.vehicle import Vehicle
from missions.vocabulary import RESERVED_SLUGS, Destination, MilestoneKind, State

if TYPE_CHECKING:
    from missions.models.standing import Standing


_STANDING = (
    *("since", "outcome", "date_edtf", "date_earliest", "date_latest", "conflict", "claim_id"),
    *("promised_edtf", "promised_earliest", "promised_latest", "promised_by_id", "slip_min", "slip_max", "moves"),
    *("agreed_since", "came_by"),
)


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def as_of(self, day: date, known_at: datetime | None = None) -> "MilestoneQuerySet":
        """Those that somebody had spoken of by `day`, each with its `standing` in force on that day.

        With `known_at`, by what this tracker had recorded at that instant; without, by what it holds now.

        The standing is one joined row, and no further query reads it. Filters and orderings name its columns
        `stands_outcome`, `stands_date_latest` and so on: `standing__outcome` would join it again in each filter.
        """
        in_force = Q(standings__since__lte=day) & (Q(standings__until__gt=day) | Q(standings__until__isnull=True))
        in_force &= held(known_at, "standings__")
        # The types know columns and relations, not a relation made on the way.
        joined: Any = self.annotate(standing=FilteredRelation("standings", condition=in_force))  # type: ignore[no-redef]
        named = joined.alias(**{f"stands_{column}": F(f"standing__{column}") for column in _STANDING})
        return cast(MilestoneQuerySet, named.filter(stands_since__isnull=False).select_related("standing"))

    def in_states(self, states: Iterable[str], day: date) -> "MilestoneQuerySet":
        """Of rows `as_of(day)`, those in one of these states on that day: `schedule.state` as a condition."""
        found = Q(pk__in=())
        for state in states:
            found |= in_state(State(state), day)
        return self.filter(found)

    def with_promises(self, day: date) -> "MilestoneQuerySet":
        """Of rows `as_of(day)`, with what became of the promise as `promise`, and `settled`, both to be asked for."""
        rows: Any = self
        # Named anew, what a list shows would be shown no more.
        if "promise" not in rows.query.annotations:
            rows = rows.alias(promise=promise_on(day), settled=settled_on(day))
        return cast(MilestoneQuerySet, rows)

    def for_page(self) -> "MilestoneQuerySet":
        """Of rows `as_of` a day, with all that a page shows: this query, one for agencies, one for vehicles.

        Those two come as lists, `its_agencies` and `its_vehicles`: a related manager a row costs more than the rest.
        """
        rows: Any = self
        joined = rows.select_related("program", "standing__claim__source", "standing__claim__claimant")
        return cast(
            MilestoneQuerySet,
            joined.prefetch_related(
                Prefetch("agencies", Agency.objects.all(), to_attr="its_agencies"),
                Prefetch("vehicles", Vehicle.objects.all(), to_attr="its_vehicles"),
            ),
        )


class MilestoneManager(NamedManager["Milestone"].from_queryset(MilestoneQuerySet)):  # type: ignore[misc]
    pass


class Milestone(Named):
    """One thing that either happens or does not. When, is said by its claims alone."""

    slug = slug_column()
    title = text_column(200)
    kind = term_column(MilestoneKind)
    destination = term_column(Destination, "Where it happens. Blank: not said.", blank=True)
    crewed = models.BooleanField(null=True, blank=True, help_text="Whether people take part. Empty: not said.")
    program = models.ForeignKey(Program, models.PROTECT, null=True, blank=True, related_name="milestones")
    agencies = models.ManyToManyField(Agency, blank=True, related_name="milestones")
    vehicles = models.ManyToManyField(Vehicle, blank=True, related_name="milestones")
    criterion = text_column(500, "The sentence that decides whether it happened.")

    # What `as_of` joined, and what `for_page` fetched. Not columns.
    standing: "Standing"
    its_agencies: list[Agency]
    its_vehicles: list[Vehicle]
    # Of rows annotated with `date_shown` as `shown_edtf`.
    shown = fuzzy_date("shown")

    objects: ClassVar[MilestoneManager] = MilestoneManager()

    class Meta:
        ordering = ("slug",)
        constraints = (
            term_known("milestone", "kind", MilestoneKind),
            term_known("milestone", "destination", Destination, blank=True),
            models.CheckConstraint(
                name="milestone_slug_free",
                condition=~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=(
                    f"A milestone's slug cannot be {' or '.join(RESERVED_SLUGS)}: "
                    "below milestones/ that is another address. Choose another slug."
                ),
            ),
        )
