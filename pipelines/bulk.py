"""How do many Python rows get into a table quickly? As one statement instead of one a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

# Up to so many cells DuckDB takes lists sooner than pyarrow (and with it pandas) is loaded; Arrow is several times as fast.
FEW = 400_000


def append(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, by position. Every row must have as many cells as the table has columns."""
    listed = list(rows)
    if not listed:
        return
    columns = [list(cells) for cells in zip(*listed, strict=True)]
    if len(listed) * len(columns) <= FEW:
        lists = ", ".join(f"unnest(${place})" for place in range(1, len(columns) + 1))
        con.execute(f"insert into {table} select {lists}", columns)
        return
    import pyarrow as pa

    con.register("arriving", pa.table({f"c{place}": pa.array(cells) for place, cells in enumerate(columns)}))
    con.execute(f"insert into {table} select * from arriving")
    con.unregister("arriving")
