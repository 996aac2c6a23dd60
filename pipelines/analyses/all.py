"""Which analyses does a build hold?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from pipelines.analyses import comparisons, drifting, flow_links, lorenz, networks, over_time, profile, scales, weighted
from pipelines.indicators.cells import Value
from pipelines.workspace import Workspace


def write_analyses(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[Value]], workspace: Workspace) -> None:
    """Fill every table of schema/analyses.sql, and those of money, from values after disclosure control and from facts."""
    minimum = workspace["thresholds.minimum_group"]
    comparisons.write(con, values)
    over_time.write(con, values, minimum)
    weighted.write(con, values)
    profile.write(con, values, workspace["indicators.one_score"])
    scales.write(con, minimum)
    networks.write(con, minimum)
    flow_links.write(con, workspace["locality.definition"])
    lorenz.write(con, values)
    drifting.write(con, int(workspace["thresholds.absence_run"]))
