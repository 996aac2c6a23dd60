"""Tables as files that a spreadsheet program opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_CELL = 32_767  # what a cell of a workbook can hold
WIDE = 24
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str] | None = None) -> bytes:
    """Write the named columns under their headings, or all under their own names; with a byte order mark, so that Excel reads the accents."""
    columns = columns or {name: name for name in rows[0]}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns.values())
    writer.writerows([safe(row[name]) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def as_xlsx(sheets: Mapping[str, tuple[Sequence[Mapping[str, Any]], Mapping[str, str]]]) -> bytes:
    """Write a workbook: a sheet by its name, with its rows and its columns under their headings. Every cell is text or number."""
    import xlsxwriter  # only whoever downloads waits for it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        # Without the mark, a text would turn into a formula when somebody edits its cell.
        as_text = book.add_format({"quote_prefix": True})
        for title, (rows, columns) in sheets.items():
            sheet = book.add_worksheet(title)
            for place, (name, heading) in enumerate(columns.items()):
                sheet.write_string(0, place, heading, book.add_format({"bold": True}))
                for line, row in enumerate(rows, start=1):
                    _write(sheet, line, place, row[name], as_text)
            sheet.set_column(0, len(columns) - 1, WIDE)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return out.getvalue()


def _write(sheet: Any, line: int, place: int, cell: Any, as_text: Any) -> None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        sheet.write_number(line, place, cell)
    elif cell not in (None, ""):
        text = str(cell)[:LONGEST_CELL]
        sheet.write_string(line, place, text, as_text if text.startswith(STARTS_A_FORMULA) else None)
