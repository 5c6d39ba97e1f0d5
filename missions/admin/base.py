"""What every page of the desk has in common."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

# Characters from which a text is typed into several lines.
LONG = 500


class Typing:
    """How columns are typed into: long texts have room, and where nothing is chosen from a vocabulary, nothing is.

    What a row points at is chosen, added and looked at, and not deleted in passing.
    """

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if type(db_field) is models.CharField and (db_field.max_length or 0) >= LONG:
            kwargs["widget"] = AdminTextareaWidget({"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if not db_field.default and not db_field.blank:
            kwargs["choices"] = [("", "---------"), *db_field.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's


class Desk(Typing, admin.ModelAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """Lists that count once, deletions that say what stands in their way, and writes that are whole or not at all."""

    show_full_result_count = False
    list_per_page = 50
    empty_value_display = "–"

    class Media:
        css = {"all": ("missions/desk.css",)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django deletes several rows and logs it in two transactions; here both are in one, or neither."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    def get_deleted_objects(
        self, objs: Sequence[Any] | models.QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Where claims stand in the way, that is said, and not that nobody may delete claims."""
        deleted, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else forbidden, protected


class ReadOnly(Desk):
    """Rows that are only looked at here. Who may view them, Django's permissions say."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class Inline(Typing, admin.TabularInline):  # type: ignore[type-arg]  # as above
    """Rows of another model on a row's page."""

    extra = 0


class Named(Desk):
    """A row with a slug. Others know it by that, so it is set once."""

    named = "name"

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any] | tuple[Any, ...]:
        kept: Iterable[Any] = super().get_readonly_fields(request, obj)
        return [*kept, "slug"] if obj else [*kept]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": (self.named,)}
