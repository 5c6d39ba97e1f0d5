"""What ties, is open or is not there has its place in every order too."""

from itertools import permutations

import pytest

from tests.api.asking import rows
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def test_keys_are_followed_one_after_another() -> None:
    for slug, kind, country in (("a", "military", "US"), ("b", "commercial", "US"), ("c", "military", "FR")):
        AgencyFactory.create(slug=slug, kind=kind, country=country)
    assert rows("agencies/?ordering=kind,country") == ["b", "c", "a"]
    assert rows("agencies/?ordering=kind,-country") == ["b", "a", "c"]
    assert rows("agencies/?ordering=-country,kind") == ["b", "a", "c"]
    assert rows("agencies/?ordering=%20-kind%20,%20slug") == ["a", "c", "b"]


def test_capitals_do_not_come_first() -> None:
    for slug, name in (("x", "beta"), ("y", "Alpha"), ("z", "Gamma")):
        AgencyFactory.create(slug=slug, name=name)
    assert rows("agencies/?ordering=name") == ["y", "x", "z"]


def test_open_dates_are_endless_and_no_date_comes_last_either_way() -> None:
    """Without a first day a date comes before every other by `opens`; without a last one, after every other."""
    for slug, text in (
        ("none", None), ("by-2022", "../2022"), ("from-2020", "2020/.."), ("in-2022", "2022"), ("in-2021", "2021"),
        ("first", "0001-01-01"), ("last", "9999-12-31"),
    ):  # fmt: skip
        claim(milestone=MilestoneFactory.create(slug=slug), date=text)
    rising = {
        "date": ["first", "in-2021", "by-2022", "in-2022", "from-2020", "last", "none"],
        "opens": ["first", "by-2022", "from-2020", "in-2021", "in-2022", "last", "none"],
    }
    for key, slugs in rising.items():
        assert rows("milestones/", {"ordering": key}) == slugs
        assert rows("milestones/", {"ordering": f"-{key}"}) == [*reversed(slugs[:-1]), "none"]


def test_rows_that_tie_come_in_one_order_whatever_is_asked_beside() -> None:
    """All keys are equal, so that the primary key alone decides, in both directions."""
    source = SourceFactory.create()
    milestones = [MilestoneFactory.create(slug=f"m{number}", title="Same") for number in range(9)]
    for milestone in reversed(milestones):
        claim(milestone=milestone, source=source)
    made = [milestone.slug for milestone in milestones]
    keys = ("kind", "destination", "outcome", "since", "date", "opens", "title")
    for some in permutations(keys, 2):
        assert rows("milestones/", {"ordering": ",".join(some)}) == made
        assert rows("milestones/", {"ordering": f"-{some[0]},{some[1]}"}) == made
