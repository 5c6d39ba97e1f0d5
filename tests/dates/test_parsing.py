import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from missions.dates import FuzzyDate
from missions.vocabulary import Precision
from tests.strategies import Told, fuzzy_dates, told_dates

# The library takes milliseconds a date, and more on a busy machine.
patient = settings(deadline=None)

DAY, MONTH, SEASON, QUARTER = Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.QUARTER
TERM, HALF, YEAR, DECADE = Precision.TERM, Precision.HALF, Precision.YEAR, Precision.DECADE
CENTURY, INTERVAL, CHOICE = Precision.CENTURY, Precision.INTERVAL, Precision.CHOICE

# Text, earliest, latest ("" is open), precision, flags (~ approximate, ? uncertain), words.
GOOD = [
    ("2016-09-26", "2016-09-26", "2016-09-26", DAY, "", "26 September 2016"),
    ("2016-09-01", "2016-09-01", "2016-09-01", DAY, "", "1 September 2016"),
    ("2000-02-29", "2000-02-29", "2000-02-29", DAY, "", "29 February 2000"),
    ("1957-10-04", "1957-10-04", "1957-10-04", DAY, "", "4 October 1957"),
    ("0001-01-01", "0001-01-01", "0001-01-01", DAY, "", "1 January 0001"),
    ("9999-12-31", "9999-12-31", "9999-12-31", DAY, "", "31 December 9999"),
    ("2016-09", "2016-09-01", "2016-09-30", MONTH, "", "September 2016"),
    ("2024-02", "2024-02-01", "2024-02-29", MONTH, "", "February 2024"),
    ("1900-02", "1900-02-01", "1900-02-28", MONTH, "", "February 1900"),
    ("2016-09-XX", "2016-09-01", "2016-09-30", MONTH, "", "a day in September 2016"),
    ("2026-21", "2026-03-01", "2026-05-31", SEASON, "", "spring 2026"),
    ("2026-22", "2026-06-01", "2026-08-31", SEASON, "", "summer 2026"),
    ("2026-23", "2026-09-01", "2026-11-30", SEASON, "", "autumn 2026"),
    ("2026-24", "2026-12-01", "2027-02-28", SEASON, "", "winter 2026/27"),
    ("2023-24", "2023-12-01", "2024-02-29", SEASON, "", "winter 2023/24"),
    ("2099-24", "2099-12-01", "2100-02-28", SEASON, "", "winter 2099/00"),
    ("2026-33", "2026-01-01", "2026-03-31", QUARTER, "", "first quarter of 2026"),
    ("2026-34", "2026-04-01", "2026-06-30", QUARTER, "", "second quarter of 2026"),
    ("2026-35", "2026-07-01", "2026-09-30", QUARTER, "", "third quarter of 2026"),
    ("2026-36", "2026-10-01", "2026-12-31", QUARTER, "", "fourth quarter of 2026"),
    ("9999-36", "9999-10-01", "9999-12-31", QUARTER, "", "fourth quarter of 9999"),
    ("2026-37", "2026-01-01", "2026-04-30", TERM, "", "first third of 2026"),
    ("2026-38", "2026-05-01", "2026-08-31", TERM, "", "second third of 2026"),
    ("2026-39", "2026-09-01", "2026-12-31", TERM, "", "last third of 2026"),
    ("2026-40", "2026-01-01", "2026-06-30", HALF, "", "first half of 2026"),
    ("2026-41", "2026-07-01", "2026-12-31", HALF, "", "second half of 2026"),
    ("2022", "2022-01-01", "2022-12-31", YEAR, "", "2022"),
    ("2150", "2150-01-01", "2150-12-31", YEAR, "", "2150"),
    ("0001", "0001-01-01", "0001-12-31", YEAR, "", "0001"),
    ("9999", "9999-01-01", "9999-12-31", YEAR, "", "9999"),
    ("2022-XX", "2022-01-01", "2022-12-31", YEAR, "", "a month of 2022"),
    ("2022-XX-XX", "2022-01-01", "2022-12-31", YEAR, "", "a day in 2022"),
    ("203X", "2030-01-01", "2039-12-31", DECADE, "", "the 2030s"),
    ("000X", "0001-01-01", "0009-12-31", DECADE, "", "the 0000s"),
    ("999X", "9990-01-01", "9999-12-31", DECADE, "", "the 9990s"),
    ("203X-XX", "2030-01-01", "2039-12-31", DECADE, "", "a month of the 2030s"),
    ("203X-XX-XX", "2030-01-01", "2039-12-31", DECADE, "", "a day in the 2030s"),
    ("203X-01", "2030-01-01", "2039-01-31", DECADE, "", "a January of the 2030s"),
    ("203X-08", "2030-08-01", "2039-08-31", DECADE, "", "an August of the 2030s"),
    ("203X-01-XX", "2030-01-01", "2039-01-31", DECADE, "", "a day in a January of the 2030s"),
    ("156X-12-25", "1560-12-25", "1569-12-25", DECADE, "", "a 25 December of the 1560s"),
    ("156X-12-08", "1560-12-08", "1569-12-08", DECADE, "", "an 8 December of the 1560s"),
    ("203X-02-29", "2032-02-29", "2036-02-29", DECADE, "", "a 29 February of the 2030s"),
    ("20XX", "2000-01-01", "2099-12-31", CENTURY, "", "2000 to 2099"),
    ("00XX", "0001-01-01", "0099-12-31", CENTURY, "", "0001 to 0099"),
    ("20XX-01", "2000-01-01", "2099-01-31", CENTURY, "", "a January of the years 2000 to 2099"),
    ("20XX-02", "2000-02-01", "2099-02-28", CENTURY, "", "a February of the years 2000 to 2099"),
    ("20XX-02-29", "2000-02-29", "2096-02-29", CENTURY, "", "a 29 February of the years 2000 to 2099"),
    ("2022~", "2022-01-01", "2022-12-31", YEAR, "~", "about 2022"),
    ("2022?", "2022-01-01", "2022-12-31", YEAR, "?", "2022, uncertain"),
    ("2022%", "2022-01-01", "2022-12-31", YEAR, "~?", "about 2022, uncertain"),
    ("2016-09-26~", "2016-09-26", "2016-09-26", DAY, "~", "about 26 September 2016"),
    ("2016-09-XX?", "2016-09-01", "2016-09-30", MONTH, "?", "a day in September 2016, uncertain"),
    ("2026-24~", "2026-12-01", "2027-02-28", SEASON, "~", "about winter 2026/27"),
    ("2026-34~", "2026-04-01", "2026-06-30", QUARTER, "~", "about the second quarter of 2026"),
    ("2026-34?", "2026-04-01", "2026-06-30", QUARTER, "?", "second quarter of 2026, uncertain"),
    ("203X?", "2030-01-01", "2039-12-31", DECADE, "?", "the 2030s, uncertain"),
    ("203X%", "2030-01-01", "2039-12-31", DECADE, "~?", "about the 2030s, uncertain"),
    ("156X-12-25~", "1560-12-25", "1569-12-25", DECADE, "~", "about a 25 December of the 1560s"),
    ("20XX~", "2000-01-01", "2099-12-31", CENTURY, "~", "about the years 2000 to 2099"),
    ("../2022", "", "2022-12-31", INTERVAL, "", "by 2022"),
    ("2022/..", "2022-01-01", "", INTERVAL, "", "from 2022"),
    ("../203X", "", "2039-12-31", INTERVAL, "", "by the 2030s"),
    ("../203X?", "", "2039-12-31", INTERVAL, "?", "by the 2030s, uncertain"),
    ("../2045~", "", "2045-12-31", INTERVAL, "~", "by about 2045"),
    ("../2045%", "", "2045-12-31", INTERVAL, "~?", "by about 2045, uncertain"),
    ("../20XX", "", "2099-12-31", INTERVAL, "", "by the years 2000 to 2099"),
    ("../2016-09-26", "", "2016-09-26", INTERVAL, "", "by 26 September 2016"),
    ("../2026-34", "", "2026-06-30", INTERVAL, "", "by the second quarter of 2026"),
    ("2024~/..", "2024-01-01", "", INTERVAL, "~", "from about 2024"),
    ("2035/2039", "2035-01-01", "2039-12-31", INTERVAL, "", "2035 to 2039"),
    ("2026/2026-05", "2026-01-01", "2026-05-31", INTERVAL, "", "2026 to May 2026"),
    ("2026-05/2026", "2026-05-01", "2026-12-31", INTERVAL, "", "May 2026 to 2026"),
    ("2016-09-26/2016-09-26", "2016-09-26", "2016-09-26", INTERVAL, "", "26 September 2016 to 26 September 2016"),
    (
        "2026-33/2026-34",
        "2026-01-01",
        "2026-06-30",
        INTERVAL,
        "",
        "the first quarter of 2026 to the second quarter of 2026",
    ),
    ("2026-24/2027-24", "2026-12-01", "2028-02-29", INTERVAL, "", "winter 2026/27 to winter 2027/28"),
    ("203X/204X", "2030-01-01", "2049-12-31", INTERVAL, "", "the 2030s to the 2040s"),
    ("2024~/2025~", "2024-01-01", "2025-12-31", INTERVAL, "~", "about 2024 to 2025"),
    ("2024?/2025?", "2024-01-01", "2025-12-31", INTERVAL, "?", "2024 to 2025, uncertain"),
    ("2024%/2025%", "2024-01-01", "2025-12-31", INTERVAL, "~?", "about 2024 to 2025, uncertain"),
    ("2024~/2025", "2024-01-01", "2025-12-31", INTERVAL, "~", "from about 2024 to 2025"),
    ("2024/2025?", "2024-01-01", "2025-12-31", INTERVAL, "?", "from 2024 to 2025 (uncertain)"),
    ("2024~/2025?", "2024-01-01", "2025-12-31", INTERVAL, "~?", "from about 2024 to 2025 (uncertain)"),
    ("0001/9999", "0001-01-01", "9999-12-31", INTERVAL, "", "0001 to 9999"),
    ("[2026,2028]", "2026-01-01", "2028-12-31", CHOICE, "", "one of 2026, 2028"),
    ("[2028,2026]", "2026-01-01", "2028-12-31", CHOICE, "", "one of 2028, 2026"),
    ("[2026~,2028?]", "2026-01-01", "2028-12-31", CHOICE, "~?", "one of about 2026, 2028 (uncertain)"),
    ("[2026-33,2028]", "2026-01-01", "2028-12-31", CHOICE, "", "one of the first quarter of 2026, 2028"),
    ("[..2026]", "", "2026-12-31", CHOICE, "", "2026 or earlier"),
    ("[2026..]", "2026-01-01", "", CHOICE, "", "2026 or later"),
    ("[2026..2028]", "2026-01-01", "2028-12-31", CHOICE, "", "one of 2026 to 2028"),
    ("[..2026,2028~]", "", "2028-12-31", CHOICE, "~", "one of 2026 or earlier, about 2028"),
    (
        "[1667-12,1670-01..1670-03,1700..]",
        "1667-12-01",
        "",
        CHOICE,
        "",
        "one of December 1667, January 1670 to March 1670, 1700 or later",
    ),
]  # fmt: skip

