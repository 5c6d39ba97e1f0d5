"""The endpoints as a client knows them: what each takes. Written out, so that nothing comes or goes unseen."""

from dataclasses import dataclass

_EVERY_LIST = "cursor fields format limit offset ordering pagination"
_BY_DAY = " as_of known_at"
_CLAIMS = (
    "asserted_after asserted_before asserted_overlaps asserted_within claimant counts date_after date_before "
    "date_overlaps date_within dated has_claimant has_reason outcome rank recorded_from recorded_before search source "
    "speaker withdrawn withdrawn_from withdrawn_before"
    f"{_BY_DAY}"
)
# The bounds of an instant or a day: no windows of EDTF, though their names end as those of windows do.
# What a day, and an instant, is said to be.
DAY = ["one day, YYYY-MM-DD"]
INSTANT = ["an instant, such as 2026-11-20T12:00:00Z"]
BOUNDS = ("recorded_before", "withdrawn_before", "since_before", "on_before", "at_before")


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
_MILESTONES = (
    "agency claimant claimant_country conflict corroborated_by country crewed date_after date_before date_overlaps "
    "date_within dated destination has_agency has_country has_destination has_program has_promise_claimant has_vehicle "
    "has_year kind moved outcome overdue program promise promise_claimant promise_source promised_after "
    "promised_before promised_overlaps promised_within search settled since_from since_before slip_from slip_to "
    "slipped slug source state title vehicle year"
    f"{_BY_DAY}"
)
_OF_MILESTONES = "date opens slug title kind destination outcome since promised slip"
MILESTONES = _listed("milestones/", _MILESTONES, _OF_MILESTONES, "date")
TIMELINE = _listed("timeline/", _MILESTONES, _OF_MILESTONES, "date")
SUMMARY = _listed("milestones/summary/", f"{_MILESTONES} group_by", "group count", "group")
SCORECARDS = _listed(
    "scorecards/",
    f"{_MILESTONES} by",
    "n kept_on_time kept_late overdue pending cancelled failed settled group",
    "-n",
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
    "claimant conflict date_after date_before date_overlaps date_within dated outcome since_from since_before "
    "source"
    f"{_BY_DAY}",
    "since date outcome",
    "since",
)
CONFLICTS = _listed("milestones/rover-launch/conflicts/", f"on_from on_before{_BY_DAY}", "on", "on")
_SLIPS = (
    "claimant date_after date_before date_overlaps date_within days_from days_to kind on_before on_from "
    "outcome source was_after was_before was_overlaps was_within"
    f"{_BY_DAY}"
)
SLIPS = _listed(
    "slips/",
    f"{_SLIPS} agency country destination milestone program search vehicle",
    "on size date milestone",
    "-on,milestone",
)
SLIPS_OF = _listed("milestones/mars-landing/slips/", _SLIPS, "on size date", "-on")
_CHANGES = "action after at_before at_from by by_editor key milestone resource"
CHANGES = _listed("changes/", _CHANGES, "number", "number")
LISTS = [
    *(AGENCIES, PROGRAMS, VEHICLES, MILESTONES, SOURCES, CLAIMS, CLAIMS_OF, HISTORY, CONFLICTS, SLIPS, SLIPS_OF),
    *(TIMELINE, SUMMARY, SCORECARDS, CHANGES),
]
LISTED = [listed.address for listed in LISTS]

# Those of one row; a claim's address holds its id, and is found when there is one.
DETAILS = {
    "agencies/nasa/": ["fields", "format"],
    "programs/artemis/": ["fields", "format"],
    "vehicles/orion/": ["fields", "format"],
    "milestones/mars-landing/": ["as_of", "fields", "format", "known_at"],
    "sources/speech/": ["fields", "format"],
}
# What is subscribed to: a list's filters, and no pages.
FEEDS = {
    "feeds/milestones.ics": sorted(set(MILESTONES.parameters) - set(_EVERY_LIST.split())),
    "feeds/changes.atom": sorted(f"{_CHANGES} limit".split()),
}
OTHERS = {"": ["format"], "vocabularies/": ["format"], "schema/": ["format"], "docs/": []}

PARAMETERS = {listed.address: listed.parameters for listed in LISTS} | DETAILS | FEEDS | OTHERS

# What `format` takes where that is not JSON alone; and the media types, the first of them to whoever takes any.
FORMATS = {"schema/": ["yaml", "json"], "milestones/mars-landing/": ["json", "jsonld"]}
MEDIA_TYPES = dict.fromkeys(LISTED, "application/json, text/csv, application/x-ndjson")
MEDIA_TYPES["milestones/mars-landing/"] = "application/json, application/ld+json"
# One media type, whatever `Accept` says.
ANY_ACCEPT = list(FEEDS)
