"""Every list has a total order: the keys that were asked for, and the primary key where they tie."""

import pytest

from tests.api.asking import ROOT, get, rows
from tests.api.endpoints import LISTS, Listed
from tests.api.filter_cases import TOLD_BY

pytestmark = pytest.mark.usefixtures("world")

# Of the small world, in both directions; rows that tie in the order in which they were made.
ORDERS = [
    ("agencies/", "slug", "esa nasa roscosmos spacex usa", "usa spacex roscosmos nasa esa"),
    ("agencies/", "name", "esa nasa roscosmos spacex usa", "usa spacex roscosmos nasa esa"),
    ("agencies/", "kind", "spacex usa nasa roscosmos esa", "esa usa nasa roscosmos spacex"),
    ("agencies/", "country", "esa roscosmos usa nasa spacex", "usa nasa spacex roscosmos esa"),
    ("programs/", "slug", "apollo artemis colony", "colony artemis apollo"),
    ("programs/", "name", "apollo artemis colony", "colony artemis apollo"),
    ("programs/", "destination", "apollo colony artemis", "artemis colony apollo"),
    ("vehicles/", "slug", "orion rosalind starship", "starship rosalind orion"),
    ("vehicles/", "name", "orion rosalind starship", "starship rosalind orion"),
    ("vehicles/", "kind", "starship rosalind orion", "orion rosalind starship"),
    ("sources/", "slug", "copy essay news speech", "speech news essay copy"),
    ("sources/", "title", "speech essay news copy", "copy news essay speech"),
    ("sources/", "publisher", "essay speech copy news", "news copy speech essay"),
    ("sources/", "published", "speech copy news essay", "news copy speech essay"),
    (
        "milestones/", "date",
        "old-flight rover-launch moon-base moon-landing mars-landing",
        "mars-landing moon-landing moon-base rover-launch old-flight",
    ),
    (
        "milestones/", "opens",
        "old-flight rover-launch moon-base moon-landing mars-landing",
        "mars-landing moon-landing moon-base rover-launch old-flight",
    ),
    (
        "milestones/", "slug",
        "mars-landing moon-base moon-landing old-flight rover-launch",
        "rover-launch old-flight moon-landing moon-base mars-landing",
    ),
    (
        "milestones/", "title",
        "moon-base old-flight mars-landing moon-landing rover-launch",
        "rover-launch moon-landing mars-landing old-flight moon-base",
    ),
    (
        "milestones/", "kind",
        "moon-base mars-landing moon-landing old-flight rover-launch",
        "rover-launch old-flight mars-landing moon-landing moon-base",
    ),
    (
        "milestones/", "destination",
        "old-flight mars-landing rover-launch moon-landing moon-base",
        "moon-landing moon-base mars-landing rover-launch old-flight",
    ),
    (
        "milestones/", "outcome",
        "old-flight rover-launch moon-base mars-landing moon-landing",
        "mars-landing moon-landing moon-base rover-launch old-flight",
    ),
    (
        "milestones/", "since",
        "old-flight mars-landing moon-landing rover-launch moon-base",
        "moon-base mars-landing moon-landing rover-launch old-flight",
    ),
    (
        "milestones/", "promised",
        "rover-launch mars-landing moon-landing moon-base old-flight",
        "moon-landing mars-landing rover-launch moon-base old-flight",
    ),
    (
        "milestones/", "slip",
        "moon-landing mars-landing moon-base rover-launch old-flight",
        "mars-landing moon-landing moon-base rover-launch old-flight",
    ),
    ("milestones/mars-landing/claims/", "asserted_on", "by-2022 hasty in-2026", "in-2026 hasty by-2022"),
    ("milestones/mars-landing/claims/", "date", "hasty by-2022 in-2026", "in-2026 by-2022 hasty"),
    ("milestones/mars-landing/claims/", "source", "hasty in-2026 by-2022", "by-2022 in-2026 hasty"),
    ("milestones/moon-base/claims/", "outcome", "begun someday", "someday begun"),
    ("milestones/moon-base/claims/", "recorded_at", "someday begun", "begun someday"),
    ("milestones/moon-base/claims/", "date", "begun someday", "begun someday"),
    ("claims/?source=speech", "asserted_on", "by-2022 in-july", "in-july by-2022"),
    ("claims/?source=speech", "date", "in-july by-2022", "by-2022 in-july"),
    ("claims/?source=speech", "milestone", "by-2022 in-july", "in-july by-2022"),
    ("claims/?milestone=moon-landing", "source", "copied in-2024", "in-2024 copied"),
    ("claims/?milestone=moon-landing", "recorded_at", "in-2024 copied", "copied in-2024"),
    ("claims/?milestone=moon-base", "outcome", "begun someday", "someday begun"),
    ("milestones/rover-launch/conflicts/?as_of=2027-01-01", "on", "2021-03-22 2027-01-01", "2027-01-01 2021-03-22"),
    ("milestones/summary/", "group", "achieved due failed ongoing overdue", "overdue ongoing failed due achieved"),
    (
        "milestones/summary/?group_by=state", "count",
        "achieved due failed ongoing overdue", "achieved due failed ongoing overdue",
    ),
    ("scorecards/", "group", "esa nasa roscosmos spacex", "spacex roscosmos nasa esa"),
    ("scorecards/", "n", "esa nasa roscosmos spacex", "esa nasa roscosmos spacex"),
    ("scorecards/", "kept_on_time", "esa nasa roscosmos spacex", "esa nasa roscosmos spacex"),
    ("scorecards/", "kept_late", "esa nasa roscosmos spacex", "esa nasa roscosmos spacex"),
    ("scorecards/", "overdue", "esa roscosmos spacex nasa", "nasa esa roscosmos spacex"),
    ("scorecards/", "pending", "nasa roscosmos esa spacex", "esa spacex nasa roscosmos"),
    ("scorecards/", "cancelled", "esa nasa roscosmos spacex", "esa nasa roscosmos spacex"),
    ("scorecards/", "failed", "esa nasa spacex roscosmos", "roscosmos esa nasa spacex"),
    ("scorecards/", "settled", "esa nasa roscosmos spacex", "nasa roscosmos spacex esa"),
    ("milestones/rover-launch/history/", "since", "2019-01-01 2021-03-22", "2021-03-22 2019-01-01"),
    ("milestones/rover-launch/history/", "date", "2019-01-01 2021-03-22", "2021-03-22 2019-01-01"),
    ("changes/?milestone=mars-landing", "number", "1 2 15 16", "16 15 2 1"),
    ("milestones/rover-launch/history/", "outcome", "2021-03-22 2019-01-01", "2019-01-01 2021-03-22"),
]  # fmt: skip
ORDERS += [("timeline/", key, rising, falling) for address, key, rising, falling in ORDERS if address == "milestones/"]

