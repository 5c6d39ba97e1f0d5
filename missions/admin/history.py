"""The history of every row at the desk, from the one record of changes. Django's own log is not written."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from missions.admin import record
from missions.admin.pages import Pages

# Changes of a page.
SHOWN = 30


class Remembered(Pages):
    object_history_template = "admin/missions/object_history.html"

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The record has it."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The record has it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """The record has it."""

    def gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """As Django says it of every page."""
        desk: Any = self
        answer: HttpResponse = desk._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # noqa: SLF001
        return answer

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self.gone(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        paginator = Paginator(record.of_row(row), SHOWN)
        page = paginator.get_page(request.GET.get(PAGE_VAR, 1))
        answer = self.desk_page(
            request,
            self.object_history_template,
            "History",
            subtitle=str(row),
            object=row,
            module_name=str(self.opts.verbose_name_plural).capitalize(),
            entries=list(record.entries(page.object_list)),
            page=page,
            page_range=paginator.get_elided_page_range(page.number),
            page_var=PAGE_VAR,
        )
        answer.context_data = {**(answer.context_data or {}), **(extra_context or {})}
        return answer
