"""How the tests read a calendar: by vobject, which has nothing in common with what writes it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import vobject

from tests.api.asking import get

ADDRESS = "feeds/milestones.ics"


@dataclass(frozen=True)
class Read:
    """An event: its first and last day, both inclusive, and its other properties as they stand, by name."""

    slug: str
    first: date
    last: date
    told: dict[str, Any]


def events(query: str = "") -> dict[str, Read]:
    """The events that the calendar answers with, by the slug of their milestone."""
    answer = get(f"{ADDRESS}?{query}")
    assert answer.status == 200, answer.content
    return read(answer.content)


def read(content: bytes) -> dict[str, Read]:
    """The events of a calendar whose form is right, by slug: each is there once."""
    well_formed(content)
    found = [_event(event) for event in _calendar(content).contents.get("vevent", [])]
    by_slug = {event.slug: event for event in found}
    assert len(by_slug) == len(found)
    return by_slug


def heading(content: bytes) -> dict[str, str]:
    """The properties of the calendar itself."""
    children = _calendar(content).getChildren()
    return {child.name: child.value for child in children if child.behavior is None or not child.behavior.isComponent}


def well_formed(content: bytes) -> None:
    """Lines end in CRLF and in nothing else, are UTF-8 each by itself, and have at most 75 octets (RFC 5545, 3.1)."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\r\n\x00-\x08\x0b-\x1f\x7f]", line)
        assert line.decode().strip()


def _calendar(content: bytes) -> Any:
    (found,) = vobject.readComponents(content.decode())
    assert found.name == "VCALENDAR"
    return found


def _event(event: Any) -> Read:
    told = {name: each[0].value for name, each in event.contents.items()}
    assert {name: len(each) for name, each in event.contents.items()} == dict.fromkeys(told, 1)
    first = told.pop("dtstart")
    # A date without an end is one day (RFC 5545, 3.6.1).
    last = told.pop("dtend") - timedelta(days=1) if "dtend" in told else first
    return Read(told.pop("uid").removesuffix("@milestones.mission-tracker.invalid"), first, last, told)
