"""The feed of changes as an Atom document (RFC 4287)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from missions.api import words
from missions.api.following import cursor_of
from missions.api.serializers.values import address_of
from missions.models import Change
from missions.vocabulary import Action

# A tag URI (RFC 4151) names no host: an entry has the same id wherever it is asked for.
TAG = "tag:mission-tracker,2026:changes"
# Who writes where no editor did.
TRACKER = "Mission Tracker"
# What XML 1.0 does not take.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Of a feed without entries, the beginning of time: the same whenever it is asked for."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


def document(changes: Sequence[Change], *, base: str, address: str, narrowed: str) -> str:
    """The feed of these changes, newest first. `base` is the API's root, `address` that of the feed, and `narrowed`
    what it was narrowed to, as a query: another choice is another feed. Four queries.
    """
    feed = _Feed(
        title="Mission Tracker: changes",
        link=f"{base}changes/",
        description="",
        subtitle="What was recorded, changed, withdrawn and deleted, newest first.",
        language="en",
        feed_url=address,
        feed_guid=TAG + (f"?{narrowed}" if narrowed else ""),
    )
    names = words.Names.of(changes)
    for change in changes:
        feed.add_item(
            title=_clean(words.title(change, names)),
            link=_address(change, base),
            description="".join(f"<p>{escape(_clean(line))}</p>" for line in words.lines(change, names)),
            author_name=_clean(change.by) or TRACKER,
            pubdate=change.at,
            updateddate=change.at,
            unique_id=f"{TAG}/{cursor_of(change.number, change.at)}",
            categories=(change.resource, change.action),
        )
    return feed.writeString("utf-8")


def _address(change: Change, base: str) -> str:
    """The row; of one that is gone, what became of it."""
    if change.action == Action.DELETED:
        return f"{base}changes/?resource={change.resource}&key={change.key}"
    return address_of(base, change.resource, change.key)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
