"""The feed of changes, read by a parser that knows nothing of it and held against the rules of RFC 4287."""

import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from missions.actions import changes, claims, sources
from missions.models import Agency, Change, Claim, Milestone, Program, Source
from tests.api.asking import ROOT, get
from tests.factories import claim

pytestmark = pytest.mark.usefixtures("world")

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "feeds/changes.atom"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def feed(**given: Any) -> ET.Element:
    answer = get(FEED, given)
    assert (answer.status, answer.media_type) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)  # noqa: S314 - the tracker's own


def one(element: ET.Element, name: str) -> str:
    (found,) = element.findall(ATOM + name)
    assert found.text
    return found.text


def told(entry: ET.Element) -> list[str]:
    """The lines of an entry's summary."""
    return re.findall(r"<p>(.*?)</p>", one(entry, "summary"))


def newest() -> tuple[str, list[str]]:
    entry = feed(limit=1).findall(f"{ATOM}entry")[0]
    return one(entry, "title"), told(entry)


def check(root: ET.Element) -> None:
    """What RFC 4287 asks of a feed (4.1.1) and of its entries (4.1.2)."""
    assert root.tag == f"{ATOM}feed"
    ids = [one(root, "id")]
    assert one(root, "title")
    assert RFC3339.fullmatch(one(root, "updated"))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links.keys() == {"self", "alternate"}
    for entry in root.findall(f"{ATOM}entry"):
        ids.append(one(entry, "id"))
        assert one(entry, "title")
        assert RFC3339.fullmatch(one(entry, "updated"))
        assert RFC3339.fullmatch(one(entry, "published"))
        assert [author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author")] != [None]
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        assert entry.find(f"{ATOM}summary").get("type") == "html"  # type: ignore[union-attr]
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
    assert len(set(ids)) == len(ids)
    # RFC 4151.
    assert all(re.fullmatch(r"tag:[a-z0-9-]+,\d{4}:[A-Za-z0-9_\-/?=&.~%+]+", found) for found in ids)


def test_it_is_a_feed_by_the_rules() -> None:
    root = feed()
    check(root)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 17
    times = [datetime.fromisoformat(one(entry, "updated")) for entry in entries]
    assert times == sorted(times, reverse=True)
    assert datetime.fromisoformat(one(root, "updated")) == times[0]


def test_an_entry_says_in_words_what_was_done() -> None:
    entry = feed(milestone="rover-launch", action="created").findall(f"{ATOM}entry")[3]
    said = Claim.objects.get(statement="in-september")
    assert one(entry, "title") == "Claim recorded: Rosalind leaves: planned for September 2022"
    assert told(entry) == [
        "European Space Agency, 22 March 2021: in-september",
        "Source: News of the day",
        "The date slips by 2 years 1 month to 2 years 2 months, from “July 2020” to “September 2022”.",
    ]
    assert entry.find(f"{ATOM}link").get("href") == f"{ROOT}claims/{said.pk}/"  # type: ignore[union-attr]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Mission Tracker"
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["claim", "created"]


def test_a_deletion_leads_to_what_became_of_the_row() -> None:
    (entry,) = feed(action="deleted").findall(f"{ATOM}entry")
    assert one(entry, "title") == "Agency deleted: NASA"
    assert told(entry) == ["Kind: government", "Name: NASA", "Why: It was there twice."]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "editor"
    address = entry.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]
    assert address == f"{ROOT}changes/?resource=agency&key=nasa-again"
    assert get(str(address)).body["count"] == 1


def test_an_edit_is_told_from_old_to_new() -> None:
    with changes.writing(by="editor", reason="As its own pages have it.") as writing:
        esa, artemis, landing = (
            Agency.objects.get(slug="esa"),
            Program.objects.get(slug="artemis"),
            Milestone.objects.get(slug="moon-landing"),
        )
        for row in (esa, artemis, landing):
            writing.about(row)
        esa.country, esa.short_name = "FR", ""
        esa.save()
        artemis.participations.filter(agency=esa).update(role="lead")
        landing.agencies.set([esa])
        landing.vehicles.clear()
        landing.crewed, landing.destination = False, "earth_orbit"
        landing.save()
    entries = feed(limit=3).findall(f"{ATOM}entry")
    assert [(one(entry, "title"), told(entry)[:-1]) for entry in entries] == [
        (
            "Milestone changed: People return to the Moon: agencies, crewed, destination, vehicles",
            [
                "Agencies: esa, nasa → esa",
                "Crewed: yes → no",
                "Destination: moon → earth orbit",
                "Vehicles: orion, starship → none",
            ],
        ),
        (
            "Program changed: Artemis program: participants",
            [
                (
                    "Participants: esa (partner), nasa (lead), roscosmos (former) "
                    "→ esa (lead), nasa (lead), roscosmos (former)"
                )
            ],
        ),
        (
            "Agency changed: European Space Agency: country, short name",
            ["Country: not said → FR", "Short name: ESA → not said"],
        ),
    ]
    assert {told(entry)[-1] for entry in entries} == {"Why: As its own pages have it."}


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (
            "2022",
            "2025",
            "The date slips by 2 years to 3 years 11 months, from “2022” to “2025”.",
        ),
        ("2022-01-01", "2022-01-11", "The date slips by 10 days, from “1 January 2022” to “11 January 2022”."),
        ("../2022", "2026", "The date slips by at least 3 years, from “by 2022” to “2026”."),
        ("2022", "2024/..", "The date slips by at least 1 year, from “2022” to “from 2024”."),
        (
            "2025",
            "2022-06-15",
            "The date is pulled in by 2 years 6 months to 3 years 6 months, from “2025” to “15 June 2022”.",
        ),
        ("2026", "2026-34", "The date is told more exactly: 2026 → second quarter of 2026."),
        ("2026-34", "2026", "The date is told less exactly: second quarter of 2026 → 2026."),
        ("2024/2026", "2025/2027", "The date is adjusted: 2024 to 2026 → 2025 to 2027."),
        (None, "2026", "A date is told: no date → 2026."),
        ("2026", None, "The date is told no more: 2026 → no date."),
    ],
)
def test_each_move_of_a_date_has_its_sentence(was: str | None, now: str | None, sentence: str) -> None:
    first = claim(date=was, asserted_on="2016-01-01")
    claim(milestone=first.milestone, date=now, asserted_on="2017-01-01")
    assert newest()[1][-1] == sentence


