"""How is a table written as a workbook of any kind, sound or as no program would write it?"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[str]]
LONGEST_CELL = 32_000
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def as_workbook(
    *sheets: Rows, formulas: bool = False, hidden: Sequence[int] = (), error: Callable[[str], bool] = lambda cell: False
) -> bytes:
    """The tables as .xlsx, cells as text; as formulas where they look like one and `formulas`; failed ones where `error`."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            if number in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if error(cell):
                        sheet.write_formula(row, column, "=NA()", None, cell)
                    elif formulas and cell.startswith("="):
                        sheet.write_formula(row, column, cell)
                    else:
                        sheet.write_string(row, column, cell[:LONGEST_CELL])
    return target.getvalue()


def edited(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same zip with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return target.getvalue()


def as_ods(rows: Rows, after: str = "") -> bytes:
    """The rows as an OpenDocument spreadsheet; `after`: XML of more rows."""
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{lines}{after}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODS_TYPE}"/></m:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return target.getvalue()


def ods_cell(text: str, repeated: int = 1) -> str:
    """A cell of an OpenDocument spreadsheet."""
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if not text:
        return f"<table:table-cell{times}/>"
    plain = "".join(c for c in text if c >= " " or c in "\t\n\r")
    return f'<table:table-cell office:value-type="string"{times}><text:p>{escape(plain)}</text:p></table:table-cell>'


def as_xls(rows: Rows, far: tuple[int, int] | None = None) -> bytes:
    """The rows as Excel 97 writes them; `far`: one more cell at this row and column."""
    cells = [(row, column, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells[:256]) if cell]
    labels = b"".join(_label(*place) for place in [*cells, *([(*far, "x")] if far else [])])
    globals_ = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0)) + _record(0x42, b"\xb0\x04")
    name = b"\x06\x00Sheet1"
    start = len(globals_) + 4 + 6 + len(name) + 4
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0)) + labels + _record(0x0A, b"")
    return _compound(globals_ + _record(0x85, struct.pack("<IH", start, 0) + name) + _record(0x0A, b"") + sheet)


def _label(row: int, column: int, text: str) -> bytes:
    coded = text[:2000].encode("utf-16-le", "replace")
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(coded) // 2, 1) + coded)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(stream: bytes) -> bytes:
    """A compound file that holds one stream, `Workbook`."""
    stream += bytes(max(4096 - len(stream), -len(stream) % 512))
    sectors = len(stream) // 512
    tables = next(n for n in range(1, 10_000) if n * 128 >= n + 1 + sectors)
    end = 0xFFFFFFFE
    chain = [0xFFFFFFFD] * tables + [end] + [tables + 2 + n for n in range(sectors - 1)] + [end]
    fat = struct.pack(f"<{tables * 128}I", *chain, *[0xFFFFFFFF] * (tables * 128 - len(chain)))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, tables,
        tables, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, 0xFFFFFFFF, tables + 1, len(stream))
    return header + fat + directory.ljust(512, b"\x00") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII16sIQQIQ", coded, len(coded) + 2, kind, 1, none, none, child, bytes(16), 0, 0, 0, start, size
    )
