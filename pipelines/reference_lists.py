"""What do others measure, and where do our limits come from? Kept in every build beside its numbers."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.workspace import THRESHOLDS

BENCHMARKS = THRESHOLDS.parent / "benchmarks.csv"


def write_references(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `benchmarks` and `threshold_sources` of the build attached as `facts`."""
    append(
        con, "facts.benchmarks",
        [
            (row["indicator"], row["group"], float(row["value"]), row["unit"], int(row["year"]), row["scope"], row["source"])
            for row in _rows(BENCHMARKS)
        ],
    )  # fmt: skip
    limits = ((row["key"], row["origin"], row["source"], int(row["year"] or 0) or None) for row in _rows(THRESHOLDS))
    append(con, "facts.threshold_sources", limits)


@cache
def _rows(file: Path) -> tuple[dict[str, str], ...]:
    with file.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
