"""Links of the desk: from a row to the rows around it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import IntegerField, Model, OuterRef, Subquery
from django.db.models.aggregates import Count
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

NOTHING = "–"
# Of a long name, a column shows so many.
WORDS = 8


def address(row: Model) -> str:
    """The row's page at the desk."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(row.pk)])


def name(row: Model) -> str:
    """What a row is called in a table, where several columns share the width."""
    return getattr(row, "short_name", "") or short(str(row))


def short(text: str, words: int = WORDS) -> str:
    return Truncator(text).words(words, truncate="…")


def to(row: Model | None, text: str = "") -> SafeString | None:
    """A link to the row's page, by its name in short; None without a row, which the admin shows as empty."""
    return format_html('<a href="{}">{}</a>', address(row), text or name(row)) if row else None


def each(rows: Iterable[Model]) -> SafeString:
    """A link to each row's page."""
    return format_html_join(", ", '<a href="{}">{}</a>', ((address(row), name(row)) for row in rows))


def to_list(model: type[Model], text: str, **kept: Any) -> SafeString:
    """A link to those of the model's rows that the list keeps by these parameters."""
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', page, urlencode(kept), text)


def counted(model: type[Model], number: int, **kept: Any) -> str:
    """As `to_list`, by how many there are, which the column or label tells of what; a dash for none."""
    return to_list(model, str(number), **kept) if number else NOTHING


def is_key(text: str) -> bool:
    """Whether it can be the key of a row that is numbered. Databases count up to 2^63."""
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < 2**63


def count_of(model: type[Model], pointer: str) -> Coalesce:
    """How many rows of a model point at the row through `pointer`, as an expression: one subquery, no join.

    Rows are counted, not their keys: those of claims stand in no index beside the pointer.
    """
    rows = model._default_manager.filter(**{pointer: OuterRef("pk")}).order_by().values(pointer)
    return Coalesce(Subquery(rows.annotate(n=Count("*")).values("n"), output_field=IntegerField()), 0)
