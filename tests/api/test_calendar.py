"""Milestones as a calendar: what it answers, read back by another library than the one that writes it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from missions.actions import claims
from missions.api.views import feeds
from missions.models import Agency, Change, Claim, Milestone
from tests.api.asking import ROOT, ask, fault, faults, get, problem
from tests.api.calendars import ADDRESS, events, heading, read
from tests.api.endpoints import FEEDS
from tests.api.filter_cases import MILESTONES
from tests.factories import AgencyFactory, MilestoneFactory, ProgramFactory, claim

pytestmark = pytest.mark.usefixtures("world")


def dated(query: str = "") -> set[str]:
    """The slugs of the list's rows that have a date."""
    found = get(f"milestones/?limit=500&fields=slug,date&{query}".replace(" ", "%20")).body["results"]
    return {row["slug"] for row in found if row["date"]}


def last_change(**which: Any) -> int:
    """The number of the last change of the landing on Mars, or of a claim of it."""
    return Change.objects.filter(milestone="mars-landing", **which).latest("number").number


def test_an_event_whole() -> None:
    event = events("slug=mars-landing")["mars-landing"]
    assert (event.first, event.last) == (date(2026, 1, 1), date(2028, 12, 31))
    assert event.told == {
        "dtstamp": datetime(2026, 11, 12, 12, tzinfo=UTC),
        "last-modified": datetime(2026, 11, 12, 12, tzinfo=UTC),
        # Three claims count.
        "sequence": str(last_change() + 3),
        "summary": "People land on Mars (2026 to 2028)",
        "description": "Somebody stands on Mars.\nSpaceX, 22 March 2021: in-2026\nSource: News of the day, The Paper",
        "status": "TENTATIVE",
        "categories": ["Crewed landing", "Mars", "Colony"],
        "url": f"{ROOT}milestones/mars-landing/",
        "transp": "TRANSPARENT",
    }


def test_who_spoke_is_named_and_a_document_speaks_for_itself() -> None:
    then = events("as_of=2020-01-01")["mars-landing"].told["description"]
    assert then.splitlines()[1:] == [
        "Elon Musk (SpaceX), 26 September 2016: by-2022",
        "Source: A speech, SpaceX",
    ]
    essay = events()["moon-base"].told["description"]
    assert essay.splitlines()[1:] == ["An essay, about 2024 to 2025: begun", "Source: An essay"]


def test_who_disagrees_is_mentioned() -> None:
    assert events()["rover-launch"].told["description"].splitlines()[-1] == "Claims of equal rank and day disagree."
    assert "disagree" not in events()["mars-landing"].told["description"]


def test_the_calendar_tells_what_it_is_and_when_to_come_again() -> None:
    answer = get(ADDRESS)
    assert heading(answer.content) == {
        "PRODID": "-//Mission Tracker//Milestones//EN",
        "VERSION": "2.0",
        "NAME": "Mission Tracker",
        "X-WR-CALNAME": "Mission Tracker",
        "DESCRIPTION": "Milestones of space missions: what was promised, by whom, and what came of it.",
        "REFRESH-INTERVAL": "PT12H",
        "X-PUBLISHED-TTL": "PT12H",
    }
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in answer.content
    assert (answer.media_type, answer.headers["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'inline; filename="milestones.ics"',
    )


def test_every_milestone_with_a_date_is_there_once_by_slug() -> None:
    assert list(events()) == ["mars-landing", "moon-base", "moon-landing", "old-flight", "rover-launch"]
    assert set(events()) == dated()


def test_a_milestone_without_a_date_is_not_there() -> None:
    assert "moon-base" in events()
    assert "moon-base" not in events("as_of=2022-01-01")
    assert events("dated=false") == {}


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        ("planned", "TENTATIVE", "by 2024"),
        ("ongoing", "CONFIRMED", "ongoing, by 2024"),
        ("achieved", "CONFIRMED", "achieved, by 2024"),
        ("failed", "CANCELLED", "failed, by 2024"),
    ],
)
def test_each_outcome_has_a_status_and_its_words(outcome: str, status: str, words: str) -> None:
    claim(MilestoneFactory.create(slug="it", title="It"), "../2024", outcome=outcome)
    told = events("slug=it")["it"].told
    assert (told["status"], told["summary"]) == (status, f"It ({words})")


