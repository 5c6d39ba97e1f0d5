"""Whatever goes wrong under /api/ is a problem (RFC 9457), whoever finds it."""

import pytest
from django.test import override_settings
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response

from missions.api.views.directory import Directory
from missions.models import Agency, Claim
from tests.api.asking import ask, faults, get, problem
from tests.api.endpoints import ANY_ACCEPT, MEDIA_TYPES, PARAMETERS
from tests.factories import AgencyFactory

pytestmark = pytest.mark.usefixtures("world")

NOWHERE = "There is nothing at this address. The directory of the API is at /api/v1/."
WRITES = ["POST", "PUT", "PATCH", "DELETE"]
DOUBTED = (
    "No claim that counts had been made of 'doubted' by 2026-11-20. "
    "Its claims: http://testserver/api/v1/milestones/doubted/claims/"
)
UNKNOWN = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("nothing/", "/api/v1/nothing/"),
        ("nothing", "/api/v1/nothing"),
        ("agencies/nasa/nothing/", "/api/v1/agencies/nasa/nothing/"),
        ("agencies//", "/api/v1/agencies//"),
        ("agencies/%00/", "/api/v1/agencies/\x00/"),
        ("agencies/%FF/", "/api/v1/agencies/%FF/"),
        ("agencies/%ED%A0%80/", "/api/v1/agencies/%ED%A0%80/"),
        ("agencies/na.sa/", "/api/v1/agencies/na.sa/"),
        ("agencies/%E2%82%AC/", "/api/v1/agencies/€/"),
        ("claims/abc/", "/api/v1/claims/abc/"),
        ("claims/12/", "/api/v1/claims/12/"),
        ("/api/", "/api/"),
        ("/api", "/api"),
        ("/api/v2/agencies/", "/api/v2/agencies/"),
    ],
)
def test_an_address_where_nothing_is(address: str, path: str, debug: bool) -> None:
    with override_settings(DEBUG=debug):
        found = problem(get(address), 404, "Not Found")
    assert (found["detail"], found["instance"], found["errors"]) == (NOWHERE, path, [])


def test_a_problem_that_takes_the_place_of_a_compressed_page_is_plain() -> None:
    answer = ask("GET", "nothing/", accept_encoding="gzip")

    problem(answer, 404, "Not Found")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("agencies/nassa/", "There is no agency 'nassa'. Did you mean 'nasa'?"),
        ("agencies/NASA/", "There is no agency 'NASA'. Did you mean 'nasa'?"),
        ("agencies/zzzzzz/", "There is no agency 'zzzzzz'."),
        ("programs/artemiss/", "There is no program 'artemiss'. Did you mean 'artemis'?"),
        ("vehicles/orionn/", "There is no vehicle 'orionn'. Did you mean 'orion'?"),
        ("sources/speach/", "There is no source 'speach'. Did you mean 'speech'?"),
        ("milestones/mars-landin/", "There is no milestone 'mars-landin'. Did you mean 'mars-landing'?"),
        ("milestones/unspoken/", "Nobody had spoken of 'unspoken' by 2026-11-20."),
        ("milestones/unspoken/claims/", "Nobody had spoken of 'unspoken' by 2026-11-20."),
        ("milestones/unspoken/history/", "Nobody had spoken of 'unspoken' by 2026-11-20."),
        ("milestones/unspoken/slips/", "Nobody had spoken of 'unspoken' by 2026-11-20."),
        ("milestones/doubted/", DOUBTED),
        ("milestones/mars-landin/claims/", "There is no milestone 'mars-landin'. Did you mean 'mars-landing'?"),
        ("milestones/mars-landin/history/", "There is no milestone 'mars-landin'. Did you mean 'mars-landing'?"),
        ("milestones/zzzzzz/claims/", "There is no milestone 'zzzzzz'."),
        ("milestones/zzzzzz/history/", "There is no milestone 'zzzzzz'."),
        ("milestones/mars-landin/slips/", "There is no milestone 'mars-landin'. Did you mean 'mars-landing'?"),
        ("milestones/zzzzzz/slips/", "There is no milestone 'zzzzzz'."),
        (f"claims/{UNKNOWN}/", f"There is no claim '{UNKNOWN}'."),
        (f"agencies/{'a' * 5000}/", f"There is no agency '{'a' * 64}'."),
        (f"milestones/{'a' * 65}/", f"There is no milestone '{'a' * 64}'."),
        (f"milestones/{'a' * 65}/claims/", f"There is no milestone '{'a' * 64}'."),
        (f"milestones/{'a' * 65}/history/", f"There is no milestone '{'a' * 64}'."),
    ],
)
def test_a_row_that_does_not_exist_and_the_one_that_was_meant(address: str, detail: str) -> None:
    found = problem(get(address), 404, "Not Found")
    assert (found["detail"], found["instance"], found["errors"]) == (detail, f"/api/v1/{address}", [])


