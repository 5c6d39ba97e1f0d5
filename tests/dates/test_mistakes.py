import contextlib
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions.dates import BadDate, FuzzyDate, fuzzy
from tests.strategies import edtf_texts

FORMS = (
    'Write a day as 2016-09-26, a month as 2016-09, a quarter as 2026-35, a year as 2022, a decade as 203X, "by 2022" '
    'as ../2022, "2035 to 2039" as 2035/2039.'
)
MONTHS = (
    "has no month of that number: months are 01 to 12 "
    "(21 to 24 are seasons, 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of a year)."
)
ODD_X = "leaves out odd digits: of a year it can be the last one or two (203X, 20XX), of a month or day both."
HEMISPHERE = "names a season by hemisphere: only 21 to 24, the northern ones, are known."
MARKS = "marks a part of a date: one of ? ~ % at its end marks the whole."
OUTSIDE = "lies outside the years 0001 to 9999."
SEVERAL = "tells several dates, and a milestone comes once: one of several dates is a set in [ ]."
WITHIN = 'has an open side within: "or earlier" comes first, "or later" comes last.'
UNITS = "runs from one unit to another: both ends are days, or months, or years."
TIME = "has a time of day: a day is the finest date."
DIGITS = "counts significant digits: write a decade as 195X, a century as 19XX."
BLANK = "has a blank side: an open side is written '..'."
UNKNOWN = "is not a date: leave the date out when it is unknown."
NOTHING = "says nothing: leave the date out."

# Text, and what is said of it after its quotation.
FAULTS = [
    ("2022-13", f"{MONTHS} Did you mean '2022'?"),
    ("2022-00", f"{MONTHS} Did you mean '2022'?"),
    ("2022-24-01", f"{MONTHS} Did you mean '2022'?"),
    ("2022-13/2023", f"{MONTHS} Did you mean '2022/2023'?"),
    ("203X-13", MONTHS),
    ("0000-13", MONTHS),
    ("2022-13-45", f"{MONTHS} Did you mean '2022'?"),
    ("2022-02-29", "names a day that does not exist: February 2022 has 28 days. Did you mean '2022-02-28'?"),
    ("1900-02-29", "names a day that does not exist: February 1900 has 28 days. Did you mean '1900-02-28'?"),
    ("2016-02-30", "names a day that does not exist: February 2016 has 29 days. Did you mean '2016-02-29'?"),
    ("2022-09-31", "names a day that does not exist: September 2022 has 30 days. Did you mean '2022-09-30'?"),
    ("2022-09-00", "names a day that does not exist: September 2022 has 30 days. Did you mean '2022-09-30'?"),
    ("../2022-02-29", "names a day that does not exist: February 2022 has 28 days."),
    ("[2021,2022-02-29]", "names a day that does not exist: February 2022 has 28 days."),
    ("20XX-02-30", "names a day that does not exist: February 20XX has at most 29 days."),
    ("203X-04-31", "names a day that does not exist: April 203X has at most 30 days."),
    ("2024-12/2024-06", "ends before it starts. Did you mean '2024-06/2024-12'?"),
    ("2024/2022", "ends before it starts. Did you mean '2022/2024'?"),
    ("[2028..2026]", "ends before it starts."),
    ("2022/", f"{BLANK} Did you mean '2022/..'?"),
    ("/2022", f"{BLANK} Did you mean '../2022'?"),
    ("../", BLANK),
    ("..", NOTHING),
    ("/", NOTHING),
    ("../..", NOTHING),
    ("[..]", NOTHING),
    ("XXXX", NOTHING),
    ("1XXX", ODD_X),
    ("2X22", ODD_X),
    ("X203", ODD_X),
    ("2022-0X", ODD_X),
    ("2022-1X-05", ODD_X),
    ("2022-09-1X", ODD_X),
    ("2022-XX-15", "tells a day of no month."),
    ("0000", OUTSIDE),
    ("0000-02", OUTSIDE),
    ("-0044", OUTSIDE),
    ("-203X", OUTSIDE),
    ("Y12022", OUTSIDE),
    ("Y17E8", OUTSIDE),
    ("9999-24", "runs past the year 9999. Did you mean '9999'?"),
    ("1950S2", DIGITS),
    ("2022-09-26T10:00:00Z", f"{TIME} Did you mean '2022-09-26'?"),
    ("2022-02-29T10:00:00", TIME),
    ("{2026,2027}", f"{SEVERAL} Did you mean '[2026,2027]'?"),
    ("{2026..2027}", f"{SEVERAL} Did you mean '[2026..2027]'?"),
    ("[2026]", "is a set of one date. Did you mean '2026'?"),
    ("[2026,..2027]", WITHIN),
    ("[2026..,2027]", WITHIN),
    ("[2026..2027-01]", UNITS),
    ("?2022", f"{MARKS} Did you mean '2022?'?"),
    ("~2024", f"{MARKS} Did you mean '2024~'?"),
    ("2022?~", f"{MARKS} Did you mean '2022%'?"),
    ("2004-06~-11", f"{MARKS} Did you mean '2004-06-11~'?"),
    ("2024-25", f"{HEMISPHERE} Did you mean '2024/2025'?"),
    ("2030-31", f"{HEMISPHERE} Did you mean '2030/2031'?"),
    ("2026-25", f"{HEMISPHERE} Did you mean '2026'?"),
    ("2012-13", f"{MONTHS} Did you mean '2012/2013'?"),
    ("unknown", UNKNOWN),
    ("TBD", UNKNOWN),
    ("n/a", UNKNOWN),
    ("?", UNKNOWN),
]

