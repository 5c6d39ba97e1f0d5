"""Files of claims and sources, and what the page says of them, as the tests of imports ask."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from missions.models import Change, Claim, Standing
from tests.admin.pages import address

SAID = {
    "milestone": "first-flight",
    "source": "a-paper",
    "asserted_on": "2016-09-26",
    "outcome": "planned",
    "date": "../2022",
    "statement": "It flies by 2022.",
}


PAPER = {"slug": "gazette", "title": "A lander", "reliability": "reported", "published": "2019-05-06"}


def table(*rows: dict[str, Any], columns: Any = None) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def send(desk: Client, content: bytes, sort: str = "claim", name: str = "") -> Any:
    return desk.post(address(sort, "import"), {"file": SimpleUploadedFile(name or f"{sort}s.csv", content)})


def confirm(desk: Client, looked: Any, sort: str = "claim") -> Any:
    return desk.post(address(sort, "import"), {"preview": looked.context["preview"]}, follow=True)


def verdicts(response: Any) -> list[tuple[int, str]]:
    return [(line.number, line.label) for line in response.context["report"].lines]


def faults(response: Any) -> dict[int, list[tuple[str, str]]]:
    """Of each row that is wrong, what is, and in which column."""
    return {line.number: list(line.faults) for line in response.context["report"].wrong}


def nothing_was_written() -> bool:
    return not (Claim.objects.exists() or Change.objects.exists() or Standing.objects.exists())
