from django.db.models import Prefetch, QuerySet

from missions.api.filtersets.catalog import AgencyFilters, ProgramFilters, VehicleFilters
from missions.api.ordering import plain, words
from missions.api.serializers.catalog import AgencySerializer, ProgramSerializer, VehicleSerializer
from missions.api.views.base import DetailView, ListView
from missions.models import Agency, Participation, Program, Vehicle


def agencies() -> QuerySet[Agency]:
    """With parent and programs. Two queries: one for the agencies, one for their parts in programs."""
    parts = Participation.objects.select_related("program").order_by("program__slug")
    return Agency.objects.select_related("parent").prefetch_related(Prefetch("participations", parts))


def programs() -> QuerySet[Program]:
    """With participants and vehicles. Three queries."""
    parts = Participation.objects.select_related("agency").order_by("agency__slug")
    return Program.objects.prefetch_related(Prefetch("participations", parts), "vehicles")


def vehicles() -> QuerySet[Vehicle]:
    """With maker, operators and programs. Three queries."""
    return Vehicle.objects.select_related("maker").prefetch_related("operators", "programs")


class AgencyList(ListView):
    """Organisations and states that fly, build or promise."""

    serializer_class = AgencySerializer
    filters = AgencyFilters
    keys = {"slug": plain("slug"), "name": words("name"), "kind": plain("kind"), "country": plain("country")}
    order = "slug"

    def rows(self) -> QuerySet[Agency]:
        return agencies()


class AgencyDetail(DetailView):
    """One agency."""

    serializer_class = AgencySerializer

    def rows(self) -> QuerySet[Agency]:
        return agencies()


class ProgramList(ListView):
    """Long efforts with a purpose."""

    serializer_class = ProgramSerializer
    filters = ProgramFilters
    keys = {"slug": plain("slug"), "name": words("name"), "destination": plain("destination")}
    order = "slug"

    def rows(self) -> QuerySet[Program]:
        return programs()


class ProgramDetail(DetailView):
    """One program."""

    serializer_class = ProgramSerializer

    def rows(self) -> QuerySet[Program]:
        return programs()


class VehicleList(ListView):
    """Rockets, spacecraft, rovers, landers, orbiters and stations."""

    serializer_class = VehicleSerializer
    filters = VehicleFilters
    keys = {"slug": plain("slug"), "name": words("name"), "kind": plain("kind")}
    order = "slug"

    def rows(self) -> QuerySet[Vehicle]:
        return vehicles()


class VehicleDetail(DetailView):
    """One vehicle."""

    serializer_class = VehicleSerializer

    def rows(self) -> QuerySet[Vehicle]:
        return vehicles()
