"""What a claim would do is told before it is recorded, and what a withdrawal would do before it is made."""

from typing import Any

import pytest
from django.test import Client

from missions.models import Change, Claim, Milestone
from tests.admin.conftest import desk_of
from tests.admin.pages import address, markup, text
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/missions/claim/preview/"
READING = "/admin/missions/claim/reading/"
EMPTY = "Fill in the milestone, the outcome, the date if one is told, and when it was said."


@pytest.fixture
def flight() -> Milestone:
    flight = MilestoneFactory.create(title="First flight")
    claim(flight, "2022", "2016-09-26", claimant=AgencyFactory.create(name="SpaceX"), statement="It flies in 2022.")
    return flight


def previewed(desk: Client, flight: Milestone, **typed: Any) -> str:
    told = {"milestone": flight.pk, "outcome": "planned", "asserted_on": "2021-03-22", "date": "", "rank": "normal"}
    response = desk.post(PREVIEW, told | typed)
    assert response.status_code == 200
    return text(response)


NOW = "It stands Planned for 2022; overdue by 3 years 10 months. It would stand"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"date": "2024"}, "Planned for 2024; overdue by 1 year 10 months. Slips by 1 to 3 years"),
        ({"date": "2024"}, "“2022” becomes “2024”."),
        ({"date": "2030"}, "Planned for 2030; opens in 3 years 1 month. Slips by 7 to 9 years: “2022” becomes “2030”."),
        ({"date": "2026/.."}, "Planned from 2026; due now. Slips by at least 3 years: “2022” becomes “from 2026”."),
        ({"date": "2020"}, "Moves earlier by 1 to 3 years: “2022” becomes “2020”."),
        (
            {"date": "2022-09"},
            "Firmed: “2022” becomes “September 2022”; its last day moves 3 months earlier.",
        ),
        ({"date": "202X"}, "Loosened: “2022” becomes “the 2020s”; its last day moves by 7 years."),
        (
            {"date": "2022-07/2023-06"},
            "Adjusted: “2022” becomes “July 2022 to June 2023”; its last day moves by 6 months.",
        ),
        ({"date": "2022-07/2022-12"}, "Firmed: “2022” becomes “July 2022 to December 2022”."),
        (
            {"date": "2022-06-01", "outcome": "achieved", "asserted_on": "2022-06-02"},
            "Firmed: “2022” becomes “1 June 2022”.",
        ),
        ({"date": "2022-12-31", "outcome": "planned"}, "Firmed"),
        ({}, "Planned, without a date. Undated: “2022” becomes “no date”."),
        (
            {"date": "2024-03-01", "outcome": "achieved", "asserted_on": "2024-03-02"},
            "Achieved on 1 March 2024. Comes 1 year 2 months to 2 years 2 months late: “2022” becomes “1 March 2024”.",
        ),
        ({"date": "2021-03-01", "outcome": "achieved"}, "Comes 10 months to 1 year 10 months early"),
        ({"outcome": "cancelled"}, "Cancelled, without a date."),
        ({"date": "2022"}, "Planned for 2022; overdue by 3 years 10 months. It stands as before, on every day."),
        (
            {"date": "2024", "asserted_on": "2016-09-26"},
            "Makes a conflict with “It flies in 2022.” (SpaceX, 26 September 2016).",
        ),
        (
            {"date": "2024", "rank": "deprecated"},
            "It makes no standing: it is deprecated. It stands as before, on every day.",
        ),
        (
            {"date": "2024", "asserted_on": "2026"},
            "It counts from 31 December 2026.",
        ),
        (
            {"date": "2020", "asserted_on": "2015-01-01"},
            (
                "Planned for 2022; overdue by 3 years 10 months. Slips by 1 to 3 years: “2020” becomes “2022”. From 1 "
                "January 2015 until before 26 September 2016 it stands so: Planned for 2020."
            ),
        ),
    ],
)
def test_what_a_claim_would_do(desk: Client, flight: Milestone, typed: dict[str, str], told: str) -> None:
    page = previewed(desk, flight, **typed)

    assert NOW in page
    assert told in page


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("2022-03-01", "2022-03-05", "Slips by 4 days"),
        ("2022-03", "2022-05", "Slips by 1 to 3 months"),
        ("2022-12-31", "2023", "Slips by 1 day to 1 year"),
        ("../2022", "2024", "Slips by at least 1 year"),
        ("9998", "9999", "Slips by 1 day to 1 year 11 months"),
    ],
)
def test_how_far_a_date_moves(desk: Client, first: str, then: str, told: str) -> None:
    flight = claim(date=first).milestone

    assert f"{told}: “" in previewed(desk, flight, date=then)


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("../2026", "../2028", "Loosened: “by 2026” becomes “by 2028”; its last day moves by 2 years."),
        ("../2028", "../2026", "Firmed: “by 2028” becomes “by 2026”; its last day moves 2 years earlier."),
        ("../2026-02", "../2026-03", "by February 2026” becomes “by March 2026”; its last day moves by 1 month."),
        ("2026/..", "2025/..", "Loosened: “from 2026” becomes “from 2025”."),
        ("2026", "2026/..", "Loosened: “2026” becomes “from 2026”."),
    ],
)
def test_how_far_a_deadline_moves(desk: Client, first: str, then: str, told: str) -> None:
    flight = claim(date=first).milestone

    assert told in previewed(desk, flight, date=then)


def test_a_preview_writes_nothing(desk: Client, flight: Milestone) -> None:
    before = (Claim.objects.count(), Change.objects.count())

    previewed(desk, flight, date="2024")

    assert (Claim.objects.count(), Change.objects.count()) == before


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": ""},
        {"asserted_on": ""},
        {"asserted_on": "2016/.."},
    ],
)
def test_where_too_little_is_known_nothing_is_told(desk: Client, flight: Milestone, typed: dict[str, str]) -> None:
    assert previewed(desk, flight, **typed) == EMPTY


