"""What does one run take? Each in a process of its own, which prints its stages as JSON: seconds and peak memory so far."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

# What the build says when a stage begins.
STAGES = {"Checking every row": "reading", "Computing the indicators": "organisations and facts"}
# DuckDB's own reading of the list, aggregated once: by organisation; and people by meeting and organisation.
AGGREGATES = {
    "duckdb, by organisation": 'select "Organisation", count(*) from read_csv($path) group by all',
    "duckdb, by meeting and organisation": 'select count(*) from (select "Cluster", "Meeting date", "Meeting", "Organisation", count(*) from read_csv($path) group by all)',
    "duckdb, people by meeting and organisation": 'select count(*) from (select "Cluster", "Meeting date", "Meeting", "Organisation", count(distinct "Name") from read_csv($path) group by all)',
}  # fmt: skip


class Clock:
    """Says, a line of JSON a stage, how long it took and the most memory the process has held so far, in MiB."""

    def __init__(self) -> None:
        self.started = time.perf_counter()

    def stage(self, name: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        print(json.dumps({"stage": name, "seconds": now - self.started, "peak": _peak()}), flush=True)
        self.started = now


def _peak() -> float:
    """The most memory this process has held, in MiB. Linux's own figure; getrusage counts the process that started this one, too."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build_workspace(folder: Path) -> None:
    """One build, in its stages."""
    from pipelines.build import build
    from pipelines.workspace import open_workspace

    clock = Clock()

    def say(line: str) -> None:
        if line in STAGES:
            clock.stage(STAGES[line])

    build(open_workspace(folder), say)
    clock.stage("indicators and publishing")


def in_duckdb(folder: Path) -> None:
    """The list read and aggregated once, three ways."""
    duckdb.connect().close()  # what a process does once is not counted
    for name, query in AGGREGATES.items():
        clock = Clock()
        with duckdb.connect() as con:
            con.execute(
                query.replace("$path", "'" + str(folder / "sign-in list.csv").replace("'", "''") + "'")
            ).fetchall()
        clock.stage(name)


def in_pandas(folder: Path) -> None:
    """The same indicators, written plainly."""
    from tests.benchmarks.plain_pandas import indicators

    clock = Clock()
    indicators(folder)
    clock.stage("pandas")


RUNS: dict[str, Callable[[Path], None]] = {"build": build_workspace, "duckdb": in_duckdb, "pandas": in_pandas}

if __name__ == "__main__":
    RUNS[sys.argv[1]](Path(sys.argv[2]))
