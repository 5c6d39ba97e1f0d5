"""A value that is not exactly right is refused: what is wrong, what is allowed, and what was probably meant.

Each table is tried on every endpoint that has the parameter.
"""

from collections.abc import Iterable

import pytest

from tests.api.asking import fault, faults, get
from tests.api.endpoints import DAY, LISTED, LISTS, MILESTONES, PARAMETERS
from tests.api.endpoints import FORMATS as OTHER_FORMATS

pytestmark = pytest.mark.usefixtures("world")

# Query, detail, nearest.
Case = tuple[str, str, str | None]
BLANK = "It is blank. Give it a value or leave it out."
NO_UTF8 = "It is not UTF-8."

LIMIT = ["a whole number from 1 to 500"]
LIMITS: list[Case] = [
    ("limit=abc", "'abc' is not a whole number.", "50"),
    ("limit=1.5", "'1.5' is not a whole number.", "50"),
    ("limit=1e3", "'1e3' is not a whole number.", "50"),
    ("limit=0x10", "'0x10' is not a whole number.", "50"),
    ("limit=1_0", "'1_0' is not a whole number.", "50"),
    ("limit=+5", "' 5' is not a whole number.", "50"),
    ("limit=%2B5", "'+5' is not a whole number.", "50"),
    ("limit=5%20", "'5 ' is not a whole number.", "50"),
    ("limit=%D9%A5", "'\u0665' is not a whole number.", "50"),
    ("limit=%EF%BC%95", "'\uff15' is not a whole number.", "50"),
    ("limit=NaN", "'NaN' is not a whole number.", "50"),
    ("limit=-1", "-1 is out of range.", "1"),
    ("limit=0", "0 is out of range.", "1"),
    ("limit=-0", "-0 is out of range.", "1"),
    ("limit=501", "501 is out of range.", "500"),
    ("limit=100000", "100000 is out of range.", "500"),
    (f"limit={10**30}", f"{10**30} is out of range.", "500"),
    (f"limit=-{'9' * 1900}", f"-{'9' * 63} is out of range.", "1"),
    (f"limit={'9' * 2001}", "It has 2001 characters, which are too many.", None),
    ("limit=", BLANK, None),
    ("limit=%20", BLANK, None),
    ("limit", BLANK, None),
    ("limit=5&limit=6", "It is given 2 times. Give it once.", "6"),
    ("limit=5&limit=x", "It is given 2 times. Give it once.", None),
    ("limit=5%00", "It holds a control character.", None),
    ("limit=5%FF", NO_UTF8, None),
    ("limit=5&limit=", "It is given 2 times. Give it once.", None),
]
OFFSET = ["a whole number from 0 to 10000000"]
OFFSETS: list[Case] = [
    ("offset=-5", "-5 is out of range.", "0"),
    ("offset=10000001", "10000001 is out of range.", "10000000"),
    ("offset=x", "'x' is not a whole number.", "0"),
    ("offset=", BLANK, None),
]
SEARCH = ["1 to 200 characters"]
SEARCHES: list[Case] = [
    (f"search={'x' * 10_000}", "It has 10000 characters, which are too many.", None),
    (f"search={'x' * 201}", "It has 201 characters.", None),
    ("search=a%00b", "It holds a control character.", None),
    ("search=a%0Ab", "It holds a control character.", None),
    ("search=a%7Fb", "It holds a control character.", None),
    ("search=%20%C2%A0%20", BLANK, None),
    ("search=", BLANK, None),
    ("search=%FF%FE", NO_UTF8, None),
    ("search=%ED%A0%80", NO_UTF8, None),
    ("search=moon%C3%28", NO_UTF8, None),
    ("search=%FF%00", NO_UTF8, None),
    ("search=a&search=b", "It is given 2 times. Give it once.", "b"),
    ("search=a&search=", "It is given 2 times. Give it once.", None),
    ("search=a&search=%20", "It is given 2 times. Give it once.", None),
    ("search=a&search=%FF", "It is given 2 times. Give it once.", None),
    ("search=a&search=%00", "It is given 2 times. Give it once.", None),
]
DAYS: list[Case] = [
    ("as_of=yesterday", "'yesterday' is not a day.", "2026-11-19"),
    ("as_of=today", "'today' is not a day.", "2026-11-20"),
    ("as_of=tomorrow", "'tomorrow' is not a day.", "2026-11-21"),
    ("as_of=x", "'x' is not a day.", "2026-11-20"),
    ("as_of=26.9.2016", "'26.9.2016' is not a day.", "2016-09-26"),
    ("as_of=2026-11-20T12:00:00Z", "'2026-11-20T12:00:00Z' is not a day.", "2026-11-20"),
    ("as_of=0000-01-01", "'0000-01-01' is not a day.", None),
    ("as_of=12345", "'12345' is not a day.", None),
    ("as_of=2022-13", "'2022-13' is not a day.", None),
    ("as_of=2030s", "'2030s' is not a day.", None),
    ("as_of=2022-02-30", "'2022-02-30' is not a day.", "2022-02-28"),
    ("as_of=2024-02-30", "'2024-02-30' is not a day.", "2024-02-29"),
    ("as_of=2022-06-31", "'2022-06-31' is not a day.", "2022-06-30"),
    ("as_of=2022-13-01", "'2022-13-01' is not a day.", None),
    ("as_of=203X", "'203X' is the 2030s, which is more than one day.", "2039-12-31"),
    ("as_of=2024-02", "'2024-02' is February 2024, which is more than one day.", "2024-02-29"),
    ("as_of=../2022", "'../2022' is by 2022, which is more than one day.", "2022-12-31"),
    ("as_of=2022/..", "'2022/..' is from 2022, which is more than one day.", "2022-01-01"),
    ("as_of=2022-01-01~", "'2022-01-01~' is not certainly one day.", "2022-01-01"),
    ("as_of=2022-01-01%3F", "'2022-01-01?' is not certainly one day.", "2022-01-01"),
    ("as_of=2022-01-01%FF", NO_UTF8, None),
    ("as_of=", BLANK, None),
    ("as_of=2022-01-01&as_of=2023-01-01", "It is given 2 times. Give it once.", "2023-01-01"),
]
PAGINATIONS: list[Case] = [
    ("pagination=pages", "'pages' is not allowed.", "cursor"),
    ("pagination=", BLANK, None),
]
CURSOR = ["a cursor from `next` of the page before"]
CURSORS: list[Case] = [
    ("cursor=abc", "It is not a cursor of this tracker. Start again with pagination=cursor.", None),
    ("cursor=a:b:c", "It is not a cursor of this tracker. Start again with pagination=cursor.", None),
    ("cursor=%C3%A9", "It is not a cursor of this tracker. Start again with pagination=cursor.", None),
    ("cursor=", BLANK, None),
    (f"cursor={'x' * 2001}", "It has 2001 characters, which are too many.", None),
]
JSON, OF_LISTS = ["json"], ["json", "csv", "ndjson"]
FORMATS: list[Case] = [
    ("format=JSON", "'JSON' is not allowed.", "json"),
    ("format=", BLANK, None),
    ("format=json&format=xml", "It is given 2 times. Give it once.", None),
]
OF_ROWS = [address for address in PARAMETERS if address not in OTHER_FORMATS]


