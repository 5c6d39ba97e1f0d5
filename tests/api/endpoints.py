"""The endpoints as a client knows them: what each takes. Written out, so that nothing comes or goes unseen."""

from dataclasses import dataclass

_EVERY_LIST = "cursor fields format limit offset ordering pagination"
_CLAIMS = (
    "as_of asserted_after asserted_before asserted_overlaps asserted_within claimant counts date_after date_before "
    "date_overlaps date_within dated has_claimant has_reason outcome rank recorded_from recorded_before search source "
    "speaker withdrawn withdrawn_from withdrawn_before"
)
# The bounds of an instant or a day: no windows of EDTF, though their names end as those of windows do.
BOUNDS = ("recorded_before", "withdrawn_before", "since_before")


@dataclass(frozen=True)
class Listed:
    """A list: its parameters, its ordering keys, and the order without any."""

    address: str
    parameters: list[str]
    keys: list[str]
    order: str

    @property
    def orderings(self) -> list[str]:
        return [sign + key for key in self.keys for sign in ("", "-")]


def _listed(address: str, filters: str, keys: str, order: str) -> Listed:
    return Listed(address, sorted(f"{filters} {_EVERY_LIST}".split()), keys.split(), order)


AGENCIES = _listed(
    "agencies/", "country kind name parent program role search short_name slug", "slug name kind country", "slug"
)
PROGRAMS = _listed(
    "programs/", "agency country destination name role search slug vehicle", "slug name destination", "slug"
)
VEHICLES = _listed(
    "vehicles/",
    "country crewed has_maker kind maker name operator program reusable search slug",
    "slug name kind",
    "slug",
)
MILESTONES = _listed(
    "milestones/",
    "agency as_of claimant claimant_country conflict country crewed date_after date_before date_overlaps date_within "
    "dated destination has_program kind outcome overdue program search since_from since_before slug source "
    "state title vehicle",
    "date opens slug title kind destination outcome since",
    "date",
)
SOURCES = _listed(
    "sources/",
    "address author published_after published_before published_overlaps published_within publisher reliability "
    "republication republication_of search sha256 slug title",
    "slug title publisher published",
    "slug",
)
CLAIMS = _listed(
    "claims/",
    f"{_CLAIMS} agency country milestone program vehicle",
    "asserted_on date outcome recorded_at milestone source",
    "-asserted_on",
)
CLAIMS_OF = _listed(
    "milestones/mars-landing/claims/", _CLAIMS, "asserted_on date outcome recorded_at source", "-asserted_on"
)
HISTORY = _listed(
    "milestones/mars-landing/history/",
    "as_of claimant conflict date_after date_before date_overlaps date_within dated outcome since_from since_before "
    "source",
    "since date outcome",
    "since",
)
LISTS = [AGENCIES, PROGRAMS, VEHICLES, MILESTONES, SOURCES, CLAIMS, CLAIMS_OF, HISTORY]

# Those of one row; a claim's address holds its id, and is found when there is one.
DETAILS = {
    "agencies/nasa/": ["fields", "format"],
    "programs/artemis/": ["fields", "format"],
    "vehicles/orion/": ["fields", "format"],
    "milestones/mars-landing/": ["as_of", "fields", "format"],
    "sources/speech/": ["fields", "format"],
}
OTHERS = {"": ["format"], "vocabularies/": ["format"], "schema/": ["format"], "docs/": []}

PARAMETERS = {listed.address: listed.parameters for listed in LISTS} | DETAILS | OTHERS
