"""Workbooks (XLSX), of which the first sheet is read and one sheet is written."""

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

# Of what a workbook unpacks to, in bytes; and the columns that are looked at.
UNPACKED = 10_000_000
WIDEST = 100
_BROKEN = (
    *(AttributeError, BadZipFile, EOFError, IndexError, InvalidFileException, KeyError, NotImplementedError, OSError),
    *(ParseError, RuntimeError, TypeError, ValueError, zlib.error),
)


class BadFile(ValueError):
    """Why a file cannot be imported, as the rest of a sentence that begins with its name; `faults` are whole ones."""

    def __init__(self, text: str, faults: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.faults = [*faults]


def unpack(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet with their numbers, each cell as text. Raises BadFile."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > UNPACKED:
            raise BadFile(f"unpacks to {size:,} bytes; at most {UNPACKED:,} are read. Take it apart.")
        book = load_workbook(io.BytesIO(content), read_only=True)
        for number, cells in enumerate(book.worksheets[0].iter_rows(max_col=WIDEST), start=1):
            yield number, [_text(cell) for cell in cells]
        book.close()
    except BadFile:
        raise
    except _BROKEN as error:
        raise BadFile("is no workbook that can be read. Save it as .xlsx once more, or as CSV.") from error


def pack(rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """A workbook of one sheet, written row by row: no list is too long for the memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(file)


def _text(cell: Any) -> str:
    """A formula, or what became of one, keeps its sign of equality, and so is refused wherever it stands."""
    match cell.value:
        case None:
            return ""
        case bool() as flag:
            return str(flag).lower()
        case float() as number if number.is_integer():
            return str(int(number))
        case datetime() as moment if moment.time() == time():
            return moment.date().isoformat()
        case str() | int() | float() | date() | time() | timedelta() as value:
            return f"={value}" if cell.data_type == "e" else str(value)
        case value:
            return f"={getattr(value, 'text', '')}"
