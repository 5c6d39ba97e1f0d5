"""docs/importing.md against the columns, the limits and the examples that it shows."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from missions.admin import bulk, importing, sheets
from tests.docs import markdown

DOCUMENT = "docs/importing.md"
TITLES = {"source": "Columns of sources", "claim": "Columns of claims"}


@pytest.mark.parametrize("sort", TITLES)
def test_every_column_has_its_row_that_says_whether_it_is_needed(sort: str) -> None:
    rows = markdown.section(DOCUMENT, TITLES[sort]).rows()

    assert list(rows) == list(sheets.COLUMNS[sort])
    assert [name for name, row in rows.items() if row.split("|")[2].strip() == "yes"] == list(sheets.NEEDED[sort])


@pytest.mark.django_db
@pytest.mark.parametrize(("position", "sort"), list(enumerate(TITLES)))
def test_the_examples_are_there_already(library: None, position: int, sort: str) -> None:
    example = [block for block in markdown.blocks(markdown.read(DOCUMENT)) if block.language == "csv"][position]
    editor = Client()
    editor.force_login(User.objects.create_superuser("mary"))

    file = SimpleUploadedFile("example.csv", example.text.encode())
    response = editor.post(f"/admin/missions/{sort}/import/", {"file": file})

    assert [line.label for line in response.context["report"].lines] == ["There already"]


def test_the_numbers_are_those_of_the_code() -> None:
    text = " ".join(markdown.read(DOCUMENT).split())

    assert f"at most {sheets.MOST_ROWS} rows and {sheets.LARGEST:,} bytes" in text
    assert f"At most {bulk.MOST} are taken at once" in text
    assert (importing.LASTS, "can be confirmed for an hour" in text) == (3600, True)
    kinds = re.findall(r"`(\.\w+)`", text.partition("Its name tells what it is:")[2].partition(". ###")[0])
    assert kinds[: len(importing.KINDS)] == list(importing.KINDS)
