"""docs/api.md against the code: every path, filter, ordering key, parameter, member, status and value stands in it.

A failure says which line to add, or which one to mend.
"""

import re
from typing import Any

import pytest
import yaml

from missions import vocabulary
from missions.api.columns import columns
from missions.api.urls import urlpatterns
from missions.api.views.base import ListView, ReadView
from missions.dates import FuzzyDate
from missions.vocabulary import Term
from tests.docs import markdown

DOCUMENT = "docs/api.md"
VIEWS: dict[str, Any] = {
    re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)) or "/api/v1/": pattern.callback for pattern in urlpatterns
}
READ = {title: view.view_class for title, view in VIEWS.items() if hasattr(view, "view_class")}
LISTS: dict[str, type[ListView]] = {title: view for title, view in READ.items() if issubclass(view, ListView)}
TERMS = [
    term for term in vars(vocabulary).values() if isinstance(term, type) and issubclass(term, Term) and term is not Term
]


def test_there_are_endpoints_and_vocabularies() -> None:
    assert len(VIEWS) >= 18
    assert len(LISTS) >= 8
    assert len(TERMS) >= 10


def listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


def wanted(title: str, line: str) -> None:
    """The section has the line; the failure says so."""
    found = markdown.section(DOCUMENT, title).lines
    assert line in found, f"{DOCUMENT}, section {title}: it must hold the line\n{line}"


@pytest.mark.parametrize("title", VIEWS)
def test_every_path_has_a_section_that_says_something(title: str) -> None:
    assert [line for line in markdown.section(DOCUMENT, title).lines if line], f"{DOCUMENT}: say what {title} answers"


def test_every_section_of_an_endpoint_is_one() -> None:
    below = markdown.section(DOCUMENT, "Endpoints").lines
    assert [line.removeprefix("### ") for line in below if line.startswith("### ")] == list(VIEWS)


@pytest.mark.parametrize("title", LISTS)
def test_every_filter_has_a_row_with_its_description(title: str) -> None:
    """A list that takes those of the milestones says so, and has no table of its own."""
    filters = LISTS[title].filters
    if title != "milestones/" and filters is LISTS["milestones/"].filters:
        wanted(title, "Filters: all of [milestones/](#milestones).")
        return
    assert filters is not None
    rows = markdown.section(DOCUMENT, title).rows()
    for name, filter_ in filters.base_filters.items():
        line = f"| `{name}` | … | {filter_.description} |"
        assert name in rows, (
            f"{DOCUMENT}, section {title}: add the row, and what the filter takes in the middle\n{line}"
        )
        assert rows[name].endswith(f"| {filter_.description} |"), (
            f"{DOCUMENT}, section {title}: mend the row\n{rows[name]}\nto\n{line}"
        )
    assert rows.keys() - filters.base_filters.keys() == set(), f"{DOCUMENT}, section {title}: no such filters"


@pytest.mark.parametrize("title", LISTS)
def test_every_ordering_key_is_named(title: str) -> None:
    view = LISTS[title]
    wanted(title, f"Ordered by: {listed(view.keys)}. Without `ordering`: `{view.order}`.")


@pytest.mark.parametrize("title", READ)
def test_every_other_parameter_is_named(title: str) -> None:
    view: type[ReadView] = READ[title]
    wanted(title, f"Parameters: {listed(parameter.name for parameter in view.parameters()) or 'none'}.")


@pytest.mark.parametrize("title", LISTS)
def test_every_member_of_a_row_is_named(title: str) -> None:
    wanted(title, f"A row: {listed(LISTS[title].serializer_class().fields)}.")


@pytest.mark.parametrize("title", LISTS)
def test_every_column_is_named(title: str) -> None:
    wanted(title, f"Columns of CSV: {listed(column.name for column in columns(LISTS[title].serializer_class()))}.")


def test_every_parameter_is_explained() -> None:
    rows = markdown.section(DOCUMENT, "Parameters of every list").rows()
    every = {parameter.name for view in READ.values() for parameter in view.parameters()}
    missing = [f"| `{name}` | … |" for name in sorted(every - rows.keys())]
    assert not missing, f"{DOCUMENT}, section Parameters of every list, lacks: {', '.join(missing)}"
    assert rows.keys() - every == set(), f"{DOCUMENT}, section Parameters of every list: no such parameters"


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_every_value_has_a_row_with_its_meaning(terms: type[Term]) -> None:
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", terms.__name__).lower()
    for value, meaning in terms.meanings():
        wanted(title, f"| `{value}` | {meaning} |")
    values = [value for value, _ in terms.meanings()]
    assert list(markdown.section(DOCUMENT, title).rows()) == values, (
        f"{DOCUMENT}, section {title}: these, in this order"
    )


def test_every_status_is_explained() -> None:
    described = yaml.safe_load(markdown.read("openapi.yaml"))
    answers = [operation["responses"] for path in described["paths"].values() for operation in path.values()]
    codes = {code for responses in answers for code in responses}
    rows = markdown.section(DOCUMENT, "Statuses").rows()
    assert codes <= rows.keys(), f"{DOCUMENT}, section Statuses: add a row for {sorted(codes - rows.keys())}"


def test_the_table_of_dates_is_true() -> None:
    lines = markdown.section(DOCUMENT, "Dates").lines
    rows = [cells(line) for line in lines if line.startswith("| `") and line.count("|") == 5]
    assert len(rows) >= 15
    for edtf, *shown in rows:
        date = FuzzyDate.parse(edtf.strip("`"))
        assert shown == [str(date.earliest or "open"), str(date.latest or "open"), date.text], f"{DOCUMENT}: {edtf}"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
