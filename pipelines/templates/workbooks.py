"""How does a template become a workbook? Headings, drop-down lists, an example row and a help sheet, from its declaration."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.sources.sheets import UnreadableFile, open_document
from pipelines.sources.template_examples import MARK, is_example
from pipelines.templates.declaration import FLAG_LIST, HELP_SHEET, Field, Table, Workbook, workbooks
from pipelines.templates.help_sheet import COLUMNS, help_lines, help_row, lists_of
from pipelines.workspace import WorkspaceError

CREATED = dt.datetime(2026, 1, 1)  # same content, same file
LAST_ROW = 1_048_575
HELP_WIDTHS = (34, 70, 22, 50, 34)
FIRST_LIST = len(COLUMNS) + 1  # the drop-down lists stand to the right of the help, one a column
CELL_FORMATS = {"day": "yyyy-mm-dd", "amount": "#,##0.00", "number": "0.##"}
HEADING = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter", "border": 1}
WANTED, MAY_BE_EMPTY, GREY = "#1F3864", "#5B7EA6", "#7F7F7F"

Ranges = dict[str, str]
# What somebody wrote into a row, by the name of the column; a text stands as it was written.
Entry = Mapping[str, str | int | float | dt.date | None]


def write_templates(folder: Path, example: bool = False) -> list[Path]:
    """Write every template into the folder and return the files.

    `example`: the example row is data like any other instead of being marked as an example. Raises WorkspaceError,
    before anything is written, where a file to be replaced holds rows that somebody filled in.
    """
    files = [(folder / f"{book.name}.xlsx", book) for book in workbooks()]
    for path, book in files:
        if path.exists() and _filled_in(path, book):
            raise WorkspaceError(
                f"{path} holds rows that somebody filled in, and would be lost. Move it away, or name another folder."
            )
    folder.mkdir(parents=True, exist_ok=True)
    for path, book in files:
        _write(path, book, example)
    return [path for path, _ in files]


def filled_in(name: str, entries: Mapping[str, Sequence[Entry]]) -> bytes:
    """A template (`roles_and_seats`) with entries in place of the example, by the name of their table (`roles`)."""
    file = io.BytesIO()
    _write(file, next(book for book in workbooks() if book.name == name), entries=entries)
    return file.getvalue()


def _filled_in(path: Path, book: Workbook) -> bool:
    """Whether a file holds anything below its headings but the example."""
    try:
        sheets = [sheet for sheet in open_document(path, path.name).sheets if sheet.name != HELP_SHEET]
    except UnreadableFile:
        return True
    shipped = {tuple(field.example for field in table.fields) for table in book.tables}
    return any(
        any(row) and not is_example(row) and tuple(row) not in shipped for sheet in sheets for row in sheet.rows[1:]
    )


def _write(
    file: Path | io.BytesIO,
    workbook: Workbook,
    example: bool = False,
    entries: Mapping[str, Sequence[Entry]] | None = None,
) -> None:
    """One template: with entries, or with the example where there are none."""
    import xlsxwriter  # only the writer needs it

    # Text stays text: nothing that starts with = + - @ may become a formula, nor anything a link.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": CREATED, "title": workbook.title, "comments": workbook.purpose})
        sheets = [(table, book.add_worksheet(table.sheet)) for table in workbook.tables]
        ranges = _write_help(book, workbook)
        for table, sheet in sheets:
            _write_table(book, sheet, table, ranges, example, entries.get(table.name, ()) if entries else None)


def _write_table(
    book: Any, sheet: Any, table: Table, ranges: Ranges, example: bool, entries: Sequence[Entry] | None
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 34)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, LAST_ROW, len(table.fields) - 1)
    for column, field in enumerate(table.fields):
        plain = {"num_format": CELL_FORMATS.get(field.column.kind, "@")}
        sheet.set_column(column, column, _width(field), book.add_format(plain))
        colour = WANTED if field.column.required else MAY_BE_EMPTY
        sheet.write_string(0, column, heading(field), book.add_format({**HEADING, "bg_color": colour}))
        if rule := _validation(field, ranges):
            sheet.data_validation(1, column, LAST_ROW, column, rule)
        if entries is not None:
            _write_entries(sheet, column, field, entries, book.add_format(plain))
            continue
        style = plain if example else {**plain, "italic": True, "font_color": GREY}
        marked = f"{MARK} {field.example}" if column == 0 and not example else field.example
        _write_cell(sheet, column, field, marked, book.add_format(style))


def _write_entries(sheet: Any, column: int, field: Field, entries: Sequence[Entry], style: Any) -> None:
    for row, entry in enumerate(entries, start=1):
        if (value := entry.get(field.column.name)) not in (None, ""):
            sheet.write(row, column, value, style)


def heading(field: Field) -> str:
    """A column's heading, with a star where a row cannot be loaded without it."""
    return f"{field.heading} *" if field.column.required else field.heading