# What is not EDTF at all, and what is proposed.
MEANT = [
    ("203x", "203X"),
    ("2030s", "203X"),
    ("the 2030s", "203X"),
    ("2030's", "203X"),
    ("early 2030s", "2030/2034"),
    ("late 2030s", "2035/2039"),
    ("mid-2030s", "2033/2037"),
    ("the end of the 2030s", "2035/2039"),
    ("early 2027", "2027-37"),
    ("mid-2027", "2027-38"),
    ("mid 2027", "2027-38"),
    ("in the middle of 2027", "2027-38"),
    ("late 2027", "2027-39"),
    ("late in 2027", "2027-39"),
    ("end of 2025", "2025-39"),
    ("the end of 2025", "2025-39"),
    ("beginning of 2025", "2025-37"),
    ("last third of 2026", "2026-39"),
    ("2016-9", "2016-09"),
    ("2016/9", "2016-09"),
    ("2016-9-26", "2016-09-26"),
    ("2016/09/26", "2016-09-26"),
    ("20160926", "2016-09-26"),
    ("26.9.2016", "2016-09-26"),
    ("2022-09-26 10:00", "2022-09-26"),
    ("2022 -21", "2022-21"),
    ("Q3 2026", "2026-35"),
    ("2026-Q3", "2026-35"),
    ("2026Q3", "2026-35"),
    ("second quarter of 2026", "2026-34"),
    ("H1 2026", "2026-40"),
    ("2026 H2", "2026-41"),
    ("first half of 2026", "2026-40"),
    ("summer 2026", "2026-22"),
    ("Fall of 2026", "2026-23"),
    ("spring 2027", "2027-21"),
    ("the spring of 2027", "2027-21"),
    ("winter 2027/28", "2027-24"),
    ("September 2016", "2016-09"),
    ("in September 2016", "2016-09"),
    ("Sept. 2016", "2016-09"),
    ("26 September 2016", "2016-09-26"),
    ("26th of September 2016", "2016-09-26"),
    ("September 6, 2016", "2016-09-06"),
    ("by 2022", "../2022"),
    ("by 2022-13", "../2022"),
    ("from 2022-02-30", "2022-02-28/.."),
    ("By the 2030s", "../203X"),
    ("by the late 2030s", "../2039"),
    ("by mid-2027", "../2027-38"),
    ("by the early 2030s", "../2034"),
    ("by the end of 2025", "../2025"),
    ("by end of 2025", "../2025"),
    ("before the end of 2025", "../2025"),
    ("by the end of the 2030s", "../2039"),
    ("no later than mid-2027", "../2027-38"),
    ("2025 at the latest", "../2025"),
    ("before 2024", "../2023"),
    ("after 2024", "2025/.."),
    ("not before 2025", "2025/.."),
    ("not until 2025", "2025/.."),
    ("no earlier than 2025", "2025/.."),
    ("not earlier than September 2025", "2025-09/.."),
    ("no sooner than the late 2030s", "2035/.."),
    ("not before mid-2027", "2027-38/.."),
    ("2025 at the earliest", "2025/.."),
    ("spring 2027 or later", "2027-21/.."),
    ("mid-2027 to early 2028", "2027-38/2028-37"),
    ("from September 2026", "2026-09/.."),
    ("c. 2024", "2024~"),
    ("circa 2024", "2024~"),
    ("about 26 September 2016", "2016-09-26~"),
    ("possibly by the 2030s", "../203X?"),
    ("2035 to 2039", "2035/2039"),
    ("between 2035 and 2039", "2035/2039"),
    ("2035-2039", "2035/2039"),
    ("2035–2039", "2035/2039"),
    ("2035 / 2039", "2035/2039"),
    ("2035..2039", "2035/2039"),
    ("2030s-2040s", "203X/204X"),
    ("2030s/2040s", "203X/204X"),
    ("2022/open", "2022/.."),
    ("unknown/2022", "../2022"),
    ("[2022/2024]", "2022/2024"),
]

