"""What does a build say? Read-only access for the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from pipelines.pointer import read_pointer
from pipelines.workspace import WorkspaceError

COLUMNS = (
    "indicator", "cluster", "period_start", "period_end", "group_by", "group", "value", "unit", "numerator",
    "denominator", "n", "population", "low", "high", "interval", "bound_low", "bound_high", "band", "status", "reason",
    "build",
)  # fmt: skip


def values(folder: Path, indicator: str | None, audience: str) -> list[tuple[Any, ...]]:
    """The values of the current build that an audience may see, in a fixed order. File names are for the team alone.

    `indicator`: only this one and the parts beside it. Raises WorkspaceError where there is no build yet.
    """
    pointer = read_pointer(folder)
    if pointer is None:
        raise WorkspaceError(f"There is no build in {folder}. Make one first: python -m pipelines build WORKSPACE")
    columns = ", ".join(f'v."{name}"' for name in COLUMNS)
    with duckdb.connect(str(folder / pointer.file), read_only=True) as con:
        return con.execute(
            f"""
            select {columns}
            from values_by_audience as v
            join indicators using (indicator)
            where audience = $audience
                and ($indicator is null or v.indicator = $indicator or v.part_of = $indicator)
            order by
                position, v.part_of is not null, v.indicator, v.cluster <> 'all', v.cluster, grain, period_start,
                group_by <> 'all', group_by, "group"
            """,
            {"audience": audience, "indicator": indicator},
        ).fetchall()


def summary(path: Path) -> dict[str, Any]:
    """A build's account of its files."""
    with duckdb.connect(str(path), read_only=True) as con:
        names = ("file", "recognised_as", "status", "rows_read", "rows_accepted", "rows_quarantined")
        files = [
            dict(zip(names, row, strict=True))
            for row in con.execute(f"select {', '.join(names)} from files order by file").fetchall()
        ]
        (build,) = con.execute("select build_id from build").fetchall()[0]
    totals = {key: sum(file[key] for file in files) for key in ("rows_read", "rows_accepted", "rows_quarantined")}
    lost = sum(file["status"] in ("not recognised", "unreadable") for file in files)
    return {"build": build, **totals, "not_recognised": lost, "files": files}
