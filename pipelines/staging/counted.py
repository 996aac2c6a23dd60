"""What becomes of lists that were counted while they were read? Rejected meetings, double mentions, and the facts."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from pipelines.staging.sql_text import run


def any_lists(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether any file was counted: most workspaces have none so long."""
    return bool(con.execute("select 1 from counted.lists limit 1").fetchall())


def report_counted_orphans(con: duckdb.DuckDBPyConnection) -> None:
    """Report the records whose meeting is in quarantine, and count them no more."""
    if any_lists(con):
        run(con, "orphans.sql")


def quarantined_records(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many records of each counted file are in quarantine."""
    if not any_lists(con):
        return {}
    return dict(
        con.execute(
            "select file, count(*) from quarantined join counted.lists using (file, sheet)"
            ' anti join counted.passed_over using (list, "row")'
            ' where "row" between first_record and last_record group by file'
        ).fetchall()
    )


def settle_counts(con: duckdb.DuckDBPyConnection, name_people: Callable[[str], None]) -> None:
    """Have the people of meetings that other files tell of, too, read by name: whoever is in both is one person.

    `name_people(file)` moves those of the meetings in `counted.reopened` from `counted` to `typed.attendance`.
    """
    if not any_lists(con):
        return
    run(con, "reopened.sql")
    for (file,) in con.execute("select distinct file from counted.reopened join counted.lists using (list)").fetchall():
        name_people(file)
    for table in ("attendance", "shared"):
        con.execute(
            f"delete from counted.{table} where (list, meeting) in (select (list, meeting) from counted.reopened)"
        )


def write_counted(con: duckdb.DuckDBPyConnection) -> None:
    """Add what was counted to the facts."""
    if any_lists(con):
        run(con, "facts.sql")
