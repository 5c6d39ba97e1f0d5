"""What was found in a document is accepted, changed or refused, one by one."""

from datetime import timedelta

import pytest
from django.test import Client

from missions.actions import reviews
from missions.models import Change, Claim, Milestone, Proposal, Review, Source
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, ids, markup, messages, text
from tests.admin.reviews.dropped import ADD, ARTICLE, FIRST, NOW, decide, page, states, typed
from tests.factories import MilestoneFactory, ProgramFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def test_a_proposal_is_accepted_as_the_editor_changed_it(desk: Client, review: Review, landing: Milestone) -> None:
    response = decide(
        desk, review, 1, date="2032~", claimant="", speaker="A director", reason="The day is not told.", other=""
    )

    claim = Claim.objects.get()
    assert (claim.milestone, claim.outcome, claim.date_edtf, claim.claimant, claim.speaker, claim.reason) == (
        landing,
        "planned",
        "2032~",
        None,
        "A director",
        "The day is not told.",
    )
    assert ARTICLE[claim.span_start or 0 : claim.span_end] == FIRST
    assert response.redirect_chain == [(f"{page(review)}?proposal=2#span-2", 302)]
    assert messages(response) == [
        "Accepted proposal 1. Heron-2 lands on the Moon now stands: Planned for about 2032; opens in 5 years 1 month."
    ]
    assert "1 of 3 decided" in text(response)
    first = desk.get(page(review), {"proposal": "1"})
    assert "Accepted by editor: A Heron-2 is to land there. about Heron-2 lands on the Moon" in text(first)
    assert Change.objects.get(resource="claim").by == "editor"


NOTHING_YET = "No claim that counts yet"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, f"It stands {NOTHING_YET}. It would stand Planned by 2032; due now."),
        ({"milestone": "?new"}, f"It stands {NOTHING_YET}. It would stand Planned by 2032; due now."),
        (
            {"milestone": "?other", "other_slug": "base"},
            "It stands Planned for 2030; opens in 3 years 1 month. It would stand Planned by 2032; due now.",
        ),
        (
            {"milestone": "?other", "other_slug": "nowhere"},
            "It cannot be recorded as it is: Another milestone, by its slug: No milestone has the slug 'nowhere'.",
        ),
        ({"milestone": "?other"}, "Fill in the milestone, the outcome, the date if one is told, and when it was said."),
        (
            {"outcome": "achieved", "date": "2029"},
            "It cannot be recorded as it is: Date: This was said on 14 March 2026 at the latest",
        ),
    ],
)
def test_what_it_would_do_is_told_before_it_is_accepted(
    desk: Client, review: Review, given: dict[str, str], told: str
) -> None:
    claim(MilestoneFactory.create(slug="base"), "2030", "2025-01-01")
    form = {"proposal": "1", "milestone": "heron-2-landing", "outcome": "planned", "date": "../2032"}

    shown = desk.post(address("review", "preview", review.pk), form | {"asserted_on": "2026-03-14"} | given)

    assert text(shown).startswith(told)
    assert told in text(decide(desk, review, 1, "_preview", **given))
    assert (Claim.objects.count(), states(review)) == (1, [None, None, None])


def test_the_claims_of_a_republication_are_said_to_count_for_nothing(desk: Client, review: Review) -> None:
    original = SourceFactory.create()
    Source.objects.filter(pk=review.source_id).update(republication_of=original)

    [said] = messages(decide(desk, review, 1))
    assert said == (
        "Accepted proposal 1. It makes no standing: its source is a republication. Heron-2 lands on the Moon now "
        "stands: No claim that counts yet."
    )


def test_a_new_milestone_is_described_in_place(desk: Client, review: Review) -> None:
    ProgramFactory.create(slug="heron", name="Heron program")
    Proposal.objects.filter(number=1).update(
        entities=[["vehicle", "heron-2", "Heron-2"], ["program", "heron", "Heron program"], ["agency", "tern", "Tern"]]
    )
    new = {"title": "A base of Tern", "kind": "base", "destination": "moon", "criterion": "People stay in it."}

    decide(desk, review, 1, milestone="?new", about=["vehicle/heron-2", "program/heron"], **new)

    made = Claim.objects.get().milestone
    assert (made.slug, made.title, made.kind, made.destination, made.criterion) == (
        "a-base-of-tern",
        *new.values(),
    )
    assert (str(made.program), [str(one) for one in made.vehicles.all()], list(made.agencies.all())) == (
        "Heron program",
        ["Heron-2"],
        [],
    )


