"""The four comparisons of a fuzzy date with a window, against what the days themselves say."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.models import Claim, Source, Standing
from tests.api.asking import rows
from tests.factories import MilestoneFactory, claim
from tests.strategies import fuzzy_dates

pytestmark = pytest.mark.django_db
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Years near each other, so that windows meet often.
NEAR = fuzzy_dates(2019, 2024)
FIRST, LAST = date.min, date.max

Days = tuple[date, date]


def days(told: FuzzyDate) -> Days:
    """First and last day; an open side reaches to the end of time."""
    return told.earliest or FIRST, told.latest or LAST


# Row, window: whether the filter keeps it.
MEANING: dict[str, Callable[[Days, Days], bool]] = {
    "before": lambda row, window: row[1] < window[0],
    "after": lambda row, window: row[0] > window[1],
    "within": lambda row, window: window[0] <= row[0] and row[1] <= window[1],
    "overlaps": lambda row, window: row[0] <= window[1] and window[0] <= row[1],
}


def relations(window: FuzzyDate) -> Iterable[str]:
    """Those that can be asked: nothing is before what has no first day, nor after what has no last one."""
    open_side = {"before": window.earliest, "after": window.latest}
    return [relation for relation in MEANING if open_side.get(relation, window)]


def expected(told: dict[str, FuzzyDate | None], relation: str, window: FuzzyDate) -> list[str]:
    """The names of what is kept. What has no date meets nothing."""
    return sorted(name for name, row in told.items() if row and MEANING[relation](days(row), days(window)))


@few
@given(st.lists(NEAR, min_size=1, max_size=8), NEAR)
@example([FuzzyDate.parse("../2022"), FuzzyDate.parse("2022/..")], FuzzyDate.parse("2022"))
@example([FuzzyDate.parse("../2022"), FuzzyDate.parse("2022/..")], FuzzyDate.parse("../2022"))
@example([FuzzyDate.parse("../2022"), FuzzyDate.parse("2022/..")], FuzzyDate.parse("2023/.."))
def test_windows_mean_what_their_days_mean(dates: list[FuzzyDate], window: FuzzyDate) -> None:
    told: dict[str, FuzzyDate | None] = {f"s{number}": row for number, row in enumerate(dates)} | {"undated": None}
    with transaction.atomic():
        Source.objects.bulk_create(
            Source(slug=slug, title=slug, reliability="reported", published=row)  # type: ignore[misc]
            for slug, row in told.items()
        )
        for relation in relations(window):
            found = rows("sources/", {f"published_{relation}": window.edtf})
            assert sorted(found) == expected(told, relation, window), relation
        transaction.set_rollback(True)


@pytest.mark.usefixtures("library")
def test_milestones_of_the_library_mean_what_their_days_mean() -> None:
    standings = Standing.objects.held().filter(until=None).select_related("milestone")
    told = {standing.milestone.slug: standing.date for standing in standings}
    assert len(told) > 50
    _compare("milestones/", "slug", "date", told)


@pytest.mark.usefixtures("library")
def test_claims_of_the_library_mean_what_their_days_mean() -> None:
    claims = list(Claim.objects.all())
    assert len(claims) > 50
    _compare("claims/", "id", "date", {str(claim.pk): claim.date for claim in claims})
    _compare("claims/", "id", "asserted", {str(claim.pk): claim.asserted_on for claim in claims})


def _compare(address: str, name: str, prefix: str, told: dict[str, FuzzyDate | None]) -> None:
    for text in ("2022", "2021-03-22", "203X", "../2022", "2025/..", "2024~/2025~", "1975", "0001", "9999-12-31"):
        window = FuzzyDate.parse(text)
        for relation in relations(window):
            found = rows(address, {f"{prefix}_{relation}": text, "fields": name}, name)
            assert sorted(found) == expected(told, relation, window), (prefix, relation, text)


BOUNDARIES = [
    ("date_before", "2022-01-01", ["by2021", "y2020", "y2021"]),
    ("date_before", "2021-12-31", ["y2020"]),
    ("date_after", "2020-12-31", ["from2022", "y2021", "y2022"]),
    ("date_after", "2021-01-01", ["from2022", "y2022"]),
    ("date_within", "2021", ["y2021"]),
    ("date_within", "2021-01-01/2021-12-30", []),
    ("date_within", "2021-01-02/2021-12-31", []),
    ("date_within", "../2021", ["by2021", "y2020", "y2021"]),
    ("date_within", "2021/..", ["from2022", "y2021", "y2022"]),
    ("date_overlaps", "2021-12-31", ["by2021", "y2021"]),
    ("date_overlaps", "2021-12-31/2022-01-01", ["by2021", "from2022", "y2021", "y2022"]),
    ("date_overlaps", "2022-01-01/..", ["from2022", "y2022"]),
    ("date_overlaps", "../2020-12-31", ["by2021", "y2020"]),
    ("date_overlaps", "1900", ["by2021"]),
    ("date_overlaps", "9999", ["from2022"]),
]


@pytest.fixture
def _years(db: None) -> None:
    for slug, text in (
        ("y2020", "2020"), ("y2021", "2021"), ("y2022", "2022"), ("by2021", "../2021"), ("from2022", "2022/.."),
        ("undated", None),
    ):  # fmt: skip
        claim(milestone=MilestoneFactory.create(slug=slug), date=text)


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize(("name", "window", "kept"), BOUNDARIES)
def test_the_days_at_the_bounds_count(name: str, window: str, kept: list[str]) -> None:
    assert sorted(rows("milestones/", {name: window})) == kept


@pytest.mark.usefixtures("_years")
def test_a_doubt_about_a_date_moves_no_bound() -> None:
    for mark in "~?%":
        assert rows("milestones/", {"date_within": f"2021{mark}"}) == ["y2021"]
