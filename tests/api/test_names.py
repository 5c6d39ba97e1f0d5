"""Slugs, members, orderings and words of vocabularies that do not exist are refused, with those that do."""

import pytest

from missions.vocabulary import (
    Action,
    AgencyKind,
    Destination,
    MilestoneKind,
    Outcome,
    Promise,
    Rank,
    Reliability,
    Resource,
    Role,
    SlipKind,
    Term,
    VehicleKind,
)
from tests.api.asking import fault, faults, get
from tests.api.endpoints import LISTS, Listed
from tests.factories import ProgramFactory

pytestmark = pytest.mark.usefixtures("world")

SLUGS = {
    "agencies": ["esa", "nasa", "roscosmos", "spacex", "usa"],
    "programs": ["apollo", "artemis", "colony"],
    "vehicles": ["orion", "rosalind", "starship"],
    "milestones": [
        "doubted", "mars-landing", "moon-base", "moon-landing", "old-flight", "rover-launch", "unspoken",
    ],
    "sources": ["copy", "essay", "news", "speech"],
}  # fmt: skip
BY_SLUG = {
    "agency": "agencies",
    "claimant": "agencies",
    "maker": "agencies",
    "operator": "agencies",
    "parent": "agencies",
    "program": "programs",
    "vehicle": "vehicles",
    "milestone": "milestones",
    "source": "sources",
    "republication_of": "sources",
    "promise_claimant": "agencies",
    "promise_source": "sources",
}


def slug_filters() -> list[tuple[str, str, str]]:
    """Endpoint, parameter, and what its slugs are of."""
    own = [
        (listed.address, "slug", listed.address[:-1] if listed.address[:-1] in SLUGS else "milestones")
        for listed in LISTS
        if "slug" in listed.parameters
    ]
    others = [
        (listed.address, name, kind) for listed in LISTS for name, kind in BY_SLUG.items() if name in listed.parameters
    ]
    return own + others


@pytest.mark.parametrize(("address", "name", "kind"), slug_filters())
def test_a_slug_that_does_not_exist_is_refused(address: str, name: str, kind: str) -> None:
    """Not an empty list: whoever misspells would take it for an answer."""
    detail = f"is none of the {kind}; /api/v1/{kind}/ lists them."
    known, first = SLUGS[kind], SLUGS[kind][0]
    assert faults(address, {name: "zzzzzz"}) == [fault(name, f"'zzzzzz' {detail}", known)]
    assert faults(address, {name: f"{first}x"}) == [fault(name, f"'{first}x' {detail}", known, first)]
    assert faults(address, {name: f"{first},{first}x"}) == [fault(name, f"'{first}x' {detail}", known, first)]
    assert faults(address, {name: first.upper()}) == [fault(name, f"'{first.upper()}' {detail}", known, first)]
    assert faults(address, {name: f"{first},"}) == [fault(name, "One value of the list is empty.", known)]
    assert faults(address, {name: f"{first},{first}"}) == [
        fault(name, "One value of the list is there twice.", known, first)
    ]
    assert faults(f"{address}?{name}={known[0]}&{name}={known[1]}") == [
        fault(name, "It is given 2 times. Give it once, with commas for any of several.", known, ",".join(known[:2]))
    ]