def test_a_milestone_that_a_claim_of_the_document_is_about_is_offered_for_the_others(
    desk: Client, review: Review
) -> None:
    new = {"title": "A base of Tern", "kind": "base", "criterion": "People stay in it."}
    decide(desk, review, 1, milestone="?new", **new)

    offered = desk.get(page(review), {"proposal": "3"}).context["form"].fields["milestone"].choices

    assert ("a-base-of-tern", "A base of Tern") in offered


@pytest.mark.parametrize("named", ["other", "other_slug"])
def test_any_other_milestone_is_named(desk: Client, review: Review, named: str) -> None:
    other = MilestoneFactory.create(slug="another")

    decide(desk, review, 1, milestone="?other", **{named: str(other.pk) if named == "other" else "another"})

    assert Claim.objects.get().milestone == other


COPY = f"Note that {FIRST}."


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"statement": ""}, "statement", "This field is required."),
        ({"statement": COPY}, "statement", "The document has these 8 words in a row: “selene works will put"),
        ({"reason": COPY}, "reason", "The document has these 8 words in a row: “selene works will put"),
        ({"statement": "x" * 501}, "statement", "Ensure this value has at most 500 characters (it has 501)."),
        ({"date": "by 2032"}, "date", "'by 2032' is not an EDTF date. Did you mean '../2032'?"),
        ({"outcome": "hoped"}, "outcome", "Select a valid choice. hoped is not one of the available choices."),
        ({"asserted_on": ""}, "asserted_on", "This field is required."),
        ({"asserted_on": "2026-11-21"}, "asserted_on", "'2026-11-21' begins after today, 20 November 2026"),
        ({"asserted_on": "2026-03-20"}, "asserted_on", "The source is of 14 March 2026: nothing in it was said later."),
        ({"milestone": ""}, "milestone", "This field is required."),
        ({"milestone": "elsewhere"}, "milestone", "Select a valid choice."),
        ({"milestone": "?other"}, "other", "Name the milestone, or choose one above."),
        ({"milestone": "?other", "other_slug": "nowhere"}, "other_slug", "No milestone has the slug 'nowhere'."),
        ({"other_slug": "heron-2-landing"}, "milestone", "Another milestone is named below"),
        ({"title": "A base"}, "milestone", "A new milestone is described below"),
        ({"milestone": "?new", "kind": "base", "criterion": "It is."}, "title", "This field cannot be blank."),
        ({"milestone": "?new", "title": "A", "criterion": "It is."}, "kind", "This field cannot be blank."),
        ({"milestone": "?new", "title": "A", "kind": "base"}, "criterion", "This field cannot be blank."),
        (
            {"milestone": "?new", "title": COPY, "kind": "base", "criterion": "It is."},
            "title",
            "The document has these",
        ),
    ],
    ids=range(19),
)
def test_what_breaks_a_rule_is_said_at_its_field_and_nothing_is_decided(
    desk: Client, review: Review, told: dict[str, str], field: str, said: str
) -> None:
    response = decide(desk, review, 1, **told)

    assert (response.status_code, list(errors(response))) == (200, [field])
    assert errors(response)[field][0].startswith(said)
    assert {f"id_{field}", f"id_{field}_error"} <= set(ids(response))
    assert f'<a href="#id_{field}">' in markup(response)
    assert (states(review), Claim.objects.count(), Milestone.objects.count()) == ([None, None, None], 0, 1)


def test_a_form_that_is_sent_twice_records_once(desk: Client, review: Review) -> None:
    decide(desk, review, 1)

    response = decide(desk, review, 1)

    assert messages(response) == ["Nothing was changed. Proposal 1 was accepted already, by editor."]
    assert Claim.objects.count() == 1


SECOND = {"statement": "The <b>Heron</b> is to land.", "speaker": "A director"}


@pytest.mark.parametrize("button", ["_accept", "_refuse", "_preview"])
def test_who_decides_second_is_told_who_decided_and_keeps_what_she_typed(
    desk: Client, review: Review, button: str
) -> None:
    reviews.refuse(proposal=review.proposals.get(number=1), by="boris")

    response = decide(desk, review, 1, button, **SECOND)

    assert "Nothing was changed. Proposal 1 was refused already, by boris." in text(response)
    assert dict(response.context["sent"]) == {
        "Milestone": "Heron-2 lands on the Moon",
        "Outcome": "Planned",
        "Date": "../2032",
        "Said on": "2026-03-14",
        "Statement": "The <b>Heron</b> is to land.",
        "Speaker": "A director",
    }
    assert "&lt;b&gt;Heron&lt;/b&gt;" in response.content.decode()
    assert "Refused by boris." in text(response)
    assert Claim.objects.count() == 0


