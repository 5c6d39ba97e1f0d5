"""What columns hold, walked over all models, so that a new column is held to it too."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from missions import clock
from missions.dates import FuzzyDate
from missions.models import Agency, Change, Claim, Proposal, Review, Slip, Source, Standing, Version, Withdrawal
from tests.factories import (
    AgencyFactory,
    MilestoneFactory,
    ParticipationFactory,
    ProgramFactory,
    SourceFactory,
    VehicleFactory,
    claim,
)

MODELS = {
    model.__name__: model
    for model in apps.get_app_config("missions").get_models()
    # Nobody writes one: they are derived from claims, which were checked, or noted of rows that were, or read in texts.
    if model not in (Standing, Slip, Change, Version, Review, Proposal)
}


def said() -> Claim:
    return Claim(  # type: ignore[misc]  # dates are properties over three columns
        milestone=MilestoneFactory.create(),
        source=SourceFactory.create(),
        asserted_on=FuzzyDate.parse("2016-09-26"),
        outcome="planned",
        statement="It will come about.",
        recorded_at=clock.now(),
    )


MAKE: dict[str, Callable[[], models.Model]] = {
    "Agency": AgencyFactory.build,
    "Program": ProgramFactory.build,
    "Participation": lambda: ParticipationFactory.build(program=ProgramFactory.create(), agency=AgencyFactory.create()),
    "Vehicle": VehicleFactory.build,
    "Milestone": MilestoneFactory.build,
    "Source": SourceFactory.build,
    "Claim": said,
    "Withdrawal": lambda: Withdrawal(claim=claim(), reason="Misread.", recorded_at=clock.now()),
}


def columns(*kinds: Any) -> list[Any]:
    return [
        pytest.param(name, field.name, id=f"{name}.{field.name}")
        for name, model in MODELS.items()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
    ]


def refusal(row: models.Model, field: str) -> list[str]:
    """What the row says against this column, if it says anything."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict.get(field, [])
    return []


def cleaned(model: type[models.Model], field: str, text: str) -> Any:
    column: Any = model._meta.get_field(field)
    return column.clean(text, None)


def test_every_model_is_walked_and_has_text() -> None:
    assert sorted(MAKE) == sorted(MODELS)
    walked = columns(models.CharField, models.TextField)
    assert sorted({case.values[0] for case in walked}) == sorted(MODELS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", MODELS)
def test_the_rows_that_are_spoilt_below_are_right_before(name: str) -> None:
    MAKE[name]().full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800"], ids=ascii)
@pytest.mark.parametrize(("name", "field"), columns(models.CharField, models.TextField))
def test_a_text_column_refuses_control_characters(name: str, field: str, control: str) -> None:
    row = MAKE[name]()
    text = getattr(row, field)
    setattr(row, field, f"{text[:3]}{control}{text[3:]}")
    assert refusal(row, field)


@pytest.mark.django_db
@pytest.mark.parametrize("text", [" ", " 2022", "2022 ", "https://example.com/ "])
@pytest.mark.parametrize(("name", "field"), columns(models.CharField, models.TextField))
def test_a_text_column_refuses_blanks_at_its_ends(name: str, field: str, text: str) -> None:
    row = MAKE[name]()
    setattr(row, field, text)
    assert refusal(row, field)


@pytest.mark.parametrize(
    "text", ["Two\tcolumns\nand lines", "Société Selene", "嫦娥", "👩‍🚀", "“Race” – and more…"], ids=range(5)
)
def test_a_text_column_takes_every_script_tabs_and_newlines(text: str) -> None:
    assert cleaned(Agency, "name", text) == text


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "field"), columns(models.SlugField))
@pytest.mark.parametrize("slug", ["a", "7", "spacex", "space-x-2", "x" * 64])
def test_a_slug_is_of_lower_case_letters_digits_and_single_hyphens(name: str, field: str, slug: str) -> None:
    row = MAKE[name]()
    setattr(row, field, slug)
    row.full_clean()