# As written, and its canonical text.
SPELLINGS = [
    (" 2022 ", "2022"),
    ("\t2016-09-26\n", "2016-09-26"),
    ("\u00a0203X", "203X"),
    ("[2026, 2028]", "[2026,2028]"),
    ("[ 2026 ,2028 ]", "[2026,2028]"),
    ("[..2026, 2028]", "[..2026,2028]"),
]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "flags", "words"), GOOD)
def test_a_date_has_bounds_precision_flags_and_words(
    text: str, earliest: str, latest: str, precision: Precision, flags: str, words: str
) -> None:
    found = FuzzyDate.parse(text)

    assert found == FuzzyDate(text, day(earliest), day(latest), precision, "~" in flags, "?" in flags)
    assert found.text == words


@pytest.mark.parametrize(("text", "canonical"), SPELLINGS)
def test_blanks_around_a_date_and_within_a_set_are_dropped(text: str, canonical: str) -> None:
    assert FuzzyDate.parse(text) == FuzzyDate.parse(canonical)
    assert FuzzyDate.parse(text).edtf == canonical


def test_a_date_of_64_characters_is_read() -> None:
    text = f"[{','.join(['2016'] * 11)},2016-09]"

    assert (len(text), FuzzyDate.parse(text).edtf) == (64, text)


@patient
@given(told_dates())
def test_every_form_parses_to_itself_and_covers_its_days(told: Told) -> None:
    found = FuzzyDate.parse(told.text)

    assert (found.edtf, found.earliest, found.latest) == (told.text, told.earliest, told.latest)
    assert FuzzyDate.parse(found.edtf) == found
    assert found.approximate == bool(set("~%") & set(told.text))
    assert found.uncertain == bool(set("?%") & set(told.text))


@patient
@given(fuzzy_dates())
def test_bounds_are_in_order_and_one_at_most_is_open(found: FuzzyDate) -> None:
    assert found.earliest or found.latest
    assert (found.earliest or date.min) <= (found.latest or date.max)


@patient
@given(fuzzy_dates())
def test_words_are_english_without_edtf(found: FuzzyDate) -> None:
    assert re.fullmatch(r"[A-Za-z0-9 ,()/]+", found.text)
    assert not re.search("X|  ", found.text)


def test_days_of_four_centuries_are_their_own_bounds() -> None:
    days = [date(1903, 12, 30) + timedelta(days=4001 * step) for step in range(40)]

    assert [FuzzyDate.parse(f"{day}").earliest for day in days] == days
    assert [FuzzyDate.parse(f"{day}").latest for day in days] == days
