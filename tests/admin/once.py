"""What is typed into the form of a claim, and of a source that is described there."""

from typing import Any

from missions.models import Milestone, Source
from tests.admin.pages import address

ADD = address("claim", "add")
KEY = "00000000-0000-4000-8000-000000000001"
NEW = {
    "new-title": "A newspaper",
    "new-publisher": "The Paper",
    "new-author": "",
    "new-published": "2016-10",
    "new-url": "https://example.org/a",
    "new-reliability": "reported",
}
NONE = dict.fromkeys(NEW, "")


def typed_for(milestone: Milestone, source: Source | None) -> dict[str, Any]:
    return {
        "key": KEY,
        "milestone": milestone.pk,
        "source": source.pk if source else "",
        "outcome": "planned",
        "date": "../2022",
        "asserted_on": "2016-09-26",
        "statement": "It flies by 2022.",
        "rank": "normal",
    }
