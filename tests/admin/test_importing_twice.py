"""Between the look and the confirmation; and who may."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client

from missions.actions import claims
from missions.admin import importing, sheets
from missions.models import Claim, Milestone, Source
from tests.admin.conftest import desk_of
from tests.admin.files import PAPER, SAID, confirm, faults, nothing_was_written, send, table
from tests.admin.pages import address, messages, text
from tests.factories import claim

pytestmark = pytest.mark.django_db


def test_what_has_changed_meanwhile_is_told_and_nothing_is_written(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID, {**SAID, "date": "2023"}))
    claim(flight, source=Source.objects.get(), statement=SAID["statement"])

    told = confirm(desk, looked)

    assert "Nothing was imported: since you looked at it, what is in the tracker has changed." in text(told)
    assert "Row 2 was “New” and now is “There already”." in text(told)
    assert Claim.objects.count() == 1
    assert messages(confirm(desk, told)) == ["Imported claims.csv: 1 claim. 1 was there already."]


def test_what_is_refused_by_now_is_told(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID))
    Milestone.objects.all().delete()

    told = confirm(desk, looked)

    assert "Row 2 was “New” and now is “Wrong”." in text(told)
    assert faults(told) == {2: [("milestone", "Unknown milestone 'first-flight'; no milestone has this slug.")]}
    assert "preview" not in told.context


def test_a_confirmation_that_is_sent_twice_imports_once(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID))

    confirm(desk, looked)
    again = confirm(desk, looked)

    assert again.redirect_chain == [(address("claim", "changelist"), 302)]
    assert messages(again) == ["Imported already: claims.csv, its row is there."]
    assert Claim.objects.count() == 1


def test_of_several_rows_all_must_be_there(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID, {**SAID, "date": "2023"}))

    confirm(desk, looked)

    assert messages(confirm(desk, looked)) == ["Imported already: claims.csv, all its 2 rows are there."]
    assert Claim.objects.count() == 2


OLD = "Nothing was imported: the preview is older than an hour. Send the file again."


def test_a_preview_lasts_an_hour(desk: Client, flight: Milestone) -> None:
    with time_machine.travel("2026-11-20T10:00:00+00:00", tick=False) as now:
        looked = send(desk, table(SAID))
        now.shift(importing.LASTS + 1)
        late = confirm(desk, looked)

    assert (importing.LASTS, messages(late)) == (3600, [OLD])
    assert nothing_was_written()


def test_a_preview_is_one_editors_on_one_page(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID))

    other = desk_of("view_claim", "add_claim", "view_source", "add_source")
    for told in (confirm(other, looked), confirm(desk, looked, "source")):
        assert messages(told) == [OLD]
    assert nothing_was_written()


def test_a_preview_that_was_tampered_with_is_none(desk: Client, flight: Milestone) -> None:
    looked = send(desk, table(SAID))
    preview = looked.context["preview"]
    other = preview[:-1] + ("A" if preview[-1] != "A" else "B")

    assert messages(desk.post(address("claim", "import"), {"preview": other}, follow=True)) == [OLD]


@pytest.mark.parametrize("sort", ["source", "claim"])
def test_who_may_not_add_may_not_import(sort: str) -> None:
    someone = desk_of(f"view_{sort}")

    assert someone.get(address(sort, "import")).status_code == 403
    assert send(someone, table(PAPER), sort).status_code == 403
    assert ">Import<" not in someone.get(address(sort, "changelist")).content.decode()


@pytest.mark.parametrize("sort", ["source", "claim"])
def test_who_may_add_finds_the_page_by_the_list(sort: str) -> None:
    someone = desk_of(f"view_{sort}", f"add_{sort}")

    assert (
        f'<a href="{address(sort, "import")}">Import</a>' in someone.get(address(sort, "changelist")).content.decode()
    )
    page = text(someone.get(address(sort, "import")))
    assert f"Import {sort}s" in page
    assert f"Needed are {', '.join(sheets.NEEDED[sort])}" in page


def test_importing_needs_a_token_of_the_page(editor: User, flight: Milestone) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert send(strict, table(SAID)).status_code == 403


def test_what_nobody_foresaw_is_no_error_of_a_row(
    desk: Client, flight: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("of the program")

    monkeypatch.setattr(claims, "record", broken)

    with pytest.raises(RuntimeError, match="of the program"):
        send(desk, table(SAID))


@pytest.mark.parametrize(("group", "imports"), [("Viewer", 403), ("Editor", 200), ("Librarian", 200)])
@pytest.mark.parametrize("sort", ["source", "claim"])
def test_viewers_export_and_editors_import_too(group: str, imports: int, sort: str) -> None:
    someone = User.objects.create(username="mary", is_staff=True)
    someone.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(someone)
    exported: Any = client.get(address(sort, "export", "csv"))
    b"".join(exported.streaming_content)

    assert (client.get(address(sort, "import")).status_code, exported.status_code) == (imports, 200)
