"""What number does each cell publish, how sure is it, and if none, why not?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import duckdb

from pipelines.indicators.catalogue import Indicator
from pipelines.statistics.median import median_bounds, median_interval

CELL_COLUMNS = (
    "indicator", "cluster", "grain", "period_start", "period_end", "partial", "group_by", "group", "numerator",
    "denominator", "units", "known_units", "answers", "unplaced", "approximate", "scores", "answering",
)  # fmt: skip
# The method of numbers that are sums of what others report.
REPORTED = "none: as far as reported"
# What is missing, in words, and what to put in the folder.
MISSING = {
    "memberships": "there is no partner list with members of this cluster, so nobody knows who was expected",
    "attendance": "there is no attendance report or sign-in sheet",
    "survey_responses": "there is no survey export",
    "survey_answers": "there is no survey export",
    "funding_flows": "there is no FTS file with flows in scope",
    "allocations": "there is no pooled-fund project file",
}


@dataclass(frozen=True)
class Cell:
    """A group of unit rows, summed."""

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
    answers: int = 0
    unplaced: float | None = None
    approximate: int = 0
    scores: tuple[float, ...] = ()
    answering: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands, without its group."""
        return self.indicator, self.cluster, self.grain, self.period_start


@dataclass(frozen=True)
class Value:
    """One published number, or the reason why there is none."""

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

    def row(self) -> tuple[Any, ...]:
        """As a row of the `values` table (schema/published.sql), without its last column, the build."""
        low, high = self.interval or (None, None)
        bound_low, bound_high = self.bounds or (None, None)
        cell = self.cell
        return (
            cell.indicator, cell.cluster, cell.grain, cell.period_start, cell.period_end, cell.partial, cell.group_by,
            cell.group, self.value, self.unit, self.numerator, self.denominator, self.n, self.population, low, high,
            self.method, bound_low, bound_high, self.band, self.status, self.reason,
        )  # fmt: skip


def read_cells(con: duckdb.DuckDBPyConnection) -> list[Cell]:
    """The cells as made by cells.sql."""
    columns = ", ".join('"' + name + '"' for name in CELL_COLUMNS)
    rows = con.execute(f"select {columns} from cells").fetchall()
    return [_cell(dict(zip(CELL_COLUMNS, row, strict=True))) for row in rows]


def _cell(row: dict[str, Any]) -> Cell:
    for name in ("numerator", "denominator", "unplaced"):
        row[name] = None if row[name] is None else float(row[name])
    return Cell(**{**row, "scores": tuple(row["scores"] or ()), "answering": frozenset(row["answering"] or ())})


def compute(indicator: Indicator, cells: Iterable[Cell], settings: Mapping[str, Any]) -> list[Value]:
    """A value for every cell of one indicator that has a statement of its own."""
    cells = list(cells)
    totals = {cell.place: cell for cell in cells if cell.group_by == "all"}
    if indicator.bounds == "unclassified" and not _place_is_known(settings):
        return [_nowhere(indicator, cell) for cell in cells]
    kinds: dict[str, Callable[[Indicator, Cell, Cell], Value]] = {
        "rate": _rate,
        "composition": _composition,
        "score": _score,
        "total": _total,
    }
    values = [kinds[indicator.kind](indicator, cell, totals[cell.place]) for cell in cells]
    return [_remarked(_banded(indicator, value, settings)) for value in values]


def _place_is_known(settings: Mapping[str, Any]) -> bool:
    """Whether anybody can be called local: by the response country, or by FTS's own word."""
    return bool(settings["response.country"]) or settings["locality.definition"] == "fts_subtype"


def _nowhere(indicator: Indicator, cell: Cell) -> Value:
    reason = "the response country is not stated in workspace.toml, so nobody can be called local"
    return Value(
        cell,
        indicator.unit,
        n=cell.units,
        population=cell.units,
        status="not_computable",
        bounds=(0.0, 100.0),
        reason=reason,
    )


def _rate(indicator: Indicator, cell: Cell, _: Cell) -> Value:
    return _share(indicator, cell, cell.numerator or 0.0, cell.denominator or 0.0, cell.units)


def _composition(indicator: Indicator, cell: Cell, total: Cell) -> Value:
    """The headline has its own numerator; a group's is what the group holds of the whole."""
    numerator = (cell.numerator if cell.group_by == "all" else cell.denominator) or 0.0
    value = _share(indicator, cell, numerator, total.denominator or 0.0, cell.units)
    if indicator.bounds == "unclassified" and cell.group in ("all", "local") and value.value is not None:
        return _with_unplaced(value, cell, total)
    return value


def _share(indicator: Indicator, cell: Cell, numerator: float, denominator: float, n: int) -> Value:
    if denominator <= 0:
        return Value(
            cell, indicator.unit, status="not_computable", reason="there is nothing to count in this group and period"
        )
    census = indicator.frame == "census"
    return Value(
        cell, indicator.unit, 100 * numerator / denominator, round(numerator, 2), round(denominator, 2), n, n,
        method="census: all are counted" if census else REPORTED,
    )  # fmt: skip


