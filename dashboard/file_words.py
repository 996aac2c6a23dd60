"""What became of each file and of each of its rows, in words?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from dashboard import words
from dashboard.importing import import_words
from dashboard.languages import _
from dashboard.queries import Row

# Rows that are alike in these have the same problem.
SAME = ("file", "sheet", "column", "message", "remedy", "severity")


def file_line(row: Row) -> str:
    """Say of a file that was not loaded whole what it is and what became of its rows."""
    status = words.file_status(row["status"])
    rows = (
        _(", {rows_accepted} of {rows_read} rows").format(
            rows_accepted=words.count(row["rows_accepted"]), rows_read=words.count(row["rows_read"])
        )
        if row["rows_read"]
        else ""
    )
    why = "" if row["status"] == "part loaded" else f" {words.plain(words.reason(row['evidence']))}"
    return f"- {words.labelled(words.plain(row['file']), f'**{status}**')}{rows}.{why}"


def finding_lines(rows: Iterable[Row], most: int | None = None) -> list[str]:
    """Say what is wrong and what to do, each once, with the rows that were set aside or need checking for it; the first ones."""
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault(tuple(row[column] for column in SAME), []).append(row)
    return [_finding(found) for found in islice(alike.values(), most)]


def _finding(rows: list[Row]) -> str:
    row = rows[0]
    place = import_words.at_rows(each["row"] for each in rows) or _("whole file")
    sheet = _(", sheet {sheet}").format(sheet=words.plain(row["sheet"])) if row["sheet"] else ""
    file = f"**{words.plain(row['file'])}**"
    said = words.plain(f"{words.told(_with_field(row))} {words.told(row['remedy'])}".strip())
    return f"- {words.labelled(words.in_a_row((f'{file}{sheet}', place)), said)} ({words.severity(row['severity'])})"


def _with_field(row: Row) -> str:
    """Name the column a finding begins with as the page Import does: a build writes 'Amount usd'."""
    message, label = str(row["message"]), (row["column"] or "").replace("_", " ").capitalize()
    return (
        f"{import_words.field(row['column'])}{message.removeprefix(label)}"
        if label and message.startswith(label)
        else message
    )
