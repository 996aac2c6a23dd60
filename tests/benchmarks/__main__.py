"""Runs the benchmark and prints its table: python -m tests.benchmarks [--rows N …] [--write]."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from tests.benchmarks.synthetic import CLUSTERS, ORGANISATIONS, write_small_file, write_workspace

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "notebooks" / "tables" / "benchmark.md"
SIZES = (100_000, 1_000_000, 10_000_000)
BASES = (
    "duckdb, by organisation",
    "duckdb, by meeting and organisation",
    "duckdb, people by meeting and organisation",
    "pandas",
)
# What design.md allows: times DuckDB's own reading of the list, MiB, and the share of a full build.
TIMES_DUCKDB, PEAK, SHARE = 3, 2048, 0.2
HEADS = (
    "Rows", "Run", "Stage", "Seconds", "Peak MiB", "× DuckDB, by organisation",
    "× DuckDB, by meeting and organisation", "× DuckDB, people by meeting and organisation", "× pandas",
    "Share of the full build",
)  # fmt: skip
Line = tuple[str, str, float, float]


def main(arguments: list[str] | None = None) -> None:
    """Measure every size, print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="rows of attendance")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    chosen = parser.parse_args(arguments)
    text = report([measured(rows) for rows in chosen.rows])
    print(text)
    if chosen.write:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(text + "\n", encoding="utf-8")


def measured(rows: int) -> tuple[int, list[Line]]:
    """(run, stage, seconds, peak MiB) of every run on one workspace, which is written for it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        write_workspace(folder, rows)
        lines = [
            *_run("duckdb", "duckdb", folder),
            *_run("pandas", "pandas", folder),
            *_run("build", "full build", folder),
        ]
        write_small_file(folder)
        lines += _run("build", "rebuild after one small file", folder)
        lines += _run("build", "rebuild with nothing changed", folder)
        return rows, lines


def _run(what: str, shown: str, folder: Path) -> list[Line]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.measure", what, str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    stages = [json.loads(line) for line in done.stdout.splitlines()]
    print(f"{shown}: {sum(stage['seconds'] for stage in stages):.1f} s", file=sys.stderr)
    return [(shown, stage["stage"], stage["seconds"], stage["peak"]) for stage in stages]


def report(sizes: list[tuple[int, list[Line]]]) -> str:
    """The document: the budgets with the largest size, and a table of every stage."""
    rows, lines = sizes[-1]
    words = [
        "# What a build costs\n",
        f"Made by `python -m tests.benchmarks --write` with DuckDB {duckdb.__version__} on {os.cpu_count()} processors."
        f" The workspace is made up: {ORGANISATIONS:,} organisations in {CLUSTERS} clusters, with a sign-in list, a partner"
        " list, a questionnaire and a flow of money for every 1,000 rows of the list. DuckDB reads the list alone and"
        " aggregates it once: by organisation, by meeting and organisation, and the different people by meeting and"
        " organisation, which is what a build publishes from it. The build reads every file, checks every row, and computes all"
        " indicators with their intervals and their protection. pandas computes a few of them, with no checks and no"
        " intervals. Seconds differ between machines; compare the ratios.\n",
        f"## The budgets, with {rows:,} rows\n",
        *_table(("What", "Measured", "Budget", "Kept"), _budgets(lines)),
        "\n## Every stage\n",
        *_table(HEADS, [cells for size, lines in sizes for cells in _cells(size, lines)]),
    ]
    return "\n".join(words)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in (heads, ("---",) * len(heads), *rows)]


def _budgets(lines: list[Line]) -> list[tuple[str, ...]]:
    """What the largest size took, beside what it may take."""
    base = _base(lines)
    full, rebuild = (
        sum(line[2] for line in lines if line[0] == run) for run in ("full build", "rebuild after one small file")
    )
    peak = max(line[3] for line in lines if line[0] == "full build")
    measured = [
        *(
            (f"build, as many times the time of {name}", full / base[name], TIMES_DUCKDB)
            for name in BASES
            if "duckdb" in name
        ),
        ("peak memory of the build, in MiB", peak, PEAK),
        ("rebuild after one small file, as a share of the build", rebuild / full, SHARE),
    ]
    return [(what, f"{found:,.2f}", f"{most:,}", "yes" if found <= most else "no") for what, found, most in measured]


def _base(lines: list[Line]) -> dict[str, float]:
    return {stage: seconds for _, stage, seconds, _ in lines if stage in BASES}


def _cells(size: int, lines: list[Line]) -> list[tuple[str, ...]]:
    base = _base(lines)
    found = []
    full = sum(seconds for run, _, seconds, _ in lines if run == "full build")
    for run in dict.fromkeys(run for run, *_ in lines):
        own = [line for line in lines if line[0] == run]
        whole = [(run, "all", sum(line[2] for line in own), max(line[3] for line in own))] if "build" in run else []
        for _, stage, seconds, peak in [*own, *whole]:
            ratios = [f"{seconds / base[name]:.2f}" for name in BASES] if "build" in run else [""] * len(BASES)
            share = f"{seconds / full:.2f}" if stage == "all" else ""
            found.append((f"{size:,}", run, stage, f"{seconds:.2f}", f"{peak:,.0f}", *ratios, share))
    return found


if __name__ == "__main__":
    main()
