"""Which bytes does a table of ours become? XLSX and CSV that are the same on every machine."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | float | dt.date | None
CREATED = dt.datetime(2026, 7, 1, 9, 0)
ZIP_TIME = (2026, 7, 1, 9, 0, 0)


@dataclass(frozen=True)
class Page:
    """One sheet: rows as they are to be seen, and which of them are set in bold."""

    name: str
    rows: Sequence[Sequence[Cell]]
    bold: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


def xlsx(pages: Sequence[Page]) -> bytes:
    """A workbook with these sheets. Dates become real spreadsheet dates."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED, "author": "Nandoria demo"})
    formats = {
        (bold, dated): book.add_format(
            {**({"bold": True} if bold else {}), **({"num_format": "dd/mm/yyyy"} if dated else {})}
        )
        for bold in (False, True)
        for dated in (False, True)
    }
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate(page.rows):
            for column, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(number, column, cell, formats[number in page.bold, isinstance(cell, dt.date)])
    book.close()
    return stored(buffer.getvalue())


def stored(data: bytes) -> bytes:
    """The same zip without compression and with one fixed time: its bytes do not depend on the zlib at hand."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return packed.getvalue()


def csv_text(rows: Sequence[Sequence[Cell]], delimiter: str = ",", newline: str = "\n", quote_all: bool = False) -> str:
    """Rows as delimited text; line breaks inside a cell stay as they are."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(
        buffer, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    )
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return buffer.getvalue()
