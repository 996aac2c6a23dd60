"""Does a number rise or fall, of the same organisations and of all, and from one period to the next?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines.bulk import append
from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Cell, Value
from pipelines.remembered import remembered

if TYPE_CHECKING:
    from pipelines.statistics.trends import Trend

TOO_FEW_PAIRS = "none: the organisations in both, or those in one of them only, are too few to show"
# Organisation to its own number, from 0 to 100.
Scores = Mapping[str, float]
Row = tuple[Any, ...]


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]], minimum: int) -> None:
    """Fill `trends` and `changes` for every number that belongs to organisations one by one: opinions and conduct."""
    trends, changes = [], []
    for place, series in _series(values).items():
        of_trends, of_changes = _found([value.cell for value in series], minimum)
        team_only = any(value.outside for value in series)
        trends += [(*place, *found, team_only) for found in of_trends]
        changes += [
            (*place, before.cell.period_start, after.cell.period_start, *found, bool(before.outside or after.outside))
            for (before, after), found in zip(pairwise(series), of_changes, strict=True)
        ]
    append(con, "facts.trends", trends)
    append(con, "facts.changes", changes)


@remembered
def _found(series: list[Cell], minimum: int) -> tuple[list[Row], list[Row]]:
    """The trends of one headline, and its changes from each period to the next."""
    scores = [_own_scores(catalogue()[cell.indicator], cell) for cell in series]
    changes = [
        _change(before, after, earlier, later, minimum)
        for (before, earlier), (after, later) in pairwise(zip(series, scores, strict=True))
    ]
    return _trends(scores, minimum), changes


def _series(values: Mapping[str, Sequence[Value]]) -> dict[tuple[str, str], list[Value]]:
    """The headline of each cluster over the periods that have ended, oldest first; two at least."""
    found: dict[tuple[str, str], list[Value]] = {}
    for id_, published in values.items():
        indicator = catalogue()[id_]
        if indicator.part or indicator.disclosure == "open" or indicator.kind not in ("score", "favourable", "rate"):
            continue
        for value in published:
            cell = value.cell
            if cell.group_by == "all" and cell.grain == "period" and value.value is not None and not cell.partial:
                found.setdefault((id_, cell.cluster), []).append(value)
    ordered = {key: sorted(series, key=lambda value: value.cell.period_start) for key, series in found.items()}
    return {key: series for key, series in ordered.items() if len(series) > 1}


def _own_scores(indicator: Indicator, cell: Cell) -> Scores:
    """Each organisation's own number: what it said, or its share in per cent."""
    if indicator.kind in ("score", "favourable"):
        return {member.unit: member.value for member in cell.members if member.value is not None}
    sums: dict[str, list[float]] = {}
    for member in cell.members:
        if member.base and member.organisation:
            part = sums.setdefault(member.organisation, [0.0, 0.0])
            part[0] += member.amount or 0.0
            part[1] += member.base
    return {organisation: 100 * amount / base for organisation, (amount, base) in sorted(sums.items())}


def _trends(scores: Sequence[Scores], minimum: int) -> list[Row]:
    if not all(scores):
        return []
    from pipelines.statistics.trends import same_and_all  # loads numpy

    found = same_and_all(scores)
    shown: dict[str, tuple[Trend, int | None]] = {"all": (found.everyone, None)}
    if _may_be_told_apart(found.organisations, [len(period) for period in scores], minimum):
        shown["same"] = (found.same, found.organisations)
    return [
        (whose, trend.periods, organisations, trend.slope, *trend.interval, trend.p, trend.test)
        for whose, (trend, organisations) in shown.items()
    ]  # fmt: skip


def _may_be_told_apart(same: int, sizes: Sequence[int], minimum: int) -> bool:
    """Whether those in all periods, and those in one but not in all, are each nobody or many enough."""
    return same >= minimum and all(size == same or size - same >= minimum for size in sizes)


def _change(before: Cell, after: Cell, earlier: Scores, later: Scores, minimum: int) -> Row:
    from pipelines.statistics.change import change_between  # loads numpy

    found = change_between(earlier, later, _members_of_both(before, after))
    told = _may_be_told_apart(found.pairs, [len(earlier), len(later)], minimum)
    low, high, method = found.interval if told else (None, None, TOO_FEW_PAIRS)
    return (
        found.pairs, found.same if told else None, low, high, method, found.before, found.after, found.everyone,
    )  # fmt: skip


def _members_of_both(before: Cell, after: Cell) -> int | None:
    """How many organisations could have been counted in both periods; None where some are anonymous."""
    known = [{member.organisation for member in cell.members if member.organisation} for cell in (before, after)]
    anonymous = any(member.organisation is None for cell in (before, after) for member in cell.members)
    return None if anonymous else len(known[0] & known[1])
