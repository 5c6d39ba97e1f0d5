"""A republication names its original, and a source fits the claims that were drawn from it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from missions.dates import FuzzyDate
from missions.models import Source
from tests.factories import SourceFactory, claim

pytestmark = pytest.mark.django_db


def refused(source: Source) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        source.full_clean()
    return error.value.message_dict


def test_a_republication_of_a_republication_is_refused() -> None:
    copy = SourceFactory.create(title="A copy", republication_of=SourceFactory.create())
    said = {"republication_of": ["A copy is a copy itself. Name the original."]}
    assert refused(SourceFactory.build(republication_of=copy)) == said
    other = SourceFactory.create()
    other.republication_of = copy
    assert refused(other) == said


@pytest.mark.parametrize("text", ["", " ".join(["0123abcd"] * 64)])
def test_a_sketch_is_of_hashes(text: str) -> None:
    SourceFactory.create(sketch=text).full_clean()


@pytest.mark.parametrize(
    "text",
    [
        "0123abcd",
        " ".join(["0123ABCD"] * 64),
        "  ".join(["0123abcd"] * 64),
        *(" ".join(["0123abcd"] * n) for n in (63, 65)),
    ],
)
def test_a_sketch_of_another_form_is_refused(text: str) -> None:
    assert "sketch" in refused(SourceFactory.build(sketch=text))


def test_a_source_that_has_republications_is_made_into_none() -> None:
    original = SourceFactory.create()
    SourceFactory.create(republication_of=original)
    original.full_clean()
    original.republication_of = SourceFactory.create()
    assert refused(original) == {
        "republication_of": ["Others are copies of this source, so it is no copy itself."],
    }


def test_a_source_has_several_republications() -> None:
    original = SourceFactory.create()
    SourceFactory.create(republication_of=original)
    SourceFactory.build(republication_of=original).full_clean()


@pytest.mark.parametrize("characters", [200, 291, None])
def test_a_sources_text_holds_the_spans_of_its_claims(characters: int | None) -> None:
    source = SourceFactory.create(characters=300)
    claim(source=source, span=(230, 291))
    claim(source=source, span=(10, 20))
    source.characters = characters
    if characters != 200:
        source.full_clean()
        return
    assert refused(source) == {"characters": ["A claim of it stands on a span that ends at 291."]}


@pytest.mark.parametrize("values", [{"characters": 0}, {"published": FuzzyDate.parse("1900")}])
def test_a_source_without_claims_is_of_any_length_and_time(values: dict[str, Any]) -> None:
    SourceFactory.create(**values).full_clean()


@pytest.mark.parametrize(("published", "fits"), [("2016-09-26", True), ("2016", True), ("2016-09-25", False)])
def test_a_source_was_not_published_before_its_claims_were_made(published: str, fits: bool) -> None:
    source = SourceFactory.create()
    claim(source=source, asserted_on="2016-09-26")
    claim(source=source, asserted_on="2015")
    source.published = FuzzyDate.parse(published)
    if fits:
        source.full_clean()
        return
    assert refused(source) == {
        "__all__": ["A claim of it was made on 2016-09-26 or after: it was published no earlier."],
    }
