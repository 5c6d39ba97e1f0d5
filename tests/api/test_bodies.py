"""What each kind of object looks like, whole and exact: every member, in its order."""

import pytest

from tests.api.asking import ROOT, get
from tests.api.bodies import (
    APOLLO,
    ARTEMIS,
    BY_2022,
    COLONY,
    ESA,
    IN_2026,
    MARS_LANDING,
    NASA,
    NEWS,
    ORION,
    ROSCOSMOS,
    SAID_IN_2016,
    SAID_IN_2021,
    SPACEX,
    SPEECH,
    STARSHIP,
    USA,
    claim_id,
    fuzzy,
    same,
)

pytestmark = pytest.mark.usefixtures("world")


def test_an_agency() -> None:
    same(
        "agencies/nasa/",
        {
            "slug": "nasa",
            "url": f"{ROOT}agencies/nasa/",
            "name": "NASA",
            "short_name": "NASA",
            "kind": "government",
            "country": "US",
            "parent": USA,
            "programs": [{"program": APOLLO, "role": "contractor"}, {"program": ARTEMIS, "role": "lead"}],
            "milestones": f"{ROOT}milestones/?agency=nasa",
            "claims": f"{ROOT}claims/?claimant=nasa",
        },
    )


def test_an_agency_of_which_little_is_said() -> None:
    body = get("agencies/usa/?fields=short_name,parent,programs").body
    assert body == {"short_name": None, "parent": None, "programs": [{"program": APOLLO, "role": "lead"}]}
    assert get("agencies/esa/?fields=country").body == {"country": None}


def test_a_program() -> None:
    same(
        "programs/artemis/",
        {
            "slug": "artemis",
            "url": f"{ROOT}programs/artemis/",
            "name": "Artemis program",
            "destination": "moon",
            "summary": "People on the Moon again.",
            "participants": [
                {"agency": ESA, "role": "partner"},
                {"agency": NASA, "role": "lead"},
                {"agency": ROSCOSMOS, "role": "former"},
            ],
            "vehicles": [ORION, STARSHIP],
            "milestones": f"{ROOT}milestones/?program=artemis",
        },
    )


def test_a_program_of_which_little_is_said() -> None:
    assert get("programs/apollo/?fields=destination,summary,vehicles").body == {
        "destination": None,
        "summary": None,
        "vehicles": [],
    }


def test_a_vehicle() -> None:
    same(
        "vehicles/starship/",
        {
            "slug": "starship",
            "url": f"{ROOT}vehicles/starship/",
            "name": "Starship",
            "kind": "rocket",
            "maker": SPACEX,
            "operators": [SPACEX],
            "programs": [ARTEMIS, COLONY],
            "crewed": None,
            "reusable": True,
            "milestones": f"{ROOT}milestones/?vehicle=starship",
        },
    )
    assert get("vehicles/orion/?fields=maker,operators,crewed").body == {
        "maker": None,
        "operators": [ESA, NASA],
        "crewed": True,
    }


def test_a_source() -> None:
    same(
        "sources/speech/",
        {
            "slug": "speech",
            "url": f"{ROOT}sources/speech/",
            "title": "A speech",
            "publisher": "SpaceX",
            "author": "Elon Musk",
            "published": fuzzy("2019-01-02", "2019-01-02", "2019-01-02", "day", "2 January 2019"),
            "address": "https://example.org/speech",
            "sha256": "a" * 64,
            "characters": 1000,
            "republication_of": None,
            "reliability": "official",
            "claims": f"{ROOT}claims/?source=speech",
        },
    )


def test_a_source_of_which_little_is_known() -> None:
    body = get("sources/essay/").body
    unknown = ("publisher", "author", "published", "address", "sha256", "characters", "republication_of")
    assert [body[name] for name in unknown] == [None] * 7
    assert get("sources/copy/?fields=republication_of").body == {"republication_of": NEWS}


