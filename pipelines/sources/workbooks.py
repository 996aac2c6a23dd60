"""What do the sheets of a workbook hold? Cells as text, with time and memory bounded before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import python_calamine

# A workbook is a zip: what it unpacks to is bounded before any of it is unpacked.
MAX_UNPACKED_BYTES = 1_000_000_000
# The reader makes a full grid up to the last filled cell: one stray cell at XFD1048576 would ask for 17 billion.
MAX_CELLS = 30_000_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
# Only a cell with something in it counts: an empty one that was merely formatted closes itself.
FILLED_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d+)"[^>/]*>')
WIDE_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{2,3}\d')
ERROR_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\bt="e"')
NARROW, WIDEST = 26, 16_384


class TooLarge(Exception):
    """The workbook would need too much memory; the message says why and what to do."""


def read_workbook(data: bytes) -> tuple[list[tuple[str, list[list[str]]]], int]:
    """Each sheet's name and rows, blank rows below the last filled one left out; and how many cells hold a formula error.

    Raises TooLarge, or whatever the reader raises for a damaged workbook.
    """
    errors = _inspect(data) if data[:2] == b"PK" else 0
    book = python_calamine.load_workbook(io.BytesIO(data))
    return [(name, _rows(book.get_sheet_by_name(name))) for name in book.sheet_names], errors


def _rows(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _inspect(data: bytes) -> int:
    """Refuse what would fill the memory; count the formula errors, which the reader takes for empty cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(member.file_size for member in archive.infolist())
        if size > MAX_UNPACKED_BYTES:
            raise TooLarge(
                f"would unpack to {size / 1e9:.1f} GB, more than the {MAX_UNPACKED_BYTES / 1e9:.0f} GB allowed. "
                "Save only the sheet that is needed."
            )
        errors = 0
        for member in (member for member in archive.infolist() if SHEET.fullmatch(member.filename)):
            xml = archive.read(member)
            _refuse_far_cells(xml)
            errors += len(ERROR_CELL.findall(xml))
        return errors


def _refuse_far_cells(xml: bytes) -> None:
    last_row = max((int(number) for number in ROW.findall(xml)), default=0)
    if last_row * (WIDEST if WIDE_COLUMN.search(xml) else NARROW) <= MAX_CELLS:
        return
    rows, columns = 0, 0
    for letters, number in FILLED_CELL.findall(xml):
        rows, columns = max(rows, int(number)), max(columns, column_number(letters.decode()))
    if rows * columns > MAX_CELLS:
        raise TooLarge(
            f"has a filled cell as far out as column {columns:,} or row {rows:,}, so that it claims {rows * columns:,} cells. "
            "Delete the stray cell, or copy the table to a new workbook, and save it again."
        )


def column_number(letters: str) -> int:
    """The number of a column by its letters: `A` gives 1, `AB` gives 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_text(cell: Any) -> str:
    """A workbook cell as the text a person reads: whole numbers without a point, dates as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case dt.datetime() if (cell.hour, cell.minute, cell.second) == (0, 0, 0):
            return cell.date().isoformat()
        case dt.datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case dt.date() | dt.time():
            return cell.isoformat()
        case _:
            return str(cell).strip()
