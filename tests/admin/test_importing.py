"""Claims from a file: what a look shows, what a confirmation writes, and what is refused."""

import pytest
from django.test import Client

from missions.admin import sheets
from missions.models import Agency, Change, Claim, Milestone, Source, Standing
from tests.admin.files import SAID, confirm, faults, nothing_was_written, send, table, verdicts
from tests.admin.pages import address, ids, messages, text

pytestmark = pytest.mark.django_db


def test_a_look_shows_each_row_and_writes_nothing(desk: Client, flight: Milestone) -> None:
    response = send(desk, table(SAID, {**SAID, "claimant": "spacex"}, columns=[*SAID, "claimant"]))

    assert response.status_code == 200
    assert verdicts(response) == [(2, "New"), (3, "New")]
    assert "2 rows: 2 new, 0 there already, 0 wrong." in text(response)
    assert {"claim-2", "claim-2-date", "claim-3-claimant"} <= set(ids(response))
    assert nothing_was_written()


def test_what_is_confirmed_is_recorded_under_the_editors_name(desk: Client, flight: Milestone) -> None:
    rest = {
        "claimant": "spacex",
        "speaker": "Its chief",
        "span_start": "10",
        "span_end": "20",
        "span_sha256": "0123456789abcdef",
        "rank": "preferred",
        "reason": "It is its own plan.",
    }
    looked = send(desk, table(SAID | rest, {**SAID, "date": "", "statement": "One day."}, columns=[*SAID, *rest]))

    done = confirm(desk, looked)

    assert done.redirect_chain == [(address("claim", "changelist"), 302)]
    assert messages(done) == ["Imported claims.csv: 2 claims."]
    first, second = Claim.objects.order_by("statement")[::-1][1], Claim.objects.get(statement="One day.")
    assert (first.milestone, first.source.slug, first.claimant) == (flight, "a-paper", Agency.objects.get())
    assert (first.outcome, first.date_edtf, first.asserted_on_edtf) == ("planned", "../2022", "2016-09-26")
    assert (first.speaker, first.rank, first.reason) == ("Its chief", "preferred", "It is its own plan.")
    assert (first.span_start, first.span_end, first.span_sha256) == (10, 20, "0123456789abcdef")
    assert (second.date, second.claimant, second.span_start, second.rank) == (None, None, None, "normal")
    assert Standing.objects.held().get().claim == first
    noted = set(Change.objects.values_list("action", "by", "key"))
    assert noted == {("created", "editor", str(row.pk)) for row in (first, second)}


def test_an_error_in_row_3_is_tied_to_its_row_and_column_and_nothing_is_made(desk: Client, flight: Milestone) -> None:
    response = send(desk, table(SAID, {**SAID, "date": "by 2022"}, {**SAID, "date": "2023"}))

    assert verdicts(response) == [(2, "New"), (3, "Wrong"), (4, "New")]
    assert faults(response) == {3: [("date", "'by 2022' is not an EDTF date. Did you mean '../2022'?")]}
    page = response.content.decode()
    assert '<a href="#claim-3-date">Row 3, date</a>' in page
    assert "claim-3-date" in ids(response)
    assert "Nothing can be imported until all rows are right." in text(response)
    assert "preview" not in response.context
    assert nothing_was_written()


LONG = "x" * 501
WRONG = [
    ({"milestone": "first-fligt"}, "milestone", "Unknown milestone 'first-fligt'; did you mean 'first-flight'?"),
    ({"milestone": "zzz"}, "milestone", "Unknown milestone 'zzz'; no milestone has this slug."),
    ({"source": ""}, "source", "It is blank, and is needed."),
    ({"claimant": "spacx"}, "claimant", "Unknown agency 'spacx'; did you mean 'spacex'?"),
    (
        {"outcome": "plannd"},
        "outcome",
        "'plannd' is none of planned, ongoing, achieved, failed, cancelled; did you mean 'planned'?",
    ),
    ({"outcome": ""}, "outcome", "It is blank, and is needed."),
    ({"asserted_on": "26.9.2016"}, "asserted_on", "'26.9.2016' is not an EDTF date. Did you mean '2016-09-26'?"),
    ({"asserted_on": "2016/.."}, "asserted_on", "asserted_on needs a last day: the claim counts from then."),
    (
        {"asserted_on": "2030"},
        "asserted_on",
        (
            "'2030' begins after today, 20 November 2026, and nobody has spoken then. Give the date on which it was "
            "said; the one for which it is promised goes into “Date”."
        ),
    ),
    ({"statement": ""}, "statement", "It is blank, and is needed."),
    ({"statement": LONG}, "statement", "Ensure this value has at most 500 characters (it has 501)."),
    ({"statement": "a\x07b"}, "statement", "The text holds a control character. Remove it."),
    (
        {"statement": "=HYPERLINK(1)"},
        "statement",
        "'=HYPERLINK(1)' begins like a formula, with '='. Put an apostrophe before it if it is a text.",
    ),
    (
        {"speaker": "@chief"},
        "speaker",
        "'@chief' begins like a formula, with '@'. Put an apostrophe before it if it is a text.",
    ),
    ({"rank": "best"}, "rank", "'best' is none of preferred, normal, deprecated."),
    ({"rank": "deprecated"}, "reason", "A deprecated claim needs a reason."),
    ({"span_start": "ten"}, "span_start", "'ten' must be a whole number, such as 4387."),
    ({"span_start": "10"}, "span_end", "A span has a start and, after it, an end."),
    ({"span_start": "10", "span_end": "10"}, "span_end", "A span has a start and, after it, an end."),
    (
        {"id": "7"},
        "id",
        "'7' must be an id as an export has it, of 32 hexadecimal digits. Left out, one is made.",
    ),
]


@pytest.mark.parametrize(("typed", "column", "said"), WRONG)
def test_what_is_wrong_with_a_cell_is_told(
    desk: Client, flight: Milestone, typed: dict[str, str], column: str, said: str
) -> None:
    response = send(desk, table(SAID | typed, columns=sheets.COLUMNS["claim"]))

    assert faults(response) == {2: [(column, said)]}
    assert nothing_was_written()


def test_all_that_is_wrong_with_a_row_is_told_at_once(desk: Client, flight: Milestone) -> None:
    response = send(desk, table({**SAID, "milestone": "x", "outcome": "", "date": "2022-13"}))

    assert [column for column, _ in faults(response)[2]] == ["milestone", "outcome", "date"]


def test_a_claim_older_than_its_source_and_inside_its_text_is_what_the_action_checks(
    desk: Client, flight: Milestone
) -> None:
    Source.objects.update(characters=15)

    response = send(desk, table(SAID | {"span_start": "10", "span_end": "20"}))

    assert faults(response) == {2: [("span_end", "The source has 15 characters; the span ends after them.")]}


def test_blank_rows_are_passed_over_and_counted(desk: Client, flight: Milestone) -> None:
    content = table(SAID, {**SAID, "date": "2023"}).replace(b"\r\nfirst", b"\r\n\r\n,,,,,\r\nfirst")

    assert [number for number, _ in verdicts(send(desk, content))] == [4, 7]


def test_rows_of_another_width_are_wrong(desk: Client, flight: Milestone) -> None:
    good = table(SAID)

    response = send(desk, good + b"first-flight,a-paper\r\n" + good.splitlines()[1] + b",more\r\n")

    assert verdicts(response) == [(2, "New"), (3, "Wrong"), (4, "Wrong")]
    assert faults(response) == {
        3: [("", "The row has 2 cells, and the header 6 columns.")],
        4: [("", "The row has more cells than the header has columns: 'more' stands outside.")],
    }