@pytest.mark.parametrize("told", [SECOND, SECOND | {"date": "soon"}], ids=["right", "wrong"])
def test_when_the_review_is_closed_meanwhile_what_she_typed_is_kept(
    desk: Client, review: Review, told: dict[str, str]
) -> None:
    reviews.close(review=review)

    response = decide(desk, review, 1, **told)

    assert "Nothing was changed. The review is closed." in text(response)
    assert ("Statement", "The <b>Heron</b> is to land.") in response.context["sent"]
    assert ("Date", told.get("date", "../2032")) in response.context["sent"]


def test_a_refusal_leads_to_the_next_that_is_open_and_can_be_taken_back(desk: Client, review: Review) -> None:
    decide(desk, review, 2, "_refuse")
    response = decide(desk, review, 3, "_refuse")

    assert response.redirect_chain == [(f"{page(review)}?proposal=1#span-1", 302)]
    assert messages(response) == ["Refused proposal 3."]
    assert '<mark class="review-refused">' in markup(response)
    refused = desk.get(page(review), {"proposal": "3"})
    assert "Refused by editor." in text(refused)
    assert '<input type="submit" name="_reopen" value="Take the refusal back">' in markup(refused)

    assert messages(decide(desk, review, 3, "_reopen")) == ["Proposal 3 is open again."]
    assert states(review) == [None, False, None]


def test_the_last_decision_is_announced_and_closes_the_review(desk: Client, review: Review) -> None:
    last = "This is the last one: deciding it closes the review and erases the text."
    decide(desk, review, 2, "_refuse")
    assert last not in text(desk.get(page(review)))
    assert last in text(decide(desk, review, 3, "_refuse"))

    response = decide(desk, review, 1)

    assert response.redirect_chain == [(page(review), 302)]
    assert "Closed on 20 November 2026; the text is erased." in text(response)
    assert "3 of 3 decided" in text(response)
    assert "accepted: A Heron-2 is to land there." in text(response)
    assert f'<a href="{address("claim", "add")}?source={review.source_id}">' in markup(response)
    assert "director" not in text(response)
    assert Review.objects.get().text == ""


def test_a_review_is_closed_by_hand(desk: Client, review: Review) -> None:
    decide(desk, review, 2, "_refuse")
    asked = desk.post(page(review), {"_close": "yes", "proposal": "3"})
    decide(desk, review, 3, "_refuse")
    asked_anew = desk.post(page(review), {"_close": "yes", "left": asked.context["left"]})
    response = desk.post(page(review), {"_close": "yes", "left": asked_anew.context["left"]}, follow=True)

    assert messages(asked) == ["Not closed yet: 2 proposals still open. Confirm it below."]
    assert "2 of 3 proposals are open. Nobody can decide them once the review is closed." in text(asked)
    assert "Proposal 3 of 3" in text(asked)
    assert "1 of 3 proposals is open. Nobody can decide it once the review is closed." in text(asked_anew)
    assert messages(response) == ["Closed. The text is erased."]
    assert "2 of 3 decided" in text(response)
    assert (Review.objects.get().text, states(review)) == ("", [None, False, False])
    assert messages(decide(desk, review, 1)) == ["Nothing was changed. The review is closed."]
    assert not Claim.objects.exists()


def test_a_document_in_which_nothing_is_found_says_so(desk: Client) -> None:
    response = desk.post(ADD, typed(text="The weather in Osaka was fine."), follow=True)

    assert messages(response) == ["Read: 0 proposals."]
    assert "Nothing in it was proposed." in text(response)


@pytest.mark.parametrize("where", ["changelist", "add", "change"])
def test_after_thirty_days_whoever_looks_finds_it_closed(desk: Client, review: Review, where: str) -> None:
    Review.objects.update(opened_at=NOW - timedelta(days=30))

    desk.get(address("review", where, *([review.pk] if where == "change" else [])))

    assert (Review.objects.get().text, Review.objects.get().closed_at) == ("", NOW)


def test_what_it_would_do_is_told_to_those_who_may_decide(review: Review, desk: Client) -> None:
    asked = address("review", "preview", review.pk)

    assert desk_of("view_review", "change_review").post(asked, {"proposal": "1"}).status_code == 403
    assert [desk.post(asked, {"proposal": one}).status_code for one in ("1", "9", "x")] == [200, 404, 404]
    assert desk.get(asked).status_code == 405
    assert desk.post(address("review", "preview", 99), {"proposal": "1"}).status_code == 404
