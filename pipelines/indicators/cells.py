"""What is counted together? A group of unit rows of one indicator, cluster and stretch of time; and the number it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import duckdb

CELL_COLUMNS = (
    "indicator", "cluster", "grain", "period_start", "period_end", "partial", "group_by", "group", "numerator",
    "denominator", "units", "known_units", "organisations", "unplaced", "approximate", "members",
)  # fmt: skip


class Member(NamedTuple):
    """One unit of a cell, or one organisation with all its units. `value` is None where it did not answer.

    `amount` and `base` are its part of numerator and denominator.
    """

    unit: str
    organisation: str | None = None
    type: str = "unknown"
    locality: str = "unclassified"
    amount: float | None = None
    base: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Cell:
    """A group of unit rows, summed. `members` are listed only where a number or its protection needs them."""

    indicator: str
    cluster: str
    grain: str
    period_start: dt.date
    period_end: dt.date
    partial: bool
    group_by: str
    group: str
    numerator: float | None = None
    denominator: float | None = None
    units: int = 0
    known_units: int = 0
    organisations: int = 0
    unplaced: float | None = None
    approximate: int = 0
    members: tuple[Member, ...] = ()

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands, without its group."""
        return self.indicator, self.cluster, self.grain, self.period_start

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """What the units that answered said, the lowest first."""
        return tuple(sorted(member.value for member in self.members if member.value is not None))

    @cached_property
    def answering(self) -> frozenset[str]:
        """The units that answered."""
        return frozenset(member.unit for member in self.members if member.value is not None)

    @property
    def answers(self) -> int:
        """How many units answered."""
        return len(self.scores)


# The cells of one place, by grouping and group.
Siblings = Mapping[tuple[str, str], Cell]


@dataclass(frozen=True)
class Value:
    """One published number, or the reason why there is none. `outside`: why evaluators and donors do not see it."""

    cell: Cell
    unit: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    population: int | None = None
    interval: tuple[float, float] | None = None
    method: str | None = None
    bounds: tuple[float, float] | None = None
    band: str | None = None
    status: str = "ok"
    reason: str | None = None
    outside: str | None = None

    def row(self) -> tuple[Any, ...]:
        """As a row of the `values` table (schema/published.sql), without its last column, the build."""
        low, high = self.interval or (None, None)
        bound_low, bound_high = self.bounds or (None, None)
        cell = self.cell
        return (
            cell.indicator, cell.cluster, cell.grain, cell.period_start, cell.period_end, cell.partial, cell.group_by,
            cell.group, self.value, self.unit, self.numerator, self.denominator, self.n, self.population, low, high,
            self.method, bound_low, bound_high, self.band, self.status, self.reason, self.outside,
        )  # fmt: skip


def read_cells(con: duckdb.DuckDBPyConnection) -> list[Cell]:
    """The cells as made by cells.sql, always in the same order."""
    columns = ", ".join('"' + name + '"' for name in CELL_COLUMNS)
    rows = con.execute(f"select {columns} from cells").fetchall()
    return [_cell(dict(zip(CELL_COLUMNS, row, strict=True))) for row in sorted(rows, key=lambda row: row[:8])]


def _cell(row: dict[str, Any]) -> Cell:
    for name in ("numerator", "denominator", "unplaced"):
        row[name] = None if row[name] is None else float(row[name])
    row["members"] = tuple(map(Member._make, row["members"] or ()))
    return Cell(**row)
