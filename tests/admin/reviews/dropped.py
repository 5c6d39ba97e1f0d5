"""A document that is dropped at the desk, and the forms that are sent about it."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from missions.models import Review
from tests.admin.pages import address

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ARTICLE = """Heron heads for the Moon

Selene Works will put its Heron-2 on the Moon by 2032, a director told us.
Tern launched its <b>Petrel</b> on 3 March 2026.

Tern will build a base on the Moon next year. The hall was full.
"""
FIRST = "Selene Works will put its Heron-2 on the Moon by 2032, a director told us"
ADD = "/admin/missions/review/add/"
NOTHING_TYPED = "Paste the text of the document, or choose its file."


def typed(**others: Any) -> dict[str, Any]:
    told = {"text": ARTICLE, "title": "Heron heads for the Moon", "published": "2026-03-14", "reliability": "reported"}
    return told | others


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.txt", content, "text/plain")


def page(review: Review) -> str:
    return address("review", "change", review.pk)


def decide(desk: Client, review: Review, number: int, button: str = "_accept", **others: Any) -> Any:
    """What the page answers when the form of a proposal is sent, as it stands there but for `others`."""
    told = {
        "proposal": str(number),
        "milestone": "heron-2-landing",
        "outcome": "planned",
        "date": "../2032",
        "asserted_on": "2026-03-14",
        "statement": "A Heron-2 is to land there.",
        button: "yes",
    }
    return desk.post(page(review), told | others, follow=True)


def states(review: Review) -> list[bool | None]:
    return list(review.proposals.order_by("number").values_list("accepted", flat=True))
