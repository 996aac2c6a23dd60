"""How is the money spread over organisations, from the one with least to the one with most? The curve, without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from pipelines.bulk import append
from pipelines.indicators.cells import Cell, Value
from pipelines.remembered import remembered
from pipelines.statistics.inequality import lorenz_points

OF = "funding_concentration"
MOST_POINTS = 200


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]]) -> None:
    """Fill `lorenz_points` for every published concentration of money. Shares run from 0 to 1. Source: methods.md 6.6."""
    rows = [
        (OF, value.cell.cluster, value.cell.grain, value.cell.period_start, *point)
        for value in values.get(OF, ())
        if value.cell.group_by == "all" and value.value is not None
        for point in _points(value.cell)
    ]
    append(con, "facts.lorenz_points", rows)


@remembered
def _points(cell: Cell) -> list[tuple[float, float]]:
    return thinned(lorenz_points([member.amount or 0.0 for member in cell.members]) or ())


def thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Not more points than a figure can show; the first and the last stay."""
    step = -(-len(points) // MOST_POINTS) if points else 1
    return [*points[:-1:step], *points[-1:]]
