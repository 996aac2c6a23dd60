"""Which unit rows do indicators have? Where a statement would read only what it read before, those of before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.evidence import collect
from pipelines.indicators.inputs import Inputs
from pipelines.remembered import Memory, digest, memory_in_use
from pipelines.staging.sql_text import quoted

# A function, because a list after `in` may become a join, which leaves no order.
ROWS = "from {} where list_contains([{}], split_part(indicator, '.', 1))"
# A statement, and the indicators its rows are counted for: a whole and its parts.
Family = tuple[Indicator, list[Indicator]]


@dataclass
class Collection:
    """The unit rows of indicators, in `unit_rows`.

    Where things are remembered, a pack of them is kept; and for each statement, under a digest of all that it may read, in
    which pack its rows are.
    """

    con: duckdb.DuckDBPyConnection
    inputs: Inputs
    _memory: Memory | None = field(init=False, default_factory=memory_in_use)
    # By key, in the order they were added.
    _statements: dict[str, Indicator] = field(init=False, default_factory=dict)
    _packs: dict[str, str] = field(init=False, default_factory=dict)

    def add(self, indicators: Iterable[Indicator]) -> None:
        """Collect the unit rows of indicators, with those called local who are so now."""
        waiting: list[str] = []  # those of one pack, one after the other
        for key, statement in self._keyed(indicators).items():
            self._statements[key] = statement
            pack = self._memory.look_up(key) if self._memory else None
            if waiting and pack != self._packs[waiting[0]]:
                self._fetch(waiting)
                waiting = []
            if pack:
                waiting.append(key)
                self._packs[key] = pack
            else:
                collect(self.con, statement)
        if waiting:
            self._fetch(waiting)

    def keep(self) -> None:
        """Keep what was collected for the next time."""
        if self._memory and (self._statements.keys() - self._packs.keys() or len(set(self._packs.values())) > 1):
            with contextlib.suppress(OSError, duckdb.Error):  # what is not kept is collected again
                self._keep(self._memory)

    def _keyed(self, indicators: Iterable[Indicator]) -> dict[str, Indicator]:
        self.inputs.look_again()
        families: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            families.setdefault(indicator.main, []).append(indicator)
        stated = [(one, family) for family in families.values() for one in family if one.sql]
        return {self.inputs.key(family, one.sql) if self._memory else one.id: one for one, family in stated}

    def _fetch(self, keys: list[str]) -> None:
        """Take what is kept under some keys; collect it where it is not as it was."""
        assert self._memory is not None
        statements = [self._statements[key] for key in keys]
        kept = quoted(str(self._memory.file(self._packs[keys[0]])))
        try:
            self.con.execute(f"insert into unit_rows {ROWS.format(f'read_parquet({kept})', _names(statements))}")
        except duckdb.Error:
            for key in keys:
                del self._packs[key]
            for statement in statements:
                collect(self.con, statement)

    def _keep(self, memory: Memory) -> None:
        """Keep all in one pack, in place of the packs it came from."""
        memory.folder.mkdir(parents=True, exist_ok=True)
        for other in {*self._packs.values()}:
            memory.forget_file(other)
        pack = f"{digest(list(self._statements))}.parquet"
        rows = ROWS.format("unit_rows", _names(self._statements.values()))
        self.con.execute(f"copy ({rows}) to {quoted(str(memory.folder / pack))} (format parquet)")
        memory.keep_file(pack)
        for key in self._statements:
            memory.note(key, pack)


def _names(statements: Iterable[Indicator]) -> str:
    return ", ".join(quoted(statement.id) for statement in statements)
