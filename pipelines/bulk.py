"""How do many Python rows get into a table quickly? All at once, instead of one statement a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb


def append(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, by position. Every row must have as many cells as the table has columns."""
    with con.appender(table) as appender:
        appender.append_rows(rows)
