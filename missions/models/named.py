"""What every row with a slug has in common: a slug that names it in addresses, fixtures and links."""

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class NamedManager(models.Manager[Row]):
    def get_by_natural_key(self, slug: str) -> Row:
        return self.get(slug=slug)


class Named(models.Model):
    """A row with a slug, and a `name` or a `title`."""

    slug: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "name", None) or getattr(self, "title", self.slug))

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
