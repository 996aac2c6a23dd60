"""How is a questionnaire written as an XLSForm, ready to upload to KoBoToolbox or ODK Central?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipelines.instruments.forms import Form, Question
from pipelines.instruments.texts import LANGUAGES, Texts

VERSION = "3"
CELLS = ("required", "relevant", "constraint", "appearance")
MESSAGES = ("required_message", "constraint_message")


def write_form(form: Form, path: Path) -> None:
    """Write the form as a workbook; the same content gives the same file."""
    import xlsxwriter  # only the writer needs it

    # Text stays text: what somebody translates may start with = + - @.
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": dt.datetime(2025, 1, 1)})
        heading = book.add_format({"bold": True})
        for name, rows in sheets(form).items():
            sheet = book.add_worksheet(name)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.write_row(0, 0, columns, heading)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [row.get(column, "") for column in columns])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, 28)


def sheets(form: Form) -> dict[str, list[dict[str, str]]]:
    """The three sheets of an XLSForm. Columns that would stay empty are left out: each would be a warning."""
    asked = [_row(form, question) for question in form.questions]
    filled = [column for column in asked[0] if column in ("type", "name") or any(row[column] for row in asked)]
    return {
        "survey": [{column: row[column] for column in filled} for row in asked],
        "choices": [
            {"list_name": list_name, "name": choice.name, **_columns("label", choice.texts)}
            for list_name in form.lists
            for choice in form.choices(list_name)
        ],
        "settings": [
            {
                "form_title": form.texts("title", form.id)["en"],
                "form_id": form.id,
                "version": VERSION,
                "default_language": LANGUAGES["en"],
                "style": "pages",
            }
        ],
    }


def _row(form: Form, question: Question) -> dict[str, str]:
    messages = {
        part: form.message(part, question) if question.cells.get(part.removesuffix("_message")) else {}
        for part in MESSAGES
    }
    row = {"type": question.type, "name": question.name}
    row |= _columns("label", form.texts("label", question.name))
    row |= _columns("hint", form.texts("hint", question.name))
    row |= {column: question.cells.get(column, "") for column in CELLS}
    for part, texts in messages.items():
        row |= _columns(part, texts)
    return row


def _columns(part: str, texts: Texts) -> dict[str, str]:
    """`label::English (en)` and so on: one column for each language."""
    return {f"{part}::{LANGUAGES[language]}": texts.get(language, "") for language in LANGUAGES}
