"""A file that an editor hands in, as sheets of lines: CSV, a workbook, or a document of the seeds.

What is wrong with the file as a whole is a BadFile; what is wrong with a line stands with the line, whose number is
that of the file: a row of a table, a line of a seed.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from missions.admin.columns import taken_fields
from missions.admin.workbooks import BadFile, unpack
from missions.models import Claim, Source
from missions.seeds.mistakes import hint, sentence, shown

MODELS = {"source": Source, "claim": Claim}
COLUMNS = {sort: tuple(taken_fields(model)) for sort, model in MODELS.items()}
NEEDED = {
    sort: tuple(name for name, field in taken_fields(model).items() if field.widget.needed)
    for sort, model in MODELS.items()
}
# Each row is written, and for the preview taken back, while other writers wait.
MOST_ROWS = 300
LARGEST = 500_000
# Of a cell, in characters. More than any column takes, so that what is too long for one is told with its row.
LONGEST = 5_000


class Wrong(NamedTuple):
    """What is wrong, in a column or, where that is blank, with the line as a whole."""

    column: str
    text: str


class Line(NamedTuple):
    number: int
    cells: Mapping[str, str]
    wrong: Sequence[Wrong] = ()


class Sheet(NamedTuple):
    """Lines that are all of one sort, of which every one has these columns."""

    sort: str
    columns: Sequence[str]
    lines: Sequence[Line]


Rows = Iterable[tuple[int, Sequence[str]]]


def table(sort: str, rows: Rows) -> Sheet:
    """A sheet of rows with their numbers, the first of which names the columns. Blank rows are passed over."""
    numbered = ((number, [cell.strip() for cell in _bounded(number, cells)]) for number, cells in rows)
    filled = ((number, cells) for number, cells in numbered if any(cells))
    _, names = next(filled, (1, []))
    columns = _columns(sort, names)
    lines = [_line(number, columns, cells) for number, cells in within(filled)]
    if not lines:
        raise BadFile("holds no row below its header.")
    return Sheet(sort, columns, lines)


def _bounded(number: int, cells: Sequence[str]) -> Sequence[str]:
    """The cells. A small workbook can hold one long text for thousands of them."""
    longest = max(map(len, cells), default=0)
    if longest > LONGEST:
        raise BadFile(f"holds a cell of {longest:,} characters in its row {number}; at most {LONGEST:,} are read.")
    return cells


def within(lines: Iterable[Any]) -> Iterator[Any]:
    """The lines, as many as are allowed at once. Raises BadFile at the first beyond them."""
    for position, line in enumerate(lines):
        if position == MOST_ROWS:
            raise BadFile(f"holds more than {MOST_ROWS} rows. Take it apart: each part is imported as a whole.")
        yield line


def read_csv(content: bytes) -> Rows:
    """The records of a file in UTF-8, as RFC 4180 has it, counted as a spreadsheet counts rows."""
    text = _decoded(content)
    first = text.partition("\n")[0]
    if "," not in first and (";" in first or "\t" in first):
        raise BadFile("sets its columns apart by semicolons or tabs. Save it with commas, or as a workbook (.xlsx).")
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(records, start=1):
            yield number, cells
    except csv.Error as error:
        raise BadFile(f"is not CSV at row {number + 1}: {error}.") from error


READERS: dict[str, Callable[[bytes], Rows]] = {".csv": read_csv, ".xlsx": unpack}


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile("is in UTF-16. Save it as “CSV UTF-8”, or as a workbook (.xlsx).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise BadFile(
            f"is not UTF-8: on its line {row} stands the byte 0x{content[error.start]:02x}. "
            "Save it as “CSV UTF-8”, or as a workbook (.xlsx)."
        ) from error
    if "\0" in text:
        raise BadFile("is no text: it holds NUL characters.")
    return text


def _columns(sort: str, names: Sequence[str]) -> list[str]:
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise BadFile(f"is empty. Its first row names the columns: {', '.join(COLUMNS[sort])}.")
    faults = [*_unknown(sort, names)]
    faults += [f"The column {shown(name)} stands twice." for name in COLUMNS[sort] if names.count(name) > 1]
    faults += [f"The column {shown(name)} is missing." for name in NEEDED[sort] if name not in names]
    if faults:
        raise BadFile("has another header than it needs.", faults)
    return [*names]


def _unknown(sort: str, names: Sequence[str]) -> Iterator[str]:
    for position, name in enumerate(names, start=1):
        if not name:
            yield f"Column {position} has no name."
        elif name not in COLUMNS[sort]:
            ending = hint(name, COLUMNS[sort]) or f"; the columns are {', '.join(COLUMNS[sort])}"
            yield sentence(f"There is no column {shown(name)}{ending}")


def _line(number: int, columns: Sequence[str], cells: Sequence[str]) -> Line:
    told = dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
    beyond = [cell for cell in cells[len(columns) :] if cell]
    if beyond:
        text = f"The row has more cells than the header has columns: {shown(beyond[0])} stands outside."
        return Line(number, told, [Wrong("", text)])
    if len(cells) < len(columns):
        text = f"The row has {len(cells)} cells, and the header {len(columns)} columns."
        return Line(number, told, [Wrong("", text)])
    return Line(number, told)
