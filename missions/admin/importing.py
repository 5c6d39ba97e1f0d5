"""Sources and claims in bulk. A file is looked at first: every row is made, told of, and taken back. Then it is
confirmed, and every row is made, or none.

Between the two the rows are kept by the editor's own page, signed: no other account, no other page and no later hour
can hand them in, and no server has to remember them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from missions.actions import changes
from missions.admin.pages import Pages
from missions.admin.resources import RESOURCES, Rows
from missions.admin.seeding import read_seed
from missions.admin.sheets import COLUMNS, LARGEST, MOST_ROWS, NEEDED, READERS, Line, Sheet, table
from missions.admin.workbooks import BadFile
from missions.dates import how_many

# For so many seconds a preview can be confirmed.
LASTS = 60 * 60
SEEDS = (".yaml", ".yml")
KINDS = (*READERS, *SEEDS)

NEW, THERE, WRONG = "new", "there", "wrong"
# What begins the text of a mistake in a document of the seeds.
_OWN_LINE = re.compile("Line [0-9]+(?=: )")
VERDICTS = {NEW: "New", THERE: "There already", WRONG: "Wrong"}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a line. `cells` are the columns with their texts and what is wrong there."""

    sort: str
    number: int
    verdict: str
    cells: Sequence[tuple[str, str, Sequence[str]]]
    errors: Sequence[str]
    note: str
    # What it was when it was looked at first; blank where it is so still.
    before: str = ""

    @property
    def label(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def faults(self) -> Iterator[tuple[str, str]]:
        """All that is wrong, each with its column; that is blank for the row as a whole."""
        yield from (("", text) for text in self.errors)
        yield from ((column, text) for column, _, texts in self.cells for text in texts)

    @property
    def placed(self) -> Iterator[tuple[str, str, str]]:
        """The same, each with its place first: of a document of the seeds its own line, else its row and column."""
        for column, text in self.faults:
            line = _OWN_LINE.match(text)
            place = line[0] if line else f"Row {self.number}{', ' if column else ''}{column}"
            yield place, column, text.removeprefix(f"{place}: ")


@dataclass(frozen=True, slots=True)
class Report:
    lines: Sequence[Told]
    is_done: bool

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def verdicts(self) -> list[str]:
        return [line.verdict for line in self.lines]

    @property
    def summary(self) -> str:
        rows = how_many(len(self.lines), "row")
        return f"{rows}: {self.count(NEW)} new, {self.count(THERE)} there already, {self.count(WRONG)} wrong"

    @property
    def wrong(self) -> list[Told]:
        return [line for line in self.lines if line.verdict == WRONG]

    @property
    def changed(self) -> list[Told]:
        return [line for line in self.lines if line.before]

    @property
    def came_meanwhile(self) -> bool:
        """Whether all that was new when it was looked at is there by now, by a second click or by somebody else."""
        return bool(self.changed) and self.count(THERE) == len(self.lines)


class _TakenBack(Exception):
    """Leads out of a transaction without its writes."""


def carry_out(
    sheets: Sequence[Sheet], *, by: str, may: frozenset[str], confirmed: Sequence[str] | None = None
) -> Report:
    """Makes every row, in order; takes all of it back unless each went as `confirmed`, and none is wrong.

    Whoever else writes waits meanwhile.
    """
    lines: list[Told] = []
    try:
        with changes.writing(by=by):
            for sheet in sheets:
                lines += _taken(sheet, RESOURCES[sheet.sort](by, may))
            verdicts = [line.verdict for line in lines]
            if verdicts != confirmed or WRONG in verdicts:
                raise _TakenBack
    except _TakenBack:
        seen = [*(confirmed or verdicts)]
        before = [VERDICTS[was] if was != line.verdict else "" for was, line in zip(seen, lines, strict=True)]
        return Report([replace(line, before=was) for was, line in zip(before, lines, strict=True)], is_done=False)
    return Report(lines, is_done=True)


def _taken(sheet: Sheet, rows: Rows) -> Iterator[Told]:
    result = rows.take(sheet)
    for position, (line, row) in enumerate(zip(sheet.lines, result.rows, strict=True)):
        verdict = THERE if row.is_skip() else NEW if row.is_new() else WRONG
        errors: Mapping[str, list[str]] = _by_column(row.validation_error)
        cells = [(name, line.cells.get(name, ""), errors.get(name, [])) for name in sheet.columns]
        others = [text for name, texts in errors.items() if name not in sheet.columns for text in texts]
        yield Told(sheet.sort, line.number, verdict, cells, others, rows.notes.get(position, ""))


def _by_column(refused: ValidationError | None) -> dict[str, list[str]]:
    if refused is None:
        return {}
    return refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}