def test_a_date_that_is_told_again_is_not_told_for_the_first_time() -> None:
    first = claim(date="2022", asserted_on="2016-01-01")
    for year, date in ((2017, None), (2018, "2026")):
        claim(milestone=first.milestone, date=date, asserted_on=f"{year}-01-01")
    assert newest()[1][-1] == "A date is told: no date → 2026."


def test_a_claim_that_moves_nothing_has_no_such_sentence() -> None:
    first = claim(date="2026", asserted_on="2016-01-01", statement="First.")
    claim(milestone=first.milestone, date="2026", asserted_on="2017-01-01", statement="Again.")
    source = Claim.objects.get(statement="Again.").source
    assert newest()[1] == [f"“{source.title}”, 1 January 2017: Again."]
    claims.withdraw(claim=Claim.objects.get(statement="Again."), reason="Misread.")
    assert newest()[1] == [f"“{source.title}”, 1 January 2017: Again.", "Why: Misread."]


def test_a_source_that_is_found_to_be_a_copy() -> None:
    essay = Source.objects.get(slug="essay")
    essay.republication_of, essay.published = Source.objects.get(slug="news"), None
    sources.revise(source=essay, by="editor")
    assert newest() == ("Source changed: An essay: republication of", ["Republication of: not said → news"])


def test_what_markup_and_xml_do_not_take_is_written_so_that_they_do() -> None:
    esa = Agency.objects.get(slug="esa")
    with changes.writing(by="a<b>&c") as writing:
        writing.about(esa)
        esa.name = 'ESA <script>"&\uffff🚀'
        esa.save()
    root = feed(limit=1)
    check(root)
    entry = root.findall(f"{ATOM}entry")[0]
    assert one(entry, "title") == 'Agency changed: ESA <script>"&\ufffd🚀: name'
    assert told(entry) == ["Name: European Space Agency → ESA &lt;script&gt;&quot;&amp;\ufffd🚀"]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "a<b>&c"


def test_ids_are_the_same_on_every_host_and_addresses_are_the_hosts() -> None:
    here = feed()
    there = ET.fromstring(get(FEED, host="localhost:8000").content)  # noqa: S314 - the tracker's own
    for name in ("id", "updated"):
        assert [found.text for found in here.iter(ATOM + name)] == [found.text for found in there.iter(ATOM + name)]
    assert [link.get("href") for link in there.findall(f"{ATOM}link")] == [
        "http://localhost:8000/api/v1/changes/",
        "http://localhost:8000/api/v1/feeds/changes.atom",
    ]


def test_another_choice_is_another_feed() -> None:
    root = feed(resource="claim", action="created", limit=2)
    assert one(root, "id") == "tag:mission-tracker,2026:changes?action=created&resource=claim"
    assert len(root.findall(f"{ATOM}entry")) == 2
    check(root)


def test_a_feed_without_entries_is_the_same_whenever_it_is_asked_for() -> None:
    Change.objects.create(number=18, at="2026-11-13T12:00:00Z", resource="program", key="x", action="changed")
    root = feed(resource="program", action="created")
    check(root)
    assert (root.findall(f"{ATOM}entry"), one(root, "updated")) == ([], "1970-01-01T00:00:00+00:00")


def test_it_has_a_bounded_number_of_entries() -> None:
    Change.objects.bulk_create(
        Change(
            number=number, at="2026-11-13T12:00:00Z", resource="agency", key="a", action="created",
            after={"slug": "a", "name": f"A {number}"},
        )
        for number in range(18, 130)
    )  # fmt: skip
    assert len(feed().findall(f"{ATOM}entry")) == 50
    full = feed(limit=100).findall(f"{ATOM}entry")
    assert [one(entry, "title") for entry in (full[0], full[-1])] == ["Agency added: A 129", "Agency added: A 30"]


@pytest.mark.parametrize("accept", ["text/html", "application/rss+xml", "application/json", "junk"])
def test_it_is_a_feed_whatever_is_asked_for(accept: str) -> None:
    answer = get(FEED, accept=accept)
    assert (answer.status, answer.media_type) == (200, "application/atom+xml; charset=utf-8")
    assert get(f"{FEED}?limit=0", accept=accept).media_type == "application/problem+json"
