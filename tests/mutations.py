"""How do files go wrong on their way to us? Each mutation takes a small table, and returns the bytes and the ending of a file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.workbook_bytes import as_ods, as_workbook, as_xls, edited, ods_cell

Rows = list[list[str]]
Broken = tuple[bytes, str]
Mutation = Callable[[random.Random, Rows], Broken]

RIGHT_TO_LEFT = ("\u200f", "\u200e", "\u202b", "\u061c")
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?")
FORMULAS = ("=1+1", "+A1", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "=cmd|' /C calc'!A0")
ODD_CELLS = (
    "", " ", "0", "-1", "1e400", "NaN", "inf", "1E+07", "99999999999999999999999999", "-0.0", "31/02/2025", "13/13/2025", "2025-02-30",
    "05/04/2026, 4:21:32 PM", "0000-00-00", "9999-12-31", "00:00:60", "true", "☑", "null", "\x00", "\t", "\n", '"', "a\nb", ";", "|", "##", "# tag",
    "#org", "١٢/٠٣/٢٠٢٥", "مساء", "2e-5", "𝟙𝟚", "ﬁ", "İ", "a@b.example", "'; drop table x; --", "{}", "[1]", "é" * 50,
)  # fmt: skip
HUGE = "x" * 10_000
SHEET = "xl/worksheets/sheet1.xml"


def as_csv(rows: Rows, delimiter: str = ",", newline: str = "\n") -> str:
    """The rows as delimited text."""
    quoted = [
        ['"' + cell.replace('"', '""') + '"' if set(cell) & set(f'{delimiter}"\r\n') else cell for cell in row]
        for row in rows
    ]
    return newline.join(delimiter.join(row) for row in quoted) + newline


def some_cells(choice: random.Random, rows: Rows, texts: tuple[str, ...]) -> Rows:
    """The rows with a few cells replaced."""
    changed = [list(row) for row in rows]
    for _ in range(choice.choice((1, 1, 3, 10, 40))):
        row = choice.choice(changed) if changed else []
        if row:
            row[choice.randrange(len(row))] = choice.choice(texts)
    return changed


def odd_cells(choice: random.Random, rows: Rows) -> Broken:
    return as_csv(some_cells(choice, rows, ODD_CELLS)).encode(), ".csv"


def errors_in_cells(choice: random.Random, rows: Rows) -> Broken:
    failed = choice.random() < 0.5
    return as_workbook(some_cells(choice, rows, ERRORS), error=lambda cell: failed and cell in ERRORS), ".xlsx"


def formulas_in_cells(choice: random.Random, rows: Rows) -> Broken:
    return as_workbook(some_cells(choice, rows, FORMULAS), formulas=True), ".xlsx"


def huge_cells(choice: random.Random, rows: Rows) -> Broken:
    """10,000 characters and more in a cell, of kinds that make careless patterns slow."""
    piece = choice.choice(("x", "(", "[", "a@", "1", "1,", "a ", " (", "-", "é", "/", ".", "A;", "Dr. ", "12/03/2025 "))
    text = (piece * 40_000)[: choice.choice((10_000, 10_000, 32_767, 40_000))]
    return as_csv(some_cells(choice, rows, (text,))).encode(), ".csv"


def direction_marks(choice: random.Random, rows: Rows) -> Broken:
    marked = [[choice.choice(RIGHT_TO_LEFT) + cell if choice.random() < 0.5 else cell for cell in row] for row in rows]
    return as_csv(marked).encode(), ".csv"


def duplicate_headings(choice: random.Random, rows: Rows) -> Broken:
    return as_csv(
        some_cells(choice, rows[:3], tuple(cell for row in rows[:3] for cell in row) or ("x",)) + rows[3:]
    ).encode(), ".csv"


def moved_columns(choice: random.Random, rows: Rows) -> Broken:
    width = max((len(row) for row in rows), default=0)
    order = choice.sample(range(width), width)[: choice.randint(width // 2, width)]
    return as_csv([[(row[i] if i < len(row) else "") for i in order] for row in rows]).encode(), ".csv"


def moved_rows(choice: random.Random, rows: Rows) -> Broken:
    shaken = [row for row in rows for _ in range(choice.choice((0, 1, 1, 1, 2)))]
    if choice.random() < 0.3:
        choice.shuffle(shaken)
    return as_csv(shaken).encode(), ".csv"


def ragged_rows(choice: random.Random, rows: Rows) -> Broken:
    cut = [
        row[: choice.randint(0, len(row))] if choice.random() < 0.3 else row + [""] * choice.choice((0, 0, 1, 5))
        for row in rows
    ]
    return as_csv(cut).encode(), ".csv"


def title_rows(choice: random.Random, rows: Rows) -> Broken:
    above = [
        [choice.choice(("", "WASH Cluster", "12/03/2025", "Report", "Meeting of the"))]
        for _ in range(choice.randint(1, 6))
    ]
    return as_workbook(above + rows), ".xlsx"


def mixed_dates(choice: random.Random, rows: Rows) -> Broken:
    dates = (
        "03/04/2025",
        "13/04/2025",
        "04/13/2025",
        "2025-04-13",
        "13 avril 2025",
        "13.4.25",
        "45000",
        "April 13, 2025",
    )
    return as_csv(some_cells(choice, rows, dates)).encode(), ".csv"


def encodings(choice: random.Random, rows: Rows) -> Broken:
    code = choice.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-8-sig", "cp1256", "shift_jis")
    )
    return as_csv(rows, newline=choice.choice(("\n", "\r\n", "\r"))).encode(code, errors="replace"), ".csv"


def delimiters(choice: random.Random, rows: Rows) -> Broken:
    return as_csv(rows, choice.choice(";\t|, ")).encode(), choice.choice((".csv", ".tsv", ".txt"))


def wrong_ending(choice: random.Random, rows: Rows) -> Broken:
    data = as_workbook(rows) if choice.random() < 0.5 else as_csv(rows).encode()
    return data, choice.choice((".csv", ".xlsx", ".xls", ".json", ".web app", ".docx", ""))


def truncated(choice: random.Random, rows: Rows) -> Broken:
    data, ending = choice.choice(
        ((as_csv(rows).encode(), ".csv"), (as_csv(rows).encode("utf-16"), ".csv"), (as_workbook(rows), ".xlsx"))
    )
    return data[: choice.randint(0, len(data))], ending


def flipped_bytes(choice: random.Random, rows: Rows) -> Broken:
    data, ending = choice.choice(((as_csv(rows).encode(), ".csv"), (as_workbook(rows), ".xlsx")))
    return _with_wrong_bytes(choice, data), ending


def _with_wrong_bytes(choice: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _ in range(choice.choice((1, 5, 50)) if broken else 0):
        broken[choice.randrange(len(broken))] = choice.randrange(256)
    return bytes(broken)


def empty(choice: random.Random, rows: Rows) -> Broken:
    return choice.choice(
        (b"", b"\n\n\n", b"\xef\xbb\xbf", b" ", b"{}", b"[]", b"null", b"PK", b"PK\x03\x04", as_csv(rows[:1]).encode())
    ), ".csv"


def claimed_size(choice: random.Random, rows: Rows) -> Broken:
    """A workbook whose own words say that it is larger than it is."""
    claim = choice.choice((b"A1:XFD1048576", b"A1:A1048576", b"C5:B2", b"", b"A1:ZZZZ99999999", b"A0"))
    return edited(
        as_workbook(rows), SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % claim, xml)
    ), ".xlsx"


def far_cell(choice: random.Random, rows: Rows) -> Broken:
    """A workbook with a last cell far away, filled or only formatted."""
    place = choice.choice((b"A200001", b"AMJ200001", b"XFD1048576", b"XFD1", b"A99999999999", b"ZZZZ5"))
    cell = choice.choice((b'<c r="%s" s="1"/>', b'<c r="%s"><v>1</v></c>', b'<c r="%s" t="s"><v>0</v></c>')) % place
    row = b'<row r="%s">%s</row></sheetData>' % (re.sub(rb"[A-Z]", b"", place), cell)
    return edited(as_workbook(rows), SHEET, lambda xml: xml.replace(b"</sheetData>", row)), ".xlsx"


def strange_parts(choice: random.Random, rows: Rows) -> Broken:
    """A workbook whose parts do not fit together."""
    part, old, new = choice.choice(
        (
            (SHEET, rb"<v>(\d+)</v>", b"<v>99999999</v>"), (SHEET, rb"<v>(\d+)</v>", b"<v>-1</v>"),
            (SHEET, rb"<v>(\d+)</v>", b"<v></v>"), (SHEET, rb'<row r="(\d+)"', b'<row r="1"'), (SHEET, rb' r="[A-Z]+\d+"', b""),
            (SHEET, rb't="s"', b't="d"'), (SHEET, rb't="s"', b't="e"'), (SHEET, rb't="s"', b't="b"'), (SHEET, rb"</row>", b""),
            ("xl/sharedStrings.xml", rb"<t>", b"<t>_x0000__x001F__x200F_"), ("xl/sharedStrings.xml", rb"<si>", b"<si><rPh>"),
            ("xl/workbook.xml", rb'name="[^"]*"', b'name=""'), ("xl/workbook.xml", rb"<sheet [^>]*>", b""),
            ("xl/_rels/workbook.xml.rels", rb"worksheets/", b"nowhere/"), ("xl/styles.xml", rb'numFmtId="0"', b'numFmtId="14"'),
            ("[Content_Types].xml", rb"<", b""),
        )
    )  # fmt: skip
    return edited(as_workbook(rows), part, lambda xml: re.sub(old, new, xml)), ".xlsx"


def zip_of_something_else(choice: random.Random, rows: Rows) -> Broken:
    part, data = choice.choice(
        (("word/document.xml", b"<w/>"), ("data.csv", as_csv(rows).encode()), ("", b""), ("a/", b""))
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part or "x", data)
    return target.getvalue(), choice.choice((".xlsx", ".zip", ".csv", ".ods"))


def zip_bomb(choice: random.Random, rows: Rows) -> Broken:
    target = io.BytesIO(as_workbook(rows))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(choice.choice((1_000, 50_000_000))))
    return target.getvalue(), ".xlsx"


def several_sheets(choice: random.Random, rows: Rows) -> Broken:
    """The same table on several sheets, some of them hidden or changed."""
    sheets = [
        choice.choice((rows, rows[:2], [], some_cells(choice, rows, ODD_CELLS))) for _ in range(choice.randint(2, 4))
    ]
    return as_workbook(*sheets, hidden=choice.choice(((), (1,), range(1, len(sheets))))), ".xlsx"


def other_workbooks(choice: random.Random, rows: Rows) -> Broken:
    """The kinds of workbook that are read in a process of their own: sound, cut short or with wrong bytes."""
    changed = some_cells(choice, rows, (*ODD_CELLS, HUGE)) if choice.random() < 0.5 else rows
    data, ending = (as_xls(changed), ".xls") if choice.random() < 0.6 else (as_ods(changed), ".ods")
    match choice.randrange(4):
        case 0:
            data = _with_wrong_bytes(choice, data)
        case 1:
            data = data[: choice.randint(0, len(data))]
    return data, choice.choice((ending, ending, ".xlsx"))


def far_away_in_other_workbooks(choice: random.Random, rows: Rows) -> Broken:
    """Workbooks of the older and open kinds that claim a grid of millions of cells."""
    repeated = choice.choice((2, 5_000, 1_048_576))
    line = f'<table:table-row table:number-rows-repeated="{repeated}">{{}}</table:table-row>'
    return choice.choice(
        (
            (as_xls(rows, (60_000, 3)), ".xls"), (as_xls(rows, (65_535, 65_535)), ".xls"),
            (as_ods(rows, line.format(ods_cell("", 16_384))), ".ods"), (as_ods(rows, line.format(ods_cell("x", 300))), ".ods"),
            (as_ods(rows, line.format(ods_cell("")) + line.format(ods_cell("x"))), ".ods"),
        )
    )  # fmt: skip


def unclosed_quote(choice: random.Random, rows: Rows) -> Broken:
    text = as_csv(rows)
    at = choice.randint(0, len(text))
    return (text[:at] + '"' + text[at:]).encode(), ".csv"


def many_columns(choice: random.Random, rows: Rows) -> Broken:
    times = choice.choice((20, 200))
    return as_csv([row * times if choice.random() < 0.9 else row for row in rows[:8]]).encode(), ".csv"


def lines_in_cells(choice: random.Random, rows: Rows) -> Broken:
    """Headings and cells with line breaks and spaces in them, as wrapped cells have them."""
    return as_workbook(
        [[cell.replace(" ", choice.choice((" ", "\n", "\u00a0", "  "))) for cell in row] for row in rows]
    ), ".xlsx"


def two_tables(choice: random.Random, rows: Rows) -> Broken:
    """The table twice on a sheet, below or beside itself."""
    if choice.random() < 0.5:
        return as_workbook([*rows, *[[]] * choice.randint(0, 3), *rows]), ".xlsx"
    width = max((len(row) for row in rows), default=0)
    return as_workbook([row + [""] * (width - len(row) + 1) + row for row in rows]), ".xlsx"


def turned(choice: random.Random, rows: Rows) -> Broken:
    """Rows as columns."""
    width = max((len(row) for row in rows), default=0)
    return as_csv([[row[i] if i < len(row) else "" for row in rows] for i in range(width)]).encode(), ".csv"


def many_rows(choice: random.Random, rows: Rows) -> Broken:
    """The table's rows again and again: 200,000 cells or so."""
    head = choice.randint(1, 3)
    body = [row for row in rows[head:] if any(row)] or rows
    cells = sum(map(len, body)) or 1
    return as_csv(rows[:head] + body * min(20_000, 200_000 // cells)).encode(), ".csv"


def short_rows(choice: random.Random, rows: Rows) -> Broken:
    return as_csv([*rows, *[[choice.choice(("x", "1", "", "12/03/2025"))]] * 200_000]).encode(), ".csv"


def one_long_line(choice: random.Random, rows: Rows) -> Broken:
    line = choice.choice(("x", "x,", "x;y\t", '"', '""', "(", "[", "@", "1", " ")) * 5_000_000
    return (as_csv(rows) + line[:5_000_000]).encode(), choice.choice((".csv", ".txt"))


def swollen_sheet(choice: random.Random, rows: Rows) -> Broken:
    """A workbook whose sheet unpacks to a hundred times its size, of nothing or of one long text again and again."""
    if choice.random() < 0.5:
        return edited(
            as_workbook(rows), SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 10**8)
        ), ".xlsx"
    cells = b'<row r="999"><c r="A999" t="s"><v>0</v></c></row>' * 50_000
    long = edited(as_workbook(rows), "xl/sharedStrings.xml", lambda xml: xml.replace(b"<t>", b"<t>" + b"x" * 10**6, 1))
    return edited(long, SHEET, lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>")), ".xlsx"


TABLES: tuple[Mutation, ...] = (
    odd_cells, errors_in_cells, formulas_in_cells, huge_cells, direction_marks, duplicate_headings, moved_columns, moved_rows,
    ragged_rows, title_rows, mixed_dates, encodings, delimiters, wrong_ending, truncated, flipped_bytes, empty, claimed_size,
    far_cell, strange_parts, zip_of_something_else, zip_bomb, several_sheets, other_workbooks, unclosed_quote, many_columns,
    lines_in_cells, two_tables, turned,
)  # fmt: skip
# Each takes seconds, so that they are tried seldom.
HEAVY: tuple[Mutation, ...] = (many_rows, short_rows, one_long_line, swollen_sheet, far_away_in_other_workbooks)
