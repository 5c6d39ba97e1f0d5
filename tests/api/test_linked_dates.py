"""When a milestone was to come and comes, as linked data tells it: status, dates, and the dates before."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from rdflib.namespace import SDO

from missions.api.linked import reduced
from missions.dates import FuzzyDate
from tests.api.linked import WHEN, told
from tests.factories import MilestoneFactory, claim
from tests.strategies import Told, told_dates

STORIES: list[tuple[list[tuple[str, str | None]], list[list[str]]]] = [
    ([("planned", "2024")], [["EventScheduled"], ["2024"], [], [], ["2024"]]),
    ([("planned", "2024"), ("planned", "2025-09")], [["EventRescheduled"], ["2025-09"], [], ["2024"], ["2025-09"]]),
    ([("planned", "2024"), ("planned", "2023")], [["EventRescheduled"], ["2023"], [], ["2024"], ["2023"]]),
    # Told more exactly, or less so: not another date.
    ([("planned", "2024"), ("planned", "2024-06")], [["EventScheduled"], ["2024-06"], [], [], ["2024-06"]]),
    ([("planned", "2024"), ("planned", "202X")], [["EventScheduled"], ["2020"], ["2029"], [], ["202X"]]),
    (
        [("planned", "2024/2026"), ("planned", "2025/2027")],
        [["EventRescheduled"], ["2025"], ["2027"], ["2024"], ["2025/2027"]],
    ),
    (
        [("planned", "2024"), ("planned", "2026"), ("planned", "2028")],
        [["EventRescheduled"], ["2028"], [], ["2024", "2026"], ["2028"]],
    ),
    (
        [("planned", "2024"), ("planned", "2026"), ("planned", "2024")],
        [["EventRescheduled"], ["2024"], [], ["2026"], ["2024"]],
    ),
    ([("planned", None)], [[], [], [], [], []]),
    ([("planned", None), ("planned", "2024")], [["EventScheduled"], ["2024"], [], [], ["2024"]]),
    ([("planned", "2024"), ("planned", None)], [["EventPostponed"], [], [], ["2024"], []]),
    (
        [("planned", "2024"), ("planned", None), ("planned", "2025")],
        [["EventRescheduled"], ["2025"], [], ["2024"], ["2025"]],
    ),
    ([("planned", "2024"), ("planned", None), ("planned", "2024")], [["EventScheduled"], ["2024"], [], [], ["2024"]]),
    # An estimate of the same days is no other date.
    ([("planned", "2024"), ("planned", None), ("planned", "2024~")], [["EventScheduled"], ["2024"], [], [], ["2024~"]]),
    (
        [("planned", "2024"), ("planned", "2026"), ("planned", "2024~"), ("planned", "2028")],
        [["EventRescheduled"], ["2028"], [], ["2024", "2026"], ["2028"]],
    ),
    # What came was told twice: the plan was left once.
    (
        [("planned", "2024"), ("achieved", "2025"), ("achieved", "2025-05-03")],
        [["EventRescheduled"], ["2025-05-03"], [], ["2024"], ["2025-05-03"]],
    ),
    # A report that was put right leaves no plan.
    (
        [("planned", "2024"), ("achieved", "2025-01"), ("achieved", "2024-05-03")],
        [["EventScheduled"], ["2024-05-03"], [], [], ["2024-05-03"]],
    ),
    ([("planned", "2024"), ("achieved", "2024-05-03")], [["EventScheduled"], ["2024-05-03"], [], [], ["2024-05-03"]]),
    (
        [("planned", "2024"), ("achieved", "2025-05-03")],
        [["EventRescheduled"], ["2025-05-03"], [], ["2024"], ["2025-05-03"]],
    ),
    # Nobody had said when, so nothing tells whether it came as scheduled.
    ([("achieved", "2024")], [[], ["2024"], [], [], ["2024"]]),
    ([("planned", "2024"), ("achieved", None)], [[], [], [], [], []]),
    # The day on which it was given up is not one on which it would have been.
    ([("planned", "2024"), ("cancelled", "2022-02-01")], [["EventCancelled"], ["2024"], [], [], ["2024"]]),
    (
        [("planned", "2024"), ("planned", "2026"), ("cancelled", "2022-02-01")],
        [["EventCancelled"], ["2026"], [], ["2024"], ["2026"]],
    ),
    ([("cancelled", "2022-02-01")], [["EventCancelled"], [], [], [], []]),
    ([("planned", "2024"), ("failed", "2024-02-01")], [[], ["2024-02-01"], [], [], ["2024-02-01"]]),
    ([("planned", "2024"), ("ongoing", "2023")], [[], ["2023"], [], [], ["2023"]]),
    ([("planned", "../2030")], [["EventScheduled"], [], ["2030"], [], ["../2030"]]),
    ([("planned", "2024/..")], [["EventScheduled"], ["2024"], [], [], ["2024/.."]]),
    ([("planned", "2026-34")], [["EventScheduled"], ["2026-04"], ["2026-06"], [], ["2026-34"]]),
    ([("planned", "2024~")], [["EventScheduled"], ["2024"], [], [], ["2024~"]]),
    ([("planned", "0001")], [["EventScheduled"], ["0001"], [], [], ["0001"]]),
    ([("planned", "9999-12-31")], [["EventScheduled"], ["9999-12-31"], [], [], ["9999-12-31"]]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("story", "expected"), STORIES)
def test_what_was_said_one_after_another(story: list[tuple[str, str | None]], expected: list[list[str]]) -> None:
    milestone = MilestoneFactory.create(slug="it")
    # A year apart, and the last of them after all that came.
    for year, (outcome, edtf) in enumerate(story, 2027 - len(story)):
        claim(milestone, edtf, f"{year}-01-01", outcome=outcome)
    status, *others = told("it", *WHEN)
    assert [[name.removeprefix(str(SDO)) for name in status], *others] == expected


@given(told_dates())
def test_a_date_is_reduced_without_a_loss(day: Told) -> None:
    first, last = reduced(FuzzyDate.parse(day.text))
    assert (first and opened(first), last and closed(last)) == (day.earliest, day.latest)


def opened(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


def closed(text: str) -> date:
    year, month = int(text[:4]), int(text[5:7] or 12)
    return date(year, month, int(text[8:] or monthrange(year, month)[1]))