def _write_cell(sheet: Any, column: int, field: Field, text: str, style: Any) -> None:
    match field.column.kind:
        case _ if not text:
            sheet.write_blank(1, column, None, style)
        case "day":
            sheet.write_datetime(1, column, dt.date.fromisoformat(text), style)
        case "amount" | "number":
            sheet.write_number(1, column, float(text), style)
        case _:
            sheet.write_string(1, column, text, style)


def _width(field: Field) -> int:
    shown = len(field.example) + (len(MARK) if field.column.required else 0)
    return max(13, min(44, max(len(field.heading) // 2 + 8, shown + 2)))


def _validation(field: Field, ranges: Ranges) -> dict[str, Any]:
    """What a cell of the column accepts; empty: anything."""
    column = field.column
    rules: dict[str, dict[str, Any]] = {
        "day": {
            "validate": "date", "criteria": "between",
            "minimum": dt.date(1990, 1, 1), "maximum": dt.date(2100, 12, 31),
            "error_message": "Write a date, such as 2025-03-31.",
        },
        "amount": {
            "validate": "decimal", "criteria": ">=", "value": 0,
            "error_message": "Write an amount in US dollars, digits only.",
        },
        "number": {
            "validate": "decimal", "criteria": "between", "minimum": column.low, "maximum": column.high,
            "error_message": f"Write a number from {column.low or 0:.15g} to {column.high or 0:.15g}.",
        },
    }  # fmt: skip
    if field.answers:
        rule = {
            "validate": "list", "source": ranges[field.answers],
            "error_message": "Choose one of the answers on the list, or leave the cell empty.",
        }  # fmt: skip
    elif column.kind in rules:
        rule = rules[column.kind]
    else:
        return {}
    return rule | {
        "error_title": field.heading[:32],
        "input_title": field.heading[:32],
        "input_message": field.help[:255],
    }


def _write_help(book: Any, workbook: Workbook) -> Ranges:
    """The help sheet; returns where the drop-down lists stand on it."""
    sheet = book.add_worksheet(HELP_SHEET)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 14})
    for column, width in enumerate(HELP_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(help_lines(workbook)):
        sheet.write_string(row, 0, line, title if row == 0 else bold if row == 1 else None)
    for table in workbook.tables:
        row += 2
        sheet.write_string(row, 0, f"Sheet “{table.sheet}”", bold)
        for columns in (COLUMNS, *map(help_row, table.fields)):
            row += 1
            for column, text in enumerate(columns):
                sheet.write_string(row, column, text, bold if columns is COLUMNS else wrapped)
    return _write_lists(sheet, workbook, bold)


def _write_lists(sheet: Any, workbook: Workbook, bold: Any) -> Ranges:
    from xlsxwriter.utility import xl_range_abs

    lists = {name: words for table in workbook.tables for name, words in lists_of(table).items()}
    headings = {field.answers: field.heading for table in workbook.tables for field in table.fields} | {
        FLAG_LIST: "Yes or no"
    }
    ranges = {}
    for column, (name, words) in enumerate(lists.items(), start=FIRST_LIST):
        sheet.set_column(column, column, 30)
        sheet.write_string(1, column, f"List: {headings[name]}", bold)
        for row, word in enumerate(words, start=2):
            sheet.write_string(row, column, word)
        ranges[name] = f"={HELP_SHEET}!{xl_range_abs(2, column, 1 + len(words), column)}"
    return ranges
