"""Which published numbers did this build change, and why? Compares it with the build that is the current one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.pointer import read_pointer
from pipelines.workspace import Workspace

# What a rounding of the last digit may change is no restatement.
TOLERANCE = 1e-9
CHANGED = f"""
    insert into facts.restatements
    with now as (
        select * from facts."values"
    ),
    earlier as (
        select * from previous."values"
    ),
    causes as (
        select coalesce(string_agg(distinct cause, ', ' order by cause), 'unknown') as cause from facts.restatement_causes
    )
    select
        earlier.indicator, earlier.cluster, earlier.grain, earlier.period_start, earlier.group_by, earlier."group",
        earlier.value, now.value, earlier.status, coalesce(now.status, 'not published'),
        causes.cause, coalesce(now.outside, earlier.outside), earlier.build
    from earlier
    left join now using (indicator, cluster, grain, period_start, group_by, "group")
    cross join causes
    where now.status is distinct from earlier.status
        or (now.value is null) <> (earlier.value is null)
        or abs(now.value - earlier.value) > {TOLERANCE} * greatest(1, abs(now.value), abs(earlier.value))
    order by all
"""
CAUSES = """
    insert into facts.restatement_causes
    select
        coalesce(now.cause, earlier.cause), coalesce(now.what, earlier.what),
        case when earlier.what is null then 'added' when now.what is null then 'removed' else 'changed' end
    from facts.build_inputs as now
    full join previous.build_inputs as earlier using (cause, what)
    where now.digest is distinct from earlier.digest
    order by all
"""


def write(con: duckdb.DuckDBPyConnection, workspace: Workspace, code: bytes) -> None:
    """Fill `build_inputs`, `restatement_causes` and `restatements` of the build attached as `facts`.

    Comes after the values and the account of files and settings. `code`: a digest of all that decides about numbers
    besides the workspace. Without a build before, or with one that cannot be read, the last two stay empty.
    """
    _write_inputs(con, workspace, code)
    previous = _previous(workspace)
    if previous is None:
        return
    quoted = str(previous).replace("'", "''")
    try:
        con.execute(f"attach '{quoted}' as previous (read_only)")
    except duckdb.Error:  # damaged: nothing to compare with
        return
    try:
        con.execute(CAUSES)
        con.execute(CHANGED)
    except (duckdb.CatalogException, duckdb.BinderException):  # made by a version that kept other tables
        return
    finally:
        con.execute("detach previous")


def _previous(workspace: Workspace) -> Path | None:
    """The build that is the current one while this one is made."""
    pointer = read_pointer(workspace.build_folder)
    return workspace.build_folder / pointer.file if pointer else None


def _write_inputs(con: duckdb.DuckDBPyConnection, workspace: Workspace, code: bytes) -> None:
    counted = dict(con.execute("select file, lines from facts.decision_files").fetchall())
    judged = [
        # A decision made while this build ran is in the file and was not counted: the number of lines tells.
        ("new_decisions", path.relative_to(workspace.folder).as_posix(), f"{_digest(path)} {counted.get(path.name)}")
        for path in (*workspace.decision_files(), *workspace.mapping_files())
    ]
    append(con, "facts.build_inputs", [*judged, ("new_method", "the code", code.hex())])
    con.execute(
        "insert into facts.build_inputs select 'new_rows', file, sha256 from facts.files where file not like 'decisions/%' order by file"
    )
    con.execute("insert into facts.build_inputs select 'new_method', key, value from facts.settings order by key")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
