"""How far do local and international organisations lie apart in what they say, and could it be chance?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipelines.analyses.opinions import shown_opinions
from pipelines.bulk import append
from pipelines.indicators.cells import Value

FIRST, SECOND = "local", "international"
Row = tuple[Any, ...]


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]]) -> None:
    """Fill `comparisons`, from groups that are both shown. One family of tests: a cluster's indicators of one period."""
    families: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for place, groups in shown_opinions(values, "locality").items():
        if FIRST in groups and SECOND in groups:
            families[place[1:]].append(_compared(place, groups[FIRST], groups[SECOND]))
    for family in families.values():
        append(con, "facts.comparisons", _with_q(family))


def _compared(place: tuple[Any, ...], first: Value, second: Value) -> Row:
    from pipelines.statistics.differences import compare  # loads numpy; only surveys need it

    scores = first.cell.scores, second.cell.scores
    found = compare(*scores, (_population(first), _population(second)))
    return (
        *place, FIRST, SECOND, len(scores[0]), len(scores[1]), found.delta, found.size, *found.interval, found.test.p,
        found.test.smallest, found.test.method,
    )  # fmt: skip


def _population(value: Value) -> int | None:
    return value.population if value.population and value.population >= value.cell.answers else None


def _with_q(family: list[Row]) -> list[Row]:
    from pipelines.statistics.differences import benjamini_hochberg

    return [(*row, q) for row, q in zip(family, benjamini_hochberg([row[-3] for row in family]), strict=True)]