# Of the small world with dates that move in it, told by the day. What has no days comes last either way.
ORDERS_OF_SLIPS = [
    (
        "slips/", "on",
        "2016-01-01 2017-01-01 2018-01-01 2018-02-01 2019-06-01 2020-06-01 2021-03-22 2024-01-01",
        "2024-01-01 2021-03-22 2020-06-01 2019-06-01 2018-02-01 2018-01-01 2017-01-01 2016-01-01",
    ),
    (
        "slips/", "size",
        "2019-06-01 2018-01-01 2018-02-01 2024-01-01 2017-01-01 2021-03-22 2016-01-01 2020-06-01",
        "2021-03-22 2017-01-01 2024-01-01 2018-02-01 2018-01-01 2019-06-01 2016-01-01 2020-06-01",
    ),
    (
        "slips/", "date",
        "2016-01-01 2018-01-01 2024-01-01 2018-02-01 2017-01-01 2019-06-01 2021-03-22 2020-06-01",
        "2021-03-22 2019-06-01 2017-01-01 2018-02-01 2024-01-01 2018-01-01 2016-01-01 2020-06-01",
    ),
    ("slips/?on_from=2020-06-01", "milestone", "2024-01-01 2021-03-22 2020-06-01", "2020-06-01 2021-03-22 2024-01-01"),
    ("milestones/station/slips/", "on", "2019-06-01 2020-06-01", "2020-06-01 2019-06-01"),
    (
        "milestones/lander/slips/", "size",
        "2018-01-01 2018-02-01 2024-01-01 2017-01-01 2016-01-01",
        "2017-01-01 2024-01-01 2018-02-01 2018-01-01 2016-01-01",
    ),
    ("milestones/station/slips/", "date", "2019-06-01 2020-06-01", "2019-06-01 2020-06-01"),
]  # fmt: skip


def told_by(address: str) -> str:
    path = address.partition("?")[0]
    return next((name for end, name in TOLD_BY.items() if path.endswith(end)), "slug")


@pytest.mark.usefixtures("moves")
@pytest.mark.parametrize(("address", "key", "rising", "falling"), ORDERS_OF_SLIPS)
def test_a_key_orders_slips_in_both_directions(address: str, key: str, rising: str, falling: str) -> None:
    test_a_key_orders_in_both_directions(address, key, rising, falling)


@pytest.mark.parametrize(("address", "key", "rising", "falling"), ORDERS)
def test_a_key_orders_in_both_directions(address: str, key: str, rising: str, falling: str) -> None:
    assert list(map(str, rows(address, {"ordering": key}, told_by(address)))) == rising.split()
    assert list(map(str, rows(address, {"ordering": f"-{key}"}, told_by(address)))) == falling.split()


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
def test_every_key_has_a_row_in_the_table(listed: Listed) -> None:
    same_end = [end for end in ("history/", "/claims/", "/conflicts/", "/slips/") if listed.address.endswith(end)]
    every = ORDERS + ORDERS_OF_SLIPS
    paths = {address.partition("?")[0]: address for address, *_ in every}
    of_list = {path for path in paths if (path.endswith(same_end[0]) if same_end else path == listed.address)}
    tried = {key for address, key, *_ in every if address.partition("?")[0] in of_list}
    assert tried == set(listed.keys)


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
def test_the_order_without_any_is_the_one_that_is_told(listed: Listed) -> None:
    plain, named = get(listed.address).body, get(listed.address, {"ordering": listed.order}).body
    assert plain["results"]
    assert plain["results"] == named["results"]


def test_the_order_is_kept_in_the_addresses_of_other_pages() -> None:
    body = get("agencies/?ordering=-slug&limit=2").body
    assert body["next"] == f"{ROOT}agencies/?ordering=-slug&limit=2&offset=2"
