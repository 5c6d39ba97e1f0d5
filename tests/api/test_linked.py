"""A milestone as linked data: the triples that another library reads from it, without a network."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, SDO, XSD

from missions.actions import claims
from missions.models import Agency, Claim, Milestone, Source
from tests.api.asking import ROOT, fault, faults, get, problem
from tests.api.linked import LINKED, WHEN, at, graph, told
from tests.factories import MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.usefixtures("world")

EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
# Of schema.org, what is used: classes, their properties, and the members of EventStatusType.
CLASSES = {"Claim", "CreativeWork", "Event", "Organization", "Place", "Project", "Vehicle"}
PROPERTIES = {
    "about", "appearance", "author", "contributor", "creativeWorkStatus", "creditText", "dateCreated", "datePublished",
    "description", "endDate", "eventStatus", "identifier", "isBasedOn", "location", "name", "previousStartDate",
    "publisher", "startDate", "subjectOf", "temporalCoverage", "text", "url",
}  # fmt: skip
STATUSES = {"EventCancelled", "EventPostponed", "EventRescheduled", "EventScheduled"}
OTHER_TERMS = {
    PROV.Entity, PROV.wasDerivedFrom, PROV.wasRevisionOf, PROV.generatedAtTime, PROV.invalidatedAtTime,
    DCTERMS.created, DCTERMS.date, DCTERMS.issued, RDF.type,
}  # fmt: skip


def claim_at(statement: str) -> URIRef:
    return at(f"claims/{Claim.objects.get(statement=statement).pk}")


def test_a_milestone_whole() -> None:
    """Every triple: what it is, what was claimed of it, where that stands, and what came of each claim."""
    it, first, second, hasty = at("milestones/mars-landing"), *map(claim_at, ("by-2022", "in-2026", "hasty"))
    spacex, nasa, speech, news, essay = map(
        at, ("agencies/spacex", "agencies/nasa", "sources/speech", "sources/news", "sources/essay")
    )
    mars, company, paper = BNode(), BNode(), BNode()
    expected = Graph()
    for triple in (
        (it, RDF.type, SDO.Event),
        (it, RDF.type, PROV.Entity),
        (it, SDO.identifier, Literal("mars-landing")),
        (it, SDO.name, Literal("People land on Mars")),
        (it, SDO.description, Literal("Somebody stands on Mars.")),
        (it, SDO.url, it),
        (it, SDO.eventStatus, SDO.EventRescheduled),
        (it, SDO.startDate, Literal("2026", datatype=SDO.Date)),
        (it, SDO.endDate, Literal("2028", datatype=SDO.Date)),
        (it, SDO.previousStartDate, Literal("../2022", datatype=EDTF)),
        (it, DCTERMS.date, Literal("2026/2028", datatype=EDTF)),
        (it, SDO.location, mars),
        (mars, RDF.type, SDO.Place),
        (mars, SDO.name, Literal("Mars")),
        (it, SDO.contributor, spacex),
        (it, SDO.contributor, nasa),
        *named(spacex, SDO.Organization, "SpaceX"),
        *named(nasa, SDO.Organization, "NASA"),
        (it, SDO.about, at("programs/colony")),
        (it, SDO.about, at("vehicles/starship")),
        *named(at("programs/colony"), SDO.Project, "Colony"),
        *named(at("vehicles/starship"), SDO.Vehicle, "Starship"),
        (it, PROV.wasDerivedFrom, second),
        *claimed(it, first, "by-2022", "2016-09-26", "../2022", "2026-11-01"),
        (first, SDO.author, spacex),
        (first, SDO.creditText, Literal("Elon Musk")),
        (first, SDO.appearance, speech),
        (first, PROV.wasDerivedFrom, speech),
        *claimed(it, second, "in-2026", "2021-03-22", "2026/2028", "2026-11-01"),
        (second, SDO.author, spacex),
        (second, SDO.appearance, news),
        (second, PROV.wasDerivedFrom, news),
        (second, PROV.wasRevisionOf, first),
        *claimed(it, hasty, "hasty", "2017-01-01", "2018", "2026-11-10"),
        (hasty, SDO.appearance, essay),
        (hasty, PROV.wasDerivedFrom, essay),
        (hasty, SDO.creativeWorkStatus, Literal("Withdrawn")),
        (hasty, PROV.invalidatedAtTime, instant("2026-11-12")),
        *document(speech, "A speech", "2019-01-02"),
        (speech, SDO.publisher, company),
        *named(company, SDO.Organization, "SpaceX"),
        (speech, SDO.creditText, Literal("Elon Musk")),
        (speech, SDO.url, URIRef("https://example.org/speech")),
        *document(news, "News of the day", "2021-03"),
        (news, SDO.publisher, paper),
        *named(paper, SDO.Organization, "The Paper"),
        *document(essay, "An essay"),
    ):
        expected.add(triple)
    found = graph("mars-landing")
    assert {line for line in found.serialize(format="nt").splitlines() if "_:" not in line} == {
        line for line in expected.serialize(format="nt").splitlines() if "_:" not in line
    }
    assert to_isomorphic(found) == to_isomorphic(expected)


def named(node: Any, kind: URIRef, name: str) -> list[Any]:
    return [(node, RDF.type, kind), (node, SDO.name, Literal(name))]


def instant(day: str) -> Literal:
    return Literal(f"{day}T12:00:00Z", datatype=XSD.dateTime)


def claimed(it: URIRef, node: URIRef, text: str, said: str, edtf: str, recorded: str) -> list[Any]:
    return [
        (it, SDO.subjectOf, node),
        (node, RDF.type, SDO.Claim),
        (node, RDF.type, PROV.Entity),
        (node, SDO.text, Literal(text)),
        (node, SDO.dateCreated, Literal(said, datatype=SDO.Date)),
        (node, DCTERMS.created, Literal(said, datatype=EDTF)),
        (node, SDO.temporalCoverage, Literal(edtf, datatype=EDTF)),
        (node, PROV.generatedAtTime, instant(recorded)),
    ]


def document(node: URIRef, title: str, published: str | None = None) -> list[Any]:
    when = [(SDO.datePublished, SDO.Date), (DCTERMS.issued, EDTF)] if published else []
    return [
        *named(node, SDO.CreativeWork, title),
        (node, RDF.type, PROV.Entity),
        *((node, term, Literal(published, datatype=datatype)) for term, datatype in when),
    ]


def test_a_copy_is_derived_from_its_original() -> None:
    found = graph("moon-landing")
    copy, original = at("sources/copy"), at("sources/news")
    assert list(found.objects(copy, PROV.wasDerivedFrom)) == list(found.objects(copy, SDO.isBasedOn)) == [original]


def test_every_term_is_one_of_its_vocabulary() -> None:
    """Against the list above, and that list against the vocabularies as the other library has them."""
    assert all(name in SDO for name in CLASSES | PROPERTIES | STATUSES)
    known = OTHER_TERMS | {SDO[name] for name in CLASSES | PROPERTIES | STATUSES}
    used = set()
    for slug in ("mars-landing", "moon-landing", "moon-base", "rover-launch", "old-flight"):
        found = graph(slug)
        used |= set(found.predicates()) | set(found.objects(None, RDF.type)) | set(found.objects(None, SDO.eventStatus))
    assert used <= known
    assert {SDO.Claim, SDO.Event, SDO.EventRescheduled, PROV.invalidatedAtTime} < used


def test_no_node_is_named_by_anything_but_an_address() -> None:
    found = graph("mars-landing")
    names = {str(node) for node in found.subjects() if isinstance(node, URIRef)}
    assert all(name.startswith(ROOT) for name in names)
    assert {name: get(name).status for name in names} == dict.fromkeys(names, 200)


def test_the_past_is_told_as_it_was() -> None:
    then = graph("mars-landing", "as_of=2019-01-01")
    it = at("milestones/mars-landing")
    assert set(then.objects(it, SDO.subjectOf)) == {claim_at("by-2022"), claim_at("hasty")}
    assert told("mars-landing", *WHEN, query="as_of=2019-01-01") == [
        [str(SDO.EventScheduled)], [], ["2022"], [], ["../2022"]
    ]  # fmt: skip
    problem(get("milestones/mars-landing/?as_of=2010-01-01", accept=LINKED), 404, "Not Found")


def test_what_was_not_known_is_not_told() -> None:
    hasty, revised = claim_at("hasty"), claim_at("in-2026")
    between = graph("mars-landing", "known_at=2026-11-11T00:00:00Z")
    assert list(between.objects(hasty, PROV.invalidatedAtTime)) == []
    assert list(between.objects(hasty, SDO.creativeWorkStatus)) == []
    # It stood between the two others then.
    assert list(between.objects(revised, PROV.wasRevisionOf)) == [hasty]
    assert list(between.objects(hasty, PROV.wasRevisionOf)) == [claim_at("by-2022")]
    before = graph("mars-landing", "known_at=2026-11-05T00:00:00Z")
    assert hasty not in set(before.subjects())
    answer = get("milestones/mars-landing/?format=jsonld&known_at=2026-11-05T00:00:00Z")
    assert answer.headers["Memento-Datetime"] == "Thu, 05 Nov 2026 00:00:00 GMT"


def test_a_doubted_claim_is_told_as_such() -> None:
    claim(Milestone.objects.get(slug="old-flight"), "1976", statement="doubt", rank="deprecated", reason="It is wrong.")
    found = graph("old-flight")
    assert list(found.objects(claim_at("doubt"), SDO.creativeWorkStatus)) == [Literal("Deprecated")]
    claims.withdraw(claim=Claim.objects.get(statement="doubt"), reason="Misread.")
    found = graph("old-flight")
    assert list(found.objects(claim_at("doubt"), SDO.creativeWorkStatus)) == [Literal("Withdrawn")]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/ld+json", LINKED),
        ("application/ld+json, application/json;q=0.5", LINKED),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', LINKED),
        ("application/json;q=0.9, application/ld+json;q=0.8, */*;q=0.1", "application/json"),
        ("application/ld+json, application/json;q=0.9, */*;q=0.1", LINKED),
        ("*/*, application/ld+json", LINKED),
        ("application/json;q=0, */*", LINKED),
        ("application/json, application/ld+json", "application/json"),
        ("application/*", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_who_accepts_what_gets_what(accept: str, media_type: str) -> None:
    answer = get("milestones/mars-landing/", accept=accept)
    assert (answer.status, answer.media_type) == (200, media_type)


def test_format_outweighs_accept_here_too() -> None:
    assert get("milestones/mars-landing/?format=jsonld", accept="text/html").media_type == LINKED
    assert get("milestones/mars-landing/?format=json", accept=LINKED).media_type == "application/json"


def test_each_form_has_its_tag() -> None:
    address = "milestones/mars-landing/"
    plain, linked = get(address), get(address, accept=LINKED)
    assert plain.headers["ETag"] != linked.headers["ETag"]
    assert {"Accept"} <= {name.strip() for name in linked.headers["Vary"].split(",")}
    tag = linked.headers["ETag"]
    assert get(address, accept=LINKED, if_none_match=tag).status == 304
    assert get(address, if_none_match=tag).status == 200


def test_only_a_milestone_is_an_event() -> None:
    problem(get("agencies/nasa/", accept=LINKED), 406, "Not Acceptable")
    problem(get("milestones/", accept=LINKED), 406, "Not Acceptable")


def test_members_are_not_chosen() -> None:
    refused = [fault("fields", "JSON-LD is answered whole. Leave it out, or ask for JSON.")]
    assert faults("milestones/mars-landing/?format=jsonld&fields=slug") == refused
    answer = get("milestones/mars-landin/?fields=slug", accept=LINKED)
    assert problem(answer, 400, "Bad Request")["errors"] == refused


def test_a_milestone_that_is_not_there_is_a_problem_in_json() -> None:
    answer = get("milestones/mars-landin/", accept=LINKED)
    assert "Did you mean 'mars-landing'?" in problem(answer, 404, "Not Found")["detail"]


@pytest.mark.parametrize("outcome", ["planned", "cancelled"])
def test_it_costs_two_queries_more_than_json(outcome: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    milestone = MilestoneFactory.create(slug="it")
    for year in range(2000, 2004):
        copied = SourceFactory.create(republication_of=Source.objects.get(slug="news"))
        claim(milestone, f"{year + 9}", f"{year}-01-01", claimant=Agency.objects.get(slug="nasa"))
        claim(milestone, f"{year + 9}", f"{year}-01-01", source=copied)
    claim(milestone, "2019", "2019-01-01", outcome=outcome)
    # The milestone, its agencies, its vehicles; its claims, its slips.
    with django_assert_num_queries(5):
        assert get("milestones/it/", accept=LINKED).status == 200
