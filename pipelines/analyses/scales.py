"""Do the questions of each scale of the survey go together?"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import duckdb

from pipelines.bulk import append


def write(con: duckdb.DuckDBPyConnection, minimum: int) -> None:
    """Fill `scale_reliability` and `item_rest`: each scale and round, of each cluster and of all clusters together.

    Twice the minimum of questionnaires at least: a correlation of few tells what some of them said.
    """
    statement = files("pipelines.analyses").joinpath("scale_answers.sql").read_text(encoding="utf-8")
    scales: list[tuple[Any, ...]] = []
    items: list[tuple[Any, ...]] = []
    for scale, cluster, round_end, names, answers in con.execute(statement).fetchall():
        if len(answers) < 2 * minimum:
            reason = f"fewer than {2 * minimum} questionnaires"
            scales.append((scale, cluster, round_end, len(answers), len(names), None, None, None, "none", reason))
            continue
        from pipelines.statistics.reliability import reliability  # loads numpy

        found = reliability(answers, draws=0)
        low, high = found.interval or (None, None)
        method = "Feldt, 95 %" if found.interval else "none"
        scales.append((scale, cluster, round_end, found.n, found.items, found.alpha, low, high, method, found.reason))
        items += [
            (scale, cluster, round_end, name, correlation)
            for name, correlation in zip(names, found.item_rest, strict=True)
        ]
    append(con, "facts.scale_reliability", scales)
    append(con, "facts.item_rest", items)
