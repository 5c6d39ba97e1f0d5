"""The pages of reviews: what they show, to whom, and what nobody sees."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from missions.models import Agency, Change, Claim, Review, Source
from missions.vocabulary import Resource
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, ids, markup, text
from tests.admin.reviews.dropped import ADD, FIRST, decide, page, states

pytestmark = pytest.mark.django_db


def test_the_article_stands_there_marked_and_nothing_in_it_is_markup(desk: Client, review: Review) -> None:
    shown = desk.get(page(review)).content.decode()

    assert (
        '<a id="span-1" href="?proposal=1#span-1" tabindex="-1" aria-label="Proposal 1, open" aria-current="true">1</a>'
        f'<mark class="review-current">{FIRST}</mark>'
    ) in shown
    assert '<mark class="review-open">Tern launched its &lt;b&gt;Petrel&lt;/b&gt; on 3 March 2026</mark>' in shown
    assert "<b>" not in shown
    assert text(desk.get(page(review))).count("a director told us") == 1


def test_said_on_is_filled_in_with_what_the_document_tells(desk: Client, review: Review) -> None:
    review.proposals.filter(number=1).update(asserted_on_edtf="2026-03-10")

    assert desk.get(page(review)).context["form"]["asserted_on"].value() == "2026-03-10"


def test_the_first_that_is_open_is_in_hand_filled_in_but_for_the_statement(desk: Client, review: Review) -> None:
    response = desk.get(page(review))
    form = response.context["form"]

    assert {name: form[name].value() for name in ("milestone", "outcome", "date", "asserted_on", "statement")} == {
        "milestone": "heron-2-landing",
        "outcome": "planned",
        "date": "../2032",
        "asserted_on": "2026-03-14",
        "statement": "",
    }
    assert form["claimant"].value() == Agency.objects.get(slug="selene").pk
    assert "Proposal 1 of 3" in text(response)
    assert "0 of 3 decided" in text(response)
    assert "“by 2032”, read as by 2032. In words: by 2032." in text(response)
    assert len(ids(response)) == len(set(ids(response)))


def test_each_is_chosen_by_a_link_with_those_beside_it(desk: Client, review: Review) -> None:
    second = desk.get(page(review), {"proposal": "2"})

    assert "Proposal 2 of 3" in text(second)
    assert '<a href="?proposal=1#span-1" rel="prev">← Previous</a>' in markup(second)
    assert '<a href="?proposal=3#span-3" rel="next">Next →</a>' in markup(second)
    assert 'rel="prev"' not in markup(desk.get(page(review), {"proposal": "1"}))
    assert 'rel="next"' not in markup(desk.get(page(review), {"proposal": "3"}))


@pytest.mark.parametrize("number", ["0", "4", "x", "-1", "²", "99999999999999999999"])
def test_a_proposal_that_is_not_there_is_passed_over(desk: Client, review: Review, number: str) -> None:
    assert "Proposal 1 of 3" in text(desk.get(page(review), {"proposal": number}))
    assert decide(desk, review, 1, proposal=number).status_code == 200
    assert states(review) == [None, None, None]


def test_a_page_costs_the_same_however_many_proposals_there_are(desk: Client, review: Review) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            desk.get(page(review))
        return len(found)

    few = queries()
    one = review.proposals.get(number=1)
    for number in range(4, 60):
        one.pk, one.number = None, number
        one.save()
    assert queries() == few


def test_reviews_are_listed_by_source_and_progress(desk: Client, review: Review) -> None:
    decide(desk, review, 2, "_refuse")

    listed = text(desk.get(address("review", "changelist")))
    assert "Heron heads for the Moon editor" in listed
    assert "1 of 3 decided" in listed
    assert "director" not in listed
    assert "0 reviews" in text(desk.get(address("review", "changelist"), {"closed": "yes"}))
    assert "1 review" in text(desk.get(address("review", "changelist"), {"closed": "no"}))
    assert "1 review" in text(desk.get(address("review", "changelist"), {"q": "heron"}))
    assert "0 results" in text(desk.get(address("review", "changelist"), {"q": "director"}))


def test_who_may_look_alone_decides_nothing(review: Review) -> None:
    looker = desk_of("view_review")

    shown = looker.get(page(review))
    assert (FIRST in text(shown), "Accept" in text(shown), "Close the review" in text(shown)) == (True, False, False)
    assert looker.post(page(review), {"_close": "yes"}).status_code == 403
    assert decide(looker, review, 1).status_code == 403
    assert looker.get(ADD).status_code == 403
    assert states(review) == [None, None, None]


def test_without_the_right_to_claims_nothing_is_accepted(review: Review) -> None:
    half = desk_of("view_review", "change_review", "add_review")

    assert "Accept" not in text(half.get(page(review)))
    assert decide(half, review, 1).status_code == 403
    assert half.get(ADD).status_code == 403
    assert states(review) == [None, None, None]


def test_without_the_right_to_milestones_none_is_added(review: Review) -> None:
    some = desk_of("view_review", "change_review", "add_claim")

    assert "A new milestone" not in text(some.get(page(review)))
    assert errors(decide(some, review, 1, milestone="?new"))["milestone"][0].startswith("Select a valid choice.")
    assert decide(some, review, 1).status_code == 200
    assert states(review) == [True, None, None]


@pytest.mark.parametrize("where", ["delete", "history"])
def test_a_review_is_not_deleted_and_has_no_history(desk: Client, review: Review, where: str) -> None:
    assert desk.get(address("review", where, review.pk)).status_code == {"delete": 403, "history": 404}[where]
    assert desk.post(address("review", where, review.pk), {"post": "yes"}).status_code in (403, 404)
    assert Review.objects.count() == 1


def test_who_may_delete_a_source_deletes_it_with_its_review(review: Review) -> None:
    librarian = desk_of("view_source", "delete_source")

    librarian.post(address("source", "delete", review.source_id), {"post": "yes"})

    assert (Source.objects.count(), Review.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["0", "x", "99"])
def test_a_review_that_is_not_there_is_not_found(desk: Client, name: str) -> None:
    assert desk.get(address("review", "change", name)).status_code == 404
    assert desk.post(address("review", "change", name), {"_close": "yes"}).status_code == 404


def test_there_is_no_page_of_reviews_but_these() -> None:
    """Each is tested above. Whoever adds one, such as an export, must see to it that it does not tell the text."""
    pages = [pattern.name for pattern in admin.site.get_model_admin(Review).get_urls() if pattern.name]

    assert pages == [
        f"missions_review_{name}" for name in ("preview", "changelist", "add", "history", "delete", "change")
    ]


def test_the_list_leads_to_the_drop_page_alone(desk: Client) -> None:
    tools = markup(desk.get(address("review", "changelist"))).partition('<ul class="object-tools">')[2]

    assert tools.partition("</ul>")[0].strip() == f'<li> <a href="{ADD}" class="addlink">Drop a document</a> </li>'


def test_no_word_of_the_document_leaves_the_reviews(desk: Client, review: Review) -> None:
    decide(desk, review, 1)
    client = Client()

    lists = [f"/api/v1/{name}/" for name in ("sources", "claims", "milestones", "agencies", "slips", "vocabularies")]
    answers = [client.get(path).content.decode() for path in [*lists, "/api/v1/", "/"]]
    noted = [str(list(model.objects.values())) for model in (Change, LogEntry, Claim, Source)]
    assert [said for said in [*answers, *noted] if "director told" in said or "will put" in said] == []
    assert not {"review", "proposal"} & set(Resource)
    assert [client.get(f"/api/v1/{name}/").status_code for name in ("reviews", "proposals")] == [404, 404]