# Neither a date nor near to one.
SENSELESS = [
    "tomorrow",
    "soon",
    "early",
    "end of",
    "mid-27",
    "no earlier than",
    "spring",
    "by",
    "2",
    "22",
    "12022",
    "9/26/2016",
    "February 30 2016",
    "before 0001",
    "2024/2025/2026",
    "../2022/..",
    "2001-21^x",
    "2022- 0X",
    "2022S3-21",
    "[2026,]",
    "[2026,2027",
    "[[2026,2027]]",
    "٢٠٢٢",
    "2022²",
    "2022\n09\n26\n01",
    "\ud800",
]


def complaint(text: str) -> str:
    with pytest.raises(BadDate) as refused:
        FuzzyDate.parse(text)
    return str(refused.value)


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_fault_is_named(text: str, fault: str) -> None:
    assert complaint(text) == f"{text!r} {fault}"


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_the_nearest_right_form_is_proposed(text: str, meant: str) -> None:
    assert complaint(text) == f"{text!r} is not an EDTF date. Did you mean {meant!r}?"
    assert FuzzyDate.parse(meant).edtf == meant


@pytest.mark.parametrize("text", SENSELESS)
def test_where_nothing_can_be_guessed_the_forms_are_told(text: str) -> None:
    assert complaint(text) == f"{text!r} is not an EDTF date. {FORMS}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "A date cannot be blank: leave it out when it is unknown."),
        (" \n", "A date cannot be blank: leave it out when it is unknown."),
        ("20\x0022", "A date cannot hold a NUL character."),
        ("2" * 65, "A date has at most 64 characters, and this one has 65."),
        (" " * 10_000, "A date has at most 64 characters, and this one has 10000."),
    ],
)
def test_blank_long_and_nul_are_refused_unread(text: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreached(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(fuzzy, "read", unreached)

    assert complaint(text) == message


def test_a_text_that_fits_many_forms_is_soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(fuzzy, "_reads", tried.append)
    text = "by r laterx-1/0..?betwee1/n 1/~.. a/ the lat13stx- until 9999/20"

    assert complaint(text) == f"{text!r} is not an EDTF date. {FORMS}"
    assert len(tried) == 30


EDTF_SIGNS = st.text("0123456789XYEST:+-/.,[]{}?~%^ Zxq", max_size=70)
NEARLY = st.builds(
    lambda text, at, sign: text[: at % len(text)] + sign + text[at % len(text) + 1 :],
    edtf_texts(),
    st.integers(0, 64),
    EDTF_SIGNS.map(lambda signs: signs[:2]),
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), EDTF_SIGNS, NEARLY, st.sampled_from(MEANT).map(lambda row: row[0])))
def test_any_text_is_a_date_or_a_bad_date_and_nothing_is_printed(text: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            assert FuzzyDate.parse(FuzzyDate.parse(text).edtf).text
        except BadDate as refused:
            proposed = re.search(r"Did you mean '(.*)'\?$", str(refused))
            if proposed:
                FuzzyDate.parse(proposed[1])
    assert printed.getvalue() == ""
