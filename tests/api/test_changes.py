"""The record of changes as it is followed: whole rows, cursors that never expire, and those that are refused."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from missions.api.following import cursor_of
from missions.models import Change, Claim
from tests.api.asking import ROOT, fault, faults, get

pytestmark = pytest.mark.usefixtures("world")

ALLOWED = ["the cursor of a change, as changes/ tells it"]
NO_CURSOR = [fault("after", "It is not a cursor of a change. Give one back letter by letter.", ALLOWED)]
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def page(**given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get("changes/", given).body["results"]
    return found


# --- What a row tells


def test_a_deletion_is_a_tombstone_with_all_that_the_row_was() -> None:
    assert page(ordering="-number", limit="1") == [
        {
            "number": 17,
            "cursor": "AQAAAAAAESC-8ctDkQ_H",
            "at": "2026-11-12T12:00:00Z",
            "by": "editor",
            "reason": "It was there twice.",
            "resource": "agency",
            "key": "nasa-again",
            "url": None,
            "action": "deleted",
            "changed": ["kind", "name", "slug"],
            "before": {
                "country": None,
                "kind": "government",
                "name": "NASA",
                "parent": None,
                "short_name": None,
                "slug": "nasa-again",
            },
            "after": None,
        }
    ]


def test_a_claim_is_recorded_with_all_that_it_says() -> None:
    said = Claim.objects.get(statement="by-2022")
    assert page(limit="1") == [
        {
            "number": 1,
            "cursor": "AQAAAAAAAc0tDl1jb2GI",
            "at": "2026-11-01T12:00:00Z",
            "by": None,
            "reason": None,
            "resource": "claim",
            "key": str(said.pk),
            "url": f"{ROOT}claims/{said.pk}/",
            "action": "created",
            "changed": [
                *("asserted_on", "claimant", "date", "id", "milestone", "outcome", "rank", "recorded_at", "source"),
                *("span_end", "span_sha256", "span_start", "speaker", "statement"),
            ],
            "before": None,
            "after": {
                "asserted_on": "2016-09-26",
                "claimant": "spacex",
                "date": "../2022",
                "id": str(said.pk),
                "milestone": "mars-landing",
                "outcome": "planned",
                "rank": "normal",
                "reason": None,
                "recorded_at": "2026-11-01T12:00:00Z",
                "source": "speech",
                "span_end": 20,
                "span_sha256": "c" * 16,
                "span_start": 10,
                "speaker": "Elon Musk",
                "statement": "by-2022",
                "withdrawn": None,
            },
        }
    ]


def test_a_withdrawal_is_a_change_of_its_claim() -> None:
    (found,) = page(action="withdrawn")
    assert (found["changed"], found["reason"]) == (["withdrawn"], "It was misread.")
    assert (
        found["before"] | {"withdrawn": {"at": "2026-11-12T12:00:00Z", "reason": "It was misread."}} == found["after"]
    )


def test_values_come_in_the_order_of_their_names_whatever_the_database_keeps() -> None:
    for change in page():
        for values in (change["before"], change["after"]):
            assert values is None or list(values) == sorted(values)


# --- Following


def test_a_reader_who_gives_back_the_last_cursor_sees_each_change_once_and_then_nothing() -> None:
    found: list[int] = []
    rows = page(limit="5")
    while rows:
        found += [row["number"] for row in rows]
        rows = page(limit="5", after=rows[-1]["cursor"])
    assert found == list(range(1, 18))


def test_up_to_date_is_an_empty_page_that_costs_a_304_the_next_time() -> None:
    (last,) = page(ordering="-number", limit="1")
    answer = get("changes/", {"after": last["cursor"]})
    assert answer.body == {"count": 0, "next": None, "previous": None, "results": []}
    assert get("changes/", {"after": last["cursor"]}, if_none_match=answer.headers["ETag"]).status == 304


def test_a_cursor_goes_with_every_other_filter_and_with_the_order_turned_round() -> None:
    first = page(limit="1")[0]["cursor"]
    assert [row["number"] for row in page(after=first, milestone="mars-landing")] == [2, 15, 16]
    assert [row["number"] for row in page(after=first, milestone="mars-landing", ordering="-number")] == [16, 15, 2]
    assert get("changes/", {"after": first, "limit": "2"}).body["count"] == 16


def test_changes_of_what_is_deleted_can_be_asked_for() -> None:
    Change.objects.create(
        number=18,
        at=NOON,
        resource="milestone",
        key="gone",
        milestone="gone",
        action="deleted",
        before={"slug": "gone"},
    )
    assert [row["number"] for row in page(milestone="gone")] == [18]
    assert [row["number"] for row in page(key="gone,nasa-again")] == [17, 18]
    (found,) = faults("changes/", {"milestone": "gonee"})
    assert found["detail"].startswith("'gonee' is none of the milestones; /api/v1/milestones/ lists them.")


def test_a_key_of_no_change_is_refused() -> None:
    assert faults("changes/", {"key": "nasa-agan"}) == [
        fault("key", "'nasa-agan' is the key of no change.", None, "nasa-again")
    ]
    # It was made without a word, so nothing has changed of it.
    assert faults("changes/", {"key": "usa"}) == [fault("key", "'usa' is the key of no change.")]
    assert faults("changes/", {"key": "nasa-again,nasa-again"}) == [
        fault("key", "One value of the list is there twice.", None, "nasa-again")
    ]


# --- Cursors


def test_a_cursor_needs_no_secret() -> None:
    (before,) = page(ordering="-number", limit="1")
    with override_settings(SECRET_KEY=settings.SECRET_KEY[::-1]):
        assert page(ordering="-number", limit="1") == [before]
        assert page(after=before["cursor"]) == []


@given(number=st.integers(1, 2**48 - 1), at=st.datetimes(timezones=st.just(UTC)))
def test_a_cursor_is_twenty_letters_of_one_spelling(number: int, at: datetime) -> None:
    cursor = cursor_of(number, at)
    assert (len(cursor), cursor.encode()) == (20, urlsafe_b64encode(urlsafe_b64decode(cursor)))


LAST = "AQAAAAAAESC-8ctDkQ_H"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize("place", range(20))
def test_a_letter_that_is_mistyped_is_found(place: int) -> None:
    wrong = LETTERS[(LETTERS.index(LAST[place]) + 1) % 64]
    assert faults("changes/", {"after": LAST[:place] + wrong + LAST[place + 1 :]}) == NO_CURSOR


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "0",
        LAST[:-1],
        LAST + "A",
        LAST[1:],
        LAST * 2,
        LAST.lower(),
        LAST[:10] + " " + LAST[11:],
        "é" * 20,
        LAST + "=",
        "AgAAAAAADhya4k8hnyaP",
        "/" * 20,
        "+" * 20,
        "-" * 20,
        "WyJ3YWxrIixbXV0:1vM0aB:x",
    ],
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    assert faults("changes/", {"after": text}) == NO_CURSOR
    assert faults("feeds/changes.atom", {"after": text}) == NO_CURSOR


def test_a_cursor_ahead_of_the_record_says_so() -> None:
    """As after a return to an older copy of the database."""
    ahead = cursor_of(18, NOON)
    said = (
        "It is of change 18, and the record ends at 17: the data is another tracker's, or was put back to an older "
        "copy. Take all of it anew."
    )
    assert faults("changes/", {"after": ahead}) == [fault("after", said, ALLOWED)]


def test_a_cursor_of_another_history_says_so() -> None:
    """The number is there, and the change is another: what followed it there is not what follows it here."""
    other = cursor_of(17, NOON.replace(microsecond=1))
    said = (
        "It is of a change 17 that this record does not have: the data is another tracker's, or was put back to an "
        "older copy. Take all of it anew."
    )
    assert faults("changes/", {"after": other}) == [fault("after", said, ALLOWED)]
