"""Which cells has a person corrected? Applied to the cells as read, before anything is made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.decision_files import decision_rows
from pipelines.sources.reading import Finding, heading_key
from pipelines.sources.sheets import Document, Sheet
from pipelines.sources.workbook_bounds import column_number
from pipelines.workspace import Workspace, WorkspaceError

COLUMNS = ("decided_on", "decided_by", "file", "sheet", "row", "column", "found", "replacement", "reason")
LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Correction:
    """A decision about cells of one file: what they must read, and what they should read.

    `row` is the row number a spreadsheet shows; None means every row of the column. `column` is a
    heading or a column's letters. An empty `sheet` means the only sheet.
    """

    place: str  # "decisions/corrections.csv line 2"
    decided_on: str
    sheet: str
    row: int | None
    column: str
    found: str
    replacement: str
    reason: str


Corrections = Mapping[Path, Sequence[Correction]]


def read_corrections(workspace: Workspace) -> Corrections:
    """The corrections in `decisions/corrections.csv`, by the file they are about.

    Raises WorkspaceError where a line cannot be understood or its file is gone.
    """
    path = workspace.folder / "decisions" / "corrections.csv"
    found: dict[Path, list[Correction]] = defaultdict(list)
    if not path.is_file():
        return found
    for line, cells in decision_rows(path, COLUMNS):
        place = f"decisions/corrections.csv line {line}"
        found[_file(workspace, cells["file"], place)].append(_correction(cells, place))
    return found


def _file(workspace: Workspace, name: str, place: str) -> Path:
    path = (workspace.folder / name).resolve()
    if not name or not path.is_file():
        raise WorkspaceError(
            f"{place} corrects the file “{name}”, which is not in the workspace. "
            "Put the file back, correct the file name, or remove the line."
        )
    return path


def _correction(cells: Mapping[str, str], place: str) -> Correction:
    for name in ("decided_on", "decided_by", "column", "reason"):
        if not cells[name]:
            raise WorkspaceError(
                f"{place}: {name} is empty. A correction says what is changed, who decided it, when and why."
            )
    if cells["row"] and not cells["row"].isdecimal():
        raise WorkspaceError(
            f"{place}: row is “{cells['row']}”. Expected a row number as the spreadsheet shows it, or nothing for all rows."
        )
    return Correction(
        place, cells["decided_on"], cells["sheet"], int(cells["row"]) if cells["row"] else None,
        cells["column"], cells["found"], cells["replacement"], cells["reason"],
    )  # fmt: skip


def correct(document: Document, corrections: Sequence[Correction]) -> tuple[Document, list[Finding]]:
    """The document with its cells corrected, and a finding for each correction.

    Raises WorkspaceError when a cell no longer reads what the correction expects: the file has
    changed, and somebody must look again.
    """
    sheets = list(document.sheets)
    findings = []
    for correction in corrections:
        index = _sheet(document, correction)
        sheets[index], rows = _corrected(sheets[index], correction)
        findings.append(_applied(sheets[index], correction, rows))
    return replace(document, sheets=sheets), findings


def _sheet(document: Document, correction: Correction) -> int:
    fitting = [
        index for index, sheet in enumerate(document.sheets) if sheet.rows and correction.sheet in (sheet.name, "")
    ]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"“{sheet.name}”" for sheet in document.sheets if sheet.name) or "no table"
    raise WorkspaceError(
        f"{correction.place}: the sheet “{correction.sheet}” of {document.path} is not there, or it is not clear which is meant. "
        f"The file has {names}. Correct the sheet's name, or remove the line."
    )


def _corrected(sheet: Sheet, correction: Correction) -> tuple[Sheet, list[int]]:
    heading_row, column = _column(sheet, correction)
    wanted = range(heading_row + 1, len(sheet.rows)) if correction.row is None else [correction.row - 1]
    rows = [
        index
        for index in wanted
        if 0 <= index < len(sheet.rows) and _cell(sheet.rows[index], column) == correction.found
    ]
    if not rows:
        raise WorkspaceError(_gone(sheet, correction, column))
    changed = list(sheet.rows)
    for index in rows:
        cells = [*sheet.rows[index], *[""] * (column + 1 - len(sheet.rows[index]))]
        cells[column] = correction.replacement
        changed[index] = cells
    return replace(sheet, rows=changed), [index + 1 for index in rows]


def _column(sheet: Sheet, correction: Correction) -> tuple[int, int]:
    """Index of the heading's row and of the column; the last such heading above a stated row."""
    wanted = heading_key(correction.column)
    above = sheet.rows if correction.row is None else sheet.rows[: correction.row - 1]
    places = [
        (row, column)
        for row, cells in enumerate(above)
        for column, cell in enumerate(cells)
        if cell and heading_key(cell) == wanted
    ]
    if places:
        return places[0] if correction.row is None else places[-1]
    if LETTERS.fullmatch(correction.column):
        return -1, column_number(correction.column) - 1
    raise WorkspaceError(
        f"{correction.place}: {sheet.file} has no column “{correction.column}”. "
        "Write the heading as it stands in the file, or the column's letter."
    )


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _gone(sheet: Sheet, correction: Correction, column: int) -> str:
    where = f"{sheet.file}{f', sheet “{sheet.name}”' if sheet.name else ''}, column “{correction.column}”"
    if correction.row is None:
        here = f"no cell of {where} reads “{correction.found}” any more"
    else:
        row = sheet.rows[correction.row - 1] if correction.row <= len(sheet.rows) else []
        here = f"{where}, row {correction.row} should read “{correction.found}” but reads “{_cell(row, column)}”"
    return (
        f"{correction.place} cannot be applied: {here}. The file has changed since {correction.decided_on}. "
        "Look at the cell, then correct the line or remove it."
    )


def _applied(sheet: Sheet, correction: Correction, rows: Sequence[int]) -> Finding:
    many = f" in {len(rows)} rows" if len(rows) > 1 else ""
    return Finding(
        sheet.name, rows[0] if len(rows) == 1 else 0, correction.column, correction.found, "corrected", "info",
        f"“{correction.found}” was read as “{correction.replacement}”{many}: {correction.reason} "
        f"(decided on {correction.decided_on}).",
        "Nothing to do. To undo it, remove the line from decisions/corrections.csv.",
    )  # fmt: skip