def test_a_milestone() -> None:
    identifier = claim_id("in-2026")
    same(
        "milestones/mars-landing/",
        {
            "slug": "mars-landing",
            "url": f"{ROOT}milestones/mars-landing/",
            "title": "People land on Mars",
            "kind": "crewed_landing",
            "destination": "mars",
            "crewed": True,
            "program": COLONY,
            "agencies": [NASA, SPACEX],
            "vehicles": [STARSHIP],
            "criterion": "Somebody stands on Mars.",
            "as_of": "2026-11-20",
            "state": "due",
            "outcome": "planned",
            "date": IN_2026,
            "promised": BY_2022,
            "total_slip": {"min": 1097, "max": None},
            "moves": 1,
            "days_overdue": None,
            "conflict": False,
            "since": "2021-03-22",
            "said_by": {
                "id": identifier,
                "url": f"{ROOT}claims/{identifier}/",
                "source": NEWS,
                "publisher": "The Paper",
                "claimant": SPACEX,
                "speaker": None,
                "asserted_on": SAID_IN_2021,
                "statement": "in-2026",
            },
            "corroboration": 1,
            "conflicts": f"{ROOT}milestones/mars-landing/conflicts/",
            "claims": f"{ROOT}milestones/mars-landing/claims/",
            "history": f"{ROOT}milestones/mars-landing/history/",
            "slips": f"{ROOT}milestones/mars-landing/slips/",
        },
    )


def test_a_milestone_of_which_little_is_said() -> None:
    names = "destination,crewed,program,agencies,vehicles,state,date,conflict,said_by"
    body = get(f"milestones/moon-base/?as_of=2021-03-22&fields={names}").body
    assert body.pop("said_by")["statement"] == "someday"
    assert body == {
        "destination": "moon",
        "crewed": None,
        "program": ARTEMIS,
        "agencies": [ESA],
        "vehicles": [],
        "state": "undated",
        "date": None,
        "conflict": False,
    }
    assert get("milestones/moon-base/?fields=said_by").body["said_by"]["publisher"] is None
    assert get("milestones/moon-base/history/").body["results"][-1]["claim"]["publisher"] is None
    assert get("milestones/moon-base/?fields=promised,total_slip,moves,days_overdue").body == {
        "promised": None,
        "total_slip": None,
        "moves": 0,
        "days_overdue": None,
    }
    assert get("milestones/moon-landing/?fields=total_slip,moves,days_overdue").body == {
        "total_slip": {"min": 0, "max": 0},
        "moves": 0,
        "days_overdue": 689,
    }
    assert get("milestones/old-flight/?fields=destination").body == {"destination": None}
    assert get("milestones/rover-launch/?fields=program,conflict").body == {"program": None, "conflict": True}


def test_a_claim() -> None:
    identifier = claim_id("by-2022")
    same(
        f"claims/{identifier}/",
        {
            "id": identifier,
            "url": f"{ROOT}claims/{identifier}/",
            "milestone": MARS_LANDING,
            "source": SPEECH,
            "claimant": SPACEX,
            "speaker": "Elon Musk",
            "asserted_on": SAID_IN_2016,
            "outcome": "planned",
            "date": BY_2022,
            "statement": "by-2022",
            "span": {"start": 10, "end": 20, "sha256": "c" * 16},
            "rank": "normal",
            "reason": None,
            "counts": True,
            "recorded_at": "2026-11-01T12:00:00Z",
            "withdrawn": None,
        },
    )


def test_a_claim_that_does_not_count() -> None:
    withdrawn = get(f"claims/{claim_id('hasty')}/?fields=claimant,speaker,span,counts,withdrawn").body
    assert withdrawn == {
        "claimant": None,
        "speaker": None,
        "span": None,
        "counts": False,
        "withdrawn": {"at": "2026-11-12T12:00:00Z", "reason": "It was misread."},
    }
    doubted = get(f"claims/{claim_id('wrong')}/?fields=asserted_on,rank,reason,counts").body
    assert doubted == {
        "asserted_on": fuzzy(
            "2024~/2025~", "2024-01-01", "2025-12-31", "interval", "about 2024 to 2025", approximate=True
        ),
        "rank": "deprecated",
        "reason": "Others deny it.",
        "counts": False,
    }
    assert get(f"claims/{claim_id('copied')}/?fields=counts").body == {"counts": False}
    assert get(f"claims/{claim_id('someday')}/?fields=date").body == {"date": None}


def test_a_claim_at_the_very_start_of_its_source() -> None:
    body = get(f"claims/{claim_id('in-1975')}/?fields=span").body
    assert body == {"span": {"start": 0, "end": 5, "sha256": None}}
