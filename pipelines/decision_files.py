"""What do the files of human judgements say? Rows of decisions/*.csv, in the order they were decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipelines.workspace import WorkspaceError

FORMULA_SIGNS = ("=", "+", "-", "@")


def decision_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row as (line, column → cell); commas or semicolons, as spreadsheet programs write them.

    Raises WorkspaceError where the file is not UTF-8 text or lacks a column.
    """
    name = f"decisions/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")  # line ends inside a cell stay as they are
    except UnicodeDecodeError as error:
        raise WorkspaceError(
            f"{name} is not UTF-8 text (byte {error.start}). In the spreadsheet program choose “Save as: CSV UTF-8”."
        ) from error
    heading = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if heading.count(";") > heading.count(",") else ","
    )
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise WorkspaceError(f"{name} lacks the column {missing[0]}. It needs: {', '.join(columns)}.")
    return [(reader.line_num, {column: said(row[column]) for column in columns}) for row in reader]


def said(cell: str | None) -> str:
    """What a cell says, without the apostrophe that keeps a spreadsheet from taking `=…` or `@…` for a formula."""
    text = (cell or "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text
