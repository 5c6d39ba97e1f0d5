"""A source may be described on the form of its claim."""

from typing import Any

import pytest
from django.test import Client

from missions.models import Change, Claim, Source
from tests.admin.conftest import desk_of
from tests.admin.once import ADD, NEW, NONE, typed_for
from tests.admin.pages import errors, messages, text
from tests.factories import MilestoneFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed() -> dict[str, Any]:
    return typed_for(MilestoneFactory.create(title="First flight"), SourceFactory.create())


def test_a_source_is_described_on_the_form_and_made_with_the_claim(desk: Client, typed: dict[str, Any]) -> None:
    Source.objects.all().delete()
    SourceFactory.create(slug="a-newspaper")

    response = desk.post(ADD, typed | {"source": ""} | NEW)

    assert response.status_code == 302
    made = Claim.objects.get().source
    assert (made.slug, made.title, made.publisher, made.url) == (
        "a-newspaper-2",
        "A newspaper",
        "The Paper",
        "https://example.org/a",
    )
    assert (made.published_edtf, str(made.published_latest), made.reliability) == ("2016-10", "2016-10-31", "reported")
    assert [(row.resource, row.action, row.by) for row in Change.objects.all()] == [
        ("source", "created", "editor"),
        ("claim", "created", "editor"),
    ]


def test_a_described_source_sent_twice_is_made_once(desk: Client, typed: dict[str, Any]) -> None:
    for _ in range(2):
        response = desk.post(ADD, typed | {"source": ""} | NEW, follow=True)

    assert messages(response)[0].startswith("This was recorded already, once.")
    assert (Claim.objects.count(), Source.objects.filter(title="A newspaper").count()) == (1, 1)


@pytest.mark.parametrize(
    ("given", "found", "of_source"),
    [
        ({"source": ""} | NONE, {"source": ["Choose a source, or describe one below."]}, None),
        (NEW, {"source": ["Choose a source here, or describe a new one: not both."]}, None),
        (
            {"source": ""} | NEW | {"new-reliability": "", "new-published": "soon"},
            {"__all__": ["The new source is not described well yet: see below."]},
            ["published", "reliability"],
        ),
        (
            {"source": ""} | NONE | {"new-publisher": "The Paper"},
            {"__all__": ["The new source is not described well yet: see below."]},
            ["reliability", "title"],
        ),
    ],
)
def test_what_is_wrong_with_its_source_is_said(
    desk: Client, typed: dict[str, Any], given: dict[str, str], found: dict[str, list[str]], of_source: list[str] | None
) -> None:
    response = desk.post(ADD, typed | given)

    assert errors(response) == found
    if of_source:
        assert sorted(response.context["claim_form"].new_source.errors) == of_source
        assert 'id="id_new-published_error"' in response.content.decode() or of_source[0] != "published"
    assert (Claim.objects.count(), Source.objects.count()) == (0, 1)


def test_where_the_claim_is_refused_the_source_is_not_made_either(desk: Client, typed: dict[str, Any]) -> None:
    later = {"source": "", "asserted_on": "2020-01-01"}

    response = desk.post(ADD, typed | later | NEW)

    assert errors(response) == {"asserted_on": ["The source is of October 2016: nothing in it was said later."]}
    assert Source.objects.filter(title="A newspaper").count() == 0
    assert Change.objects.count() == 0
    assert 'value="A newspaper"' in response.content.decode()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ünïted: a_paper -- 2", "united-a-paper-2"),
        ("Правда", "source"),
        ("x" * 200, "x" * 58),
        ("a" * 57 + " b", "a" * 57),
    ],
)
def test_the_slug_follows_from_the_title(desk: Client, typed: dict[str, Any], title: str, slug: str) -> None:
    desk.post(ADD, typed | {"source": ""} | NEW | {"new-title": title})

    assert Claim.objects.get().source.slug == slug


def test_who_may_not_add_sources_is_not_asked_for_one(typed: dict[str, Any]) -> None:
    editor = desk_of("add_claim", "view_source", "view_milestone")

    assert "Or a source that is not here yet" not in text(editor.get(ADD))
    assert list(errors(editor.post(ADD, typed | {"source": ""} | NEW))) == ["source"]
    assert Source.objects.count() == 1
