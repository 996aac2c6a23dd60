"""Are tables made of just what they were made of before? Then they are taken from where they were kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

import duckdb

from pipelines.remembered import Memory, memory_in_use
from pipelines.staging.sql_text import quoted

ROWS = "select format('{{}} {{}} {{}}', count(*), sum(found), bit_xor(found)) from (select hash(*columns(*)) as found from ({}))"


def rows_digest(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """A text that differs where the rows of a query do, in whatever order they come."""
    (found,) = con.execute(ROWS.format(query)).fetchall()[0]
    return str(found)


def fill(con: duckdb.DuckDBPyConnection, made_of: str, tables: Sequence[str], work: Callable[[], None]) -> bool:
    """Have tables filled by `work`, or with the rows that were kept. Returns whether these were.

    `made_of`: a digest of all that decides about their rows. Tables of `facts` are there and empty; the others are made.
    """
    memory = memory_in_use()
    if memory and _taken(con, memory, f"{made_of}.duckdb", tables):
        return True
    work()
    if memory:
        with contextlib.suppress(OSError, duckdb.Error):  # what is not kept is made again
            _keep(con, memory, f"{made_of}.duckdb", tables)
    return False


def _taken(con: duckdb.DuckDBPyConnection, memory: Memory, name: str, tables: Sequence[str]) -> bool:
    file = memory.file(name)
    if file is None:
        return False
    con.execute(f"attach {quoted(str(file))} as kept (read_only)")
    for table in tables:
        into = f"insert into {table}" if table.startswith("facts.") else f"create table {table} as"
        con.execute(f"{into} from kept.{_plain(table)}")
    con.execute("detach kept")
    return True


def _keep(con: duckdb.DuckDBPyConnection, memory: Memory, name: str, tables: Sequence[str]) -> None:
    memory.folder.mkdir(parents=True, exist_ok=True)
    (memory.folder / name).unlink(missing_ok=True)
    con.execute(f"attach {quoted(str(memory.folder / name))} as kept")
    for table in tables:
        con.execute(f"create table kept.{_plain(table)} as from {table}")
    con.execute("detach kept")
    memory.keep_file(name)


def _plain(table: str) -> str:
    return table.removeprefix("facts.")
