"""What every page of the desk has in common."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import Script
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from missions.admin.deleting import Deleting
from missions.admin.exporting import Exporting
from missions.admin.history import Remembered
from missions.admin.keeping import Keeping
from missions.admin.paging import Paging
from missions.admin.searching import Searching

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
            kwargs["choices"] = [*BLANK_CHOICE_DASH, *db_field.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's


class Desk(Typing, Exporting, Paging, Searching, Keeping, Deleting, Remembered):
    """Lists that count once, and writes that are whole or not at all."""

    empty_value_display = "–"
    # To count the rows of every choice of every filter takes seconds where there are many.
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ("missions/desk.css",)}
        js = (Script("missions/desk.js", defer=True),)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What is done with several rows is done with all of them, or with none."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)


class ReadOnly(Desk):
    """Rows that are only looked at here. Who may view them, Django's permissions say."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class Rows(BaseInlineFormSet):  # type: ignore[type-arg]  # as above
    def add_fields(self, form: Any, index: int | None) -> None:
        """Fields here have no label of their own: a heading over the column stands for it."""
        super().add_fields(form, index)
        for field in form.fields.values():
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = field.label
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {form.instance if form.instance.pk else 'it'}"

    def clean(self) -> None:
        """Django leaves out constraints that name the row of the page. Among the rows of the page it has compared them
        itself; what is left are those that somebody added since it was opened.
        """
        super().clean()
        shown = [form.instance.pk for form in self.initial_forms]
        parts: Any = self.model
        there = parts.objects.filter(**{f"{self.fk.name}_id": self.instance.pk})
        if not there.exclude(pk__in=shown).exists():
            return
        for form in self.extra_forms:
            if form.has_changed() and form.is_valid():
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error)


class Inline(Typing, admin.TabularInline):  # type: ignore[type-arg]  # as above
    """Rows of another model on a row's page."""

    extra = 0
    formset = Rows


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
