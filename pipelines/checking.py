"""What would happen to these files? The same reading and checking as a build, without one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from pipelines.intake import quarantined_rows, take_in
from pipelines.workspace import Workspace, open_workspace

FINDING = ("sheet", "row", "column", "value", "rule", "severity", "message")


def check_paths(paths: Iterable[Path], workspace_folder: Path | None) -> list[dict[str, Any]]:
    """A report a file, as `check --json` prints it. Folders are searched; a workspace.toml among them is used."""
    named = [pair for path in paths for pair in _files(path)]
    workspace = _workspace(workspace_folder, paths)
    with duckdb.connect() as con:
        reports, _ = take_in(con, named, workspace)
        quarantined = quarantined_rows(con)
        return [
            {
                "path": report.path,
                "recognised_as": ", ".join(report.sources) or None,
                "evidence": "; ".join(report.evidence),
                "encoding": report.encoding,
                "rows_read": report.rows_read,
                "rows_accepted": report.rows_read - quarantined.get(report.path, 0),
                "rows_quarantined": quarantined.get(report.path, 0),
                "findings": _findings(con, report.path),
            }
            for report in reports
        ]


def _files(path: Path) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.as_posix())]
    return [(file, file.as_posix()) for file in open_workspace(path).files()]


def _workspace(folder: Path | None, paths: Iterable[Path]) -> Workspace:
    folders = [folder] if folder else [path for path in paths if path.is_dir()]
    return open_workspace(folders[0]) if folders else Workspace.without_settings()


def _findings(con: duckdb.DuckDBPyConnection, file: str) -> list[dict[str, Any]]:
    rows = con.execute(
        'select distinct sheet, "row", "column", value, rule, severity, trim(message || \' \' || remedy) from found where file = ? order by all',
        [file],
    ).fetchall()
    return [dict(zip(FINDING, row, strict=True)) for row in rows]
