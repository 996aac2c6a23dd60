"""How do many Python rows get into a table quickly? As one Arrow table instead of one statement a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa


def append(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, by position. Every row must have as many cells as the table has columns."""
    listed = list(rows)
    if not listed:
        return
    columns = {f"c{index}": pa.array(list(cells)) for index, cells in enumerate(zip(*listed, strict=True))}
    con.register("arriving", pa.table(columns))
    con.execute(f"insert into {table} select * from arriving")
    con.unregister("arriving")
