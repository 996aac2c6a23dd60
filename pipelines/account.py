"""What was read, what was found, and under which settings? Written into every build."""

from __future__ import annotations

import datetime as dt
import json

import duckdb

from pipelines import __version__
from pipelines.bulk import append
from pipelines.decision_files import decision_rows
from pipelines.intake import FileReport, quarantined_rows, status
from pipelines.periods import ACTIVITY
from pipelines.workspace import DEFAULTS, Workspace, threshold_meanings


def write_account(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, build_id: str, reports: list[FileReport]
) -> None:
    """What was read, what was found, under which settings."""
    quarantined = quarantined_rows(con)
    append(con, "facts.files", [_file_row(report, quarantined.get(report.path, 0)) for report in reports])
    con.execute(
        'insert into facts.findings select distinct * from found order by file, sheet, "row", "column", rule, value'
    )
    append(con, "facts.settings", [_setting_row(workspace, key) for key in sorted(DEFAULTS)])
    first, last = con.execute(ACTIVITY).fetchall()[0]
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    response = (
        workspace["response.name"],
        workspace["response.country"] or None,
        workspace["response.country_name"] or None,
    )
    append(con, "facts.build", [(build_id, now, workspace.folder.resolve().name, *response, __version__, first, last)])


def count_decisions(con: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """How many decisions there are before any is read: one made during the build is then never taken for counted."""
    rows = []
    for path in workspace.decision_files():
        rows.append((path.name, len(decision_rows(path, ()))))
    append(con, "facts.decision_files", rows)


def _file_row(report: FileReport, held_back: int) -> tuple[str | int | None, ...]:
    return (
        report.path, report.sha256, ", ".join(report.sources) or None, ", ".join(report.titles) or None,
        "; ".join(report.evidence), report.encoding, report.rows_read, report.rows_read - held_back, held_back,
        status(report, held_back),
    )  # fmt: skip


def _setting_row(workspace: Workspace, key: str) -> tuple[str, str, str, str | None]:
    origin = "workspace.toml" if key in workspace.stated else "default"
    return key, json.dumps(workspace[key], ensure_ascii=False), origin, threshold_meanings().get(key)
