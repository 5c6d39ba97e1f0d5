"""Files that cannot be read say why, and what may come in them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from missions.admin import sheets
from missions.admin.uploads import KEPT
from missions.models import Claim, Milestone
from tests.admin.files import SAID, confirm, send, table, verdicts
from tests.admin.pages import address, errors

pytestmark = pytest.mark.django_db

HEADER = table(SAID).splitlines()[0]
SAVE = "Save it as “CSV UTF-8”, or as a workbook (.xlsx)."
ALL = (
    "id, milestone, source, claimant, speaker, asserted_on, outcome, date, statement, span_start, span_end, "
    "span_sha256, rank, reason, withdrawn"
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "claims.ods",
            b"x",
            ["claims.ods is of no kind that is read here, which its name tells: .csv, .xlsx, .yaml, .yml."],
        ),
        (
            "claims.csv",
            "a,b\r\né".encode("latin-1"),
            ["claims.csv is not UTF-8: on its line 2 stands the byte 0xe9. " + SAVE],
        ),
        (
            "claims.csv",
            "a,b".encode("utf-16"),
            ["claims.csv is in UTF-16. " + SAVE],
        ),
        ("claims.csv", b"a,b\0", ["claims.csv is no text: it holds NUL characters."]),
        (
            "claims.csv",
            HEADER.replace(b",", b";"),
            ["claims.csv sets its columns apart by semicolons or tabs. Save it with commas, or as a workbook (.xlsx)."],
        ),
        ("claims.csv", HEADER, ["claims.csv holds no row below its header."]),
        (
            "claims.csv",
            HEADER + b"\r\na," + b"x" * 5_001,
            ["claims.csv holds a cell of 5,001 characters in its row 2; at most 5,000 are read."],
        ),
        (
            "claims.csv",
            HEADER + b'\r\n"open,',
            ["claims.csv is not CSV at row 2: unexpected end of data."],
        ),
        (
            "claims.csv",
            b"milestone,source,asserted_on,outcom,outcom,date,date,statement,,x\r\n",
            [
                "claims.csv has another header than it needs.",
                "There is no column 'outcom'; did you mean 'outcome'?",
                "There is no column 'outcom'; did you mean 'outcome'?",
                "Column 9 has no name.",
                f"There is no column 'x'; the columns are {ALL}.",
                "The column 'date' stands twice.",
                "The column 'outcome' is missing.",
            ],
        ),
        (
            "claims.csv",
            b" \r\n,,",
            [f"claims.csv is empty. Its first row names the columns: {ALL}."],
        ),
        (
            "claims.csv",
            b"x" * (sheets.LARGEST + 1),
            ["claims.csv has more than 500,000 bytes. Take it apart: each part is imported as a whole."],
        ),
        (
            "claims.xlsx",
            b"PK no",
            ["claims.xlsx is no workbook that can be read. Save it as .xlsx once more, or as CSV."],
        ),
        ("claims.csv", b"", ["The submitted file is empty."]),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    desk: Client, flight: Milestone, name: str, content: bytes, said: list[str]
) -> None:
    response = send(desk, content, name=name)

    assert errors(response) == {"file": said}
    assert 'aria-describedby="id_file_helptext id_file_error"' in response.content.decode()


def test_a_page_without_a_file_asks_for_one(desk: Client) -> None:
    assert errors(desk.post(address("claim", "import"), {})) == {"file": ["Choose a file."]}


def test_three_hundred_rows_are_taken_and_no_more(
    desk: Client, flight: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheets.MOST_ROWS == 300
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    rows = [{**SAID, "date": str(year)} for year in (2021, 2022, 2023)]

    assert len(verdicts(send(desk, table(*rows[:2])))) == 2
    said = "claims.csv holds more than 2 rows. Take it apart: each part is imported as a whole."
    assert errors(send(desk, table(*rows))) == {"file": [said]}


def test_of_a_large_file_no_more_is_kept_than_tells_that_it_is_large(desk: Client) -> None:
    response = send(desk, b"x" * (KEPT * 2))

    assert response.wsgi_request.FILES["file"].size == KEPT + 1
    assert errors(response)["file"][0].startswith("claims.csv has more than 500,000 bytes.")


def test_a_mark_at_the_begin_and_an_apostrophe_before_a_formula_are_taken_away(desk: Client, flight: Milestone) -> None:
    content = table({**SAID, "statement": "'=1 is what it says."})

    confirm(desk, send(desk, b"\xef\xbb\xbf" + content))

    assert Claim.objects.get().statement == "=1 is what it says."


def test_one_file_is_sent_at_a_time(desk: Client) -> None:
    files = {name: SimpleUploadedFile("claims.csv", b"x") for name in ("file", "other")}

    assert desk.post(address("claim", "import"), files).status_code == 400
