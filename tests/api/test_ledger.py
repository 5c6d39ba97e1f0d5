"""The ledger of slips, page by page and by what was known."""

import pytest

from tests.api.asking import get, problem, rows
from tests.api.endpoints import SLIPS
from tests.api.test_pages import walk

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.usefixtures("moves")
@pytest.mark.parametrize("ordering", SLIPS.orderings)
@pytest.mark.parametrize("paging", ["", "&pagination=cursor"])
def test_pages_put_together_are_the_ledger(ordering: str, paging: str) -> None:
    whole = rows(f"slips/?ordering={ordering}", name="on")
    assert len(whole) == 8
    assert walk(get(f"slips/?ordering={ordering}&limit=3{paging}"), "on") == whole


def test_what_was_known_decides_which_slips_there_were() -> None:
    """Before it was withdrawn, a claim of 2017 had brought the date down from "by 2022" to 2018."""
    asked = "slips/?fields=on,kind,was,date&known_at="
    before, after = (
        [
            (row["on"], row["kind"], row["was"]["edtf"], row["date"]["edtf"])
            for row in get(f"{asked}{instant}").body["results"]
        ]
        for instant in ("2026-11-12T11:59:59Z", "2026-11-12T12:00:00Z")
    )
    assert before == [("2021-03-22", "slip", "2018", "2026/2028"), ("2017-01-01", "firmed", "../2022", "2018")]
    assert after == [("2021-03-22", "slip", "../2022", "2026/2028")]
    told_before = get("milestones/mars-landing/?fields=promised,moves&known_at=2026-11-12T11:59:59Z").body
    assert (told_before["promised"]["edtf"], told_before["moves"]) == ("../2022", 2)
    problem(get("milestones/mars-landing/slips/?known_at=2026-11-01T11:59:59Z"), 404, "Not Found")


def test_of_doubtful_claims_alone_there_are_no_slips() -> None:
    assert get("milestones/doubted/slips/").body == {"count": 0, "next": None, "previous": None, "results": []}
