"""Every list as a file: the rows that it shows, whole and safe to open; and what is exported can come in again."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from missions.actions import claims
from missions.admin.cells import neutral, plain
from missions.models import Source
from tests.admin.conftest import desk_of
from tests.admin.files import send, verdicts
from tests.admin.pages import address
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

pytestmark = pytest.mark.django_db

MODELS = ("agency", "program", "vehicle", "milestone", "source", "claim", "withdrawal", "standing")
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(desk: Client, model: str, form: str = "csv", **narrowed: str) -> bytes:
    response: Any = desk.get(address(model, "export", form), narrowed)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(("form", "kind"), [("csv", CSV), ("xlsx", XLSX)])
def test_a_list_is_a_file_of_its_name_and_day(desk: Client, form: str, kind: str) -> None:
    response: Any = desk.get(address("agency", "export", form))
    # Read to its end, it closes its file.
    assert b"".join(response.streaming_content)

    assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
    assert response.headers["Content-Disposition"] == f'attachment; filename="agencies-2026-11-20.{form}"'
    assert response.headers["Cache-Control"] == "private, no-store"


def test_catalog_rows_are_told_by_slugs(desk: Client) -> None:
    usa = AgencyFactory.create(slug="usa", name="United States", country="US")
    nasa = AgencyFactory.create(slug="nasa", name="NASA", parent=usa, short_name="Nasa")
    esa = AgencyFactory.create(slug="esa", name="ESA", kind="intergovernmental")
    artemis = ProgramFactory.create(slug="artemis", name="Artemis", destination="moon", summary="To stay.")
    ParticipationFactory.create(program=artemis, agency=nasa, role="lead")
    ParticipationFactory.create(program=artemis, agency=esa, role="partner")
    orion = VehicleFactory.create(slug="orion", name="Orion", kind="spacecraft", maker=nasa, crewed=True)
    orion.operators.set([nasa, esa])
    orion.programs.add(artemis)

    assert rows(export(desk, "agency")) == [
        ["slug", "name", "short_name", "kind", "country", "parent"],
        ["esa", "ESA", "", "intergovernmental", "", ""],
        ["nasa", "NASA", "Nasa", "government", "", "usa"],
        ["usa", "United States", "", "government", "US", ""],
    ]
    assert rows(export(desk, "program")) == [
        ["slug", "name", "destination", "summary", "participants"],
        ["artemis", "Artemis", "moon", "To stay.", "esa:partner nasa:lead"],
    ]
    assert rows(export(desk, "vehicle")) == [
        ["slug", "name", "kind", "maker", "crewed", "reusable", "operators", "programs"],
        ["orion", "Orion", "spacecraft", "nasa", "true", "", "esa nasa", "artemis"],
    ]


def test_milestones_are_told_with_their_standing_of_today(desk: Client) -> None:
    late = MilestoneFactory.create(slug="late", title="Late", crewed=False, program=ProgramFactory.create(slug="mars"))
    late.agencies.add(AgencyFactory.create(slug="spacex"))
    late.vehicles.add(VehicleFactory.create(slug="rocket"))
    claim(late)
    MilestoneFactory.create(slug="silent", title="Silent")

    columns = "slug,title,kind,destination,crewed,program,criterion,agencies,vehicles,state,date"
    assert rows(export(desk, "milestone")) == [
        columns.split(","),
        f"late,Late,launch,,false,mars,{late.criterion},spacex,rocket,overdue,../2022".split(","),
        f"silent,Silent,launch,,,,{late.criterion},,,,".split(","),
    ]


def test_claims_and_what_follows_from_them_are_told_whole(desk: Client) -> None:
    paper = SourceFactory.create(slug="a-paper", title="A paper", characters=400, published=None, sha256="a" * 64)
    flight = MilestoneFactory.create(slug="first-flight")
    made = claim(
        flight, source=paper, claimant=AgencyFactory.create(slug="spacex"), span=(10, 20), reason="So.", speaker="He"
    )
    withdrawn = claim(flight, source=paper, asserted_on="2015", date=None, statement="One day.")
    given_up = claims.withdraw(claim=withdrawn, reason="Misread.")

    assert rows(export(desk, "source"))[1] == f"a-paper,A paper,,,,,{'a' * 64},400,,reported".split(",")
    said, taken = rows(export(desk, "claim"))[1:]
    assert said == (
        f"{made.pk},first-flight,a-paper,spacex,He,2016-09-26,planned,../2022,It will come about.,10,20,,normal,So.,"
    ).split(",")
    assert taken[7:] == ["", "One day.", "", "", "", "normal", "", "Misread."]
    assert rows(export(desk, "withdrawal")) == [
        ["claim", "reason", "recorded_at"],
        [str(withdrawn.pk), "Misread.", given_up.recorded_at.isoformat().replace("+00:00", "Z")],
    ]
    columns, standing = rows(export(desk, "standing"))
    told = dict(zip(columns, standing, strict=True))
    assert datetime.fromisoformat(told.pop("recorded_at")).tzinfo == UTC
    assert told == {
        "milestone": "first-flight",
        "since": "2016-09-26",
        "until": "",
        "outcome": "planned",
        "date": "../2022",
        "conflict": "false",
        "claim": str(made.pk),
        "promised": "../2022",
        "promised_by": str(made.pk),
        "slip_min": "0",
        "slip_max": "0",
        "moves": "0",
        "agreed_since": "2016-09-26",
        "came_by": "",
    }


def test_a_workbook_has_the_cells_of_the_table(desk: Client) -> None:
    SourceFactory.create(slug="a-paper", title="A paper", characters=400)

    header, row = cells(export(desk, "source", "xlsx"))

    assert header == rows(export(desk, "source"))[0]
    assert row == ["a-paper", "A paper", None, None, None, None, None, 400, None, "reported"]


def test_the_rows_that_are_filtered_and_searched_come_in_their_order_from_all_pages(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(Source), "list_per_page", 1)
    for slug, title in (("c", "Mars a"), ("b", "Mars b"), ("a", "Moon")):
        SourceFactory.create(slug=slug, title=title)
    SourceFactory.create(slug="d", title="Mars c", reliability="official")

    narrowed = {"q": "mars", "reliability__exact": "reported", "o": "1"}
    page = desk.get(address("source", "changelist"), narrowed).content.decode()

    found = f"{address('source', 'export', 'csv')}?o=1&amp;q=mars&amp;reliability__exact=reported"
    assert f'<a href="{found}">Export CSV</a>' in page
    assert [row[0] for row in rows(export(desk, "source", **narrowed))] == ["slug", "c", "b"]


def test_a_filter_that_says_nothing_leads_back_to_the_list(desk: Client) -> None:
    response = desk.get(address("source", "export", "csv"), {"colour": "red"})

    assert (response.status_code, response.headers["Location"]) == (302, f"{address('source', 'changelist')}?e=1")


def test_there_is_no_other_format(desk: Client) -> None:
    assert desk.get(address("source", "export", "pdf")).status_code == 404


@pytest.mark.parametrize("model", MODELS)
def test_a_list_is_exported_by_those_who_see_it(model: str) -> None:
    someone = desk_of(f"view_{model}")

    assert "Export XLSX" in someone.get(address(model, "changelist")).content.decode()
    assert rows(export(someone, model))
    for other in MODELS:
        if other != model:
            assert someone.get(address(other, "export", "csv")).status_code == 403


def test_who_sees_no_list_exports_none() -> None:
    assert desk_of().get(address("claim", "export", "csv")).status_code == 403
    assert Client().get(address("claim", "export", "csv")).status_code == 302


def one_more() -> None:
    program = ProgramFactory.create()
    milestone = MilestoneFactory.create(program=program)
    ParticipationFactory.create(program=program, agency=AgencyFactory.create(parent=AgencyFactory.create()))
    milestone.agencies.add(AgencyFactory.create())
    vehicle = VehicleFactory.create(maker=AgencyFactory.create())
    vehicle.operators.add(AgencyFactory.create())
    vehicle.programs.add(program)
    milestone.vehicles.add(vehicle)
    copy = SourceFactory.create(republication_of=SourceFactory.create())
    claims.withdraw(claim=claim(milestone, claimant=vehicle.maker, source=copy), reason="Misread.")
    claim(milestone, claimant=vehicle.maker)


@pytest.mark.parametrize("model", MODELS)
def test_an_export_costs_as_much_with_ten_rows_as_with_one(desk: Client, model: str) -> None:
    one_more()
    export(desk, model)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            export(desk, model)
        costs.append(len(found))
        for _ in range(9):
            one_more()

    assert costs[0] == costs[1]


# --- Formulas

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "'=1", "''-1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "../2022", "2022", "It's = 1"])
def test_other_texts_stay(text: str) -> None:
    assert neutral(text) == plain(text) == text


@given(st.text().map(str.strip))
def test_a_text_comes_in_as_it_went_out(text: str) -> None:
    assert plain(neutral(text)) == text


@given(st.sampled_from("=+-@\uff1d\uff0b\uff0d\uff20"), st.text())
def test_no_cell_that_goes_out_begins_like_a_formula(sign: str, text: str) -> None:
    assert neutral(sign + text).startswith("'")
    with pytest.raises(ValueError, match="begins like a formula"):
        plain(sign + text)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_title_like_a_formula_is_a_text_in_the_file_and_comes_in_again(desk: Client, form: str) -> None:
    SourceFactory.create(slug="a-paper", title="=HYPERLINK(1)", publisher="'@home'")

    content = export(desk, "source", form)

    told = rows(content)[1] if form == "csv" else cells(content)[1]
    assert told[1:3] == ["'=HYPERLINK(1)", "''@home'"]
    assert [label for _, label in verdicts(send(desk, content, "source", f"x.{form}"))] == ["There already"]


# --- There and back


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("sort", "number"), [("source", 4), ("claim", 152)])
def test_what_is_exported_is_there_already(library: None, desk: Client, sort: str, number: int, form: str) -> None:
    response = send(desk, export(desk, sort, form), sort, f"again.{form}")

    assert [label for _, label in verdicts(response)] == ["There already"] * number


def test_withdrawn_claims_are_there_already_too(desk: Client) -> None:
    claims.withdraw(claim=claim(), reason="Misread.")

    assert verdicts(send(desk, export(desk, "claim"))) == [(2, "There already")]