@pytest.mark.parametrize("decided", [None, "2022", "2022-02-01"])
@pytest.mark.parametrize(("plan", "words"), [("2026-05", "for May 2026"), ("../2026-05", "by May 2026")])
def test_what_is_cancelled_stays_where_it_was_last_planned(decided: str | None, plan: str, words: str) -> None:
    """Whether the day of the decision is told or not. A later plan, and one that was withdrawn, do not count."""
    it = MilestoneFactory.create(slug="it", title="It")
    told = [("2024", "2019", "planned"), (plan, "2020", "planned"), (None, "2021", "planned")]
    for edtf, day, outcome in [*told, (decided, "2023", "cancelled"), ("2030", "2025", "planned")]:
        claim(it, edtf, f"{day}-01-01", outcome=outcome)
    claims.withdraw(claim=claim(it, "2029", "2020-06-01"), reason="Misread.")
    event = events("slug=it&as_of=2024-01-01")["it"]
    assert event.last == date(2026, 5, 31)
    assert (event.told["status"], event.told["summary"]) == ("CANCELLED", f"It (cancelled, was planned {words})")


@pytest.mark.parametrize("decided", [None, "2022"])
def test_what_is_cancelled_and_had_never_a_date_is_not_there(decided: str | None) -> None:
    it = MilestoneFactory.create(slug="it")
    claim(it, None, "2020-01-01")
    claim(it, decided, "2023-01-01", outcome="cancelled")
    assert events("slug=it") == {}


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-34", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-24", date(2026, 12, 1), date(2027, 2, 28)),
        ("203X", date(2030, 1, 1), date(2039, 12, 31)),
        ("1957-10-04", date(1957, 10, 4), date(1957, 10, 4)),
        ("21XX", date(2100, 1, 1), date(2199, 12, 31)),
        ("../2022", date(2022, 12, 31), date(2022, 12, 31)),
        ("2024/..", date(2024, 1, 1), date(2024, 1, 1)),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
        # The day after the last one has no name, so the event ends a day early.
        ("9999", date(9999, 1, 1), date(9999, 12, 30)),
        ("../9999", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_window_is_a_span_of_days(edtf: str, first: date, last: date) -> None:
    claim(MilestoneFactory.create(slug="it"), edtf)
    event = events("slug=it")["it"]
    assert (event.first, event.last) == (first, last)


@pytest.mark.parametrize("query", MILESTONES)
def test_it_takes_each_filter_of_the_list_and_keeps_what_that_keeps(query: str) -> None:
    assert set(events(query.replace(" ", "%20"))) == dated(query)


def test_an_earlier_knowledge_is_another_calendar() -> None:
    """The later claims, and a withdrawal, were recorded after that instant."""
    then = events("known_at=2026-11-10T11:59:59Z")
    assert set(then) == {"mars-landing", "moon-landing", "old-flight", "rover-launch"}
    assert (then["mars-landing"].told["sequence"], then["mars-landing"].told["dtstamp"]) == (
        str(last_change(at__lte=datetime(2026, 11, 2, tzinfo=UTC)) + 2),
        datetime(2026, 11, 1, 12, tzinfo=UTC),
    )
    between = events("known_at=2026-11-11T00:00:00Z&as_of=2018-01-01")["mars-landing"]
    number = last_change(at__lte=datetime(2026, 11, 11, tzinfo=UTC)) + 2
    assert (between.told["summary"], between.told["sequence"]) == ("People land on Mars (2018)", str(number))
    answer = get(f"{ADDRESS}?known_at=2026-11-11T00:00:00Z")
    assert answer.headers["Memento-Datetime"] == "Wed, 11 Nov 2026 00:00:00 GMT"


def test_a_calendar_without_events_has_a_component_all_the_same() -> None:
    """RFC 5545, 3.6: there must be one."""
    content = get(f"{ADDRESS}?slug=doubted").content
    assert read(content) == {}
    assert content.count(b"BEGIN:") == content.count(b"END:") == 3
    assert b"\r\nBEGIN:VTIMEZONE\r\nTZID:UTC\r\n" in content
    assert b"VTIMEZONE" not in get(ADDRESS).content


@pytest.mark.parametrize(
    "accept", ["text/calendar", "*/*", "text/html", "application/json", "text/plain;q=0.1", "junk"]
)
def test_it_is_a_calendar_whatever_accept_says(accept: str) -> None:
    answer = get(ADDRESS, accept=accept)
    assert (answer.status, answer.media_type) == (200, "text/calendar; charset=utf-8")
    assert get(f"{ADDRESS}?x=1", accept=accept).media_type == "application/problem+json"


def test_the_same_data_are_the_same_bytes_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    before = get(ADDRESS)
    monkeypatch.setattr("missions.clock.today", lambda: date(2026, 11, 21))
    after = get(ADDRESS)
    assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])
    assert get(ADDRESS, if_none_match=before.headers["ETag"]).status == 304


