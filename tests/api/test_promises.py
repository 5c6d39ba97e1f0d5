"""What became of a promise: the rule case by case, and then every short life that there is, against a slow model."""

from datetime import date
from itertools import product

import pytest

from missions.dates import FuzzyDate
from missions.schedule import Said
from missions.vocabulary import Outcome, Promise
from tests.api import generated
from tests.api.asking import get, rows
from tests.factories import AgencyFactory, MilestoneFactory, claim
from tests.slow_promises import WINDOWS, Keeps, Thing, Told, seen

pytestmark = pytest.mark.django_db

# What was said, each with its day, outcome and date; the day; what became of it, whether that is settled, whether it
# slipped for certain.
Life = tuple[str, str, str | None, bool, bool]
NOW = "2026-11-20"
LIVES: list[Life] = [
    # On time: by the last day of the first promise, for certain.
    ("2020-01-01 planned 2024; 2025-02-01 achieved 2024-05", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2024; 2025-02-01 achieved 2024-12-31", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2024; 2025-02-01 achieved 2024", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2024; 2023-02-01 achieved 2023-01", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned ../2024; 2025-02-01 achieved 2023", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2024-02-29; 2024-03-01 achieved 2024-02", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 1969; 2020-01-02 achieved 1969-07-20", NOW, "kept_on_time", True, False),
    # A date that was only put off, and kept, is late by the first.
    ("2020-01-01 planned 2022; 2021-01-01 planned 2025; 2025-02-01 achieved 2025-01", NOW, "kept_late", True, True),
    # And one that was put off in vain is on time by the first.
    ("2020-01-01 planned 2024; 2021-01-01 planned 2023; 2025-02-01 achieved 2024-05", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2024; 2025-02-01 achieved 2025-01-01", NOW, "kept_late", True, True),
    # What is told does not say whether it was in time: it is not shown to be.
    ("2020-01-01 planned 2022; 2024-02-01 achieved 2022/2023", NOW, "kept_late", True, False),
    ("2020-01-01 planned 2022; 2024-02-01 achieved", NOW, "kept_late", True, False),
    ("2020-01-01 planned 2022; 2024-02-01 achieved 2020/..", NOW, "kept_late", True, False),
    ("2020-01-01 planned 2022; 2024-02-01 achieved ../2023", NOW, "kept_late", True, False),
    # Without a last day it came by the day on which it was told.
    ("2020-01-01 planned 2022; 2022-12-31 achieved", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2022; 2023-01-01 achieved", NOW, "kept_late", True, False),
    ("2020-01-01 planned 2022; 2022-12-31 achieved 2020/..", NOW, "kept_on_time", True, False),
    # It came no later than it was first told, whatever is told of its date.
    ("2020-01-01 planned 2022-06; 2022-05-10 achieved 2022", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2022-06; 2022-07-01 achieved 2022", NOW, "kept_late", True, False),
    # Nor does it come later when it is told again, in other words, less exactly, or against another's word.
    (
        "2020-01-01 planned 2022; 2022-06-01 achieved 2021/..; 2023-01-01 achieved 2021~/..",
        NOW, "kept_on_time", True, False,
    ),
    (
        "2020-01-01 planned 2022; 2022-06-01 achieved 2021; 2023-01-01 achieved 2021/2023",
        NOW, "kept_on_time", True, False,
    ),
    ("2020-01-01 planned 2022; 2022-01-01 achieved 2021; 2023-06-01 achieved", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned 2022; 2023-02-01 achieved 2022-12; 2023-06-01 achieved", NOW, "kept_on_time", True, False),
    (
        "2020-01-01 planned 2022; 2022-06-01 achieved; 2023-01-01 achieved; 2023-01-01 planned 2024",
        NOW, "kept_on_time", True, False,
    ),
    (
        "2020-01-01 planned 2022; 2023-02-01 achieved 2022-12; 2023-06-01 achieved; 2023-06-01 planned 2024",
        NOW, "kept_on_time", True, False,
    ),
    (
        "2020-01-01 planned 2022-05; 2022-06-20 achieved 2022-05; 2022-08-01 achieved 2022",
        NOW, "kept_on_time", True, False,
    ),
    (
        "2020-01-01 planned 2022-05; 2022-06-20 achieved 2022-05; 2022-08-01 achieved 2022-06-10",
        NOW, "kept_late", True, True,
    ),
    # A better date counts, later or earlier; one after the first telling takes that back.
    ("2020-01-01 planned 2022; 2023-02-01 achieved 2022-12; 2023-06-01 achieved 2023-01", NOW, "kept_late", True, True),
    (
        "2020-01-01 planned 2022; 2023-02-01 achieved 2023-01; 2023-06-01 achieved 2022-12",
        NOW, "kept_on_time", True, False,
    ),
    ("2020-01-01 planned 2022; 2022-06-01 achieved 2022-05; 2024-01-01 achieved 2023-05", NOW, "kept_late", True, True),
    ("2020-01-01 planned 2022; 2022-06-01 achieved; 2024-01-01 achieved 2022-07/..", NOW, "kept_late", True, False),
    # And so does a plan: that it came is taken back, and told anew.
    (
        "2020-01-01 planned 2022; 2022-06-01 achieved; 2022-07-01 planned 2024; 2024-01-01 achieved",
        NOW, "kept_late", True, False,
    ),
    # Nothing is late for a promise without an end, or without a date.
    ("2020-01-01 planned 2022/..; 2050-01-01 achieved 2049", "2051-01-01", "kept_on_time", True, False),
    ("2020-01-01 planned; 2025-02-01 achieved 2024", NOW, "kept_on_time", True, False),
    ("2020-01-01 planned; 2025-02-01 achieved", NOW, "kept_on_time", True, False),
    # The first date counts, though it came after a plan without one.
    ("2020-01-01 planned; 2021-01-01 planned 2022; 2025-02-01 achieved 2024", NOW, "kept_late", True, True),
    # Overdue by the present date, pending by it too.
    ("2020-01-01 planned 2022", "2022-12-31", "pending", False, False),
    ("2020-01-01 planned 2022", "2023-01-01", "overdue", True, False),
    ("2020-01-01 planned 2022; 2022-06-01 planned 2030", "2022-12-31", "pending", False, True),
    ("2020-01-01 planned 2022; 2022-06-01 planned 2030", "2023-01-01", "pending", True, True),
    ("2020-01-01 planned 2030; 2021-01-01 planned 2022", "2023-01-01", "overdue", False, False),
    ("2020-01-01 planned 2022; 2024-01-01 planned 2030", "2023-12-31", "overdue", True, False),
    ("2020-01-01 planned 2022; 2024-01-01 planned 2030", "2024-01-01", "pending", True, True),
    ("2020-01-01 planned 2022; 2021-01-01 planned", "2023-01-01", "pending", True, False),
    ("2020-01-01 planned", NOW, "pending", False, False),
    ("2020-01-01 planned 2022/..", NOW, "pending", False, False),
    ("2020-01-01 planned 2022; 2021-01-01 ongoing 2021", "2022-12-31", "pending", False, False),
    ("2020-01-01 planned 2022; 2021-01-01 ongoing 2021", "2023-01-01", "pending", True, False),
    ("2020-01-01 planned 2101", "2102-01-01", "overdue", True, False),
    # Ended otherwise.
    ("2020-01-01 planned 2022; 2021-01-01 cancelled 2021", "2021-01-01", "cancelled", True, False),
    ("2020-01-01 planned 2022; 2021-01-01 failed 2021", "2021-01-01", "failed", True, False),
    # Taken up again: what it is by the present standing.
    ("2020-01-01 planned 2022; 2021-01-01 failed 2021; 2021-06-01 planned 2024", "2023-06-01", "pending", True, True),
    ("2020-01-01 planned 2022; 2021-01-01 achieved 2021; 2021-06-01 planned 2024", "2025-01-01", "overdue", True, True),
    # Never promised before it came.
    ("2020-01-01 achieved 2019", NOW, None, False, False),
    ("2020-01-01 ongoing 2019; 2021-01-01 cancelled", NOW, None, False, False),
    ("2020-01-01 planned 2022; 2020-01-01 achieved 2019", NOW, None, False, False),
    # Promised after it had come, by what was said first.
    ("2020-01-01 achieved 2019; 2021-01-01 planned 2022; 2022-02-01 achieved 2022", NOW, "kept_on_time", True, False),
]  # fmt: skip


def live(slug: str, said: str) -> None:
    milestone = MilestoneFactory.create(slug=slug)
    for each in said.split("; "):
        day, outcome, *window = each.split()
        claim(milestone, window[0] if window else None, day, outcome)


@pytest.mark.parametrize(("said", "day", "promise", "settled", "slipped"), LIVES)
def test_what_became_of_a_promise(said: str, day: str, promise: str | None, settled: bool, slipped: bool) -> None:
    live("it", said)
    given = {"as_of": day}
    assert get("timeline/", given).body["results"][0]["promise"] == promise
    if promise:
        assert rows("timeline/", {**given, "promise": promise}, "promise") == [promise]
    kept = [word.value for word in Promise if rows("milestones/", {**given, "promise": word.value})]
    assert kept == ([promise] if promise else [])
    for name, holds in (("settled", settled), ("slipped", slipped)):
        assert rows("milestones/", {**given, name: "true"}) == (["it"] if holds else [])
        assert rows("milestones/", {**given, name: "false"}) == ([] if holds else ["it"])


FIRST_DAY, LAST_DAY = date(2016, 2, 26), date(2016, 3, 8)
LATER = (date(2016, 2, 27), date(2016, 3, 1), date(2016, 3, 3), date(2016, 3, 4))
ENDS = (Outcome.PLANNED, Outcome.ACHIEVED)


def lives() -> list[Thing]:
    """A first plan, and what is said next: each date after each, on the days on which windows close and the next."""
    windows = [FuzzyDate.parse(window) for window in WINDOWS]
    found = []
    for first, then, outcome, day in product([None, *windows], [None, *windows], ENDS, LATER):
        plan = Said(f"{0:032}", FIRST_DAY, Outcome.PLANNED, first)
        told = (Told(plan, "nasa", "news"), Told(Said(f"{1:032}", day, outcome, then), "esa", "essay"))
        found.append(Thing(frozenset(), frozenset(), None, "", "launch", told))
    return found


def became(promise: str) -> Keeps:
    return lambda one: one.promise == promise


HOLDS: dict[str, Keeps] = {f"promise={promise.value}": became(promise.value) for promise in Promise} | {
    "settled=true": lambda one: one.settled,
    "slipped=true": lambda one: one.slipped,
    "promise_claimant=esa": lambda one: one.claimant == "esa",
    "promise_source=news": lambda one: one.source == "news",
}


def test_every_short_life_is_judged_as_the_slow_model_does() -> None:
    generated.catalog()
    every = lives()
    generated.build(every)
    for day in (date(2016, 2, 27), date(2016, 2, 28), date(2016, 3, 2), date(2016, 3, 4), LAST_DAY, date(2016, 4, 1)):
        found = {f"m{at}": one for at, thing in enumerate(every) if (one := seen(thing, day))}
        assert len(found) == len(every) == 512
        for query, holds in HOLDS.items():
            assert kept(query, day) == sorted(slug for slug, one in found.items() if holds(one)), (query, day)


def kept(query: str, day: date) -> list[str]:
    """By all pages: there are more than one holds."""
    address: str | None = f"milestones/?{query}&as_of={day}&fields=slug&limit=500"
    found: list[str] = []
    while address:
        body = get(address).body
        found += [row["slug"] for row in body["results"]]
        address = body["next"]
    return sorted(found)


def test_the_first_promise_is_of_who_told_its_date() -> None:
    nasa, esa = AgencyFactory.create(slug="nasa"), AgencyFactory.create(slug="esa")
    milestone = MilestoneFactory.create(slug="it")
    claim(milestone, None, "2020-01-01", claimant=nasa)
    claim(milestone, "2024", "2021-01-01", claimant=esa)
    claim(milestone, "2025", "2022-01-01", claimant=nasa)
    for day, by in (("2020-12-31", "nasa"), ("2021-01-01", "esa"), ("2023-01-01", "esa")):
        for agency in ("nasa", "esa"):
            found = rows("milestones/", {"promise_claimant": agency, "as_of": day})
            assert found == (["it"] if agency == by else []), (day, agency)


def test_who_only_says_it_again_has_not_promised_it() -> None:
    nasa, esa = AgencyFactory.create(slug="nasa"), AgencyFactory.create(slug="esa")
    milestone = MilestoneFactory.create(slug="it")
    claim(milestone, "2024", "2021-01-01", claimant=esa)
    claim(milestone, "2024", "2022-01-01", claimant=nasa)
    assert rows("milestones/?promise_claimant=esa") == ["it"]
    assert rows("milestones/?promise_claimant=nasa") == []


def test_whether_it_is_named_who_promised_is_asked_of_promises_alone() -> None:
    claim(MilestoneFactory.create(slug="named"), "2024", claimant=AgencyFactory.create())
    claim(MilestoneFactory.create(slug="unnamed"), "2024")
    claim(MilestoneFactory.create(slug="came"), "2015", outcome="achieved")
    assert rows("milestones/?has_promise_claimant=true") == ["named"]
    assert rows("milestones/?has_promise_claimant=false") == ["unnamed"]
