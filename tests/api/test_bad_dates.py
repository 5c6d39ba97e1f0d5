"""Dates that are none, or that a comparison cannot take."""

import pytest

from missions.dates import BadDate, FuzzyDate
from tests.api.asking import fault, faults, get
from tests.api.endpoints import BOUNDS, DAY, INSTANT, LISTS

pytestmark = pytest.mark.usefixtures("world")

# Query, detail, nearest.
Case = tuple[str, str, str | None]
EDTF = [
    f"EDTF, such as {form}"
    for form in ("2026", "2026-09", "2026-09-26", "203X", "../2026", "2026/..", "2026/2028", "2026-33")
]
DATED = [
    (listed.address, name)
    for listed in LISTS
    for name in listed.parameters
    if name.endswith(("_before", "_after", "_within", "_overlaps")) and name not in BOUNDS
]


@pytest.mark.parametrize(("address", "name"), DATED)
@pytest.mark.parametrize(
    ("text", "nearest"),
    [("2030s", "203X"), ("2022-13", "2022"), ("2022-02-30", "2022-02-28"), ("soon", None), ("../..", None)],
)
def test_a_date_is_edtf(address: str, name: str, text: str, nearest: str | None) -> None:
    with pytest.raises(BadDate) as bad:
        FuzzyDate.parse(text)
    assert bad.value.nearest == nearest
    assert faults(address, {name: text}) == [fault(name, bad.value.complaint, EDTF, nearest)]


OPEN = [
    ("_before", "../2022", "'../2022' has no first day, so nothing is before it.", "2022-12-31"),
    ("_after", "2022/..", "'2022/..' has no last day, so nothing is after it.", "2022-01-01"),
]


@pytest.mark.parametrize(("address", "name"), DATED)
@pytest.mark.parametrize(("relation", "text", "detail", "nearest"), OPEN)
def test_a_date_is_compared_with_a_side_that_it_has(
    address: str, name: str, relation: str, text: str, detail: str, nearest: str
) -> None:
    if name.endswith(relation):
        assert faults(address, {name: text}) == [fault(name, detail, EDTF, nearest)]
    else:
        assert get(address, {name: text}).status == 200


@pytest.mark.parametrize(
    ("address", "name"), [(listed.address, name) for listed in LISTS for name in BOUNDS if name in listed.parameters]
)
def test_a_bound_is_an_instant_or_a_day_and_no_window(address: str, name: str) -> None:
    what, allowed = ("a day", DAY) if name in {"since_before", "on_before"} else ("an instant", INSTANT)
    assert faults(address, {name: "2030s"}) == [fault(name, f"'2030s' is not {what}.", allowed)]