def test_of_more_than_a_hundred_slugs_none_is_listed_and_the_nearest_is_still_found() -> None:
    ProgramFactory.create_batch(98)
    assert faults("milestones/", {"program": "artemiss"}) == [
        fault("program", "'artemiss' is none of the programs; /api/v1/programs/ lists them.", None, "artemis")
    ]
    assert faults("milestones/", {"program": ""}) == [
        fault("program", "It is blank. Give it a value or leave it out.", None)
    ]


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
def test_an_ordering_is_of_the_list(listed: Listed) -> None:
    default = listed.order
    for text in ("bogus", "pk", "?", f"{listed.keys[0]},bogus"):
        bad = text.rpartition(",")[2]
        (found,) = faults(listed.address, {"ordering": text})
        assert found["detail"].startswith(f"{bad!r} is not an ordering. Did you mean ")
        assert found["allowed"] == listed.orderings
        assert get(listed.address, {"ordering": found["nearest"]}).status == 200
    key = listed.keys[0]
    for twice, once in ((f"{key},{key}", key), (f"{key},-{key}", key), (f"-{key},{key}", f"-{key}")):
        assert faults(listed.address, {"ordering": twice}) == [
            fault("ordering", f"{key!r} is there twice.", listed.orderings, once)
        ]
    assert faults(listed.address, {"ordering": "--x"}) == [
        fault("ordering", "'--x' is not an ordering.", listed.orderings, default)
    ]
    assert faults(listed.address, {"ordering": f"{key},"}) == [
        fault("ordering", "One value of the list is empty.", listed.orderings)
    ]


@pytest.mark.parametrize(
    ("text", "nearest"), [("dat", "date"), ("-dat", "-date"), ("titel", "title"), ("Date", "date")]
)
def test_an_ordering_that_is_meant_is_named(text: str, nearest: str) -> None:
    (found,) = faults("milestones/", {"ordering": text})
    assert (found["nearest"], found["detail"]) == (nearest, f"{text!r} is not an ordering. Did you mean {nearest!r}?")


KINDS: list[tuple[str, str, type[Term]]] = [
    ("agencies/", "kind", AgencyKind),
    ("agencies/", "role", Role),
    ("programs/", "role", Role),
    ("programs/", "destination", Destination),
    ("vehicles/", "kind", VehicleKind),
    ("milestones/", "kind", MilestoneKind),
    ("milestones/", "destination", Destination),
    ("milestones/", "outcome", Outcome),
    ("milestones/", "promise", Promise),
    ("sources/", "reliability", Reliability),
    ("claims/", "outcome", Outcome),
    ("claims/", "rank", Rank),
    ("milestones/mars-landing/claims/", "outcome", Outcome),
    ("milestones/mars-landing/history/", "outcome", Outcome),
    ("slips/", "kind", SlipKind),
    ("slips/", "outcome", Outcome),
    ("slips/", "destination", Destination),
    ("milestones/mars-landing/slips/", "kind", SlipKind),
    ("milestones/mars-landing/slips/", "outcome", Outcome),
    ("changes/", "resource", Resource),
    ("changes/", "action", Action),
    ("feeds/changes.atom", "resource", Resource),
    ("feeds/changes.atom", "action", Action),
]


@pytest.mark.parametrize(("address", "name", "terms"), KINDS)
def test_a_word_is_of_its_vocabulary(address: str, name: str, terms: type[Term]) -> None:
    words = [term.value for term in terms]
    assert faults(address, {name: "zzzzzz"}) == [fault(name, "'zzzzzz' is not allowed.", words)]
    slip = words[0] + "e"
    assert faults(address, {name: slip}) == [fault(name, f"{slip!r} is not allowed.", words, words[0])]
    assert faults(address, {name: f"{words[0]}, {words[0]}"}) == [
        fault(name, "One value of the list is there twice.", words, words[0])
    ]
    assert get(address, {name: ",".join(words)}).status == 200


COUNTRY = ["two capital letters (ISO 3166-1 alpha-2), such as US"]
COUNTRIES = [
    (listed.address, name) for listed in LISTS for name in ("country", "claimant_country") if name in listed.parameters
]


@pytest.mark.parametrize(("address", "name"), COUNTRIES)
@pytest.mark.parametrize(
    ("text", "nearest"),
    [("us", "US"), ("USA", None), ("U1", None), ("United States", None), ("ÉÉ", None), ("u s", None)],
)
def test_a_country_is_two_capital_letters(address: str, name: str, text: str, nearest: str | None) -> None:
    assert faults(address, {name: text}) == [fault(name, f"{text!r} is not a country's code.", COUNTRY, nearest)]


