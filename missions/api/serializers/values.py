"""What many answers are made of: fuzzy dates, and references to other rows."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.dates import FuzzyDate
from missions.vocabulary import Precision

COLLECTIONS = {
    "agency": "agencies",
    "program": "programs",
    "vehicle": "vehicles",
    "milestone": "milestones",
    "source": "sources",
    "claim": "claims",
}


def address(context: Mapping[str, Any], row: Model) -> str:
    """Where a row is served. `base` of the context is the API's root."""
    return address_of(context["base"], str(row._meta.model_name), getattr(row, "slug", row.pk))


def address_of(base: str, resource: str, key: Any) -> str:
    """The same, by what it is and its slug or id. `base` has the host, and a slash at its end."""
    return f"{base}{COLLECTIONS[resource]}/{key}/"


class FuzzyDateSerializer(serializers.Serializer[Any]):
    """A date as vague as its source."""

    edtf = serializers.CharField(help_text="EDTF (ISO 8601-2, level 2): `../2022` is by 2022, `203X` the 2030s.")
    earliest = serializers.DateField(allow_null=True, help_text="First day that it may mean. Null: open.")
    latest = serializers.DateField(allow_null=True, help_text="Last day that it may mean. Null: open.")
    precision = serializers.ChoiceField(choices=Precision.meanings(), help_text="The unit in which it is told.")
    approximate = serializers.BooleanField(help_text="Whether it is told as about then.")
    uncertain = serializers.BooleanField(help_text="Whether it is told as a possibility.")
    text = serializers.CharField(help_text="In words.")

    def to_representation(self, instance: FuzzyDate) -> dict[str, Any]:
        return _told(instance)


@lru_cache(4096)
def _told(date: FuzzyDate) -> dict[str, Any]:
    """The members of a date. The same few dates stand on every page, so they are told once."""
    return {
        "edtf": date.edtf,
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "precision": date.precision.value,
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "text": date.text,
    }


class DaysSerializer(serializers.Serializer[Any]):
    """How far one date lies after another, in days; less than 0 is earlier. The same days are 0 from each other."""

    min = serializers.IntegerField(allow_null=True, help_text="At the least. Null: a bound is open.")
    max = serializers.IntegerField(allow_null=True, help_text="At the most. Null: a bound is open.")


class ReferenceSerializer(serializers.Serializer[Any]):
    """Another row: enough to name it and to ask for it."""

    slug = serializers.CharField()
    name = serializers.CharField(help_text="Its name or title.")
    url = serializers.URLField(help_text="Where it is served.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"slug": instance.slug, "name": str(instance), "url": address(self.context, instance)}


@extend_schema_field(serializers.URLField(help_text="Where it is served."))
class SelfField(serializers.Field[Any, Any, str, Any]):
    """The row's own address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return address(self.context, value)


@extend_schema_field(serializers.DateField())
class AsOfField(serializers.Field[Any, Any, str, Any]):
    """The day for which is answered, `day` of the context."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, help_text="The day for which this is answered.", **kwargs)

    def to_representation(self, value: Any) -> Any:
        return self.context["day"].isoformat()


@extend_schema_field(serializers.URLField())
class ListField(serializers.Field[Any, Any, str, Any]):
    """The address of a list that belongs to the row: `path` with the row's slug in place of {slug}."""

    def __init__(self, path: str, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.path = path

    def to_representation(self, value: Any) -> str:
        return f"{self.context['base']}{self.path.format(slug=getattr(value, 'slug', value.pk))}"


@extend_schema_field({"type": ["string", "null"]})
class SaidField(serializers.Field[Any, Any, Any, Any]):
    """A text that a document may not say: null where the column is blank."""

    def to_representation(self, value: str) -> str | None:
        return value or None


class TermField(serializers.ChoiceField):
    """A value of a vocabulary; null where the column may be blank and is."""

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return value or None


class Chosen(serializers.Serializer[Any]):
    """A serializer that answers with the members that `fields` of the context names, all without it."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields: dict[str, serializers.Field[Any, Any, Any, Any]] = super().get_fields()
        names = self.context.get("fields")
        return {name: field for name, field in fields.items() if not names or name in names}