def _with_unplaced(value: Value, cell: Cell, total: Cell) -> Value:
    """If every recipient that cannot be placed were international, or were local."""
    whole = total.denominator or 0.0
    unplaced = total.unplaced or 0.0
    if unplaced >= whole:
        return Value(
            cell, value.unit, denominator=value.denominator, n=value.n, population=value.population,
            status="not_computable", bounds=(0.0, 100.0),
            reason="no recipient of this money can be placed: the partner list holds none of them with type and headquarters country",
        )  # fmt: skip
    return replace(value, bounds=(value.value or 0.0, 100 * ((value.numerator or 0.0) + unplaced) / whole))


def _score(indicator: Indicator, cell: Cell, _: Cell) -> Value:
    """The median opinion, with the exact interval for the median of the membership."""
    if not cell.scores:
        return Value(
            cell,
            indicator.unit,
            n=0,
            population=cell.known_units,
            status="not_computable",
            reason="nobody in this group answered",
        )
    value = Value(cell, indicator.unit, float(median(cell.scores)), n=cell.answers, population=cell.known_units or None)
    if cell.known_units < cell.answers:
        return replace(value, method="none: how many organisations there are is not known")
    interval = median_interval(cell.scores, cell.known_units)
    method = (
        "census: all members answered" if cell.answers == cell.known_units
        else "exact, for the median of a known membership, 95 %" if interval
        else "none: too few answers for 95 %"
    )  # fmt: skip
    return replace(value, interval=interval, method=method, bounds=median_bounds(cell.scores, cell.known_units))


def _total(indicator: Indicator, cell: Cell, _: Cell) -> Value:
    amount = round(cell.numerator or 0.0, 2)
    return Value(cell, indicator.unit, amount, amount, n=cell.units, population=cell.units, method=REPORTED)


def _banded(indicator: Indicator, value: Value, settings: Mapping[str, Any]) -> Value:
    """With its band. A group's part of a whole has none, nor has part of a year of money: large grants still to come turn it."""
    cell = value.cell
    part_of_whole = indicator.kind == "composition" and cell.group_by != "all"
    if value.value is None or part_of_whole or (cell.partial and cell.grain == "year"):
        return value
    return replace(value, band=indicator.band(value.value, settings))


def _remarked(value: Value) -> Value:
    """With what a reader must know beside the number."""
    cell = value.cell
    remarks = []
    if cell.partial:
        remarks.append("the period is not over yet")
    if cell.approximate:
        remarks.append(
            f"{cell.approximate} of {cell.units} amounts are approximate: they were rounded before they reached us"
        )
    return replace(value, reason="; ".join(remarks) or None) if value.status == "ok" else value


def differences(indicator: Indicator, base: Iterable[Value], settings: Mapping[str, Any]) -> list[Value]:
    """A derived indicator: one group's value minus another's, wherever the base indicator has both.

    Computed from published values, so a suppressed one takes the difference with it.
    """
    rule = indicator.difference
    sides: dict[tuple[Any, ...], dict[str, Value]] = {}
    for value in base:
        if value.cell.group_by == rule["by"] and value.cell.group in (rule["from"], rule["minus"]):
            sides.setdefault(value.cell.place, {})[value.cell.group] = value
    found = []
    for pair in sides.values():
        there = next(iter(pair.values())).cell
        cell = Cell(
            indicator.id, there.cluster, there.grain, there.period_start, there.period_end, there.partial, "all", "all"
        )
        found.append(_difference(indicator, cell, pair.get(rule["from"]), pair.get(rule["minus"])))
    return [_remarked(_banded(indicator, value, settings)) for value in found]


def _difference(indicator: Indicator, cell: Cell, left: Value | None, right: Value | None) -> Value:
    rule = indicator.difference
    for side, name in ((left, rule["from"]), (right, rule["minus"])):
        if side is None or side.value is None:
            status = "suppressed" if side and side.status == "suppressed" else "not_computable"
            return Value(
                cell,
                indicator.unit,
                status=status,
                reason=(side.reason if side else None) or f"no {name} organisation was counted",
            )
    assert left and right and left.value is not None and right.value is not None
    n = (left.n or 0) + (right.n or 0)
    return Value(cell, indicator.unit, left.value - right.value, n=n, population=n, method=left.method)


def gaps(
    indicators: Iterable[Indicator],
    values: Iterable[Value],
    clusters: Iterable[str],
    latest: Mapping[str, Cell],
    filled: Callable[[str, str], bool],
) -> list[Value]:
    """A row with a reason wherever an indicator has nothing at all for a cluster, so that silence never reads as zero.

    `latest`: a cell that stands for the last stretch of each grain. `filled(fact, cluster)`: whether the fact has rows.
    """
    present = {(value.cell.indicator, value.cell.cluster) for value in values}
    found = []
    for indicator in indicators:
        for cluster in ("all", *clusters):
            if (indicator.id, cluster) in present or not (cell := latest.get(indicator.grains[0])):
                continue
            lacking = [MISSING[fact] for fact in indicator.needs if not filled(fact, cluster)]
            reason = lacking[0] if lacking else "the files hold no record of it for this cluster"
            place = replace(cell, indicator=indicator.id, cluster=cluster)
            found.append(Value(place, indicator.unit, status="not_computable", reason=reason))
    return found
