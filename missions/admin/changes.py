"""The record of changes, to look through: also of rows that are gone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from missions.admin import links, record
from missions.admin.base import ReadOnly
from missions.models import Change


@admin.register(Change)
class ChangeAdmin(ReadOnly):
    change_form_template = "admin/missions/change/change_form.html"
    list_display = ("number", "at", "who", "action", "resource", "of", "why")
    list_filter = ("resource", "action")
    search_fields = ("key", "by", "reason")
    ordering = ("-number",)
    fields = ("at", "who", "action", "resource", "key", "reason")
    readonly_fields = ("who",)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"entry": next(record.entries([kwargs["obj"]]))}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="by", ordering="by")
    def who(self, change: Change) -> str:
        return record.who(change)

    @admin.display(description="of", ordering="key")
    def of(self, change: Change) -> str:
        return links.short(record.what(change))

    @admin.display(description="why", ordering="reason")
    def why(self, change: Change) -> str:
        return links.short(change.reason) or links.NOTHING
