"""What became of each file and of each of its rows, in words?"""

from __future__ import annotations

from dashboard import words
from dashboard.importing import import_words
from dashboard.languages import _
from dashboard.queries import Row


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
    return f"- {words.plain(row['file'])}: **{status}**{rows}.{why}"


def finding_line(row: Row) -> str:
    """Say where a row is that was set aside or needs checking, what is wrong with it, and what to do."""
    place = _("row {row}").format(row=row["row"]) if row["row"] else _("whole file")
    sheet = _(", sheet {sheet}").format(sheet=words.plain(row["sheet"])) if row["sheet"] else ""
    result = words.severity(row["severity"])
    said = words.plain(f"{words.told(_with_field(row))} {words.told(row['remedy'])}".strip())
    return f"- **{words.plain(row['file'])}**{sheet}, {place}: {said} ({result})"


def _with_field(row: Row) -> str:
    """Name the column a finding begins with as the page Import does: a build writes 'Amount usd'."""
    message, label = str(row["message"]), (row["column"] or "").replace("_", " ").capitalize()
    return (
        f"{import_words.field(row['column'])}{message.removeprefix(label)}"
        if label and message.startswith(label)
        else message
    )