class ImportForm(forms.Form):
    """A file. Its sheets are what it holds, of the sort of row that the page is about."""

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=f"CSV (UTF-8), a workbook (.xlsx), or a document of the seeds (.yaml): at most {MOST_ROWS} rows and "
        f"{LARGEST // 1000} kB.",
        error_messages={"required": "Choose a file."},
    )

    def __init__(self, sort: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sort = sort
        self.sheets: Sequence[Sheet] = ()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.sheets = _read(file, self.sort)
        except BadFile as bad:
            raise ValidationError([f"{file.name} {bad}", *bad.faults]) from bad
        return file


def _read(file: Any, sort: str) -> Sequence[Sheet]:
    if file.size > LARGEST:
        raise BadFile(f"has more than {LARGEST:,} bytes. Take it apart: each part is imported as a whole.")
    kind, content = PurePath(file.name).suffix.lower(), file.read()
    if kind in SEEDS:
        return read_seed(content, file.name)
    if kind not in READERS:
        raise BadFile(f"is of no kind that is read here, which its name tells: {', '.join(KINDS)}.")
    return [table(sort, READERS[kind](content))]


class Importing(Pages):
    """A page below the list, for whoever may add rows."""

    import_template = "admin/import_export/import.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.import_view)
        return [path("import/", page, name=f"missions_{self.opts.model_name}_import"), *super().get_urls()]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(
            request, {**(extra_context or {}), "has_import_permission": self.has_import_permission(request)}
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form; of a file that is sent, the preview; of a preview that is confirmed, the import."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, ImportForm(self._sort))
        if "preview" in request.POST:
            return self._confirmed(request)
        form = ImportForm(self._sort, request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form)
        return self._previewed(request, form.cleaned_data["file"].name, form.sheets)

    @property
    def _sort(self) -> str:
        return str(self.opts.model_name)

    def _previewed(
        self, request: HttpRequest, name: str, sheets: Sequence[Sheet], confirmed: Sequence[str] | None = None
    ) -> HttpResponse:
        who: Any = request.user
        may = frozenset(name for name in _PERMISSIONS if who.has_perm(f"missions.{name}"))
        report = carry_out(sheets, by=who.get_username(), may=may, confirmed=confirmed)
        if report.is_done:
            return self._imported(request, name, report)
        if report.came_meanwhile:
            number = len(report.lines)
            rows = "its row is" if number == 1 else f"all its {number} rows are"
            messages.success(request, f"Imported already: {name}, {rows} there.")
            return self._to_list()
        told: dict[str, Any] = {"name": name, "report": report, "errors": report.wrong}
        if report.count(NEW) and not report.wrong:
            told["preview"] = signing.dumps([name, sheets, report.verdicts], salt=self._salt(request), compress=True)
        return self._page(request, ImportForm(self._sort), **told)

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        try:
            name, sheets, verdicts = signing.loads(request.POST["preview"], salt=self._salt(request), max_age=LASTS)
        except signing.BadSignature:
            messages.error(request, "Nothing was imported: the preview is older than an hour. Send the file again.")
            return HttpResponseRedirect(request.path)
        rows = [Sheet(sort, columns, [Line(*line) for line in lines]) for sort, columns, lines in sheets]
        return self._previewed(request, name, rows, verdicts)

    def _imported(self, request: HttpRequest, name: str, report: Report) -> HttpResponse:
        made = [how_many(number, sort) for sort in RESOURCES if (number := _made(report, sort))]
        there = report.count(THERE)
        known = f" {there} {'was' if there == 1 else 'were'} there already." if there else ""
        messages.success(request, f"Imported {name}: {' and '.join(made)}.{known}")
        return self._to_list()

    def _to_list(self) -> HttpResponse:
        return HttpResponseRedirect(reverse(f"admin:missions_{self._sort}_changelist"))

    def _salt(self, request: HttpRequest) -> str:
        return f"missions.import.{self._sort}.{request.user.pk}"

    def _page(self, request: HttpRequest, form: ImportForm, **told: Any) -> HttpResponse:
        told["needed"] = NEEDED[self._sort]
        told["others"] = [name for name in COLUMNS[self._sort] if name not in NEEDED[self._sort]]
        return self.desk_page(request, self.import_template, f"Import {self.opts.verbose_name_plural}", form, **told)


_PERMISSIONS = ("add_source", "add_claim", "add_withdrawal")


def _made(report: Report, sort: str) -> int:
    return sum(line.verdict == NEW and line.sort == sort for line in report.lines)
