"""What each row of how a milestone stood, and of how its date moved, looks like, whole and exact."""

import pytest

from tests.api.asking import ROOT, get
from tests.api.bodies import BY_2022, IN_2026, MARS_LANDING, NEWS, SAID_IN_2016, SAID_IN_2021, SPACEX, SPEECH, claim_id

pytestmark = pytest.mark.usefixtures("world")


def test_a_history() -> None:
    first, second = claim_id("by-2022"), claim_id("in-2026")
    said_by = {"source": SPEECH, "publisher": "SpaceX", "speaker": "Elon Musk", "asserted_on": SAID_IN_2016}
    later = {"source": NEWS, "publisher": "The Paper", "speaker": None, "asserted_on": SAID_IN_2021}
    common = {"claimant": SPACEX}
    assert get("milestones/mars-landing/history/").body == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [
            {
                "since": "2016-09-26",
                "until": "2021-03-22",
                "outcome": "planned",
                "date": BY_2022,
                "conflict": False,
                "claim": {"id": first, "url": f"{ROOT}claims/{first}/", "statement": "by-2022", **common, **said_by},
            },
            {
                "since": "2021-03-22",
                "until": None,
                "outcome": "planned",
                "date": IN_2026,
                "conflict": False,
                "claim": {"id": second, "url": f"{ROOT}claims/{second}/", "statement": "in-2026", **common, **later},
            },
        ],
    }


def test_a_slip() -> None:
    first, second = claim_id("by-2022"), claim_id("in-2026")
    slip = {
        "milestone": MARS_LANDING,
        "on": "2021-03-22",
        "kind": "slip",
        "outcome": "planned",
        "was": BY_2022,
        "date": IN_2026,
        "days": {"min": 1097, "max": None},
        "was_claim": {
            "id": first,
            "url": f"{ROOT}claims/{first}/",
            "source": SPEECH,
            "publisher": "SpaceX",
            "claimant": SPACEX,
            "speaker": "Elon Musk",
            "asserted_on": SAID_IN_2016,
            "statement": "by-2022",
        },
        "claim": {
            "id": second,
            "url": f"{ROOT}claims/{second}/",
            "source": NEWS,
            "publisher": "The Paper",
            "claimant": SPACEX,
            "speaker": None,
            "asserted_on": SAID_IN_2021,
            "statement": "in-2026",
        },
    }
    page = {"count": 1, "next": None, "previous": None, "results": [slip]}
    assert get("milestones/mars-landing/slips/").body == get("slips/").body == page
    assert list(get("slips/").body["results"][0]) == list(slip)


@pytest.mark.usefixtures("moves")
def test_a_slip_without_a_date_on_one_side() -> None:
    asked = "slips/?kind=dated,undated&fields=kind,was,date,days"
    undated, dated = get(asked).body["results"]
    assert (undated["date"], undated["days"], dated["was"], dated["days"]) == (None, None, None, None)
    assert (undated["was"]["edtf"], dated["date"]["edtf"]) == ("2024/2026", "2020")
