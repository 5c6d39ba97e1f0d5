import pytest
from django.core.exceptions import ValidationError

from missions.admin.fields import EXAMPLES, EdtfField
from missions.dates import BadDate, FuzzyDate


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("../2022", "by 2022"),
        (" 2016-09 ", "September 2016"),
        ("203X", "the 2030s"),
        ("2026-34", "second quarter of 2026"),
    ],
)
def test_text_becomes_a_fuzzy_date(text: str, words: str) -> None:
    found = EdtfField().clean(text)

    assert isinstance(found, FuzzyDate)
    assert found.text == words


@pytest.mark.parametrize("text", ["", "   ", None])
def test_nothing_typed_is_no_date(text: str | None) -> None:
    assert EdtfField(required=False).clean(text) is None


def test_nothing_typed_is_refused_where_a_date_is_required() -> None:
    with pytest.raises(ValidationError, match="This field is required"):
        EdtfField().clean(" ")


@pytest.mark.parametrize("text", ["2022-13", "2030s", "by 2022", "../..", "2022-02-30", "soon", "1\x002", "9" * 65])
def test_a_bad_date_is_refused_in_the_words_of_the_date_itself(text: str) -> None:
    with pytest.raises(BadDate) as said_by_the_date:
        FuzzyDate.parse(text)
    with pytest.raises(ValidationError) as refused:
        EdtfField().clean(text)

    assert refused.value.messages == [str(said_by_the_date.value)]


def test_a_date_is_shown_as_its_text_and_what_was_typed_as_it_was() -> None:
    field = EdtfField()

    assert field.prepare_value(FuzzyDate.parse("../2022")) == "../2022"
    assert field.prepare_value("2022-13") == "2022-13"
    assert field.prepare_value(None) is None


def test_a_date_has_changed_only_when_it_means_another() -> None:
    field = EdtfField(required=False)

    assert not field.has_changed(FuzzyDate.parse("../2022"), " ../2022 ")
    assert field.has_changed(FuzzyDate.parse("../2022"), "../2023")
    assert field.has_changed(FuzzyDate.parse("../2022"), "")
    assert not field.has_changed(None, "")


@pytest.mark.parametrize(
    ("said", "edtf", "words"),
    [
        ("26 September 2016", "2016-09-26", "26 September 2016"),
        ("in September 2016", "2016-09", "September 2016"),
        ("in the third quarter of 2025", "2025-35", "third quarter of 2025"),
        ("by 2022", "../2022", "by 2022"),
        ("before 2024", "../2023", "by 2023"),
        ("the 2030s", "203X", "the 2030s"),
        ("late 2030s", "2035/2039", "2035 to 2039"),
        ("about 2024", "2024~", "about 2024"),
        ("possibly by the 2030s", "../203X?", "by the 2030s, uncertain"),
    ],
)
def test_the_examples_read_as_they_say(said: str, edtf: str, words: str) -> None:
    assert (said, edtf) in EXAMPLES
    assert len(EXAMPLES) == 9
    assert FuzzyDate.parse(edtf).text == words
