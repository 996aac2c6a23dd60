"""Which unit rows and cells do indicators have? Where a statement would read only what it read before, those of before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files

import duckdb

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, read_cells
from pipelines.indicators.evidence import collect, make_cells
from pipelines.indicators.inputs import Inputs
from pipelines.remembered import Memory, digest, memory_in_use
from pipelines.staging.sql_text import quoted

# What is kept, and how it is taken from there: whether a period is over may have changed since.
TABLES = {
    "unit_rows": "from read_parquet({kept}) where split_part(indicator, '.', 1) in ({these})",
    "cells": """
        select kept.* replace (buckets.partial as partial)
        from read_parquet({kept}) as kept
        join buckets using (grain, period_start, period_end)
        where split_part(indicator, '.', 1) in ({these})
    """,
}
DATES = """
    select split_part(indicator, '.', 1) as statement, min(date)::varchar, max(date)::varchar from unit_rows group by all
"""
# A statement, and the indicators its rows are counted for: a whole and its parts.
Family = tuple[Indicator, list[Indicator]]


@dataclass
class Collection:
    """The unit rows of indicators, in `unit_rows`, and their cells, in `cells`.

    Where things are remembered, a pack of both is kept; and for each statement, under a digest of all that it may read, in
    which pack its rows are and into which stretches of time they fell.
    """

    con: duckdb.DuckDBPyConnection
    inputs: Inputs
    _memory: Memory | None = field(init=False, default_factory=memory_in_use)
    # By key, in the order they were added.
    _families: dict[str, Family] = field(init=False, default_factory=dict)
    _packs: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.con.execute(files("pipelines.indicators").joinpath("cells_table.sql").read_text(encoding="utf-8"))

    def add(self, indicators: Iterable[Indicator]) -> None:
        """Collect the unit rows of indicators, with those called local who are so now."""
        waiting: list[str] = []  # those of one pack, one after the other
        for key, family in self._keyed(indicators).items():
            self._families[key] = family
            pack = self._pack_of(key, family)
            if waiting and pack != self._packs[waiting[0]]:
                self._fetch(waiting)
                waiting = []
            if pack:
                waiting.append(key)
                self._packs[key] = pack
            else:
                collect(self.con, family[0])
        if waiting:
            self._fetch(waiting)

    def cells(self) -> list[Cell]:
        """The cells of all that was collected."""
        new = [
            indicator for key, (_, family) in self._families.items() if key not in self._packs for indicator in family
        ]
        if new:
            make_cells(self.con, new)
        if self._memory and (new or len(set(self._packs.values())) > 1):
            with contextlib.suppress(OSError, duckdb.Error):  # what is not kept is computed again
                self._keep(self._memory)
        return read_cells(self.con)

    def _keyed(self, indicators: Iterable[Indicator]) -> dict[str, Family]:
        self.inputs.look_again()
        families: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            families.setdefault(indicator.main, []).append(indicator)
        stated = [(one, family) for family in families.values() for one in family if one.sql]
        return {self.inputs.key(family, one.sql) if self._memory else one.id: (one, family) for one, family in stated}

    def _pack_of(self, key: str, family: Family) -> str | None:
        """Where the unit rows of a statement are kept, if they would fall into the same stretches of time."""
        kept = self._memory.look_up(key) if self._memory else None
        if kept is None or self.inputs.stretches(family[1], kept["dates"]) != kept["stretches"]:
            return None
        return str(kept["pack"])

    def _fetch(self, keys: list[str]) -> None:
        """Take what is kept under some keys; collect it where it is not as it was."""
        assert self._memory is not None
        pack, statements = self._packs[keys[0]], [self._families[key][0] for key in keys]
        these = ", ".join(quoted(statement.id) for statement in statements)
        self.con.execute("begin")
        try:
            for table, query in TABLES.items():
                kept = quoted(str(self._memory.file(_name(pack, table))))
                self.con.execute(f"insert into {table} {query.format(kept=kept, these=these)}")
            self.con.execute("commit")
        except duckdb.Error:
            self.con.execute("rollback")
            for key in keys:
                del self._packs[key]
            for statement in statements:
                collect(self.con, statement)

    def _keep(self, memory: Memory) -> None:
        """Keep all in one pack, in place of the packs it came from."""
        pack = digest(list(self._families))
        memory.folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            for other in {*self._packs.values()}:
                memory.forget_file(_name(other, table))
            self.con.execute(f"copy {table} to {quoted(str(memory.folder / _name(pack, table)))} (format parquet)")
            memory.keep_file(_name(pack, table))
        dates = {statement: ends for statement, *ends in self.con.execute(DATES).fetchall()}
        for key, (statement, family) in self._families.items():
            own = dates.get(statement.id, [None, None])
            memory.note(key, {"pack": pack, "dates": own, "stretches": self.inputs.stretches(family, own)})


def _name(pack: str, table: str) -> str:
    return f"{pack}.{table}.parquet"
