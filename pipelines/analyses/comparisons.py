"""How far do local and international organisations lie apart in what they say, and could it be chance?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipelines.analyses.opinions import shown_opinions
from pipelines.bulk import append
from pipelines.indicators.cells import Cell, Value
from pipelines.remembered import remembered

FIRST, SECOND = "local", "international"
Row = tuple[Any, ...]


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]]) -> None:
    """Fill `comparisons`, from groups that are both shown. One family of tests: a cluster's indicators of one period."""
    families: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for place, groups in shown_opinions(values, "locality").items():
        if FIRST in groups and SECOND in groups:
            families[place[1:]].append((*place, FIRST, SECOND, *_of_groups(groups[FIRST], groups[SECOND])))
    for family in families.values():
        append(con, "facts.comparisons", _with_q(family))


def _of_groups(first: Value, second: Value) -> Row:
    return _compared(first.cell, second.cell, (first.population, second.population))


@remembered
def _compared(first: Cell, second: Cell, members: tuple[int | None, int | None]) -> Row:
    """`members`: how many organisations each group has, where that is known."""
    from pipelines.statistics.differences import compare  # loads numpy; only surveys need it

    known = [
        number if number and number >= cell.answers else None
        for number, cell in zip(members, (first, second), strict=True)
    ]
    found = compare(first.scores, second.scores, (known[0], known[1]))
    return (
        first.answers, second.answers, found.delta, found.size, *found.interval, found.test.p, found.test.smallest,
        found.test.method,
    )  # fmt: skip


def _with_q(family: list[Row]) -> list[Row]:
    from pipelines.statistics.differences import benjamini_hochberg

    return [(*row, q) for row, q in zip(family, benjamini_hochberg([row[-3] for row in family]), strict=True)]
