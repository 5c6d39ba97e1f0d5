"""The front page of the desk: what needs a look, and what was changed last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, F, QuerySet, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from missions.admin import filters, links, record, words
from missions.dates import length
from missions.models import Change, Claim, Milestone
from missions.vocabulary import State

# Rows of a card, and changes.
SHOWN = 5
CHANGES = 10

Note = Callable[[Any, date], str]


@dataclass(frozen=True, slots=True)
class Card:
    """So many rows, of which the first are shown, each with a note; and where all of them are."""

    title: str
    number: int
    rows: list[tuple[SafeString | None, str]]
    address: str


def cards(request: HttpRequest, day: date) -> list[Card]:
    """Of what the reader may see. Two queries each."""
    found: list[Card] = []
    if _may_see(Milestone, request):
        found += [_milestones(request, *one) for one in _looks(day)]
    if _may_see(Claim, request):
        found.append(_claims(day))
    return found


def latest(request: HttpRequest) -> list[record.Entry]:
    """The last changes of all, newest first. One query."""
    return list(record.entries(Change.objects.order_by("-number")[:CHANGES])) if _may_see(Change, request) else []


def _looks(day: date) -> list[tuple[str, QuerySet[Milestone], dict[str, str], Note, date]]:
    """What to look at, each with its rows, what the list keeps them by, and the note that a row gets."""
    # The types know columns, not what `as_of` joined.
    rows: Any = Milestone.objects.as_of(day)
    overdue = rows.in_states([State.OVERDUE], day).order_by(F("stands_date_latest").asc(), "pk")
    undated = rows.in_states([State.UNDATED], day).order_by("stands_since", "pk")
    conflicts = rows.filter(stands_conflict=True).order_by("-stands_since", "pk")
    quiet: Any = filters.quiet(rows, day)
    return [
        ("Overdue for longest", overdue, {"state": State.OVERDUE, "by": "told_date"}, _overdue, day),
        ("The sources disagree", conflicts, {"conflict": "yes"}, _stands, day),
        (
            "Nobody has spoken of for a year",
            quiet.order_by("stands_since", "pk"),
            {"spoken": filters.QUIET},
            _unchanged,
            day,
        ),
        ("Without a date", undated, {"state": State.UNDATED}, _unchanged, day),
    ]


def _milestones(
    request: HttpRequest, title: str, rows: QuerySet[Milestone], kept: dict[str, str], note: Note, day: date
) -> Card:
    number, keys = _first(rows)
    found = Milestone.objects.as_of(day).in_bulk(keys)
    told = [(links.to(found[key], str(found[key])), note(found[key].standing, day)) for key in keys]
    return Card(title, number, told, _address(Milestone, request, **kept))


def _claims(day: date) -> Card:
    rows = Claim.objects.filter(recorded_at__gte=filters.lately(day)).order_by("-recorded_at", "pk")
    first = rows.select_related("source", "claimant")[:SHOWN]
    told = [(links.to(claim, claim.statement), _said(claim)) for claim in first]
    page = reverse("admin:missions_claim_changelist")
    return Card(
        f"Claims recorded in the last {filters.LATELY} days", rows.count(), told, f"{page}?recorded={filters.LATELY}"
    )


def _first(rows: QuerySet[Any]) -> tuple[int, list[Any]]:
    """How many there are, and the keys of the first: to sort whole rows takes a database ten times as long."""
    found = list(rows.annotate(number=Window(Count("pk"))).values_list("pk", "number")[:SHOWN])
    return (found[0][1] if found else 0), [key for key, _ in found]


def _address(model: Any, request: HttpRequest, *, by: str = "", **kept: str) -> str:
    """The list of the model's rows that are kept, in the order of the column `by`."""
    desk = admin.site.get_model_admin(model)
    if by:
        # The box before each row, where there is something to be done with rows, counts as a column.
        kept["o"] = str([*desk.get_list_display(request)].index(by) + bool(desk.get_actions(request)))
    return f"{reverse(f'admin:missions_{model._meta.model_name}_changelist')}?{urlencode(kept)}"


def _may_see(model: Any, request: HttpRequest) -> bool:
    return bool(admin.site.get_model_admin(model).has_view_permission(request))


def _overdue(standing: Any, day: date) -> str:
    return f"{words.told(standing.date)}, overdue by {length(standing.date_latest, day)}"


def _said(claim: Claim) -> str:
    return f"{claim.voice}, {claim.asserted_on.text}"


def _stands(standing: Any, _day: date) -> str:
    return words.outcome_and_date(standing)


def _unchanged(standing: Any, _day: date) -> str:
    return f"{words.outcome_and_date(standing)}, since {words.day_told(standing.since)}"
