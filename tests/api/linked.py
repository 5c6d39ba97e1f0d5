"""How the tests read linked data: as the triples that rdflib makes of it."""

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, SDO
from rdflib.plugins.parsers.jsonld import to_rdf

from tests.api.asking import ROOT, get

LINKED = "application/ld+json"


def graph(slug: str, query: str = "") -> Graph:
    answer = get(f"milestones/{slug}/?{query}", accept=LINKED)
    assert (answer.status, answer.media_type) == (200, LINKED), answer.content
    # Without a base, so that whatever is not a whole address would be seen; and without a network: tests have none.
    made = Graph()
    to_rdf(answer.body, made)
    return made


def at(path: str) -> URIRef:
    return URIRef(f"{ROOT}{path}/")


def told(slug: str, *terms: URIRef, query: str = "") -> list[list[str]]:
    """The values of these properties of the milestone, sorted."""
    found = graph(slug, query)
    return [sorted(str(value) for value in found.objects(at(f"milestones/{slug}"), term)) for term in terms]


WHEN = (SDO.eventStatus, SDO.startDate, SDO.endDate, SDO.previousStartDate, DCTERMS.date)
