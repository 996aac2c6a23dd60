"""What would happen to these files? The same reading and checking as a build, without one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.check import filled
from pipelines.contracts.columns import Contract
from pipelines.intake import FileReport, places, quarantined_rows, rules_of, status, take_in
from pipelines.sources.sheets import UnreadableFile, open_document
from pipelines.workspace import Workspace, open_workspace

FINDING = ("sheet", "row", "column", "value", "rule", "severity", "message")


def check_paths(paths: Iterable[Path], workspace_folder: Path | None, preview: int = 0) -> list[dict[str, Any]]:
    """A report a file, as `check --json` prints it. Folders are searched; a workspace.toml among them is used.

    `preview`: with so many rows of each sheet as they stand (`sheets`), and of what would be loaded (`tables`).
    """
    named = [pair for path in paths for pair in _files(path)]
    workspace = _workspace(workspace_folder, paths)
    with duckdb.connect() as con:
        reports, _ = take_in(con, places(named), workspace, rules_of(workspace, {}))
        return [
            said | (_preview(con, path, said["path"], preview) if preview else {})
            for said, (path, _) in zip(described(con, reports), named, strict=True)
        ]


def described(con: duckdb.DuckDBPyConnection, reports: Iterable[FileReport]) -> list[dict[str, Any]]:
    """What was read of each file and what became of it. `con`: where the files were taken in."""
    held = quarantined_rows(con)
    return [
        {
            "path": report.path,
            "recognised_as": ", ".join(report.sources) or None,
            "title": ", ".join(report.titles) or None,
            "evidence": "; ".join(report.evidence),
            "encoding": report.encoding,
            "rows_read": report.rows_read,
            "rows_accepted": report.rows_read - held.get(report.path, 0),
            "rows_quarantined": held.get(report.path, 0),
            "status": status(report, held.get(report.path, 0)),
            "findings": _findings(con, report.path),
        }
        for report in reports
    ]


def _files(path: Path) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.as_posix())]
    workspace = open_workspace(path)
    return [(file, file.as_posix()) for file in (*workspace.files(), *workspace.entry_files())]


def _workspace(folder: Path | None, paths: Iterable[Path]) -> Workspace:
    folders = [folder] if folder else [path for path in paths if path.is_dir()]
    return open_workspace(folders[0]) if folders else Workspace.without_settings()


def _findings(con: duckdb.DuckDBPyConnection, file: str) -> list[dict[str, Any]]:
    rows = con.execute(
        'select distinct sheet, "row", "column", value, rule, severity, trim(message || \' \' || remedy) from found where file = ? order by all',
        [file],
    ).fetchall()
    return [dict(zip(FINDING, row, strict=True)) for row in rows]


def _preview(con: duckdb.DuckDBPyConnection, path: Path, file: str, rows: int) -> dict[str, Any]:
    """The first rows of each sheet, and of each table the file would fill, without what only serves to find an organisation."""
    try:
        sheets = open_document(path, file).sheets
    except UnreadableFile:
        sheets = []
    return {
        "sheets": [{"name": sheet.name, "rows": [list(row) for row in sheet.rows[:rows]]} for sheet in sheets],
        "tables": [table for contract in filled(con) if (table := _loaded(con, contract, file, rows))["rows"]],
    }


def _loaded(con: duckdb.DuckDBPyConnection, contract: Contract, file: str, rows: int) -> dict[str, Any]:
    columns = [column.name for column in contract.columns if not column.personal]
    names = ", ".join(f'cast("{name}" as varchar)' for name in columns)
    found = con.execute(
        f'select {names}, count(*) over () from typed."{contract.table}" where file = ? order by sheet, "row" limit ?',
        [file, rows],
    ).fetchall()
    used = [index for index in range(len(columns)) if any(row[index] is not None for row in found)]
    return {
        "table": contract.table,
        "meaning": contract.meaning,
        "columns": [columns[index] for index in used],
        "rows": [[row[index] for index in used] for row in found],
        "total": found[0][-1] if found else 0,
    }