def on_each(cases: list[Case], addresses: Iterable[str] = PARAMETERS) -> list[tuple[str, str, str, str | None]]:
    """The cases, each on every endpoint that has the parameter."""
    return [
        (address, query, detail, near)
        for address in addresses
        for query, detail, near in cases
        if query.partition("=")[0] in PARAMETERS[address]
    ]


def check(address: str, query: str, detail: str, nearest: str | None, allowed: list[str] | None) -> None:
    """The one fault, and that what is proposed is taken."""
    name = query.partition("=")[0]
    assert faults(f"{address}?{query}") == [fault(name, detail, allowed, nearest)]
    if nearest:
        assert get(address, {name: nearest}).status == 200


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(LIMITS))
def test_a_limit_is_a_whole_number_from_1_to_500(address: str, query: str, detail: str, nearest: str) -> None:
    check(address, query, detail, nearest, LIMIT)


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(OFFSETS))
def test_an_offset_is_a_whole_number_up_to_ten_million(address: str, query: str, detail: str, nearest: str) -> None:
    check(address, query, detail, nearest, OFFSET)


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(SEARCHES))
def test_a_search_is_a_text_of_at_most_200_characters(address: str, query: str, detail: str, nearest: str) -> None:
    check(address, query, detail, nearest, SEARCH)


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(DAYS))
def test_as_of_is_exactly_one_day(address: str, query: str, detail: str, nearest: str) -> None:
    name = query.partition("=")[0]
    assert faults(f"{address}?{query}") == [fault(name, detail, DAY, nearest)]


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(PAGINATIONS))
def test_pagination_is_by_cursor_or_not_said(address: str, query: str, detail: str, nearest: str) -> None:
    check(address, query, detail, nearest, ["cursor"])


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(CURSORS))
def test_a_cursor_is_one_of_ours(address: str, query: str, detail: str, nearest: str) -> None:
    check(address, query, detail, nearest, CURSOR)


