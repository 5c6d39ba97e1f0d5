from missions.api.filters import (
    AnyOf,
    Filters,
    FlagFilter,
    GivenFilter,
    ManyFilter,
    RoleFilter,
    SameText,
    SearchFilter,
    SlugFilter,
    TermFilter,
)
from missions.api.readers import Countries, Slugs
from missions.models import Agency, Program, Vehicle
from missions.vocabulary import AgencyKind, Destination, VehicleKind


class AgencyFilters(Filters):
    slug = SlugFilter(Agency, "slug", description="These agencies.")
    name = SameText("name", description="The name.")
    short_name = SameText("short_name", description="The short name.")
    kind = TermFilter(AgencyKind, description="Of this kind.")
    country = AnyOf(Countries(), "country", description="Of this country (ISO 3166-1 alpha-2).")
    parent = SlugFilter(Agency, "parent__slug", description="Part of this agency.")
    program = ManyFilter(Slugs(Program), "participations__program__slug", description="Taking part in this program.")
    role = RoleFilter("program", description="Having this role, in that `program` or in any.")
    search = SearchFilter("slug", "name", "short_name", where="slug, name and short name")

    class Meta:
        model = Agency
        fields = ()


class ProgramFilters(Filters):
    slug = SlugFilter(Program, "slug", description="These programs.")
    name = SameText("name", description="The name.")
    destination = TermFilter(Destination, description="Bound there.")
    agency = ManyFilter(Slugs(Agency), "participations__agency__slug", description="With this agency taking part.")
    role = RoleFilter(
        "agency", "country", description="With an agency in this role: that `agency`, one of that `country`, or any."
    )
    country = ManyFilter(
        Countries(),
        "participations__agency__country",
        description="With an agency of this country (ISO 3166-1 alpha-2).",
    )
    vehicle = ManyFilter(Slugs(Vehicle), "vehicles__slug", description="With this vehicle.")
    search = SearchFilter("slug", "name", "summary", where="slug, name and summary")

    class Meta:
        model = Program
        fields = ()


class VehicleFilters(Filters):
    slug = SlugFilter(Vehicle, "slug", description="These vehicles.")
    name = SameText("name", description="The name.")
    kind = TermFilter(VehicleKind, description="Of this kind.")
    maker = SlugFilter(Agency, "maker__slug", description="Made by this agency.")
    operator = ManyFilter(Slugs(Agency), "operators__slug", description="Flown by this agency.")
    program = ManyFilter(Slugs(Program), "programs__slug", description="Of this program.")
    country = AnyOf(
        Countries(), "maker__country", description="Made in this country: the maker's (ISO 3166-1 alpha-2)."
    )
    crewed = FlagFilter("crewed", unknown=True, description="Whether people ride in it; `unknown`: not said.")
    reusable = FlagFilter("reusable", unknown=True, description="Whether it flies again; `unknown`: not said.")
    has_maker = GivenFilter("maker", description="Whether its maker is known.")
    search = SearchFilter("slug", "name", where="slug and name")

    class Meta:
        model = Vehicle
        fields = ()
