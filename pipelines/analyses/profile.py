"""One score over the five principles, for those who ask for it, with how much of it is choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from pipelines.analyses.opinions import PRINCIPLE_SCORES, shown_opinions
from pipelines.bulk import append
from pipelines.indicators.cells import Value


def write(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]], asked: bool) -> None:
    """Fill `profiles` where workspace.toml asks for one score; without being asked, five scores are enough."""
    if not asked:
        return
    from pipelines.statistics.composite import composite  # loads numpy

    shown = shown_opinions(values, "all")
    rows = []
    for cluster, start in sorted({place[1:] for place in shown if place[0] in PRINCIPLE_SCORES}):
        parts = {
            name: found["all"].value if (found := shown.get((name, cluster, start))) else None
            for name in PRINCIPLE_SCORES
        }
        if one := composite(parts):
            rows.append((cluster, start, one.score, one.low, one.high, ",".join(one.missing), one.draws))
    append(con, "facts.profiles", rows)