FLAGS = [
    ("milestones/", "crewed", True),
    ("milestones/", "conflict", False),
    ("milestones/", "overdue", False),
    ("milestones/", "dated", False),
    ("milestones/", "has_program", False),
    ("milestones/", "moved", False),
    *(
        ("milestones/", name, False)
        for name in ("has_agency", "has_country", "has_destination", "has_promise_claimant", "has_vehicle", "has_year")
    ),
    ("milestones/", "settled", False),
    ("milestones/", "slipped", False),
    ("milestones/mars-landing/history/", "conflict", False),
    ("milestones/mars-landing/history/", "dated", False),
    ("vehicles/", "crewed", True),
    ("vehicles/", "reusable", True),
    ("vehicles/", "has_maker", False),
    ("sources/", "republication", False),
    ("claims/", "counts", False),
    ("claims/", "withdrawn", False),
    ("claims/", "dated", False),
    ("claims/", "has_claimant", False),
    ("claims/", "has_reason", False),
    ("milestones/mars-landing/claims/", "has_reason", False),
    ("changes/", "by_editor", False),
    ("feeds/changes.atom", "by_editor", False),
]


@pytest.mark.parametrize(("address", "name", "unknown"), FLAGS)
def test_yes_and_no_are_true_and_false(address: str, name: str, unknown: bool) -> None:
    words = ["true", "false", *(["unknown"] if unknown else [])]
    for text, nearest in {"yes": "true", "1": "true", "True": "true", "0": "false", "off": "false"}.items():
        assert faults(address, {name: text}) == [fault(name, f"{text!r} is not allowed.", words, nearest)]
    assert faults(address, {name: "maybe"}) == [
        fault(name, "'maybe' is not allowed.", words, "unknown" if unknown else None)
    ]
    assert [get(address, {name: word}).status for word in words] == [200] * len(words)


OF_CLAIMS = ("recorded_from", "recorded_before", "withdrawn_from", "withdrawn_before")
INSTANTS = ["an instant, such as 2026-11-20T12:00:00Z"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        *((address, name) for address in ("claims/", "milestones/mars-landing/claims/") for name in OF_CLAIMS),
        *((address, name) for address in ("changes/", "feeds/changes.atom") for name in ("at_from", "at_before")),
    ],
)
@pytest.mark.parametrize(
    ("text", "detail", "nearest"),
    [
        ("now", "'now' is not an instant.", None),
        ("2026-11-20", "'2026-11-20' does not say its offset from UTC.", "2026-11-20T00:00:00Z"),
        ("2026-11-20T12:30", "'2026-11-20T12:30' does not say its offset from UTC.", "2026-11-20T12:30:00Z"),
        ("2026-11-20Z", "'2026-11-20Z' is not an instant.", None),
        ("20261120T120000Z", "'20261120T120000Z' is not an instant.", None),
        ("2026-W47-5T12:00:00Z", "'2026-W47-5T12:00:00Z' is not an instant.", None),
        ("2026-11-20x12:00:00Z", "'2026-11-20x12:00:00Z' is not an instant.", None),
        ("2026-02-30T12:00:00Z", "'2026-02-30T12:00:00Z' is no instant that there is.", None),
        ("2026-11-20T25:00:00Z", "'2026-11-20T25:00:00Z' is no instant that there is.", None),
        ("0001-01-01T00:00:00+01:00", "'0001-01-01T00:00:00+01:00' is no instant that there is.", None),
        ("9999-12-31T23:59:59-01:00", "'9999-12-31T23:59:59-01:00' is no instant that there is.", None),
    ],
)
def test_an_instant_has_its_offset(address: str, name: str, text: str, detail: str, nearest: str | None) -> None:
    assert faults(address, {name: text}) == [fault(name, detail, INSTANTS, nearest)]
    if nearest:
        assert get(address, {name: nearest}).status == 200
