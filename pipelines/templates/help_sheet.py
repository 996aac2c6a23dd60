"""What must somebody know to fill in a template? The text of its help sheet, and how that sheet is told from data."""

from __future__ import annotations

from pipelines.sources.sheets import Sheet
from pipelines.sources.template_examples import MARK
from pipelines.sources.template_words import shown
from pipelines.templates.declaration import Field, Table, Workbook

COLUMNS = ("Column", "What it means", "Must it be filled in?", "Allowed answers", "Example")
SIGN = "How to fill in this workbook"
RULES = (
    "Columns with a star (*) must be filled in: a row without them is set aside and you are told so.",
    f"The grey row that starts with “{MARK}” shows how. It is never counted: leave it, or write over it and remove the mark.",
    "You may delete columns without a star, change the order of columns, and add columns of your own to the right.",
    "Leave a cell empty when you do not know. Never write 0 or No for something you do not know.",
    "Write organisations, never people: no names, e-mail addresses or phone numbers of persons.",
    "Save the file under any name into the folder of your cluster. The next build reads it.",
)


def is_help(sheet: Sheet) -> bool:
    """Whether the sheet is the help sheet of a template, by its second line and its heading row."""
    return (
        len(sheet.rows) > 1
        and SIGN in sheet.rows[1][:1]
        and any(tuple(row[: len(COLUMNS)]) == COLUMNS for row in sheet.rows[:60])
    )


def help_lines(workbook: Workbook) -> list[str]:
    """The lines above the table of columns."""
    sheets = (f"Sheet “{table.sheet}”: one row for {table.row_says}." for table in workbook.tables)
    return [f"{workbook.title}: {workbook.purpose}", SIGN, *sheets, *RULES]


def help_row(field: Field) -> tuple[str, ...]:
    """What the help sheet says of a column."""
    return field.heading, field.help, "Yes" if field.column.required else "No", _allowed(field), field.example


def lists_of(table: Table) -> dict[str, list[str]]:
    """The drop-down lists of a sheet: name and the words shown."""
    names = dict.fromkeys(field.answers for field in table.fields if field.answers)
    return {name: list(shown(name).values()) for name in names}


def _allowed(field: Field) -> str:
    column = field.column
    if field.answers:
        return ", ".join(shown(field.answers).values())
    match column.kind:
        case "day":
            return "A date, such as 2025-03-31"
        case "amount":
            return "An amount in US dollars, digits only"
        case "number":
            return f"A number from {column.low:.15g} to {column.high:.15g}"
        case _:
            return "Any text"
