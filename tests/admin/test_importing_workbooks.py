"""Workbooks that come in: their dates, numbers and formulas, and how much they may unpack to."""

import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from tests.admin.files import SAID, faults, send, verdicts
from tests.admin.pages import errors

pytestmark = pytest.mark.django_db


def book(*lines: list[Any], second: bool = False) -> bytes:
    made, out = Workbook(), io.BytesIO()
    for line in lines:
        made.worksheets[0].append(line)
    if second:
        made.create_sheet("Notes").append(["of no account"])
    made.save(out)
    return out.getvalue()


def test_the_first_sheet_is_read_with_its_dates_and_numbers(desk: Client, flight: Any) -> None:
    row = {**SAID, "asserted_on": datetime(2016, 9, 26), "date": 2022, "span_start": 10.0, "span_end": 20}  # noqa: DTZ001 - as openpyxl takes it

    response = send(desk, book(list(row), [], list(row.values()), second=True), name="claims.xlsx")

    assert verdicts(response) == [(3, "New")]
    told = {name: text for name, text, _ in response.context["report"].lines[0].cells}
    assert (told["asserted_on"], told["date"], told["span_start"], told["span_end"]) == (
        "2016-09-26",
        "2022",
        "10",
        "20",
    )


@pytest.mark.parametrize("value", ["=1+1", "=A1", "#REF!"])
def test_a_formula_and_what_became_of_one_are_refused(desk: Client, flight: Any, value: str) -> None:
    response = send(desk, book(list(SAID), list((SAID | {"statement": value}).values())), name="claims.xlsx")

    ((column, said),) = faults(response)[2]
    assert (column, "begins like a formula, with '='." in said) == ("statement", True)


def test_a_time_of_day_is_no_date(desk: Client, flight: Any) -> None:
    row = SAID | {"asserted_on": datetime(2016, 9, 26, 12)}  # noqa: DTZ001 - as above

    response = send(desk, book(list(row), list(row.values())), name="claims.xlsx")

    ((column, said),) = faults(response)[2]
    assert (column, said) == ("asserted_on", "'2016-09-26 12:00:00' is not an EDTF date. Did you mean '2016-09-26'?")


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(desk: Client) -> None:
    content = book(["slug"], ["x" * 32_000] * 10_000)

    assert len(content) < 500_000
    said = errors(send(desk, content, "source", "large.xlsx"))["file"]
    assert [one.partition(" to ")[0] for one in said] == ["large.xlsx unpacks"]


def test_an_empty_workbook_names_the_columns_that_it_needs(desk: Client) -> None:
    said = errors(send(desk, book(), "source", "empty.xlsx"))["file"]

    assert said[0].startswith("empty.xlsx is empty. Its first row names the columns: slug, title")
