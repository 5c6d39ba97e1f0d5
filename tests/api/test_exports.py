"""CSV and NDJSON: the rows that JSON has by pages, all of them, in the same order and after the same filters."""

import csv
import gzip
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from missions.api.columns import columns
from missions.api.urls import urlpatterns
from missions.api.views.base import ListView
from missions.models import Agency
from tests.api.asking import Answer, ask, get, problem
from tests.api.endpoints import CLAIMS, LISTS, MILESTONES, Listed
from tests.api.exported import cells, exported, lines, table, unharmed

pytestmark = pytest.mark.usefixtures("world")

on_each_list = pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.address)
in_each_form = pytest.mark.parametrize("form", ["csv", "ndjson"])


def same_rows(found: list[dict[str, str]], rows: list[dict[str, Any]]) -> None:
    """Each cell is what the row has; a column that the row has no value for is empty."""
    assert len(found) == len(rows)
    for line, row in zip(found, rows, strict=True):
        told = cells(row, line)
        assert {name: cell for name, cell in line.items() if cell} == {name: one for name, one in told.items() if one}
        assert [name for name in told if name in line] == [name for name in line if name in told]


@on_each_list
def test_every_ordering_is_that_of_json(listed: Listed) -> None:
    for ordering in [listed.order, *listed.orderings]:
        rows = get(listed.address, {"ordering": ordering, "limit": "500"}).body["results"]
        assert len(rows) >= 1
        same_rows(table(exported(listed.address, "csv", ordering=ordering)), rows)
        assert lines(exported(listed.address, "ndjson", ordering=ordering)) == rows


@on_each_list
def test_a_line_is_the_row_of_json_byte_for_byte(listed: Listed) -> None:
    rows = get(listed.address).body["results"]
    assert exported(listed.address, "ndjson").content == b"".join(orjson.dumps(row) + b"\n" for row in rows)


@on_each_list
def test_each_member_can_be_asked_for_alone(listed: Listed) -> None:
    whole = get(listed.address).body["results"]
    for member in whole[0]:
        rows = [{member: row[member]} for row in whole]
        found = table(exported(listed.address, "csv", fields=member))
        same_rows(found, rows)
        assert all(name == member or name.startswith(f"{member}_") for name in found[0])
        assert lines(exported(listed.address, "ndjson", fields=member)) == rows


@on_each_list
@in_each_form
def test_an_export_says_what_it_is(listed: Listed, form: str) -> None:
    answer = exported(listed.address, form)
    types = {"csv": "text/csv; charset=utf-8; header=present", "ndjson": "application/x-ndjson"}
    name = f"{listed.address.strip('/').replace('/', '-')}.{form}"
    assert answer.media_type == types[form]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert not answer.content.startswith(b"\xef\xbb\xbf")
    by_accept = get(listed.address, accept=types[form])
    assert (by_accept.content, by_accept.media_type) == (answer.content, answer.media_type)


def test_no_two_columns_of_a_list_have_one_name() -> None:
    views = [pattern.callback.view_class for pattern in urlpatterns if hasattr(pattern.callback, "view_class")]
    lists = [view for view in views if issubclass(view, ListView)]
    assert len(lists) >= len(LISTS)
    for view in lists:
        names = [column.name for column in columns(view.serializer_class())]
        assert len(set(names)) == len(names), view


@in_each_form
def test_filters_and_the_day_hold(form: str) -> None:
    given = {"as_of": "2021-04-01", "state": "upcoming,overdue", "fields": "slug,as_of,state", "ordering": "-slug"}
    rows = get("milestones/", given).body["results"]
    assert [row["slug"] for row in rows] == ["moon-landing", "mars-landing"]
    answer = exported("milestones/", form, **given)
    assert (table if form == "csv" else lines)(answer) == rows


@on_each_list
def test_nothing_is_a_header_alone_or_nothing(listed: Listed) -> None:
    none = {
        "search": "no such word",
        "since_before": "1900-01-01",
        "on_before": "1900-01-01",
        "at_before": "1900-01-01T00:00Z",
    }
    name = next(name for name in none if name in listed.parameters)
    given = {name: none[name]}
    assert get(listed.address, given).body["count"] == 0
    (names,) = csv.reader(io.StringIO(exported(listed.address, "csv", **given).content.decode()))
    assert names == list(table(exported(listed.address, "csv"))[0])
    assert exported(listed.address, "ndjson", **given).content == b""


@on_each_list
@in_each_form
def test_a_page_is_that_of_json_with_its_links(listed: Listed, form: str) -> None:
    for given in ({"limit": "1"}, {"offset": "1"}, {"limit": "1", "offset": "1"}, {"limit": "500"}):
        page, answer = get(listed.address, {"format": "json", **given}), exported(listed.address, form, **given)
        if form == "csv":
            same_rows(table(answer), page.body["results"])
        else:
            assert lines(answer) == page.body["results"]
        links = page.headers.get("Link")
        assert answer.headers.get("Link") == (links and links.replace("format=json", f"format={form}"))


