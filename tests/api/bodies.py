"""Parts of the bodies that tests expect whole and exact."""

from typing import Any

from missions.models import Claim
from tests.api.asking import ROOT, get


def reference(collection: str, slug: str, name: str) -> dict[str, str]:
    return {"slug": slug, "name": name, "url": f"{ROOT}{collection}/{slug}/"}


def fuzzy(edtf: str, earliest: str | None, latest: str | None, precision: str, text: str, **marks: bool) -> Any:
    return {
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
        "precision": precision,
        "approximate": marks.get("approximate", False),
        "uncertain": marks.get("uncertain", False),
        "text": text,
    }


NASA = reference("agencies", "nasa", "NASA")
USA = reference("agencies", "usa", "United States")
ESA = reference("agencies", "esa", "European Space Agency")
ROSCOSMOS = reference("agencies", "roscosmos", "Roscosmos")
SPACEX = reference("agencies", "spacex", "SpaceX")
ARTEMIS = reference("programs", "artemis", "Artemis program")
APOLLO = reference("programs", "apollo", "Apollo program")
COLONY = reference("programs", "colony", "Colony")
ORION = reference("vehicles", "orion", "Orion")
STARSHIP = reference("vehicles", "starship", "Starship")
SPEECH = reference("sources", "speech", "A speech")
NEWS = reference("sources", "news", "News of the day")
MARS_LANDING = reference("milestones", "mars-landing", "People land on Mars")
SAID_IN_2016 = fuzzy("2016-09-26", "2016-09-26", "2016-09-26", "day", "26 September 2016")
SAID_IN_2021 = fuzzy("2021-03-22", "2021-03-22", "2021-03-22", "day", "22 March 2021")
BY_2022 = fuzzy("../2022", None, "2022-12-31", "interval", "by 2022")
IN_2026 = fuzzy("2026/2028", "2026-01-01", "2028-12-31", "interval", "2026 to 2028")


def claim_id(statement: str) -> str:
    return str(Claim.objects.get(statement=statement).pk)


def same(address: str, expected: dict[str, Any]) -> None:
    """The members are in this order too: a reader of the raw answer finds them where they always are."""
    body = get(address).body
    assert body == expected
    assert list(body) == list(expected)
