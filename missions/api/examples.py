"""The examples of the schema: requests, and the answers that the tracker gave to them with its own fixtures loaded."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.test import Client

FILE = Path(__file__).with_name("examples.json")
# Where an example is asked, and when what it shows was recorded: neither is the same twice.
HOST, RECORDED = "127.0.0.1:8000", "2026-11-20T12:00:00Z"
_STAMPS, _STAMP = re.compile(r"(?<=^DTSTAMP:|ODIFIED:)\w+", re.MULTILINE), "20261120T120000Z"
# What tells that moment, and the cursor that follows from it.
_SETTLED = {"recorded_at": RECORDED, "prov:generatedAtTime": RECORDED, "at": RECORDED, "cursor": "AQAAAAABMbz2MTwFxTtb"}

REQUESTS = {
    "get_directory": "/api/v1/",
    "list_agencies": "/api/v1/agencies/?limit=1&slug=spacex",
    "get_agency": "/api/v1/agencies/nasa/",
    "list_programs": "/api/v1/programs/?limit=1&slug=artemis",
    "get_program": "/api/v1/programs/artemis/",
    "list_vehicles": "/api/v1/vehicles/?limit=1&kind=rover",
    "get_vehicle": "/api/v1/vehicles/orion/",
    "list_milestones": "/api/v1/milestones/?state=overdue&limit=1&as_of=2026-11-20",
    "list_summary_of_milestones": "/api/v1/milestones/summary/?group_by=year,state&limit=1&as_of=2026-11-20",
    "get_milestone": "/api/v1/milestones/china-space-station/?as_of=2020-01-01",
    "get_milestone.application/ld+json": "/api/v1/milestones/spacex-humans-to-mars/?as_of=2026-11-20&format=jsonld",
    "list_claims_of_milestone": "/api/v1/milestones/china-space-station/claims/?as_of=2026-11-20",
    "list_history_of_milestone": "/api/v1/milestones/china-space-station/history/?as_of=2026-11-20",
    "list_conflicts_of_milestone": "/api/v1/milestones/china-space-station/conflicts/?as_of=2026-11-20",
    "list_slips_of_milestone": "/api/v1/milestones/china-space-station/slips/?as_of=2026-11-20",
    "list_slips": "/api/v1/slips/?limit=1&kind=dated&as_of=2026-11-20",
    "list_scorecards": "/api/v1/scorecards/?limit=1&as_of=2026-11-20",
    "list_timeline": "/api/v1/timeline/?slug=china-space-station&as_of=2026-11-20",
    "list_sources": "/api/v1/sources/?republication=true",
    "get_source": "/api/v1/sources/breitbart-2016-10-06/",
    "list_claims": "/api/v1/claims/?limit=1&rank=deprecated&as_of=2026-11-20&ordering=milestone",
    "get_claim": "/api/v1/claims/bdf44a5a-243a-5d9d-9380-3a718261240c/",
    "get_milestone_calendar": "/api/v1/feeds/milestones.ics?slug=china-space-station&as_of=2026-11-20",
    "list_changes": "/api/v1/changes/?limit=1&resource=claim",
    "get_vocabularies": "/api/v1/vocabularies/",
    "400": "/api/v1/milestones/?agencie=nasa",
    "404": "/api/v1/milestones/china-space-statoin/?as_of=2026-11-20",
}


def ask() -> Iterator[tuple[str, Any]]:
    """The answer to each request, as the loaded database gives it."""
    client = Client(headers={"host": HOST})
    for name, request in REQUESTS.items():
        answer = client.get(request)
        expected = int(name) if name.isdigit() else 200
        if answer.status_code != expected:
            raise ValueError(f"{request} answers {answer.status_code}, not {expected}. Mend REQUESTS in {__file__}.")
        is_json = "json" in answer.headers["Content-Type"]
        yield name, _settled(answer.json()) if is_json else _STAMPS.sub(_STAMP, answer.content.decode())


@cache
def answers() -> dict[str, Any]:
    """The answers that `python3 manage.py describe` wrote, by the name of the request."""
    read: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return read


def _settled(answer: Any) -> Any:
    """The answer with the moment of recording, which is the database's own, replaced."""
    if isinstance(answer, list):
        return [_settled(item) for item in answer]
    if isinstance(answer, dict):
        return {name: _SETTLED.get(name, _settled(value)) for name, value in answer.items()}
    return answer
