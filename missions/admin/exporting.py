"""Every list of the desk as a file: the rows that are filtered and searched, in their order, all pages of it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from missions import clock
from missions.admin.columns import fields_of, with_relations
from missions.admin.workbooks import pack

# Rows that are fetched at a time.
CHUNK = 1000

Rows = Iterable[Sequence[Any]]


def rows_of(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The names of the columns, then each row's cells. A constant number of queries a chunk."""
    fields = fields_of(rows.model)
    yield [*fields]
    for row in with_relations(rows).iterator(chunk_size=CHUNK):
        yield [field.export(row) for field in fields.values()]


def write_csv(rows: Rows, file: IO[bytes]) -> None:
    """RFC 4180 in UTF-8, with the mark at its begin by which spreadsheets know it."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.detach()


# What is written, and what it is called.
FORMATS: dict[str, tuple[Callable[[Rows, IO[bytes]], None], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (pack, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class Exporting(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    """For whoever may see the list."""

    # Whether the rows may leave the desk.
    exports = True

    def get_urls(self) -> list[URLPattern]:
        if not self.exports:
            return super().get_urls()
        page = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:form>/", page, name=f"missions_{self.opts.model_name}_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if form not in FORMATS:
            raise Http404
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            # The list says what is wrong.
            return HttpResponseRedirect(f"{reverse(f'admin:missions_{self.opts.model_name}_changelist')}?e=1")
        write, content_type = FORMATS[form]
        file = TemporaryFile()  # noqa: SIM115 - the answer closes it
        write(rows_of(rows), file)
        file.seek(0)
        name = f"{self.opts.verbose_name_plural}-{clock.today().isoformat()}.{form}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
