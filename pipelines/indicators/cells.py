"""What is counted together? A group of unit rows of one indicator, cluster and stretch of time; and the number it gives."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import duckdb

CELL_COLUMNS = (
    "indicator", "cluster", "grain", "period_start", "period_end", "partial", "group_by", "group", "numerator",
    "denominator", "units", "known_units", "organisations", "unplaced", "approximate", "members", "mark",
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
    """A group of unit rows, summed. `members` are listed only where a number or its protection needs them.

    `mark`: a number that differs where the members do.
    """

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
    members: Sequence[Member] = ()
    mark: int = 0

    @property
    def told_apart_by(self) -> tuple[Any, ...]:
        """What stands for it where something is remembered that was made of its numbers and its members."""
        return (*_numbers(self), self.mark or tuple(self.members))

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

    @cached_property
    def lines(self) -> str:
        """What each of its members adds to it, a line a member: organisation; amount, base, value and unit."""
        return "\n".join(
            sorted(
                f"{member.organisation or member.unit}\t{member.amount} {member.base} {member.value} {member.unit}"
                for member in self.members
                if member.base or member.value is not None
            )
        )

    @cached_property
    def adds(self) -> str:
        """A digest of these lines; empty where there are none."""
        known = getattr(self.members, "adds", None)  # of members that are read later
        return digest_of(self.lines) if known is None else str(known)


# All but the members, for which `mark` stands, and whether it is partial: a stretch of time may end without any new row.
_numbers = attrgetter(*(part.name for part in fields(Cell) if part.name not in ("members", "mark", "partial")))
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


def digest_of(lines: str) -> str:
    """A digest of what members add; empty of nothing."""
    return hashlib.sha256(lines.encode()).hexdigest()[:32] if lines else ""


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
