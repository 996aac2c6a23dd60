"""Which tables does a build hold? Created once, empty; filled by build.py, read by the dashboard, never changed afterwards.

Each has its columns in a `.sql` file here. A fact without a statement of its own takes them from its contract (facts/plain.py).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import duckdb

from pipelines.contracts.columns import Contract
from pipelines.contracts.tables import CONTRACTS
from pipelines.facts.plain import create_plain


def create_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Create all tables of a build, empty, in the attached database `facts`; `memory` is in use afterwards."""
    con.execute("use facts")
    con.execute(_statements())
    con.execute("use memory")
    for contract in plain_contracts():
        create_plain(con, contract)


@cache
def plain_contracts() -> tuple[Contract, ...]:
    """The contracts whose table has no statement here."""
    declared = set(re.findall(r"^create table (\w+)", _statements(), re.MULTILINE))
    return tuple(contract for contract in CONTRACTS.values() if contract.table not in declared)


@cache
def _statements() -> str:
    folder = files("pipelines.schema")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