@pytest.mark.parametrize(("address", "query", "detail", "nearest"), on_each(FORMATS, OF_ROWS))
def test_the_format_is_json_and_of_lists_also_csv_or_ndjson(
    address: str, query: str, detail: str, nearest: str
) -> None:
    check(address, query, detail, nearest, OF_LISTS if address in LISTED else JSON)


@pytest.mark.parametrize("form", ["csv", "ndjson", "xml"])
@pytest.mark.parametrize(
    "address", [address for address in OF_ROWS if address not in LISTED and "format" in PARAMETERS[address]]
)
def test_what_is_no_list_is_json_alone(address: str, form: str) -> None:
    assert faults(f"{address}?format={form}") == [fault("format", f"'{form}' is not allowed.", JSON, "json")]


@pytest.mark.parametrize(("form", "nearest"), [("xml", None), ("CSV", "csv"), ("ndjsn", "ndjson"), ("jsonp", "json")])
@pytest.mark.parametrize("address", LISTED)
def test_another_format_of_a_list(address: str, form: str, nearest: str | None) -> None:
    assert faults(f"{address}?format={form}") == [fault("format", f"'{form}' is not allowed.", OF_LISTS, nearest)]


@pytest.mark.parametrize("address", OTHER_FORMATS)
def test_the_format_is_one_of_those_that_there_are(address: str) -> None:
    for text in ("xml", "JSON", "csv"):
        (found,) = faults(address, {"format": text})
        assert (found["parameter"], found["allowed"]) == ("format", OTHER_FORMATS[address])


def test_the_format_of_the_schema_is_yaml_or_json() -> None:
    assert faults("schema/?format=xml") == [fault("format", "'xml' is not allowed.", ["yaml", "json"])]
    assert faults("schema/?format=yml") == [fault("format", "'yml' is not allowed.", ["yaml", "json"], "yaml")]


DAYS_APART = ["a whole number from -3652058 to 3652058"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (listed.address, name)
        for listed in LISTS
        for name in ("days_from", "days_to", "slip_from", "slip_to")
        if name in listed.parameters
    ],
)
@pytest.mark.parametrize(
    ("text", "detail", "nearest"),
    [
        ("a year", "'a year' is not a whole number.", "365"),
        ("1.5", "'1.5' is not a whole number.", "365"),
        ("--1", "'--1' is not a whole number.", "365"),
        ("3652059", "3652059 is out of range.", "3652058"),
        ("-3652059", "-3652059 is out of range.", "-3652058"),
        ("", BLANK, None),
    ],
)
def test_a_number_of_days_is_one_that_two_dates_can_lie_apart(
    address: str, name: str, text: str, detail: str, nearest: str | None
) -> None:
    check(address, f"{name}={text}", detail, nearest, DAYS_APART)
    assert [get(address, {name: days}).status for days in ("-3652058", "-1", "0", "3652058")] == [200] * 4


STATES = ["upcoming", "due", "overdue", "undated", "ongoing", "achieved", "failed", "cancelled"]


@pytest.mark.parametrize(
    ("given", "detail", "nearest"),
    [
        ("late", "'late' is not allowed.", "overdue"),
        ("TBD", "'TBD' is not allowed.", "undated"),
        ("Overdue", "'Overdue' is not allowed.", "overdue"),
        ("overdeu", "'overdeu' is not allowed.", "overdue"),
        ("due,late", "'late' is not allowed.", "overdue"),
        ("xyzzy", "'xyzzy' is not allowed.", None),
        ("due,due", "One value of the list is there twice.", "due"),
        ("due,", "One value of the list is empty.", None),
        (",", "One value of the list is empty.", None),
        ("due, ,overdue", "One value of the list is empty.", None),
        (",".join(["due"] * 51), "It takes at most 50 values, and 51 are given.", None),
        ("due;overdue", "'due;overdue' is not allowed.", "overdue"),
    ],
)
def test_a_state_is_one_of_eight(given: str, detail: str, nearest: str | None) -> None:
    check(MILESTONES.address, f"state={given}", detail, nearest, STATES)
