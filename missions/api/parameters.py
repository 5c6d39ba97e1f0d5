"""The strict gate: every parameter of a request is known, given once, not blank and good, or the answer is a 400."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import QueryDict

from missions.api.errors import BadParameters, Fault
from missions.api.filters import FilterRefused, Filters
from missions.api.readers import Reader, Refused, nearest
from missions.api.times import Day, PastInstant

LONGEST = 2000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# What people try who know Django's lookups.
_LOOKUPS = {"gt": "after", "gte": "after", "lt": "before", "lte": "before", "range": "within"}
# What other APIs call it.
_ELSEWHERE = {
    "page": "offset",
    "page_size": "limit",
    "per_page": "limit",
    "q": "search",
    "query": "search",
    "sort": "ordering",
    "order_by": "ordering",
    "status": "state",
    "date": "date_overlaps",
    "only": "fields",
    "since": "at_from",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a request that is not a filter."""

    name: str
    reader: Reader
    description: str
    # What is taken where it is not given, if that is always the same.
    default: Any = None
    # Those beside which it makes no sense.
    not_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a request gives: the values of its parameters by name, and its filters, None where it gives none."""

    values: dict[str, Any]
    filters: Filters | None

    def value(self, parameter: Parameter) -> Any:
        """What is given of it, or its default."""
        return self.values.get(parameter.name, parameter.default)


AS_OF = Parameter(
    "as_of", Day(), "Answer as things stood on this day, by what had been said by its end. Without it, today (UTC)."
)

KNOWN_AT = Parameter(
    "known_at",
    PastInstant(),
    "Answer by what this tracker had recorded at this instant: later claims and withdrawals are not known. "
    "Without it, by all that is recorded.",
)


def names(parameters: Iterable[Parameter], filters: type[Filters] | None) -> set[str]:
    """All that an endpoint takes."""
    return {parameter.name for parameter in parameters} | set(filters.base_filters if filters else ())


def read(
    query: QueryDict,
    parameters: Iterable[Parameter],
    filters: type[Filters] | None,
    anywhere: Callable[[], Container[str]],
) -> Given:
    """The values that a request gives. Queries the slugs that it names. `anywhere` says what any endpoint takes.

    Raises BadParameters with every fault of the request.
    """
    parameters = tuple(parameters)
    own = {parameter.name: parameter.reader for parameter in parameters}
    readers = own | {name: filter_.reader for name, filter_ in (filters.base_filters if filters else {}).items()}
    faults = [_unknown(name, list(readers), anywhere()) for name in query if name not in readers]
    faults += [fault for name in query.keys() & readers.keys() for fault in _faults_of_form(query, name, readers[name])]
    faults += [fault for parameter in parameters for fault in _faults_of_company(query, parameter)]
    sound = (query.keys() & readers.keys()) - {fault.parameter for fault in faults}
    values: dict[str, Any] = {}
    for name in sound & own.keys():
        try:
            values[name] = own[name](str(query[name]))
        except Refused as refused:
            faults.append(_told(name, refused))
    narrowing = {name: query[name] for name in sound - own.keys()}
    given = filters(narrowing) if filters and narrowing else None
    faults += _faults_of_filters(given.form if given else None)
    if faults:
        raise BadParameters(sorted(faults, key=lambda fault: fault.parameter))
    return Given(values, given)


def _faults_of_form(query: QueryDict, name: str, reader: Reader) -> Iterable[Fault]:
    """What is wrong with a parameter before its value is looked at."""
    values = query.getlist(name)
    if len(values) > 1:
        yield _repeated(name, values, reader)
    elif complaint := _complaint(values[0]):
        yield Fault(name, complaint, reader.known())


def _complaint(text: str) -> str | None:
    """What is wrong with a text, whatever is to be read from it."""
    if not text.strip():
        return "It is blank. Give it a value or leave it out."
    if "\ufffd" in text:
        return "It is not UTF-8."
    if _CONTROLS.search(text):
        return "It holds a control character."
    return f"It has {len(text)} characters, which are too many." if len(text) > LONGEST else None


def _faults_of_company(query: QueryDict, parameter: Parameter) -> Iterable[Fault]:
    beside = [name for name in parameter.not_with if name in query]
    if beside and parameter.name in query:
        yield Fault(parameter.name, f"It cannot be given with {' or '.join(beside)}. Leave one of them out.")


def _repeated(name: str, values: list[str], reader: Reader) -> Fault:
    said = f"It is given {len(values)} times. Give it once"
    if reader.several:
        said += ", with commas for any of several"
    meant = ",".join(dict.fromkeys(values)) if reader.several else values[-1]
    return _told(name, Refused(f"{said}.", reader.known(), meant if _taken(reader, meant) else None))


def _taken(reader: Reader, text: str) -> bool:
    if _complaint(text):
        return False
    try:
        reader(text)
    except Refused:
        return False
    return True


def _unknown(name: str, allowed: list[str], anywhere: Container[str]) -> Fault:
    """Who writes what another endpoint takes means that, and nothing that only looks like it."""
    stem, _, lookup = name.partition("__")
    meant = f"{stem}_{_LOOKUPS[lookup]}" if lookup in _LOOKUPS else name
    known = _ELSEWHERE.get(name)
    near = known if known in allowed else None if name in anywhere else nearest(meant, allowed)
    return _told(name[:64], Refused("There is no such parameter here.", sorted(allowed), near))


def _faults_of_filters(form: Form | None) -> Iterable[Fault]:
    for name, errors in (form.errors.as_data() if form else {}).items():
        refused = errors[0].refused if isinstance(errors[0], FilterRefused) else Refused(str(errors[0]))
        yield _told(name, refused)


def _told(name: str, refused: Refused) -> Fault:
    return Fault(name, refused.detail, refused.allowed, refused.nearest)
