"""What became of each file and of each of its rows, in words?"""

from __future__ import annotations

from collections.abc import Iterable

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


def finding_lines(rows: Iterable[Row]) -> list[str]:
    """Say what is wrong and what to do, each once, with the rows that were set aside or need checking for it."""
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    for row in rows:
        said = f"{words.told(_with_field(row))} {words.told(row['remedy'])}".strip()
        alike.setdefault((row["file"], row["sheet"] or "", said, row["severity"]), []).append(row["row"])
    return [_finding(*what, lines) for what, lines in alike.items()]


def _finding(file: str, sheet: str, said: str, severity: str, lines: list[int]) -> str:
    place = import_words.at_rows(lines) or _("whole file")
    of_sheet = _(", sheet {sheet}").format(sheet=words.plain(sheet)) if sheet else ""
    return f"- **{words.plain(file)}**{of_sheet}, {place}: {words.plain(said)} ({words.severity(severity)})"


def _with_field(row: Row) -> str:
    """Name the column a finding begins with as the page Import does: a build writes 'Amount usd'."""
    message, label = str(row["message"]), (row["column"] or "").replace("_", " ").capitalize()
    return (
        f"{import_words.field(row['column'])}{message.removeprefix(label)}"
        if label and message.startswith(label)
        else message
    )