@on_each_list
@in_each_form
def test_a_walk_by_cursor_goes_through_all(listed: Listed, form: str) -> None:
    """As `next` of JSON, the Link header carries what comes after."""
    read = table if form == "csv" else lines
    answer = exported(listed.address, form, pagination="cursor", limit="2")
    found = read(answer)
    while "Link" in answer.headers:
        answer = get(answer.headers["Link"].partition(">")[0].removeprefix("<"))
        assert 1 <= len(read(answer)) <= 2
        found += read(answer)
    assert found == read(exported(listed.address, form))


def test_a_walk_may_change_its_form_on_the_way() -> None:
    following = get("agencies/?pagination=cursor&limit=2").body["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    assert [row["slug"] for row in table(exported("agencies/", "csv", cursor=cursor))] == ["roscosmos", "spacex", "usa"]


@in_each_form
@pytest.mark.parametrize(
    "query", ["x=1", "limit=0", "limit=501", "fields=slg", "ordering=bogus", "slug=", "cursor=abc", "search=a&search=b"]
)
def test_what_json_refuses_is_refused_in_the_same_words(form: str, query: str) -> None:
    by_format, by_accept = get(f"agencies/?{query}&format={form}"), get(f"agencies/?{query}", accept=ACCEPT[form])
    for answer in (by_format, by_accept):
        assert problem(answer, 400, "Bad Request") == get(f"agencies/?{query}").body
        assert "Content-Disposition" not in answer.headers


@in_each_form
def test_what_is_not_there_is_a_problem(form: str) -> None:
    answer = get(f"milestones/mars-landin/claims/?format={form}")
    assert "Did you mean 'mars-landing'?" in problem(answer, 404, "Not Found")["detail"]


ACCEPT = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


@on_each_list
@in_each_form
def test_all_rows_have_no_tag_and_are_not_kept(listed: Listed, form: str) -> None:
    answer = exported(listed.address, form)
    assert ("ETag" in answer.headers, "Content-Length" in answer.headers) == (False, False)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Link" not in answer.headers


@in_each_form
def test_a_page_has_a_tag(form: str) -> None:
    page = exported("agencies/", form, limit="2")
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert get("agencies/", {"format": form, "limit": "2"}, if_none_match=page.headers["ETag"]).status == 304


@in_each_form
@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({"if_none_match": '"other"'}, 200),
        ({"if_none_match": "*"}, 304),
        ({"if_match": '"other"'}, 412),
        ({"if_match": "*"}, 200),
    ],
)
def test_a_condition_on_all_rows_is_judged_without_a_tag(form: str, conditions: dict[str, str], status: int) -> None:
    assert get("agencies/", {"format": form}, **conditions).status == status


@on_each_list
@in_each_form
def test_head_is_get_without_the_body(listed: Listed, form: str) -> None:
    for given in ({"format": form}, {"format": form, "limit": "1"}):
        whole, head = get(listed.address, given), ask("HEAD", listed.address, given)
        assert (head.status, head.content, head.headers) == (200, b"", whole.headers)


@in_each_form
def test_an_export_is_compressed_for_who_can_read_it(form: str) -> None:
    packed = get("milestones/", {"format": form}, accept_encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == exported("milestones/", form).content


def cell(answer: Answer, name: str) -> str:
    """As it stands in the table, disarmed or not."""
    (line,) = csv.DictReader(io.StringIO(answer.content.decode(), newline=""))
    return str(line[name])


def test_lists_are_words() -> None:
    assert cell(exported("agencies/", "csv", slug="nasa"), "programs") == "apollo:contractor artemis:lead"
    assert cell(exported("programs/", "csv", slug="artemis"), "vehicles") == "orion starship"
    assert cell(exported("milestones/", "csv", slug="moon-base"), "vehicles") == ""


def test_cells_that_a_spreadsheet_would_run_are_disarmed() -> None:
    for name in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "'quoted'", "a=b", "5", "\uff1d1"):
        Agency.objects.filter(slug="nasa").update(name=name)
        answer = exported("agencies/", "csv", slug="nasa")
        harmless = name in ("'quoted'", "a=b", "5")
        assert cell(answer, "name") == (name if harmless else f"'{name}")
        assert unharmed(cell(answer, "name")) == name
        assert json.loads(exported("agencies/", "ndjson", slug="nasa").content)["name"] == name


def test_the_lists_of_the_tests_are_those_of_the_small_world() -> None:
    """So that none of the walks above is of nothing."""
    assert len(table(exported(MILESTONES.address, "csv"))) == 5
    assert len(table(exported(CLAIMS.address, "csv"))) == 12
