"""Agencies, programs and vehicles: what milestones are of. Each list counts what hangs on a row, and leads there."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from missions.admin import links
from missions.admin.base import Inline, Named
from missions.admin.filters import NamedValuesFilter, UsedFilter
from missions.models import Agency, Claim, Milestone, Participation, Program, Vehicle


class ParticipantInline(Inline):
    """Who takes part, on a program's page."""

    model = Participation
    fk_name = "program"
    autocomplete_fields = ("agency",)
    verbose_name = "participant"


class PartInline(Inline):
    """In what it takes part, on an agency's page."""

    model = Participation
    fk_name = "agency"
    autocomplete_fields = ("program",)
    verbose_name = "part in a program"
    verbose_name_plural = "parts in programs"


@admin.register(Agency)
class AgencyAdmin(Named):
    list_display = ("name", "kind", "country", "part_of", "its_programs", "its_milestones", "its_claims")
    list_filter = ("kind", ("country", NamedValuesFilter))
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "slug")
    ordering = ("name",)
    autocomplete_fields = ("parent",)
    fields = (
        "name",
        "slug",
        "short_name",
        "kind",
        "country",
        "parent",
        "its_programs",
        "its_milestones",
        "its_vehicles",
        "its_claims",
    )
    readonly_fields = ("its_programs", "its_milestones", "its_vehicles", "its_claims")
    inlines = (PartInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agency]:
        rows: QuerySet[Agency] = super().get_queryset(request)
        return rows.annotate(
            programs_n=links.count_of(Participation, "agency"),
            milestones_n=links.count_of(Milestone.agencies.through, "agency"),
            vehicles_n=links.count_of(Vehicle, "maker"),
            claims_n=links.count_of(Claim, "claimant"),
        )

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Its parts belong to programs, and there they are noted."""
        named = [part.instance.program_id for part in formset.forms if part.instance.program_id]
        had = Participation.objects.filter(agency=form.instance).values("program")
        for program in Program.objects.filter(Q(pk__in=named) | Q(pk__in=had)):
            request.writing.about(program)
        super().save_formset(request, form, formset, change)

    @admin.display(description="part of", ordering="parent__name")
    def part_of(self, agency: Agency) -> SafeString | None:
        return links.to(agency.parent)

    @admin.display(description="programs", ordering="programs_n")
    def its_programs(self, agency: Any) -> str:
        return links.counted(Program, agency.programs_n, participants__id__exact=agency.pk)

    @admin.display(description="milestones", ordering="milestones_n")
    def its_milestones(self, agency: Any) -> str:
        return links.counted(Milestone, agency.milestones_n, agencies__id__exact=agency.pk)

    @admin.display(description="vehicles made", ordering="vehicles_n")
    def its_vehicles(self, agency: Any) -> str:
        return links.counted(Vehicle, agency.vehicles_n, maker__id__exact=agency.pk)

    @admin.display(description="claims", ordering="claims_n")
    def its_claims(self, agency: Any) -> str:
        return links.counted(Claim, agency.claims_n, claimant__id__exact=agency.pk)


@admin.register(Program)
class ProgramAdmin(Named):
    list_display = ("name", "destination", "who", "its_milestones", "its_vehicles")
    list_filter = ("destination", ("participants", UsedFilter))
    search_fields = ("name", "slug", "summary", "participants__name", "participants__short_name")
    ordering = ("name",)
    fields = ("name", "slug", "destination", "summary", "its_milestones", "its_vehicles")
    readonly_fields = ("its_milestones", "its_vehicles")
    inlines = (ParticipantInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Program]:
        rows: QuerySet[Program] = super().get_queryset(request).prefetch_related("participants")
        return rows.annotate(
            milestones_n=links.count_of(Milestone, "program"),
            vehicles_n=links.count_of(Vehicle.programs.through, "program"),
        )

    @admin.display(description="participants")
    def who(self, program: Program) -> SafeString:
        return links.each(program.participants.all())

    @admin.display(description="milestones", ordering="milestones_n")
    def its_milestones(self, program: Any) -> str:
        return links.counted(Milestone, program.milestones_n, program__id__exact=program.pk)

    @admin.display(description="vehicles", ordering="vehicles_n")
    def its_vehicles(self, program: Any) -> str:
        return links.counted(Vehicle, program.vehicles_n, programs__id__exact=program.pk)


@admin.register(Vehicle)
class VehicleAdmin(Named):
    list_display = ("name", "kind", "made_by", "flown_by", "of_programs", "crewed", "its_milestones")
    list_filter = (
        "kind",
        "crewed",
        "reusable",
        ("maker", UsedFilter),
        ("programs", UsedFilter),
    )
    list_select_related = ("maker",)
    search_fields = ("name", "slug", "maker__name", "maker__short_name")
    ordering = ("name",)
    autocomplete_fields = ("maker", "operators", "programs")
    fields = ("name", "slug", "kind", "maker", "operators", "programs", "crewed", "reusable", "its_milestones")
    readonly_fields = ("its_milestones",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Vehicle]:
        rows: QuerySet[Vehicle] = super().get_queryset(request).prefetch_related("operators", "programs")
        return rows.annotate(milestones_n=links.count_of(Milestone.vehicles.through, "vehicle"))

    @admin.display(description="maker", ordering="maker__name")
    def made_by(self, vehicle: Vehicle) -> SafeString | None:
        return links.to(vehicle.maker)

    @admin.display(description="operators")
    def flown_by(self, vehicle: Vehicle) -> SafeString:
        return links.each(vehicle.operators.all())

    @admin.display(description="programs")
    def of_programs(self, vehicle: Vehicle) -> SafeString:
        return links.each(vehicle.programs.all())

    @admin.display(description="milestones", ordering="milestones_n")
    def its_milestones(self, vehicle: Any) -> str:
        return links.counted(Milestone, vehicle.milestones_n, vehicles__id__exact=vehicle.pk)
