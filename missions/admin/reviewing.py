"""What the page of a review shows: the article, its proposals, and the one in hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from missions.admin.marking import Mark, article
from missions.dates import FuzzyDate
from missions.models import Proposal, Review
from missions.vocabulary import Outcome

# Also classes of the stylesheet.
STATES = {None: "open", True: "accepted", False: "refused"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal in the list: what it says in short, and what became of it."""

    row: Proposal
    says: str
    state: str


def shown(review: Review, chosen: Proposal | None) -> dict[str, Any]:
    """For the template. Without a choice, the first that is open is in hand. Two queries."""
    entries = [_entry(row) for row in review.proposals.select_related("claim__milestone").order_by("number")]
    in_hand = _in_hand(entries, chosen)
    number = in_hand.row.number if in_hand else 0
    decided = sum(entry.row.accepted is not None for entry in entries)
    return {
        "review": review,
        "entries": entries,
        "decided": decided,
        "last": len(entries) - decided == 1,
        "entry": in_hand,
        "article": article(review.text, [_mark(entry) for entry in entries], number),
        # They are numbered from 1, without gaps.
        "before": number - 1,
        "after": number + 1 if number < len(entries) else 0,
    }


def next_open(review: Review, number: int) -> int | None:
    """The number of the next proposal that nobody has decided, from the first again after the last."""
    numbers = list(review.proposals.filter(accepted=None).order_by("number").values_list("number", flat=True))
    return next((one for one in numbers if one > number), numbers[0] if numbers else None)


def chosen(review: Review, number: str) -> Proposal | None:
    """The proposal of that number, as a request names it."""
    if not re.fullmatch(r"[0-9]{1,4}", number):
        return None
    return review.proposals.select_related("review__source").filter(number=int(number)).first()


def _in_hand(entries: Sequence[Entry], chosen: Proposal | None) -> Entry | None:
    number = chosen.number if chosen else None
    open_yet = (entry for entry in entries if entry.row.accepted is None)
    return next((entry for entry in entries if entry.row.number == number), None) or next(open_yet, None)


def _entry(row: Proposal) -> Entry:
    when = f", {FuzzyDate.parse(row.date_edtf).text}" if row.date_edtf else ""
    # A program and its vehicle may bear one name.
    names = ", ".join(dict.fromkeys(name for _, _, name in row.entities)) or "a destination"
    return Entry(row, f"{Outcome(row.outcome).label}{when}: {names}", STATES[row.accepted])


def _mark(entry: Entry) -> Mark:
    row = entry.row
    return Mark(row.number, row.span_start, row.span_end, entry.state, f"Proposal {row.number}, {entry.state}")