def test_a_republication_would_do_nothing(desk: Client, flight: Milestone) -> None:
    copy = SourceFactory.create(republication_of=SourceFactory.create())

    page = previewed(desk, flight, date="2024", source=copy.pk)

    assert "It makes no standing: its source is a republication. It stands as before, on every day." in page


def test_what_is_of_later_days_is_told_as_such(desk: Client, flight: Milestone) -> None:
    page = previewed(desk, flight, date="2030", asserted_on="2026")

    assert "It counts from 31 December 2026." in page
    assert "It would stand Planned for 2022; overdue by 3 years 10 months." in page


def test_a_preview_needs_the_permission_to_record_and_a_token(flight: Milestone) -> None:
    reader = desk_of("view_claim")
    assert reader.post(PREVIEW, {}).status_code == 403
    assert reader.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reader.cookies
    assert strict.post(PREVIEW, {}).status_code == 403
    assert Client().post(PREVIEW, {}).status_code == 302


def test_without_javascript_a_button_previews(desk: Client, flight: Milestone) -> None:
    source = SourceFactory.create()
    typed = {
        "milestone": flight.pk,
        "source": source.pk,
        "outcome": "planned",
        "date": "2030",
        "asserted_on": "2021",
        "statement": "It flies in 2030.",
        "rank": "normal",
    }

    response = desk.post(address("claim", "add"), typed | {"_preview": "Preview"})

    assert "Slips by 7 to 9 years" in text(response)
    assert "It flies in 2030.</textarea>" in response.content.decode()
    assert Claim.objects.count() == 1


def test_the_page_of_a_withdrawal_tells_what_it_does(desk: Client, flight: Milestone) -> None:
    last = claim(flight, "2030", "2021-03-22")

    page = text(desk.get(address("claim", "withdraw", last.pk)))

    assert (
        "It stands Planned for 2030; opens in 3 years 1 month. It would stand Planned for 2022; overdue by 3 years 10 "
        "months. Is no longer so from 22 March 2021: Slips by 7 to 9 years: “2022” becomes “2030”." in page
    )


def test_of_a_claim_that_does_not_count_a_withdrawal_does_nothing(desk: Client, flight: Milestone) -> None:
    doubted = claim(flight, "2030", "2021-03-22", rank="deprecated", reason="Misread.")

    page = text(desk.get(address("claim", "withdraw", doubted.pk)))

    assert "It makes no standing as it is. It stands as before, on every day." in page


def test_where_the_sources_would_disagree_no_longer_that_is_told(desk: Client, flight: Milestone) -> None:
    rival = claim(flight, "2024", "2016-09-26")

    assert "The sources disagree no longer." in text(desk.get(address("claim", "withdraw", rival.pk)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("../2022", "Read as by 2022: up to 31 December 2022"),
        ("2025/..", "Read as from 2025: 1 January 2025 or later"),
        ("203X", "Read as the 2030s: 1 January 2030 to 31 December 2039"),
        ("2016-09-26", "Read as 26 September 2016: one day"),
        ("2025-35", "Read as third quarter of 2025: 1 July 2025 to 30 September 2025"),
        ("by 2022", "'by 2022' is not an EDTF date. Take ../2022 (by 2022)"),
        ("the 2030s", "'the 2030s' is not an EDTF date. Take 203X (the 2030s)"),
        ("late 2030s", "'late 2030s' is not an EDTF date. Take 2035/2039 (2035 to 2039)"),
        ("third quarter of 2025", "is not an EDTF date. Take 2025-35 (third quarter of 2025)"),
        ("Q3 2025", "Take 2025-35"),
        ("soon", "'soon' is not an EDTF date. Write a day as"),
        ("", ""),
        ("<b>", "'<b>' is not an EDTF date."),
    ],
)
def test_how_a_date_is_read_while_it_is_typed(desk: Client, typed: str, told: str) -> None:
    page = text(desk.get(READING, {"text": typed}))

    assert told in page
    assert bool(page) == bool(typed)


def test_a_proposal_can_be_taken(desk: Client) -> None:
    assert 'data-edtf="../2022">' in markup(desk.get(READING, {"text": "by 2022"}))


def test_reading_is_for_the_desk_alone() -> None:
    assert Client().get(READING, {"text": "2022"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"date": "2029", "outcome": "achieved"},
            (
                "Date: This was said on 22 March 2021 at the latest, and only what is planned has a date after "
                "that day. Correct the date, or choose the outcome “planned”."
            ),
        ),
        (
            {"date": "2029", "asserted_on": "2026-12"},
            (
                "Said on: '2026-12' begins after today, 20 November 2026, and nobody has spoken then. Give the date on "
                "which it was said; the one for which it is promised goes into “Date”."
            ),
        ),
        (
            {"date": "soon"},
            (
                "Date: 'soon' is not an EDTF date. Write a day as 2016-09-26, a month as 2016-09, a quarter as "
                '2026-35, a year as 2022, a decade as 203X, "by 2022" as ../2022, "2035 to 2039" as 2035/2039.'
            ),
        ),
        ({"rank": "x"}, "Rank: Select a valid choice. x is not one of the available choices."),
    ],
)
def test_why_a_claim_cannot_be_recorded_is_told_as_one_types(
    desk: Client, flight: Milestone, typed: dict[str, str], told: str
) -> None:
    assert previewed(desk, flight, **typed) == f"It cannot be recorded as it is: {told}"
