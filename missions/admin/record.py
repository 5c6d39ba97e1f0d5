"""The record of changes, as the desk reads it: what became of a row, and what did since a page was opened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.safestring import SafeString

from missions.actions.portraits import resource_of
from missions.admin import links
from missions.dates import BadDate, FuzzyDate
from missions.models import Agency, Change, Claim, Milestone, Program, Standing, Version, Withdrawal
from missions.vocabulary import Action, Resource

# Values that are dates in EDTF.
_DATES = {"date", "asserted_on", "published"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a row, in words, before a change and after it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as a page tells it. `values` are those that differ; of a row that is new or gone, those it has."""

    change: Change
    what: str
    values: list[Value]

    @property
    def by(self) -> str:
        return who(self.change)

    @property
    def action(self) -> Action:
        return Action(self.change.action)


def last() -> int:
    """The number of the last change of all. One query."""
    return Version.objects.values_list("number", flat=True).first() or 0


def of_row(row: Model) -> QuerySet[Change]:
    """What is known of a row, newest first; of a milestone also of its claims, which costs a query more.

    A withdrawal is told by its claim, a standing by its milestone, a change by the row that it was made of.
    """
    if isinstance(row, Change):
        return _of((Resource(row.resource), row.key))
    if isinstance(row, Withdrawal):
        return of_row(row.claim)
    if isinstance(row, Standing):
        return of_row(row.milestone)
    of_claims: list[tuple[Resource, str]] = []
    if isinstance(row, Milestone):
        keys = Claim.objects.filter(milestone=row).values_list("pk", flat=True)
        of_claims = [(Resource.CLAIM, str(key)) for key in keys]
    return _of(_key(row), *of_claims)


def since(row: Model, number: int) -> list[Change]:
    """The changes of the row itself after that number, oldest first. Of an agency, also of the parts it has."""
    found = list(_of(_key(row)).filter(number__gt=number))
    if isinstance(row, Agency):
        programs = Program.objects.filter(participants=row).values_list("slug", flat=True)
        of_programs = Change.objects.filter(resource=Resource.PROGRAM, key__in=list(programs), number__gt=number)
        found += [change for change in of_programs if _part(change.before, row) != _part(change.after, row)]
    return sorted(found, key=lambda change: change.number)


def entries(changes: Iterable[Change]) -> Iterator[Entry]:
    for change in changes:
        yield Entry(change, what(change), list(_values(change)))


def who(change: Change) -> str:
    return change.by or "a command"


def what(change: Change) -> str:
    """What the row is called: by its name or its statement, as it was last."""
    told = change.after or change.before or {}
    return str(told.get("title") or told.get("name") or told.get("statement") or change.key)


def link(change: Change, words: int = links.WORDS) -> SafeString | None:
    """To the page of the change, by what the row is called."""
    return links.to(change, links.short(what(change), words))


def sentence(change: Change) -> str:
    """ "anna changed Title from “First flight” to “Second flight”, and Kind from …"."""
    if change.action != Action.CHANGED:
        return f"{who(change)}: {Action(change.action).label.lower()}"
    told = [f"{value.name} from “{value.before}” to “{value.after}”" for value in _values(change)]
    why = f" (“{change.reason}”)" if change.reason else ""
    return f"{who(change)} changed {', and '.join(told)}{why}"


def _of(*keys: tuple[Resource, str]) -> QuerySet[Change]:
    """Of several rows of one resource, by one list of keys."""
    found = Q(pk__in=())
    for resource in dict(keys):
        found |= Q(resource=resource, key__in=[key for of, key in keys if of == resource])
    return Change.objects.filter(found).order_by("-number")


def _key(row: Model) -> tuple[Resource, str]:
    return resource_of(row), str(getattr(row, "slug", row.pk))


def _part(values: dict[str, Any] | None, agency: Agency) -> Any:
    parts = (values or {}).get("participants", [])
    return next((part["role"] for part in parts if part["agency"] == agency.slug), None)


def _values(change: Change) -> Iterator[Value]:
    before, after = change.before or {}, change.after or {}
    columns = _columns(change.resource)
    # A database may keep the values in an order of its own.
    for name in sorted(change.changed, key=lambda name: columns.index(name) if name in columns else len(columns)):
        was, became = (in_words(change.resource, name, values.get(name)) for values in (before, after))
        yield Value(name.replace("_", " ").capitalize(), was, became)


def _columns(resource: str) -> list[str]:
    """The names of a row's values in the order in which its page shows them; what hangs on it comes after."""
    meta = apps.get_model("missions", resource)._meta
    return [field.name.removesuffix("_edtf") for field in (*meta.concrete_fields, *meta.many_to_many)]


def in_words(resource: str, name: str, value: Any) -> str:
    """A value of a row, of which the record has the plain one; a dash for none."""
    match value:
        case None | "" | []:
            return links.NOTHING
        case bool():
            return "Yes" if value else "No"
        case list():
            return ", ".join(_one(item) for item in value)
        case dict():
            return str(value.get("reason", value))
    return _date(str(value)) if name in _DATES else _label(resource, name, str(value))


def _label(resource: str, name: str, value: str) -> str:
    """A value of a vocabulary, as pages call it."""
    columns = apps.get_model("missions", resource)._meta.concrete_fields
    labels = next((dict(column.flatchoices) for column in columns if column.name == name), {})
    return str(labels.get(value, value))


def _one(item: Any) -> str:
    return f"{item['agency']} ({item['role']})" if isinstance(item, dict) else str(item)


def _date(edtf: str) -> str:
    try:
        text = FuzzyDate.parse(edtf).text
    except BadDate:
        return edtf
    return edtf if text == edtf else f"{text} ({edtf})"
