"""How do files go wrong on their way to us? Each mutation takes a small table, and returns the bytes and the ending of a file."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

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


def as_csv(rows: Rows, delimiter: str = ",", newline: str = "\n") -> str:
    """The rows as delimited text."""
    quoted = [
        ['"' + cell.replace('"', '""') + '"' if set(cell) & set(f'{delimiter}"\r\n') else cell for cell in row]
        for row in rows
    ]
    return newline.join(delimiter.join(row) for row in quoted) + newline


def as_workbook(rows: Rows, *, formulas: bool = False) -> bytes:
    """The rows as a workbook; cells as text, or as formulas where they look like one."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if formulas and cell.startswith("="):
                    sheet.write_formula(row, column, cell)
                else:
                    sheet.write_string(row, column, cell[:32_000])
    return target.getvalue()


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
    return as_workbook(some_cells(choice, rows, ERRORS)), ".xlsx"


def formulas_in_cells(choice: random.Random, rows: Rows) -> Broken:
    return as_workbook(some_cells(choice, rows, FORMULAS), formulas=True), ".xlsx"


def huge_cells(choice: random.Random, rows: Rows) -> Broken:
    return as_csv(some_cells(choice, rows, (HUGE,))).encode(), ".csv"


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
    broken = bytearray(data)
    for _ in range(choice.choice((1, 5, 50)) if broken else 0):
        broken[choice.randrange(len(broken))] = choice.randrange(256)
    return bytes(broken), ending


def empty(choice: random.Random, rows: Rows) -> Broken:
    return choice.choice(
        (b"", b"\n\n\n", b"\xef\xbb\xbf", b" ", b"{}", b"[]", b"null", b"PK", b"PK\x03\x04", as_csv(rows[:1]).encode())
    ), ".csv"


def far_cell(choice: random.Random, rows: Rows) -> Broken:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
        sheet.write_string(
            choice.choice((200_000, 1_048_575)), choice.choice((0, 1023, 16_383)), choice.choice(("", "x"))
        )
    return target.getvalue(), ".xlsx"


def zip_bomb(choice: random.Random, rows: Rows) -> Broken:
    target = io.BytesIO(as_workbook(rows))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(choice.choice((1_000, 50_000_000))))
    return target.getvalue(), ".xlsx"


def several_sheets(choice: random.Random, rows: Rows) -> Broken:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for _ in range(choice.randint(2, 4)):
            sheet = book.add_worksheet()
            for row, cells in enumerate(choice.choice((rows, rows[:2], some_cells(choice, rows, ODD_CELLS)))):
                sheet.write_row(row, 0, [cell.replace("\x00", "")[:32_000] for cell in cells])
    return target.getvalue(), ".xlsx"


def unclosed_quote(choice: random.Random, rows: Rows) -> Broken:
    text = as_csv(rows)
    at = choice.randint(0, len(text))
    return (text[:at] + '"' + text[at:]).encode(), ".csv"


TABLES: tuple[Mutation, ...] = (
    odd_cells, errors_in_cells, formulas_in_cells, huge_cells, direction_marks, duplicate_headings, moved_columns, moved_rows,
    ragged_rows, title_rows, mixed_dates, encodings, delimiters, wrong_ending, truncated, flipped_bytes, empty, far_cell, zip_bomb,
    several_sheets, unclosed_quote,
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    1e308,
    True,
    [],
    {},
    [None],
    {"a": []},
    "31/02/2025",
    HUGE,
    "\u200f",
    10**30,
)


def odd_document(choice: random.Random, document: Any) -> Broken:
    """A JSON document with a few values replaced or left out, or cut short."""
    changed = json.loads(json.dumps(document))
    for _ in range(choice.choice((1, 1, 3, 10))):
        _change_somewhere(choice, changed)
    data = json.dumps(changed, ensure_ascii=choice.random() < 0.5).encode()
    return (data if choice.random() < 0.9 else data[: choice.randint(0, len(data))]), choice.choice(
        (".json", ".json", ".csv", ".txt")
    )


def _change_somewhere(choice: random.Random, node: Any) -> None:
    while isinstance(node, dict | list) and node:
        key = choice.choice(list(node)) if isinstance(node, dict) else choice.randrange(len(node))
        if choice.random() < 0.3 or not isinstance(node[key], dict | list):
            if choice.random() < 0.3:
                del node[key]
            else:
                node[key] = copy.deepcopy(choice.choice(ODD_VALUES))
            return
        node = node[key]
