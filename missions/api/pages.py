"""Pages: `limit` and `offset`, or a walk by cursor that inserts and deletes do not disturb."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework.request import Request

from missions.api.errors import BadParameters, Fault
from missions.api.ordering import Ordering, Step
from missions.api.parameters import LONGEST, Parameter
from missions.api.readers import Choice, Number, Reader, Refused

SIZE, MOST, FURTHEST = 50, 500, 10_000_000
# So many keys are read ahead of the rows of an export: each time the database may have to sort the whole list.
AHEAD = 20_000
_SALT = "missions.cursor"


class CursorReader(Reader):
    """A cursor that this tracker signed: the walk it belongs to, and the values of the last row seen."""

    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}

    def known(self) -> list[str]:
        return ["a cursor from `next` of the page before"]

    def __call__(self, text: str) -> tuple[str, list[Any]]:
        try:
            walk, values = signing.loads(text, salt=_SALT)
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise Refused(
                "It is not a cursor of this tracker. Start again with pagination=cursor.", self.known()
            ) from error
        return walk, values


LIMIT = Parameter("limit", Number(1, MOST, SIZE), f"How many to answer with. Without it {SIZE}; of csv and ndjson all.")
OFFSET = Parameter(
    "offset",
    Number(0, FURTHEST, 0),
    "How many to pass over, none without it. Not with a cursor.",
    not_with=("cursor", "pagination"),
)
PAGINATION = Parameter(
    "pagination",
    Choice("cursor"),
    "Starts a walk that inserts and deletes do not disturb. Not with a cursor, by which one goes on.",
    not_with=("cursor",),
)
CURSOR = Parameter("cursor", CursorReader(), "Where a walk goes on: as `next` carries it, with nothing else changed.")
PARAMETERS = (LIMIT, OFFSET, PAGINATION, CURSOR)


@dataclass(frozen=True, slots=True)
class Page:
    count: int
    next: str | None
    previous: str | None
    rows: list[Any]

    def links(self) -> str:
        """The Link header (RFC 8288), empty without neighbours."""
        named = {"next": self.next, "prev": self.previous}
        return ", ".join(f'<{url}>; rel="{name}"' for name, url in named.items() if url)


def page(
    request: Request, given: dict[str, Any], rows: QuerySet[Any], ordering: Ordering, pinned: dict[str, str]
) -> Page:
    """The page that the request asks for. Two queries, and those of the rows' prefetches.

    `pinned` are parameters that a walk keeps from its first page on, such as the day that it is as of.
    """
    walking = "cursor" in given or "pagination" in given
    return _walk(request, given, rows, ordering, pinned) if walking else _slice(request, given, rows, ordering)


def asked(given: dict[str, Any]) -> bool:
    """Whether the request asks for a page, and not for whatever there is."""
    return any(parameter.name in given for parameter in PARAMETERS)


def chunks(rows: QuerySet[Any], ordering: Ordering) -> Iterator[list[Any]]:
    """All rows in their order, at most 500 at a time, in short queries and outside of any transaction.

    Keys come first, 20,000 at a time, each time from behind the last one, as in a walk. A row that stays in its place
    comes once; one that has gone by its turn, or that the filters no longer keep, does not come.
    """
    ordered = ordering.apply(rows).prefetch_related(None)
    names = [step.name for step in ordering.steps]
    rest = ordered
    while True:
        keys = list(rest.values_list(*names)[:AHEAD])
        for at in range(0, len(keys), MOST):
            # The last step of an ordering is the primary key.
            some = [key[-1] for key in keys[at : at + MOST]]
            found = rows.in_bulk(some)
            yield [found[key] for key in some if key in found]
        if len(keys) < AHEAD:
            return
        rest = ordered.filter(_after(ordering.steps, list(keys[-1])))


def _slice(request: Request, given: dict[str, Any], rows: QuerySet[Any], ordering: Ordering) -> Page:
    limit, offset = given.get("limit", SIZE), given.get("offset", 0)
    count = rows.count()
    found = list(ordering.apply(rows)[offset : offset + limit])
    after = _url(request, offset=offset + limit) if offset + limit < count else None
    # From beyond the end, back to the last rows that there are.
    before = _url(request, offset=max(min(offset, count) - limit, 0)) if offset > 0 else None
    return Page(count, after, before, found)


def _walk(
    request: Request, given: dict[str, Any], rows: QuerySet[Any], ordering: Ordering, pinned: dict[str, str]
) -> Page:
    limit, walk = given.get("limit", SIZE), _walk_name(request, pinned)
    count = rows.count()
    if "cursor" in given:
        came_from, values = given["cursor"]
        if came_from != walk or len(values) != len(ordering.steps):
            raise BadParameters([Fault("cursor", "It belongs to another list, filter or ordering. Start again.")])
        rows = ordering.apply(rows).filter(_after(ordering.steps, values))
    found = list(ordering.apply(rows)[: limit + 1])
    if len(found) <= limit:
        return Page(count, None, None, found)
    last = [_portable(_value(found[limit - 1], step)) for step in ordering.steps]
    cursor = signing.dumps([walk, last], salt=_SALT, compress=True)
    return Page(count, _url(request, pagination=None, cursor=cursor, **pinned), None, found[:limit])


def _after(steps: tuple[Step, ...], values: list[Any]) -> Q:
    """The rows that come after one with these values: equal up to some step, and beyond it there."""
    found, equal = Q(), Q()
    for step, value in zip(steps, values, strict=True):
        beyond = "lt" if step.descending else "gt"
        found |= equal & Q(**{f"{step.name}__{beyond}": value})
        equal &= Q(**{step.name: value})
    return found


def _walk_name(request: Request, pinned: dict[str, str]) -> str:
    """What a cursor is good for: this list, filtered and ordered so."""
    moving = {parameter.name for parameter in PARAMETERS} | {"fields", "format"}
    query = {**request.query_params.dict(), **pinned}
    given = sorted((name, value) for name, value in query.items() if name not in moving)
    return hashlib.sha256(f"{request.path}?{urlencode(given)}".encode()).hexdigest()[:16]


def _value(row: Any, step: Step) -> Any:
    """What a row is ordered by. Rows that are groups of others are plain mappings."""
    return row[step.name] if isinstance(row, dict) else getattr(row, step.name)


def _portable(value: Any) -> Any:
    """As a cursor holds it."""
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _url(request: Request, **changes: Any) -> str:
    query = {**request.query_params.dict(), **changes}
    kept = {name: value for name, value in query.items() if value is not None}
    return request.build_absolute_uri(f"{request.path}?{urlencode(kept)}")