BAD_SLUGS = ["", "SpaceX", "space_x", "-x", "x-", "a--b", "a b", "a.b", "é", "a\n", "٣", "x" * 65]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "field"), columns(models.SlugField))
@pytest.mark.parametrize("slug", BAD_SLUGS, ids=ascii)
def test_a_slug_of_any_other_form_is_refused(name: str, field: str, slug: str) -> None:
    row = MAKE[name]()
    setattr(row, field, slug)
    assert refusal(row, field)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "field"), columns(models.SlugField))
def test_a_slug_is_taken_once_in_its_table(name: str, field: str) -> None:
    first, second = MAKE[name](), MAKE[name]()
    first.save()
    setattr(second, field, getattr(first, field))
    assert refusal(second, field) == [f"{name} with this Slug already exists."]


@pytest.mark.parametrize("country", ["US", "RU", "CN"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    assert cleaned(Agency, "country", country) == country


@pytest.mark.parametrize("country", ["us", "USA", "U", "U1", "ÜS", "US\n"], ids=ascii)
def test_a_country_of_any_other_form_is_refused(country: str) -> None:
    with pytest.raises(ValidationError):
        cleaned(Agency, "country", country)


@pytest.mark.parametrize(("model", "field"), [(Source, "sha256"), (Claim, "span_sha256")])
def test_a_hash_is_of_16_or_64_hexadecimal_digits(model: type[models.Model], field: str) -> None:
    for right in ("0123456789abcdef", "f" * 64):
        assert cleaned(model, field, right) == right
    for wrong in ("0123456789abcde", "0123456789ABCDEF", "g" * 16, "f" * 63, "f" * 65, "0123456789abcdef\n"):
        with pytest.raises(ValidationError):
            cleaned(model, field, wrong)


# --- Fuzzy dates over three columns


def test_setting_a_date_fills_its_three_columns_and_none_empties_them() -> None:
    row = Source(slug="paper", published=FuzzyDate.parse("2016-09"))  # type: ignore[misc]
    assert (row.published_edtf, row.published_earliest, row.published_latest) == (
        "2016-09",
        date(2016, 9, 1),
        date(2016, 9, 30),
    )
    assert row.published == FuzzyDate.parse("2016-09")
    row.published = None
    assert (row.published_edtf, row.published_earliest, row.published_latest) == ("", None, None)
    assert row.published is None


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "said_of_it"),
    [
        ("2022-13", None, None, "'2022-13'"),
        ("tomorrow", None, None, "'tomorrow'"),
        ("../..", None, None, "leave the date out"),
        ("2022", date(2022, 1, 1), date(2022, 12, 30), "The bounds of '2022' are 2022-01-01 and 2022-12-31."),
        ("2022", None, date(2022, 12, 31), "The bounds of '2022' are 2022-01-01 and 2022-12-31."),
        ("../2022", date(2022, 1, 1), date(2022, 12, 31), "The bounds of '../2022' are None and 2022-12-31."),
        ("", date(2022, 1, 1), None, "The bounds of '' are None and None."),
        ("[2022, 2023]", date(2022, 1, 1), date(2023, 12, 31), "'[2022, 2023]' is written '[2022,2023]'."),
    ],
)
@pytest.mark.parametrize(("model", "name"), [(Source, "published"), (Claim, "date"), (Claim, "asserted_on")])
def test_a_date_whose_text_or_bounds_are_wrong_is_refused(
    model: type[models.Model], name: str, edtf: str, earliest: date | None, latest: date | None, said_of_it: str
) -> None:
    row = model(**{f"{name}_edtf": edtf, f"{name}_earliest": earliest, f"{name}_latest": latest})
    if isinstance(row, Claim) and name == "date":
        row.asserted_on = FuzzyDate.parse("2016")
    with pytest.raises(ValidationError) as error:
        row.clean()
    assert list(error.value.message_dict) == [f"{name}_edtf"]
    assert said_of_it in error.value.messages[0]
