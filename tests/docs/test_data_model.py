"""docs/data-model.md against the models: a heading a model, below it one a field, and its constraints by name."""

import pytest
from django.apps import apps
from django.db.models import AutoField, Field, Model

from tests.docs import markdown

DOCUMENT = "docs/data-model.md"
# Above the table of a model's constraints.
RULES = "### Rules of the database"
MODELS = sorted(apps.get_app_config("missions").get_models(), key=lambda model: model.__name__)


def test_there_are_models() -> None:
    assert len(MODELS) >= 9


def own_fields(model: type[Model]) -> list[str]:
    """The columns and the many-to-many fields, in order, without a number that the database makes."""
    fields: list[Field[object, object]] = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field.name for field in fields if not isinstance(field, AutoField)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_heading_and_every_heading_a_field(model: type[Model]) -> None:
    below = markdown.section(DOCUMENT, model.__name__).lines
    headings = [line.removeprefix("### ") for line in below if line.startswith("### ") and line != RULES]
    wanted = own_fields(model)
    missing = [f"### {name}" for name in wanted if name not in headings]
    assert not missing, f"{DOCUMENT}, below {model.__name__}, lacks: {', '.join(missing)}"
    assert headings == wanted, f"{DOCUMENT}, below {model.__name__}: the headings in the order of the model's fields"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_explained(model: type[Model]) -> None:
    below = markdown.section(DOCUMENT, model.__name__).lines
    for name in own_fields(model):
        said = below[below.index(f"### {name}") + 1 :]
        assert next(line for line in said if line)[0] not in "#|", f"{DOCUMENT}: say what {model.__name__}.{name} means"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_constraint_is_named(model: type[Model]) -> None:
    named = markdown.section(DOCUMENT, model.__name__).rows()
    wanted = {constraint.name for constraint in model._meta.constraints}
    missing = [f"| `{name}` | … |" for name in sorted(wanted - named.keys())]
    assert not missing, f"{DOCUMENT}, below {model.__name__} and {RULES[4:]!r}, lacks: {', '.join(missing)}"
    assert named.keys() - wanted == set(), f"{DOCUMENT}, below {model.__name__}: no such constraints"
