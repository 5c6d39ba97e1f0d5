"""What the record of changes has of a test, and how the tests write at the desk."""

from typing import Any

from django.test import Client

from missions.models import Change, Version
from tests.admin.pages import address

NO_PARTS = {"participations-TOTAL_FORMS": "0", "participations-INITIAL_FORMS": "0"}
NASA = {"name": "NASA", "slug": "nasa", "kind": "government"}
FLIGHT = {"title": "Flight", "slug": "flight", "kind": "launch", "criterion": "It flies.", "crewed": "unknown"}
PAPER = {"title": "Paper", "slug": "paper", "reliability": "reported"}
PROMISE = {
    "outcome": "planned", "statement": "It flies by 2022.", "asserted_on": "2016-09-26", "date": "../2022",
    "rank": "normal",
}  # fmt: skip


def noted() -> list[dict[str, Any]]:
    """The changes since it was last asked, without their instants, and of each only the values that differ."""
    found = list(Change.objects.order_by("number"))
    assert [change.number for change in found] == list(range(1, len(found) + 1))
    assert Version.objects.filter(pk=1).values_list("number", flat=True).first() in {len(found), None}
    fresh = found[Seen.number :]
    Seen.number = len(found)
    return [_told(change) for change in fresh]


class Seen:
    number = 0


def _told(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: ((change.before or {}).get(name), (change.after or {}).get(name)) for name in change.changed
    }
    return {"what": f"{change.resource} {change.key} {change.action}", "by": change.by, "why": change.reason, **told}


def change(what: str, why: str = "", by: str = "editor", **values: Any) -> dict[str, Any]:
    return {"what": what, "by": by, "why": why, **values}


def post(desk: Client, model: str, page: str, *args: Any, **typed: Any) -> None:
    response = desk.post(address(model, page, *args), typed)
    assert response.status_code == 302, response.context["adminform"].errors


def part(number: int, **typed: Any) -> dict[str, Any]:
    return {f"participations-{number}-{name}": value for name, value in typed.items()}


def parts(total: int, before: int) -> dict[str, Any]:
    return {"participations-TOTAL_FORMS": total, "participations-INITIAL_FORMS": before}
