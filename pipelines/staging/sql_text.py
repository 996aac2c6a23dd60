"""How do statements come to DuckDB? From the `.sql` files beside this, and texts with their quotation marks."""

from __future__ import annotations

from importlib.resources import files

import duckdb


def run(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of one `.sql` file of this folder."""
    con.execute(files("pipelines.staging").joinpath(name).read_text(encoding="utf-8"))


def quoted(text: str) -> str:
    """A text as SQL, where no parameter may stand."""
    return "'" + text.replace("'", "''") + "'"
