"""`fields` answers with the members that are named, and with nothing else."""

import pytest

from missions.models import Claim
from tests.api.asking import get
from tests.api.endpoints import DETAILS, LISTS, Listed

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
def test_each_member_of_a_list_can_be_asked_for_alone(listed: Listed) -> None:
    whole = get(listed.address).body
    members = list(whole["results"][0])
    assert len(members) >= 3
    for member in members:
        body = get(listed.address, {"fields": member}).body
        assert body == {**whole, "results": [{member: row[member]} for row in whole["results"]]}


@pytest.mark.parametrize("address", DETAILS)
def test_each_member_of_a_row_can_be_asked_for_alone(address: str) -> None:
    whole = get(address).body
    for member in whole:
        assert get(address, {"fields": member}).body == {member: whole[member]}


def test_each_member_of_a_claim_can_be_asked_for_alone() -> None:
    address = f"claims/{Claim.objects.get(statement='hasty').pk}/"
    whole = get(address).body
    assert len(whole) == 16
    for member in whole:
        assert get(address, {"fields": member}).body == {member: whole[member]}


def test_members_come_in_their_own_order() -> None:
    assert list(get("agencies/nasa/?fields=kind,slug,name").body) == ["slug", "name", "kind"]


def test_members_of_members_stay_whole() -> None:
    assert get("agencies/?fields=parent&slug=nasa").body["results"] == [
        {"parent": {"slug": "usa", "name": "United States", "url": "http://testserver/api/v1/agencies/usa/"}}
    ]


def test_members_of_the_page_stay() -> None:
    body = get("agencies/?fields=slug&limit=1").body
    assert list(body) == ["count", "next", "previous", "results"]
    assert body["results"] == [{"slug": "esa"}]


def test_what_is_not_shown_still_filters_and_orders() -> None:
    body = get("agencies/?fields=slug&country=US&ordering=-name").body
    assert body["results"] == [{"slug": "usa"}, {"slug": "spacex"}, {"slug": "nasa"}]
