"""What a file holds and the tracker has already; and sources, which are never overwritten."""

import pytest
from django.test import Client

from missions.actions import claims
from missions.models import Change, Claim, Milestone, Source, Standing, Withdrawal
from tests.admin.conftest import desk_of
from tests.admin.files import PAPER, SAID, confirm, faults, send, table, verdicts
from tests.admin.pages import address, messages, text
from tests.factories import AgencyFactory, MilestoneFactory, SourceFactory, claim

pytestmark = pytest.mark.django_db


def test_a_claim_that_says_the_same_is_there_already_and_stays(desk: Client, flight: Milestone) -> None:
    known = claim(flight, source=Source.objects.get(), statement=SAID["statement"], reason="Of old.")

    response = send(desk, table({**SAID, "reason": "Another."}, {**SAID, "date": "2023"}, columns=[*SAID, "reason"]))
    done = confirm(desk, response)

    assert verdicts(response) == [(2, "There already"), (3, "New")]
    assert messages(done) == ["Imported claims.csv: 1 claim. 1 was there already."]
    assert (Claim.objects.count(), Claim.objects.get(pk=known.pk).reason) == (2, "Of old.")


@pytest.mark.parametrize("column", ["milestone", "source", "claimant", "asserted_on", "outcome", "date", "statement"])
def test_a_claim_that_says_another_thing_is_another_claim(desk: Client, flight: Milestone, column: str) -> None:
    MilestoneFactory.create(slug="other")
    SourceFactory.create(slug="other")
    AgencyFactory.create(slug="other")
    claim(flight, source=Source.objects.get(slug="a-paper"), statement=SAID["statement"])
    others = {"asserted_on": "2016", "outcome": "achieved", "date": "2021"}

    response = send(desk, table(SAID | {column: others.get(column, "other")}))

    assert verdicts(response) == [(2, "New")]


def test_a_row_that_repeats_another_is_recorded_once(desk: Client, flight: Milestone) -> None:
    response = send(desk, table(SAID, SAID))

    assert verdicts(response) == [(2, "New"), (3, "There already")]
    assert "The same as row 2." in text(response)
    confirm(desk, response)
    assert Claim.objects.count() == 1


def test_a_claim_is_known_by_its_id_and_never_changed(desk: Client, flight: Milestone) -> None:
    known = claim(flight, source=Source.objects.get(), statement=SAID["statement"])
    row = {"id": str(known.pk), **SAID}

    assert verdicts(send(desk, table(row))) == [(2, "There already")]
    other = send(desk, table({**row, "date": "2023", "statement": "It flies."}))
    assert faults(other) == {
        2: [
            ("date", "It is there with another date: '../2022'"),
            ("statement", "It is there with another statement: 'It flies by 2022.'"),
        ]
    }
    assert Claim.objects.get().date_edtf == "../2022"


def test_an_id_that_is_not_there_yet_becomes_the_claims(desk: Client, flight: Milestone) -> None:
    given = "00000000-0000-4000-8000-000000000007"

    confirm(desk, send(desk, table({"id": given, **SAID})))

    assert str(Claim.objects.get().pk) == given


def test_where_all_is_there_already_there_is_nothing_to_confirm(desk: Client, flight: Milestone) -> None:
    claim(flight, source=Source.objects.get(), statement=SAID["statement"])

    response = send(desk, table(SAID))

    assert "preview" not in response.context
    assert "There is nothing to import: all of it is there already." in text(response)


def test_a_withdrawn_row_is_recorded_and_withdrawn_by_those_who_may(desk: Client, flight: Milestone) -> None:
    content = table({**SAID, "withdrawn": "Misread."})

    refused = send(desk_of("view_claim", "add_claim"), content)
    confirm(desk, send(desk, content))

    said = "This account may not withdraw claims. Leave the cell blank."
    assert faults(refused) == {2: [("withdrawn", said)]}
    assert Withdrawal.objects.get().reason == "Misread."
    assert Standing.objects.held().count() == 0


def test_a_claim_is_not_withdrawn_by_an_import(desk: Client, flight: Milestone) -> None:
    known = claim(flight, source=Source.objects.get(), statement=SAID["statement"])

    response = send(desk, table({**SAID, "withdrawn": "Misread."}))
    claims.withdraw(claim=known, reason="Misread.")
    withdrawn = send(desk, table(SAID))

    said = "It is there, and not withdrawn. Withdraw it on its page; an import changes no claim."
    assert faults(response) == {2: [("withdrawn", said)]}
    assert verdicts(withdrawn) == [(2, "There already")]
    assert "It is withdrawn." in text(withdrawn)


def test_sources_are_made(desk: Client) -> None:
    rest = {"publisher": "The Gazette", "author": "Staff", "url": "https://gazette.example/", "sha256": "a" * 64}
    rows = (PAPER | rest | {"characters": "400"}, {**PAPER, "slug": "echo", "republication_of": "gazette"})
    looked = send(desk, table(*rows, columns=[*PAPER, *rest, "characters", "republication_of"]), "source")

    done = confirm(desk, looked, "source")

    assert done.redirect_chain == [(address("source", "changelist"), 302)]
    assert messages(done) == ["Imported sources.csv: 2 sources."]
    made, copy = Source.objects.get(slug="gazette"), Source.objects.get(slug="echo")
    assert (made.title, made.published_edtf, made.publisher, made.author) == (
        "A lander",
        "2019-05-06",
        "The Gazette",
        "Staff",
    )
    assert (made.url, made.sha256, made.characters, made.reliability) == (
        "https://gazette.example/",
        "a" * 64,
        400,
        "reported",
    )
    assert (copy.republication_of, copy.characters) == (made, None)
    assert list(Change.objects.values_list("key", "by")) == [("gazette", "editor"), ("echo", "editor")]


def test_a_source_that_is_there_is_never_overwritten(desk: Client) -> None:
    SourceFactory.create(slug="gazette", title="A lander", publisher="The Gazette")

    same = send(desk, table({"slug": "gazette", "title": "A lander", "reliability": "reported"}), "source")
    other = send(desk, table({**PAPER, "title": "A rover", "publisher": ""}), "source")

    assert verdicts(same) == [(2, "There already")]
    assert faults(other) == {
        2: [
            ("title", "It is there with another title: 'A lander'"),
            ("published", "It is there with another published: none"),
            ("publisher", "It is there with another publisher: 'The Gazette'"),
        ]
    }
    assert Source.objects.get().title == "A lander"


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        (
            {"slug": "A paper"},
            "slug",
            "A slug is of lower-case letters and digits, with single hyphens between.",
        ),
        ({"reliability": "good"}, "reliability", "'good' is none of official, reported, commentary, unattributed."),
        ({"sha256": "abc"}, "sha256", "A hash is of 16 or 64 hexadecimal digits, in lower case."),
        ({"sha256": "b" * 64}, "", "A source with this hash is there already: it is the same document."),
        ({"url": "gazette"}, "url", "Enter a valid URL."),
        ({"republication_of": "gazete"}, "republication_of", "Unknown source 'gazete'; no source has this slug."),
        (
            {"characters": "-1"},
            "characters",
            "'-1' begins like a formula, with '-'. Put an apostrophe before it if it is a text.",
        ),
    ],
)
def test_what_is_wrong_with_a_source_is_told(desk: Client, typed: dict[str, str], column: str, said: str) -> None:
    SourceFactory.create(sha256="b" * 64)

    response = send(desk, table({**PAPER, **typed}), "source")

    assert (column, said) in faults(response)[2]
    assert {where for where, _ in faults(response)[2]} == {column}
    assert Source.objects.count() == 1
