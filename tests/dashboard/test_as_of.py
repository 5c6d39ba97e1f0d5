"""The page as it stood on another day."""

from typing import Any

import pytest
from django.test import Client

from tests.dashboard.page import links, rows, text
from tests.dashboard.test_home import DUE, LATE
from tests.factories import MilestoneFactory, claim

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _promise(db: None) -> None:
    flight = MilestoneFactory.create(title="First flight", slug="first-flight")
    claim(flight, "../2022", "2016-09-26")
    claim(flight, "../2030", "2024-05-01")


def home(client: Client, day: str) -> Any:
    return client.get("/", {"as_of": day})


def test_it_stands_as_it_stood_on_the_day(client: Client) -> None:
    before, late, after = (home(client, day) for day in ("2017-01-01", "2024-04-30", "2024-05-01"))

    assert [row[2:] for row in rows(before, DUE)] == [["by 2022", "closes in 5 years 11 months"]]
    assert [row[2:] for row in rows(late, LATE)] == [["by 2022", "1 year 3 months"]]
    assert [row[2:] for row in rows(after, DUE)] == [["by 2030", "closes in 6 years 7 months"]]
    assert "How 1 milestone stood on 1 January 2017" in text(before)
    assert "/api/v1/milestones/first-flight/?as_of=2017-01-01" in links(before)


def test_before_anyone_spoke_it_says_so_and_when_somebody_did(client: Client) -> None:
    page = home(client, "2016-09-25")

    assert page.status_code == 200
    assert "Nobody had spoken of any milestone by 25 September 2016." in text(page)
    assert "/?as_of=2016-09-26" in links(page)


@pytest.mark.parametrize("day", ["", " "])
def test_a_blank_day_is_today(client: Client, day: str) -> None:
    page = home(client, day)

    assert (page.status_code, [row[2] for row in rows(page, DUE)]) == (200, ["by 2030"])
    assert "today" in text(page)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is_are_days(client: Client, day: str) -> None:
    assert home(client, day).status_code == 200


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("tomorrow", "'tomorrow' is not a day. Write one day as 2016-09-26."),
        ("2022-13-01", "'2022-13-01' is not a day. Write one day as 2016-09-26."),
        ("2022-02-30", "'2022-02-30' is not a day. Write one day as 2016-09-26."),
        ("2022", "'2022' is 2022, which is more than one day. Write one day as 2016-09-26."),
        ("203X", "'203X' is the 2030s, which is more than one day. Write one day as 2016-09-26."),
        ("../2022", "'../2022' is by 2022, which is more than one day. Write one day as 2016-09-26."),
        ("2022-01-01~", "'2022-01-01~' is not certainly one day. Write one day as 2016-09-26."),
        ("<script>", "'<script>' is not a day. Write one day as 2016-09-26."),
        ("1\x002", "'1\\x002' is not a day. Write one day as 2016-09-26."),
    ],
)
def test_a_bad_day_is_said_at_its_field_with_status_400(client: Client, day: str, said: str) -> None:
    page = home(client, day)
    body = page.content.decode()

    assert page.status_code == 400
    assert said in text(page)
    assert 'aria-invalid="true"' in body
    assert 'aria-describedby="id_as_of_error id_as_of_helptext"' in body
    assert '<p class="page-error" id="id_as_of_error">' in body
    assert "<script" not in body
    assert "First flight" not in body


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("asof=2017-01-01", "There is no parameter 'asof' here. Allowed is as_of: one day, as 2016-09-26."),
        ("as_of=2017-01-01&limit=5", "There is no parameter 'limit' here. Allowed is as_of: one day, as 2016-09-26."),
        ("asof=", "There is no parameter 'asof' here. Allowed is as_of: one day, as 2016-09-26."),
        ("<script>=1", "There is no parameter '<script>' here. Allowed is as_of: one day, as 2016-09-26."),
        ("as_of=2017-01-01&as_of=2018-01-01", "as_of is given 2 times. Give it once."),
    ],
)
def test_what_the_page_does_not_know_is_refused_and_not_today(client: Client, given: str, said: str) -> None:
    page = client.get(f"/?{given}")

    assert page.status_code == 400
    assert said in text(page)
    assert "First flight" not in text(page)
    assert "<script" not in page.content.decode()


def test_beside_what_is_not_known_a_good_day_stays_chosen(client: Client) -> None:
    page = " ".join(client.get("/?as_of=2017-01-01&limit=5").content.decode().split())

    assert 'type="date" name="as_of" id="id_as_of" value="2017-01-01"' in page
    assert 'aria-invalid="true"' not in page


def test_a_long_name_is_not_told_back_whole(client: Client) -> None:
    assert "x" * 65 not in client.get("/", {"x" * 1500: "1"}).content.decode()


def test_a_bad_day_stays_typed_to_be_mended(client: Client) -> None:
    assert 'name="as_of" id="id_as_of" value="2022-13-01"' in " ".join(
        home(client, "2022-13-01").content.decode().split()
    )


def test_a_long_day_is_not_told_back_whole(client: Client) -> None:
    page = home(client, "9" * 1500)

    assert page.status_code == 400
    assert "9" * 65 not in text(page)
