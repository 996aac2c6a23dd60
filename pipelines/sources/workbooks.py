"""What do the sheets of a workbook hold? Cells as text, with time and memory bounded."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import python_calamine

from pipelines.sources.unseen import seen
from pipelines.sources.workbook_apart import read_apart
from pipelines.sources.workbook_bounds import count_errors, refuse_what_unpacks_too_far, sheet_parts

Tables = list[tuple[str, list[list[str]]]]


def read_workbook(data: bytes) -> tuple[Tables, int]:
    """Each sheet's name and rows, blank rows below the last filled one left out; and how many cells hold a formula error.

    Raises TooLarge, or whatever the reader raises for a damaged workbook.
    """
    if data[:2] != b"PK":
        return read_apart(data), 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        refuse_what_unpacks_too_far(archive)
        if not sheet_parts(archive):
            return read_apart(data), 0
        errors = count_errors(archive)
    return read_tables(data), errors


def read_tables(data: bytes) -> Tables:
    """The sheets of a workbook of any kind, without any bound."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    return [(name, _rows(book.get_sheet_by_name(name))) for name in book.sheet_names]


def _rows(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    rows = [
        ["" if cell == "" else seen(cell).strip() if isinstance(cell, str) else cell_text(cell) for cell in row]
        for row in sheet.iter_rows()  # one by one: all at once would be in memory twice
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


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
