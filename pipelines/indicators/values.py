"""What number does each cell publish, how sure is it, and if none, why not?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Siblings, Value
from pipelines.indicators.kinds import KINDS


def compute(indicator: Indicator, cells: Iterable[Cell], settings: Mapping[str, Any]) -> list[Value]:
    """A value for every cell of one indicator that has unit rows of its own."""
    places: dict[tuple[Any, ...], dict[tuple[str, str], Cell]] = {}
    for cell in cells:
        places.setdefault(cell.place, {})[cell.group_by, cell.group] = cell
    found: list[Value] = []
    for siblings in places.values():
        found += _of_place(indicator, siblings, settings)
    return found


def _of_place(indicator: Indicator, siblings: Siblings, settings: Mapping[str, Any]) -> list[Value]:
    if indicator.bounds == "unclassified" and not _place_is_known(settings):
        return [_nowhere(indicator, cell) for cell in siblings.values()]
    values = [KINDS[indicator.kind](indicator, cell, siblings) for cell in siblings.values()]
    if indicator.headline == "lowest":
        values = _with_lowest(indicator, values)
    found = [finished(indicator, value, settings) for value in values]
    return _with_lagging(indicator, found, settings) if indicator.lagging else found


def _place_is_known(settings: Mapping[str, Any]) -> bool:
    """Whether anybody can be called local: by the response country, or by FTS's own word."""
    return bool(settings["response.country"]) or settings["locality.definition"] == "fts_subtype"


def _nowhere(indicator: Indicator, cell: Cell) -> Value:
    reason = "the response country is not stated in workspace.toml, so nobody can be called local"
    return Value(
        cell, indicator.unit, n=cell.units, population=cell.units, status="not_computable", bounds=(0.0, 100.0),
        reason=reason,
    )  # fmt: skip


def _with_lowest(indicator: Indicator, values: list[Value]) -> list[Value]:
    """The headline speaks of the weakest of the category's groups, and says which it is."""
    steps = [value for value in values if value.cell.group_by == indicator.category and value.value is not None]
    if not steps:
        return values
    lowest = min(steps, key=lambda value: (value.value, value.cell.group))
    return [
        replace(lowest, cell=value.cell, reason=f"the lowest: {lowest.cell.group.replace('_', ' ')}")
        if value.cell.group_by == "all"
        else value
        for value in values
    ]


def _with_lagging(indicator: Indicator, values: list[Value], settings: Mapping[str, Any]) -> list[Value]:
    """The headline warns where a type of organisation lies far behind, unless there are too few of them to tell."""
    limit, fewest = settings[indicator.lagging], settings["thresholds.minimum_group"]
    behind = sorted(
        value.cell.group.replace("_", " ")
        for value in values
        if value.cell.group_by == "type" and value.value is not None and value.value < limit
        and (value.denominator or 0) >= fewest
    )  # fmt: skip
    if not behind:
        return values
    reason = f"below {limit:g} % of one type or more: {', '.join(behind)}"
    return [
        replace(value, band=indicator.bands[0][1], reason="; ".join(filter(None, (value.reason, reason))))
        if value.cell.group_by == "all" and value.value is not None
        else value
        for value in values
    ]


def finished(indicator: Indicator, value: Value, settings: Mapping[str, Any]) -> Value:
    """With its band and what a reader must know beside it."""
    band, reason = _band(indicator, value, settings), _reason(value)
    return value if (band, reason) == (value.band, value.reason) else replace(value, band=band, reason=reason)


def _band(indicator: Indicator, value: Value, settings: Mapping[str, Any]) -> str | None:
    """A group's part of a whole has none, nor has part of a year of money: large grants still to come turn it."""
    cell = value.cell
    part_of_whole = indicator.kind == "composition" and cell.group_by != "all"
    if value.value is None or part_of_whole or (cell.partial and cell.grain == "year"):
        return value.band
    return indicator.band(value.value, settings)


def _reason(value: Value) -> str | None:
    cell = value.cell
    if value.status != "ok":
        return value.reason
    remarks = [value.reason] if value.reason else []
    if cell.partial:
        remarks.append("the period is not complete yet")
    if cell.approximate:
        remarks.append(
            f"{cell.approximate} of {cell.units} amounts are approximate: they were rounded before they reached us"
        )
    return "; ".join(remarks) or None
