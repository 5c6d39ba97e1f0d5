"""Dates as English tells them. Those without a year are told on Thursday, 6 October 2016."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.dates import FuzzyDate
from missions.proposals import When, date_phrases

DAY = FuzzyDate.parse("2016-10-06")
BEHIND, AHEAD = When(DAY), When(DAY, ahead=True)


def read(text: str, when: When = BEHIND) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.date.edtf) for one in date_phrases(text, when)]


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("26 September 2016", "2016-09-26"),
        ("26th of September, 2016", "2016-09-26"),
        ("September 26, 2016", "2016-09-26"),
        ("Sept. 26, 2016", "2016-09-26"),
        ("2016-09-26", "2016-09-26"),
        ("10 to 12 May 2025", "2025-05-10/2025-05-12"),
        ("May 10–12, 2025", "2025-05-10/2025-05-12"),
        ("September 2016", "2016-09"),
        ("early May 2025", "2025-05-01/2025-05-10"),
        ("summer 2024", "2024-22"),
        ("the winter of 2024", "2024-24"),
        ("winter 2024/25", "2024-24"),
        ("third quarter of 2026", "2026-35"),
        ("Q3 2026", "2026-35"),
        ("3Q 2026", "2026-35"),
        ("first half of 2026", "2026-40"),
        ("H2 2026", "2026-41"),
        ("last third of 2026", "2026-39"),
        ("early 2026", "2026-37"),
        ("mid-2026", "2026-38"),
        ("late in 2026", "2026-39"),
        ("the beginning of 2026", "2026-37"),
        ("the end of 2026", "2026-39"),
        ("the 2030s", "203X"),
        ("the early 2030s", "2030/2034"),
        ("mid-2030s", "2033/2037"),
        ("the late 2030s", "2035/2039"),
        ("the early to mid 2030s", "2030/2037"),
        ("the end of the 2030s", "2035/2039"),
        ("the 2020s and 2030s", "202X/203X"),
        ("by 2022", "../2022"),
        ("by the end of 2022", "../2022"),
        ("by early 2026", "../2026-37"),
        ("by about 2030", "../2030~"),
        ("by the third quarter of 2026", "../2026-35"),
        ("by the 2030s", "../203X"),
        ("no later than 2027", "../2027"),
        ("until 2030", "../2030"),
        ("before 2024", "../2023"),
        ("before June 2025", "../2025-05"),
        ("before 1 June 2025", "../2025-05-31"),
        ("before the 2030s", "../202X"),
        ("before the end of 2024", "../2024"),
        ("before the third quarter of 2026", "../2026-06"),
        ("from 2024", "2024/.."),
        ("from 2024 on", "2024/.."),
        ("starting in 2024", "2024/.."),
        ("no earlier than 2027", "2027/.."),
        ("not before 2027", "2027/.."),
        ("2027 at the earliest", "2027/.."),
        ("after 2024", "2025/.."),
        ("since 2012", "2012"),
        ("about 2030", "2030~"),
        ("between 2035 and 2039", "2035/2039"),
        ("from 2035 to 2039", "2035/2039"),
        ("2035–2039", "2035/2039"),
        ("between March and May 2025", "2025-03/2025-05"),
        ("2024 or 2025", "[2024,2025]"),
    ],
)  # fmt: skip
def test_a_date_that_needs_no_day_of_its_own(phrase: str, edtf: str) -> None:
    text = f"It came in {phrase}, they say."
    assert read(text, When()) == [(phrase, edtf)]


@pytest.mark.parametrize(
    ("phrase", "behind", "ahead"),
    [
        ("September 26", "2016-09-26", "2017-09-26"),
        ("October 6", "2016-10-06", "2016-10-06"),
        ("early October", "2016-10-01/2016-10-06", "2016-10-01/2016-10-10"),
        ("March", "2016-03", "2017-03"),
        ("the third quarter", "2016-35", "2017-35"),
        ("this year", "2016", "2016"),
        ("next year", "2017", "2017"),
        ("early next year", "2017-37", "2017-37"),
        ("later this year", "2016-10/2016-12", "2016-10/2016-12"),
        ("earlier this year", "2016-01/2016-10", "2016-01/2016-10"),
        ("last month", "2016-09", "2016-09"),
        ("this month", "2016-10", "2016-10"),
        ("next quarter", "2017-33", "2017-33"),
        ("last week", "2016-09-26/2016-10-02", "2016-09-26/2016-10-02"),
        ("last spring", "2016-21", "2016-21"),
        ("next summer", "2017-22", "2017-22"),
        ("last Tuesday", "2016-10-04", "2016-10-04"),
        ("last Thursday", "2016-09-29", "2016-09-29"),
        ("next Thursday", "2016-10-13", "2016-10-13"),
        ("yesterday", "2016-10-05", "2016-10-05"),
        ("within five years", "../2021~", "../2021~"),
        ("within 18 months", "../2018-04~", "../2018-04~"),
        ("this decade", "201X", "201X"),
        ("before the end of the decade", "../201X", "../201X"),
        ("before the decade is out", "../201X", "../201X"),
    ],
)  # fmt: skip
def test_a_date_that_is_read_off_the_documents(phrase: str, behind: str, ahead: str) -> None:
    text = f"It comes in {phrase}, they say."
    assert read(text, BEHIND) == [(phrase, behind)]
    assert read(text, AHEAD) == [(phrase, ahead)]
    assert [one.relative for one in date_phrases(text, BEHIND)] == [True]
    assert read(text, When()) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Over the next decade all will change.", "../2026~"),
        ("In the next two decades all will change.", "../2036~"),
        ("Next decade all will change.", "202X"),
        ("In five years all will change.", "2021~"),
        ("They met three years ago.", "2013~"),
        ("They meet ten days from now.", "2016-10-16~"),
        ("They met on Tuesday.", "2016-10-04"),
        ("It will not fly before 2033.", "2033/.."),
        ("A planned 2026 launch was put off.", "2026"),
    ],
)
def test_small_words_decide(text: str, edtf: str) -> None:
    assert [found for _, found in read(text)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "Falcon 9 flew and Apollo 11 landed.",
        "It cost $2000 million, €2024 a seat.",
        "It was 2,024 days in 1,975 rooms.",
        "In 2024 people came to see 2030 satellites.",
        "At 2024 km/h it was the 67th Congress.",
        "Room 2040 of Expo 2020.",
        "2001: A Space Odyssey",
        "Version 1.2024 of build 2024-1234.",
        "It may march on. May it last.",
        "On 31 February 2024 it came, and on 2024-13-45.",
        "Over the past decade, in the last two years, and in five years of work.",
        "Call 2024-555-0101 or write to the year0.",
        "There were 4.2 percent in 12 countries.",
        "By 99999 and before 3024 it is over.",
    ],
    ids=range(14),
)
def test_numbers_that_count_cost_or_name_are_no_dates(text: str) -> None:
    assert read(text) == []


def test_a_document_of_an_uncertain_year_lends_its_date_to_no_month() -> None:
    vague = When(FuzzyDate.parse("2024~/2025~"))
    text = "In March, next year, on Tuesday, within the next two decades."
    assert read(text, vague) == [("within the next two decades", "../2045~")]


def test_a_phrase_says_how_it_was_read() -> None:
    [phrase] = date_phrases("It flies\nnext  year.", AHEAD)
    assert phrase.reading == "“next year”, read as 2017, in a document of 6 October 2016."


def test_only_the_given_part_is_read() -> None:
    text = "by 2022 and by 2030"
    assert [one.date.edtf for one in date_phrases(text, When(), 8)] == ["../2030"]


_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_PLAIN = st.one_of(
    _DAYS.map(str),
    _DAYS.map(lambda day: f"{day:%Y-%m}"),
    _DAYS.map(lambda day: f"{day:%Y}"),
    _DAYS.map(lambda day: f"{day.year // 10}X"),
    st.builds(lambda day, number: f"{day:%Y}-{number}", _DAYS, st.sampled_from((*range(21, 25), *range(33, 42)))),
)
_FRAMED = st.one_of(_PLAIN, _PLAIN.map("../{}".format), _PLAIN.map("{}/..".format), _PLAIN.map("{}~".format))


@given(_FRAMED)
def test_the_words_of_a_date_are_read_back(edtf: str) -> None:
    told = FuzzyDate.parse(edtf)
    assert [one.date for one in date_phrases(f"It came in {told.text}.", When())] == [told]


@given(_PLAIN, _PLAIN)
def test_the_words_of_an_interval_are_read_back(one: str, two: str) -> None:
    first, last = sorted((FuzzyDate.parse(one), FuzzyDate.parse(two)), key=lambda told: told.sort_key[::-1])
    told = FuzzyDate.parse(f"{first.edtf}/{last.edtf}")
    assert [phrase.date for phrase in date_phrases(f"It came in {told.text}.", When())] == [told]


@given(st.text(alphabet=st.sampled_from("by 2024-/QMay,'s\ninext year0 5.to"), max_size=60))
def test_whatever_is_read_lies_in_the_text_in_order(text: str) -> None:
    found = date_phrases(text, BEHIND)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
