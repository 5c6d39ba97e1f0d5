"""A document is dropped at the desk, and goes to its review."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from missions.actions import reviews
from missions.dates import FuzzyDate
from missions.models import Review, Source
from missions.proposals.sketches import sketch
from tests.admin.conftest import desk_of
from tests.admin.pages import address, errors, ids, markup, messages, text
from tests.admin.reviews.dropped import ADD, ARTICLE, NOTHING_TYPED, file, page, typed
from tests.factories import SourceFactory
from tests.prose import prose

pytestmark = pytest.mark.django_db


def test_the_list_of_sources_leads_to_it_for_who_may() -> None:
    may = desk_of("view_source", "add_source", "add_review")

    assert f'<a href="{ADD}">Drop a document</a>' in markup(may.get(address("source", "changelist")))
    User.objects.all().delete()
    may_not = desk_of("view_source", "add_source")
    assert "Drop a document" not in text(may_not.get(address("source", "changelist")))


def test_a_pasted_text_is_read_and_goes_to_its_review(desk: Client) -> None:
    response = desk.post(
        ADD,
        typed(
            text=ARTICLE.replace("\n", "\r\n"), publisher="The Gazette", author="A. Writer", url="https://example.org/a"
        ),
        follow=True,
    )

    made, source = Review.objects.get(), Source.objects.get()
    assert response.redirect_chain == [(page(made), 302)]
    assert messages(response) == ["Read: 3 proposals."]
    assert (source.slug, source.title, source.publisher, source.author, source.url, source.reliability) == (
        "heron-heads-for-the-moon",
        "Heron heads for the Moon",
        "The Gazette",
        "A. Writer",
        "https://example.org/a",
        "reported",
    )
    assert (source.published_edtf, source.sha256) == ("2026-03-14", sha256(ARTICLE.encode()).hexdigest())
    assert (made.text, made.opened_by) == (ARTICLE, "editor")


def test_a_file_is_taken_byte_by_byte(desk: Client) -> None:
    content = ("\ufeff" + ARTICLE.replace("\n", "\r\n")).encode()

    desk.post(ADD, typed(text="", file=file(content)))

    assert Source.objects.get().sha256 == sha256(content).hexdigest()
    assert Review.objects.get().text.encode() == content
    assert Review.objects.get().proposals.count() == 3


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"text": ""}, "text", NOTHING_TYPED),
        ({"text": " \n"}, "text", "The document is empty."),
        ({"file": file(b"Heron")}, "file", "Paste the text, or choose a file: not both."),
        ({"text": "", "file": file(b"")}, "file", "The document is empty."),
        (
            {"text": "", "file": file(b"a" * 300_001)},
            "file",
            "The document has 300,001 bytes; at most 300,000 are read.",
        ),
        ({"text": "", "file": file(b"Soci\xe9t\xe9")}, "file", "The document is not UTF-8 at byte 4."),
        ({"text": "", "file": file(b"Heron\0")}, "file", "The document is no text: it holds NUL bytes."),
        ({"text": "<!doctype html><p>Heron"}, "text", "The document is a web page"),
        ({"text": "é" * 150_001}, "text", "The document has 300,002 bytes; at most 300,000 are read."),
        ({"text": "", "kept": "no base 64"}, "text", "The page has lost the text."),
        ({"title": ""}, "title", "This field is required."),
        ({"reliability": ""}, "reliability", "This field is required."),
        ({"published": "March 2026"}, "published", "'March 2026' is not an EDTF date. Did you mean '2026-03'?"),
        ({"url": "javascript:alert(1)"}, "url", "Enter a valid URL."),
    ],
    ids=range(14),
)
def test_what_cannot_be_taken_is_said_at_its_field(desk: Client, told: dict[str, Any], field: str, said: str) -> None:
    for upload in told.values():
        if isinstance(upload, SimpleUploadedFile):
            upload.seek(0)

    response = desk.post(ADD, typed(**told))

    assert list(errors(response)) == [field]
    assert errors(response)[field][0].startswith(said)
    assert f"id_{field}_error" in ids(response)
    assert (Source.objects.count(), Review.objects.count()) == (0, 0)


def test_what_was_typed_and_the_text_of_a_file_stay_in_the_page(desk: Client) -> None:
    refused = desk.post(ADD, typed(text="", file=file(ARTICLE.encode()), title=""))

    kept = b64encode(ARTICLE.encode()).decode()
    assert f'name="kept" value="{kept}"' in markup(refused)
    assert f"The text of the file is kept in this page: {len(ARTICLE)} characters." in text(refused)
    assert 'name="published" value="2026-03-14"' in markup(refused)
    desk.post(ADD, typed(text="", kept=kept))
    assert Review.objects.get().text == ARTICLE


def test_a_known_document_leads_to_its_source_whatever_else_is_typed(desk: Client) -> None:
    known = SourceFactory.create(title="The paper", sha256=sha256(ARTICLE.encode()).hexdigest())

    response = desk.post(ADD, {"text": ARTICLE}, follow=True)

    assert response.redirect_chain == [(address("source", "change", known.pk), 302)]
    assert messages(response) == ["Nothing was dropped: the document is known already, as this source."]
    assert (Source.objects.count(), Review.objects.count()) == (1, 0)


def test_a_form_that_is_sent_twice_leads_to_the_one_review(desk: Client, review: Review) -> None:
    response = desk.post(ADD, typed(), follow=True)

    assert response.redirect_chain == [(page(review), 302)]
    assert messages(response) == ["Nothing was dropped: the document is under review already."]
    assert (Source.objects.count(), Review.objects.count()) == (1, 1)


# Long enough for a sketch.
PAPER = f"{ARTICLE}\n{prose(1, 400)}\n"
LONGER = PAPER + "All rights are reserved by whoever it may be."


def test_a_document_that_is_nearly_known_is_asked_about_before_it_is_read(desk: Client) -> None:
    known = SourceFactory.create(slug="the-paper", title="The paper", sketch=sketch(PAPER))

    asked = desk.post(ADD, typed(text="", file=file(LONGER.encode())))

    assert "About 100% of the shorter of the two stands in the other: The paper ." in text(asked)
    assert f'<option value="{known.pk}" selected>The paper</option>' in markup(asked)
    assert "its claims are kept and count for nothing" in text(asked)
    assert 'name="likeness" value="the-paper"' in markup(asked)
    assert errors(asked) == {}
    assert Review.objects.count() == 0

    kept = b64encode(LONGER.encode()).decode()
    read = desk.post(ADD, typed(text="", kept=kept, likeness="the-paper", republication_of=str(known.pk)), follow=True)
    assert Review.objects.get().source.republication_of == known
    assert "It is a republication of The paper : its claims are kept, and count for nothing." in text(read)


def test_what_only_looks_like_a_republication_is_none_if_the_editor_says_so(desk: Client) -> None:
    SourceFactory.create(slug="the-paper", sketch=sketch(PAPER))

    desk.post(ADD, typed(text=LONGER, likeness="the-paper", republication_of=""))

    assert Review.objects.get().source.republication_of is None


def test_of_a_copy_of_a_copy_the_original_is_named(desk: Client) -> None:
    original = SourceFactory.create(title="The first of them")
    SourceFactory.create(slug="the-copy", sketch=sketch(PAPER), republication_of=original)

    asked = desk.post(ADD, typed(text=LONGER))

    assert f'<option value="{original.pk}" selected>The first of them</option>' in markup(asked)
    desk.post(ADD, typed(text=LONGER, likeness="the-copy", republication_of=str(original.pk)))
    assert Review.objects.get().source.republication_of == original


def test_a_source_that_was_not_offered_is_no_original(desk: Client) -> None:
    SourceFactory.create(slug="the-paper", sketch=sketch(PAPER))
    other = SourceFactory.create()

    response = desk.post(ADD, typed(text=LONGER, likeness="the-paper", republication_of=str(other.pk)))

    assert list(errors(response)) == ["republication_of"]
    assert Review.objects.count() == 0


def test_where_a_source_of_the_title_and_date_is_here_it_asks_once(desk: Client) -> None:
    here = SourceFactory.create(title="Heron heads for the Moon", published=FuzzyDate.parse("2026-03-14"))
    SourceFactory.create(title="Heron heads for the Moon", published=FuzzyDate.parse("2026-03-15"))

    asked = desk.post(ADD, typed())

    link = f'<a href="{address("source", "change", here.pk)}">Heron heads for the Moon</a>'
    assert [message.partition(". ")[0] for message in errors(asked)["__all__"]] == [
        f"Nothing was read: a source of this title and date is here already, {link}"
    ]
    assert link in markup(asked)
    assert f'name="told_of" value="{here.pk}"' in markup(asked)
    assert Review.objects.count() == 0
    desk.post(ADD, typed(told_of=str(here.pk)))
    assert Review.objects.get().source.slug == "heron-heads-for-the-moon"


def test_a_source_that_was_named_as_nearly_the_same_is_not_asked_about_again(desk: Client) -> None:
    title, published = typed()["title"], FuzzyDate.parse(typed()["published"])
    SourceFactory.create(slug="the-paper", title=title, published=published, sketch=sketch(PAPER))

    desk.post(ADD, typed(text=LONGER, likeness="the-paper"))

    assert Review.objects.count() == 1


def test_who_drops_too_many_is_told_when_the_next_is_read(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MOST_AN_HOUR", 1)
    desk.post(ADD, typed())

    response = desk.post(ADD, typed(text="Another article, about the weather.", title="Fine weather"))

    said = "You have dropped 1 documents within an hour, which is all that are read. Drop the next one after 10:30 UTC."
    assert errors(response) == {"__all__": [said]}
    assert said in text(response)
