"""A source's page: its date, its bounds, and what becomes of its claims."""

from datetime import date

import pytest
from django.test import Client

from missions.models import Source, Standing
from tests.admin.pages import address
from tests.factories import SourceFactory, claim

pytestmark = pytest.mark.django_db


def source_typed(**others: str) -> dict[str, str]:
    return {"title": "A newspaper", "slug": "a-newspaper", "reliability": "reported"} | others


def test_a_sources_bounds_follow_from_its_date(desk: Client) -> None:
    response = desk.post(address("source", "add"), source_typed(published="2016-10", published_earliest="1900-01-01"))

    assert response.status_code == 302
    found = Source.objects.get()
    assert (found.published_edtf, found.published_earliest, found.published_latest) == (
        "2016-10",
        date(2016, 10, 1),
        date(2016, 10, 31),
    )


def test_a_sources_date_is_shown_changed_and_taken_away(desk: Client) -> None:
    desk.post(address("source", "add"), source_typed(published="2016-10"))
    found = Source.objects.get()
    change = address("source", "change", found.pk)

    assert 'name="published" value="2016-10"' in desk.get(change).content.decode()
    desk.post(change, source_typed(published="../2022"))
    assert (Source.objects.get().published_edtf, Source.objects.get().published_earliest) == ("../2022", None)
    desk.post(change, source_typed(published=""))
    assert (Source.objects.get().published, Source.objects.get().published_latest) == (None, None)


def test_a_sources_bad_date_is_said_at_its_field_with_what_was_typed(desk: Client) -> None:
    response = desk.post(address("source", "add"), source_typed(published="October 2016"))

    assert list(response.context["adminform"].form.errors) == ["published"]
    assert "Did you mean '2016-10'?" in response.context["adminform"].form.errors["published"][0]
    assert 'name="published" value="October 2016"' in response.content.decode()
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sha256": "abc"}, "sha256"),
        ({"slug": "A newspaper"}, "slug"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"reliability": ""}, "reliability"),
        ({"characters": "-1"}, "characters"),
    ],
)
def test_a_source_that_breaks_a_rule_is_not_saved(desk: Client, wrong: dict[str, str], field: str) -> None:
    response = desk.post(address("source", "add"), source_typed(**wrong))

    assert list(response.context["adminform"].form.errors) == [field]
    assert Source.objects.count() == 0


def test_a_source_found_to_be_a_republication_takes_its_claims_out_of_the_standings(desk: Client) -> None:
    one = claim(source=SourceFactory.create(slug="a-newspaper"))
    original = SourceFactory.create()
    change = address("source", "change", one.source_id)

    desk.post(change, source_typed(republication_of=str(original.pk)))
    assert Standing.objects.held().count() == 0
    desk.post(change, source_typed(republication_of=""))
    assert Standing.objects.held().get().claim_id == one.pk