@pytest.mark.parametrize(
    ("slug", "hint"),
    [("agency-499x", " Did you mean 'agency-499'?"), ("nassa", " Did you mean 'nasa'?"), ("xgency-1", "")],
)
def test_of_many_rows_the_one_that_was_meant_stands_near_in_their_order(slug: str, hint: str) -> None:
    """All of them are not compared: in reach of `xgency-1` are no agencies that begin with an "a"."""
    begun = [f"agency-{number}" for number in range(500)] + [f"w-{number}" for number in range(300)]
    Agency.objects.bulk_create(AgencyFactory.build(slug=one) for one in begun)
    assert problem(get(f"agencies/{slug}/"), 404, "Not Found")["detail"] == f"There is no agency {slug!r}.{hint}"
    (fault,) = faults("programs/", {"agency": slug})
    assert fault["detail"] == f"{slug!r} is none of the agencies; /api/v1/agencies/ lists them.{hint}"


def test_a_bad_parameter_is_told_before_a_missing_row() -> None:
    problem(get("agencies/nassa/?x=1"), 400, "Bad Request")


@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize("address", [*PARAMETERS, "agencies/nassa/"])
def test_the_api_is_only_read(method: str, address: str) -> None:
    for query in ("", "?x=1"):
        answer = ask(method, address + query)
        found = problem(answer, 405, "Method Not Allowed")
        assert (found["detail"], found["errors"]) == ("The API is read: GET, HEAD and OPTIONS are all it knows.", [])
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/html", "application/ld+json", "junk"])
@pytest.mark.parametrize(
    "address", ["milestones/mars-landing/?fields=slug", "agencies/", "docs/", "feeds/changes.atom"]
)
def test_the_method_is_judged_before_what_is_accepted(address: str, accept: str) -> None:
    found = problem(ask("POST", address, accept=accept), 405, "Method Not Allowed")
    assert found["detail"] == "The API is read: GET, HEAD and OPTIONS are all it knows."
    assert ask("OPTIONS", address, accept=accept).status == 204


def test_a_claim_is_only_read() -> None:
    claim = Claim.objects.get(statement="by-2022")
    for method in WRITES:
        problem(ask(method, f"claims/{claim.pk}/"), 405, "Method Not Allowed")
    assert Claim.objects.filter(pk=claim.pk).count() == 1


def test_the_id_of_a_claim_may_be_in_capitals() -> None:
    claim = str(Claim.objects.get(statement="by-2022").pk)
    answer = get(f"claims/{claim.upper()}/")
    assert (answer.status, answer.body["id"]) == (200, claim)
    missing = problem(get(f"claims/{UNKNOWN.replace('0', 'A')}/"), 404, "Not Found")
    assert missing["detail"] == f"There is no claim '{UNKNOWN.replace('0', 'a')}'."


@pytest.mark.parametrize("method", WRITES)
def test_the_root_of_all_versions_is_not_written_either(method: str) -> None:
    for address in ("/api", "/api/"):
        assert problem(ask(method, address), 404, "Not Found")["detail"] == NOWHERE


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize("address", ["agencies", "agencies/nasa", "nothing", "schema"])
def test_a_write_without_the_last_slash_is_not_sent_elsewhere(address: str, method: str, debug: bool) -> None:
    """A redirect would turn it into a read, which would seem to have worked."""
    with override_settings(DEBUG=debug):
        found = problem(ask(method, address), 404, "Not Found")
    assert (found["detail"], found["instance"]) == (NOWHERE, f"/api/v1/{address}")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_read_without_the_last_slash_is_sent_to_it(method: str) -> None:
    answer = ask(method, "agencies?country=US")
    assert (answer.status, answer.headers["Location"]) == (301, "/api/v1/agencies/?country=US")