def test_a_claim_changes_its_event_and_no_other() -> None:
    before, tag = events(), get(ADDRESS).headers["ETag"]
    claim(Milestone.objects.get(slug="mars-landing"), "2031", "2026-11-19")
    after = events()
    assert {slug for slug in after if before[slug] != after[slug]} == {"mars-landing"}
    assert after["mars-landing"].told["sequence"] == str(last_change() + 4)
    assert get(ADDRESS, if_none_match=tag).status == 200


def test_a_withdrawal_raises_the_number_though_the_date_is_the_old_one() -> None:
    claims.withdraw(claim=Claim.objects.get(statement="in-2026"), reason="Misread.")
    event, number = events()["mars-landing"], last_change() + 3
    assert (event.told["summary"], event.told["sequence"]) == ("People land on Mars (by 2022)", str(number))


def test_what_is_wrong_is_told_as_anywhere() -> None:
    allowed = FEEDS[ADDRESS]
    assert faults(ADDRESS, {"agencie": "nasa"}) == [
        fault("agencie", "There is no such parameter here.", allowed, "agency")
    ]
    for name in ("limit", "offset", "ordering", "pagination", "cursor", "fields", "format"):
        assert [each["parameter"] for each in faults(ADDRESS, {name: "1"})] == [name]
    assert [each["nearest"] for each in faults(ADDRESS, {"state": "late", "program": "artemiss"})] == [
        "artemis",
        "overdue",
    ]
    assert [each["parameter"] for each in faults(ADDRESS, {"known_at": "2027-01-01T00:00:00Z"})] == ["known_at"]


def test_more_than_it_holds_is_refused_and_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 4)
    found = problem(get(ADDRESS), 400, "Bad Request")
    assert (found["detail"], found["errors"]) == (
        "A calendar holds at most 4 milestones, and these are more. Add a filter.",
        [],
    )
    assert len(events("as_of=2022-01-01")) == 4


def test_it_has_no_slash_at_its_end() -> None:
    problem(get(f"{ADDRESS}/"), 404, "Not Found")
    assert ask("HEAD", ADDRESS).status == 200


def test_five_hundred_more_cost_five_queries_more(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "_AT_ONCE", 10)
    for count in (6, 16):
        while len(dated()) < count:
            claim(MilestoneFactory.create(program=ProgramFactory.create()), claimant=AgencyFactory.create())
        # Which there are; then of each ten: the claims, three for the changes, and the milestones whole.
        with django_assert_num_queries(1 + 5 * (count // 10 + 1)):
            assert len(events()) == count


def test_texts_of_every_kind_arrive_as_they_were_written() -> None:
    title = 'A "title"; with, signs \\n and \\ 🚀, über 火星' + " and very long" * 8
    milestone = MilestoneFactory.create(slug="it", title=title, criterion="One line.\nAnother, with\ttab.")
    claim(milestone, "2030", claimant=Agency.objects.get(slug="nasa"), statement="So; it, is.")
    told = events("slug=it")["it"].told
    assert told["summary"] == f"{title} (2030)"
    assert told["description"].startswith("One line.\nAnother, with\ttab.\nNASA, 26 September 2016: So; it, is.\n")
