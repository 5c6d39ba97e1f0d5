"""A claim is recorded: on a milestone's page, and on a page of its own."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from missions.actions import claims as actions
from missions.admin.forms import RULES
from missions.models import Change, Claim, Milestone, Source, Standing
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, ids, markup, messages, text
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db

ADD = address("claim", "add")


@pytest.fixture
def milestone() -> Milestone:
    return MilestoneFactory.create(title="First flight")


@pytest.fixture
def source() -> Source:
    return SourceFactory.create(title="A newspaper", characters=1000)


@pytest.fixture
def typed(milestone: Milestone, source: Source) -> dict[str, Any]:
    return {
        "milestone": milestone.pk,
        "source": source.pk,
        "claimant": AgencyFactory.create(name="SpaceX").pk,
        "speaker": "Somebody, its president",
        "outcome": "planned",
        "date": "../2022",
        "asserted_on": "2016-09-26",
        "statement": "It flies by 2022.",
        "span_start": "10",
        "span_end": "80",
        "rank": "normal",
        "reason": "",
    }


def test_a_claim_is_recorded_and_the_milestone_then_says_how_it_stands(
    desk: Client, milestone: Milestone, typed: dict[str, Any]
) -> None:
    response = desk.post(ADD, typed, follow=True)

    assert response.redirect_chain == [(address("milestone", "change", milestone.pk), 302)]
    assert messages(response) == ["Recorded. First flight now stands: Planned by 2022; overdue by 3 years 10 months."]
    found = Claim.objects.get()
    assert (found.milestone, found.source_id, found.claimant_id) == (milestone, typed["source"], typed["claimant"])
    assert (found.outcome, found.date_edtf, found.date_latest) == ("planned", "../2022", date(2022, 12, 31))
    assert (found.asserted_on_edtf, found.statement, found.speaker) == (
        "2016-09-26",
        "It flies by 2022.",
        "Somebody, its president",
    )
    assert (found.span_start, found.span_end, found.rank, found.reason) == (10, 80, "normal", "")
    assert [standing.since for standing in Standing.objects.held().filter(milestone=milestone)] == [date(2016, 9, 26)]


def test_what_need_not_be_said_may_be_left_out(desk: Client, typed: dict[str, Any]) -> None:
    left_out = dict.fromkeys(("claimant", "speaker", "date", "span_start", "span_end", "reason"), "")

    assert desk.post(ADD, typed | left_out).status_code == 302

    found = Claim.objects.get()
    assert (found.claimant, found.date, found.span_start, found.span_end) == (None, None, None, None)


def test_who_recorded_it_is_written_down_for_the_claim_and_told_of_its_milestone(
    desk: Client, milestone: Milestone, typed: dict[str, Any]
) -> None:
    desk.post(ADD, typed)

    lines = [(line.by, line.resource, line.key, line.action) for line in Change.objects.all()]
    assert lines == [("editor", "claim", str(Claim.objects.get().pk), "created")]
    page = text(desk.get(address("milestone", "history", milestone.pk)))
    assert "Created: claim “It flies by 2022.”" in page
    assert LogEntry.objects.count() == 0


def test_the_row_is_recorded_by_the_action_alone(
    desk: Client, typed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**told: Any) -> Claim:
        raise ValidationError({"date_edtf": f"{told['date'].text} is refused."})

    monkeypatch.setattr(actions, "record", refuse)

    response = desk.post(ADD, typed)

    assert errors(response) == {"date": ["by 2022 is refused."]}
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"date": "2022-13"}, {"date": ["'2022-13' has no month of "]}),
        ({"date": "2030s"}, {"date": ["'2030s' is not an EDTF date. Did you mean '203X'?"]}),
        ({"asserted_on": ""}, {"asserted_on": ["This field is required."]}),
        ({"asserted_on": "2016/.."}, {"asserted_on": ["asserted_on needs a last day: the claim counts from then."]}),
        (
            {"asserted_on": "2030"},
            {
                "asserted_on": [
                    "'2030' begins after today, 20 November 2026, and nobody has spoken then. Give the date on which it"
                ]
            },
        ),
        ({"asserted_on": "2026-11-21"}, {"asserted_on": ["'2026-11-21' begins after today, 20 November 2026"]}),
        ({"outcome": ""}, {"outcome": ["This field is required."]}),
        ({"outcome": "late"}, {"outcome": ["Select a valid choice. late is not one of the available choices."]}),
        ({"source": ""}, {"source": ["Choose a source, or describe one below."]}),
        (
            {"source": "99999"},
            {"source": ["Select a valid choice. That choice is not one of the available choices."]},
        ),
        ({"milestone": ""}, {"milestone": ["This field is required."]}),
        ({"statement": " "}, {"statement": ["This field is required."]}),
        (
            {"statement": "x" * 501},
            {"statement": ["Ensure this value has at most 500 characters (it has 501)."]},
        ),
        ({"statement": "a\x07b"}, {"statement": ["The text holds a control character. Remove it."]}),
        ({"rank": "deprecated"}, {"reason": ["A deprecated claim needs a reason."]}),
        ({"span_start": ""}, {"span_start": ["A span has a start and an end: give both, or neither."]}),
        ({"span_end": ""}, {"span_end": ["A span has a start and an end: give both, or neither."]}),
        ({"span_start": "80", "span_end": "10"}, {"span_end": ["A span has a start and, after it, an end."]}),
        ({"span_start": "-1"}, {"span_start": ["Ensure this value is greater than or equal to 0."]}),
        ({"span_end": "1001"}, {"span_end": ["The source has 1000 characters; the span ends after them."]}),
        (
            {"date": "soon", "asserted_on": "", "statement": ""},
            {
                "asserted_on": ["This field is required."],
                "statement": ["This field is required."],
                "date": ["'soon' is not an EDTF date."],
            },
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    desk: Client, typed: dict[str, Any], wrong: dict[str, str], found: dict[str, list[str]]
) -> None:
    response = desk.post(ADD, typed | wrong)

    said = {field: [message[: len(found[field][0])] for message in those] for field, those in errors(response).items()}
    assert (response.status_code, said) == (200, found)
    assert (Claim.objects.count(), Standing.objects.held().count(), Change.objects.count()) == (0, 0, 0)
    assert "Please correct the error" in text(response)


@pytest.mark.parametrize("said", ["2026-11-20", "2026-11", "2026", "2026-11-20/2026-11-21"])
def test_what_was_said_today_or_in_a_time_that_has_begun_is_recorded(
    desk: Client, typed: dict[str, Any], said: str
) -> None:
    assert desk.post(ADD, typed | {"asserted_on": said}).status_code == 302
    assert Claim.objects.get().asserted_on_edtf == said


def test_what_was_typed_is_kept_beside_an_error(desk: Client, milestone: Milestone, typed: dict[str, Any]) -> None:
    page = desk.post(ADD, typed | {"date": "2022-13", "rank": "deprecated"}).content.decode()

    assert 'name="date" value="2022-13"' in page
    assert 'name="asserted_on" value="2016-09-26"' in page
    assert "It flies by 2022.</textarea>" in page
    assert f'<option value="{milestone.pk}" selected>First flight</option>' in page
    assert '<option value="deprecated" selected>' in page


def test_an_error_is_tied_to_its_field_for_those_who_listen(desk: Client, typed: dict[str, Any]) -> None:
    response = desk.post(ADD, typed | {"date": "2022-13"})

    found = re.search(r'<input type="text" name="date"[^>]*>', response.content.decode())
    assert found
    assert 'aria-invalid="true"' in found[0]
    assert 'aria-describedby="id_date_helptext id_date_error"' in found[0]
    assert {"id_date_helptext", "id_date_error"} <= set(ids(response))


def test_every_rule_across_columns_has_a_field_to_be_said_at() -> None:
    whole = {rule.name for rule in Claim._meta.constraints} - {"claim_outcome_known", "claim_rank_known"}

    assert set(RULES) == whole


def test_a_claim_that_does_not_count_says_why(desk: Client, milestone: Milestone, typed: dict[str, Any]) -> None:
    copy = SourceFactory.create(republication_of=SourceFactory.create())

    response = desk.post(ADD, typed | {"source": copy.pk, "span_start": "", "span_end": ""}, follow=True)

    silent = "It makes no standing: its source is a republication."
    assert messages(response) == [f"Recorded. {silent} First flight now stands: No claim that counts yet."]


def test_a_milestones_page_holds_the_form_with_the_milestone_filled_in(desk: Client, milestone: Milestone) -> None:
    response = desk.get(address("milestone", "change", milestone.pk))

    page = markup(response)
    assert f'<form action="{ADD}?milestone={milestone.pk}" method="post" id="claim_form" novalidate>' in page
    assert f'<input type="hidden" name="milestone" value="{milestone.pk}" id="id_milestone">' in page
    assert "by 2022 → <code>../2022</code>" in page
    assert [name for name, times in Counter(ids(response)).items() if times > 1] == []


def test_a_link_may_fill_in_what_it_comes_from(desk: Client, milestone: Milestone, source: Source) -> None:
    given: dict[str, Any] = {"milestone": milestone.pk, "source": source.pk, "claimant": "x", "rank": "'"}

    page = desk.get(ADD, given).content.decode()

    assert f'<option value="{milestone.pk}" selected>First flight</option>' in page
    assert f'<option value="{source.pk}" selected>A newspaper</option>' in page
    assert '<option value="normal" selected>' in page


def test_a_source_can_be_added_from_the_form_and_nothing_deleted_in_passing(desk: Client) -> None:
    page = desk.get(ADD).content.decode()

    assert 'id="add_id_source"' in page
    assert "delete_id_" not in page


def test_recording_needs_the_permission_to_add_claims(milestone: Milestone, typed: dict[str, Any]) -> None:
    reader = desk_of("view_milestone", "view_claim")

    assert reader.get(ADD).status_code == 403
    assert reader.post(ADD, typed).status_code == 403
    assert "Record a claim" not in text(reader.get(address("milestone", "change", milestone.pk)))
    assert Claim.objects.count() == 0


def test_who_may_add_claims_and_no_more_can_record_one(typed: dict[str, Any]) -> None:
    response = desk_of("add_claim").post(ADD, typed)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert Claim.objects.count() == 1


def test_recording_needs_a_token_of_the_page(editor: User, typed: dict[str, Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert strict.post(ADD, typed).status_code == 403
    assert Claim.objects.count() == 0


def test_a_stranger_is_asked_to_sign_in(typed: dict[str, Any]) -> None:
    response = Client().post(ADD, typed)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={ADD}")


def test_a_recorded_claim_can_be_neither_changed_nor_deleted(desk: Client) -> None:
    one = claim()
    change = address("claim", "change", one.pk)

    assert desk.post(change, {"statement": "Otherwise."}).status_code == 403
    assert desk.get(address("claim", "delete", one.pk)).status_code == 403
    assert desk.post(address("claim", "delete", one.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(one.pk)], "post": "yes"}
    desk.post(address("claim", "changelist"), chosen)
    assert 'value="delete_selected"' not in desk.get(address("claim", "changelist")).content.decode()
    assert Claim.objects.get().statement == "It will come about."