@pytest.mark.parametrize(
    "address", [address for address in PARAMETERS if address not in ("schema/", "docs/", *ANY_ACCEPT)]
)
@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/xml, text/*;q=0", "application/problem+json", "junk", "application/json;q=0"],
)
def test_a_media_type_that_is_not_served(address: str, accept: str) -> None:
    found = problem(get(address, accept=accept), 406, "Not Acceptable")
    served = MEDIA_TYPES.get(address, "application/json")
    assert (found["detail"], found["errors"]) == (f"Accept names no media type that is served here: {served}.", [])


def test_a_media_type_in_which_the_schema_is_not_served() -> None:
    found = problem(get("schema/", accept="text/html"), 406, "Not Acceptable")
    assert found["detail"] == "Accept names no media type that is served here: application/yaml, application/json."


@pytest.mark.parametrize("accept", ["application/xml", "application/json", "junk"])
def test_a_media_type_in_which_the_page_of_the_documentation_is_not_served(accept: str) -> None:
    found = problem(get("docs/", accept=accept), 406, "Not Acceptable")
    assert found["detail"] == "Accept names no media type that is served here: text/html."


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", "text/html, application/json;q=0.1"])
def test_a_media_type_that_is_served(accept: str) -> None:
    answer = get("agencies/", accept=accept)
    assert (answer.status, answer.media_type) == (200, "application/json")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/*", "text/csv"),
        ("Text/CSV; header=present", "text/csv"),
        ("text/csv, application/json;q=0.9", "text/csv"),
        ("application/json;q=0.4, text/csv;q=0.5, */*;q=0.3", "text/csv"),
        ("text/csv;q=0.5, */*", "application/json"),
        ("text/csv;q=0.5, application/*;q=0.6, application/json;q=0", "application/x-ndjson"),
        ("application/json;q=0, text/csv;q=0, */*;q=0.1", "application/x-ndjson"),
        ("text/csv, application/json", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/csv; x*=bogus'en'v; q=0.2, application/x-ndjson;q=nan, */*;q=0.1", "application/x-ndjson"),
    ],
)
def test_of_several_media_types_the_weightiest_is_served(accept: str, media_type: str) -> None:
    answer = get("agencies/", accept=accept)
    assert (answer.status, str(answer.media_type).partition(";")[0]) == (200, media_type)


def test_format_outweighs_accept() -> None:
    assert get("agencies/?format=json", accept="text/csv").media_type == "application/json"
    assert get("agencies/?format=json", accept="text/html").status == 200
    assert get("schema/?format=json", accept="application/yaml").media_type == "application/json"
    assert get("schema/?format=yaml", accept="application/json").media_type == "application/yaml; charset=utf-8"


@pytest.mark.parametrize("query", ["x=1", "format=xml", "format=yaml&x=1", "format=json&x=1"])
def test_a_problem_with_the_schema_is_json_in_every_format(query: str) -> None:
    problem(get(f"schema/?{query}"), 400, "Bad Request")


def test_a_body_in_a_media_type_that_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reads a body yet; what will, answers so."""

    def read(_view: Directory, _request: Request) -> Response:
        raise UnsupportedMediaType("text/csv")

    monkeypatch.setattr(Directory, "get", read)
    found = problem(get(""), 415, "Unsupported Media Type")
    assert found["detail"] == 'Unsupported media type "text/csv" in request.'


@pytest.mark.parametrize("debug", [False, True])
def test_a_host_that_is_not_served(debug: bool) -> None:
    with override_settings(DEBUG=debug):
        found = problem(get("agencies/", host="elsewhere.example"), 400, "Bad Request")
    assert found["detail"] == "The request cannot be read, or the host that it names is not served here."
    assert found["instance"] == "/api/v1/agencies/"


def test_what_is_held_and_not_current() -> None:
    answer = get("agencies/", if_match='"another"')
    assert problem(answer, 412, "Precondition Failed")["instance"] == "/api/v1/agencies/"
    assert answer.headers["Cache-Control"] == "no-store"


def test_other_pages_keep_their_own_errors() -> None:
    assert get("/nothing/").media_type == "text/html; charset=utf-8"
