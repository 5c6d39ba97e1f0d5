"""What each endpoint costs the database: as much for fifty rows as for one, and each query by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from missions.models import Milestone, Source
from tests.api.asking import get
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

pytestmark = pytest.mark.django_db
Make = Callable[[int], Any]


def agency(number: int) -> None:
    parent = AgencyFactory.create(slug=f"parent-{number}")
    made = AgencyFactory.create(slug=f"agency-{number}x", parent=parent)
    ParticipationFactory.create(agency=made)
    ParticipationFactory.create(agency=made, role="partner")


def program(number: int) -> None:
    made = ProgramFactory.create(slug=f"program-{number}x")
    ParticipationFactory.create(program=made)
    ParticipationFactory.create(program=made, role="partner")
    for vehicle in VehicleFactory.create_batch(2):
        vehicle.programs.add(made)


def vehicle(number: int) -> None:
    made = VehicleFactory.create(slug=f"vehicle-{number}x", maker=AgencyFactory.create())
    made.operators.set(AgencyFactory.create_batch(2))
    made.programs.set(ProgramFactory.create_batch(2))


def milestone(number: int) -> Milestone:
    made = MilestoneFactory.create(slug=f"milestone-{number}x", program=ProgramFactory.create())
    made.agencies.set(AgencyFactory.create_batch(2))
    made.vehicles.set(VehicleFactory.create_batch(2))
    claim(made, claimant=AgencyFactory.create(), statement=f"claim-{number}")
    return made


def promise_of_many(number: int) -> None:
    made = milestone(number)
    claim(made, "2030", "2017-01-01", claimant=AgencyFactory.create())


def source(number: int) -> None:
    SourceFactory.create(slug=f"source-{number}x", republication_of=SourceFactory.create())


def claim_of_one(number: int) -> None:
    made, _ = Milestone.objects.get_or_create(slug="one", defaults={"title": "One", "kind": "launch", "criterion": "x"})
    claim(made, f"{2000 + number}", f"2016-{number // 28 + 1:02}-{number % 28 + 1:02}", claimant=AgencyFactory.create())


def slip(number: int) -> None:
    made = milestone(number)
    claim(made, "2024", "2017-01-01", claimant=AgencyFactory.create())


def slip_of_one(number: int) -> None:
    claim_of_one(number)
    claim_of_one(number + 50)


# Endpoint, how to make a row of it, and what it asks the database for.
LISTS: list[tuple[str, Make, list[str]]] = [
    ("agencies/", agency, ["count", "agencies with parents", "their parts in programs, with these"]),
    ("programs/", program, ["count", "programs", "their participants, with the agencies", "their vehicles"]),
    ("vehicles/", vehicle, ["count", "vehicles with makers", "their operators", "their programs"]),
    (
        "milestones/",
        milestone,
        ["count", "milestones with program, standing, claim, source and claimant", "their agencies", "their vehicles"],
    ),
    ("sources/", source, ["count", "sources with what they republish"]),
    ("claims/", milestone, ["count", "claims with milestone, source, claimant and withdrawal"]),
    ("timeline/", promise_of_many, ["count", "milestones with program and standing", "their plans", "their slips"]),
    ("scorecards/", promise_of_many, ["count", "groups with their numbers", "claimants"]),
    ("scorecards/?by=destination", promise_of_many, ["count", "groups with their numbers"]),
    (
        "milestones/summary/?group_by=agency,vehicle",
        promise_of_many,
        ["count", "groups with their numbers", "agencies", "vehicles", "how many milestones in all"],
    ),
    (
        "milestones/one/claims/",
        claim_of_one,
        ["whether there is the milestone", "count", "claims with milestone, source, claimant and withdrawal"],
    ),
    (
        "milestones/one/history/",
        claim_of_one,
        ["whether there is the milestone", "count", "standings with claim, source and claimant"],
    ),
    ("slips/", slip, ["count", "slips with milestone, and both claims with source and claimant"]),
    (
        "milestones/one/slips/",
        slip_of_one,
        [
            "whether there is the milestone",
            "count",
            "slips with milestone, and both claims with source and claimant",
        ],
    ),
    ("changes/", claim_of_one, ["count", "changes"]),
]


@pytest.mark.parametrize(("address", "make", "queries"), LISTS, ids=[address for address, *_ in LISTS])
@pytest.mark.parametrize("paging", ["", "&pagination=cursor"])
def test_fifty_rows_cost_as_much_as_one(
    address: str, make: Make, queries: list[str], paging: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(0)
    for count in (1, 50):
        for number in range(1, count):
            make(number)
        with django_assert_num_queries(len(queries)):
            answer = get(f"{address}{'&' if '?' in address else '?'}limit=500{paging}")
        assert answer.body["count"] >= (1 if "destination" in address else count)


def test_a_page_further_on_costs_as_much_as_the_first(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(6):
        milestone(number)
    for begin in ("milestones/?limit=2", "milestones/?limit=2&pagination=cursor"):
        following = get(begin).body["next"]
        # Count, milestones, their agencies, their vehicles.
        with django_assert_num_queries(4):
            assert len(get(following).body["results"]) == 2


DETAILS: list[tuple[str, Make, list[str]]] = [
    ("agencies/agency-0x/", agency, ["agency with parent", "its parts in programs, with these"]),
    ("programs/program-0x/", program, ["program", "its participants, with the agencies", "its vehicles"]),
    ("vehicles/vehicle-0x/", vehicle, ["vehicle with maker", "its operators", "its programs"]),
    (
        "milestones/milestone-0x/",
        milestone,
        ["milestone with program, standing, claim, source and claimant", "its agencies", "its vehicles"],
    ),
    ("sources/source-0x/", source, ["source with what it republishes"]),
]


@pytest.mark.parametrize(("address", "make", "queries"), DETAILS, ids=[address for address, *_ in DETAILS])
def test_a_row_costs_a_query_for_each_kind_of_row_it_shows(
    address: str, make: Make, queries: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(0)
    with django_assert_num_queries(len(queries)):
        assert get(address).status == 200


def test_a_claim_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = claim(claimant=AgencyFactory.create())
    # The claim with milestone, source, claimant and withdrawal.
    with django_assert_num_queries(1):
        assert get(f"claims/{made.pk}/").status == 200


@pytest.mark.parametrize("address", ["", "vocabularies/", "schema/", "docs/"])
def test_what_is_the_same_for_everybody_costs_nothing(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert get(address).status == 200


@pytest.mark.parametrize("count", [1, 50])
def test_the_feed_of_changes_costs_the_names_that_it_tells(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        claim_of_one(number)
    # Changes; of their claims the milestones, claimants, sources and slips.
    with django_assert_num_queries(5):
        assert get("feeds/changes.atom").content.count(b"<entry>") == count


def test_a_cursor_and_a_key_cost_a_query_each(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    claim_of_one(0)
    (change,) = get("changes/").body["results"]
    # The change of the cursor; whether the record has the key, and the milestone; whether there is the milestone;
    # count, changes.
    with django_assert_num_queries(6):
        asked = {"after": change["cursor"], "key": change["key"], "milestone": "one"}
        assert get("changes/", asked).body["count"] == 0


def test_a_slug_in_a_filter_costs_a_query_to_look_it_up(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    milestone(0)
    slugs = ",".join(Source.objects.values_list("slug", flat=True))
    # Whether there are these sources; then as ever: count, milestones, their agencies, their vehicles.
    with django_assert_num_queries(5):
        assert get(f"milestones/?source={slugs}&state=overdue&date_before=2023&search=milestone").body["count"] == 1


def test_a_bad_word_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert get("milestones/?state=late&limit=0&agencie=nasa").status == 400


def test_a_row_that_is_not_there_costs_three(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    # The agency; the slugs before and behind its own, for the nearest.
    with django_assert_num_queries(3):
        assert get("agencies/nassa/").status == 404


def test_the_day_and_an_order_cost_nothing_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    milestone(0)
    # Count, milestones, their agencies, their vehicles.
    with django_assert_num_queries(4):
        assert get("milestones/?as_of=2016-09-26&ordering=-opens,title,since").body["count"] == 1


def test_however_much_is_asked_of_a_standing_it_is_joined_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A filter that joined it again would search all standings once more."""
    milestone(0)
    asked = "state=overdue&overdue=true&outcome=planned&conflict=false&dated=true&date_before=2023&date_within=../2022"
    asked += "&moved=false&slip_from=0&slip_to=0&promised_within=../2022"
    # Count, milestones, their agencies, their vehicles.
    with django_assert_num_queries(4) as captured:
        answer = get(f"milestones/?{asked}&since_from=2016-09-26&ordering=date,since,outcome,opens,promised,slip")
    assert answer.body["count"] == 1
    count, listed, *_ = (query["sql"] for query in captured.captured_queries)
    assert [sql.count('JOIN "missions_standing"') for sql in (count, listed)] == [1, 1]
