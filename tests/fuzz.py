"""Does any broken file crash the program, hang it or lose a row? `python -m tests.fuzz 10000` tries so many.

Small pieces of the demo, of every filled template and (where it is there) of `../shared/real` are
mutated and built, many at a time, as workspaces. What counts as a failure: an exception, a build
that takes too long, a file whose rows do not add up, a row that was read and is nowhere.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.build import load
from pipelines.contracts.tables import CONTRACTS
from pipelines.intake import quarantined_rows, status
from pipelines.publish import publish
from pipelines.sources.sheets import UnreadableFile, open_document
from pipelines.templates import write_templates
from pipelines.workspace import Workspace, open_workspace
from tests.mutations import TABLES, odd_document

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real"
MOST_ROWS, MOST_ENTRIES = 30, 8
BATCH = 40
# Formats whose rows may say nothing more: an organisation without a mark was absent, a person stands in two sections,
# the places of a project add up to one.
SILENT = {"signin_sheet", "teams_attendance", "cbpf_project_places"}
MOST_SECONDS = 90.0  # for one batch; a healthy one takes a few


@dataclass
class Outcome:
    """What became of the cases so far."""

    fates: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        return sum(self.fates.values())


@cache
def seeds() -> list[Any]:
    """Small tables (rows of cells) and documents (JSON) to mutate, in a fixed order."""
    with tempfile.TemporaryDirectory() as folder:
        write_templates(Path(folder), example=True)
        places = [ROOT / "data" / "demo", ROOT / "data" / "instruments", Path(folder), REAL]
        files = sorted(
            path for place in places for path in place.rglob("*") if path.is_file() and ".build" not in path.parts
        )
        return [seed for path in files for seed in _pieces(path)]


def _pieces(path: Path) -> Iterator[Any]:
    try:
        document = open_document(path, path.name)
    except UnreadableFile:
        return
    for sheet in document.sheets:
        if sheet.payload is not None:
            yield {"document": _shortened(sheet.payload)}
        elif sheet.rows:
            yield [list(row)[:120] for row in sheet.rows[:MOST_ROWS]]


def _shortened(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _shortened(value) for key, value in node.items()}
    return [_shortened(entry) for entry in node[:MOST_ENTRIES]] if isinstance(node, list) else node


def mutate(number: int, seed: int) -> tuple[str, bytes, str]:
    """Case `number`: what was done, the file's bytes, its ending. The same number gives the same file."""
    choice = random.Random(f"{seed} {number}")
    piece = choice.choice(seeds())
    if isinstance(piece, dict):
        data, ending = odd_document(choice, piece["document"])
        return "odd_document", data, ending
    mutation = choice.choice(TABLES)
    return mutation.__name__, *mutation(choice, piece)


def run(cases: range, seed: int, outcome: Outcome) -> None:
    """Build one workspace of broken files, and check that nothing is lost."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        names: dict[str, str] = {}
        for number in cases:
            done, data, ending = mutate(number, seed)
            path = folder / f"case {number}{ending}"
            path.write_bytes(data)
            names[path.name] = f"case {number} ({done})"
        began = time.monotonic()
        try:
            _check(open_workspace(folder), names, outcome)
        except Exception as error:  # what a user would see as a crash
            outcome.failures.append(f"cases {cases}: {type(error).__name__}: {error}")
        if (took := time.monotonic() - began) > MOST_SECONDS:
            outcome.failures.append(f"cases {cases}: took {took:.0f} s")


def _check(workspace: Workspace, names: dict[str, str], outcome: Outcome) -> None:
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as facts")
        _create_facts(con)
        reports = load(con, workspace)
        held = quarantined_rows(con)
        lost = _lost_rows(con)
        publish(con, workspace, "fuzz")
        for report in reports:
            outcome.fates[status(report, held.get(report.path, 0))] += 1
            if not 0 <= held.get(report.path, 0) <= report.rows_read:
                outcome.failures.append(
                    f"{names[report.path]}: {report.rows_read} read, {held[report.path]} quarantined"
                )
            if failed := [text for text in report.evidence if "the program failed" in text]:
                outcome.failures.append(f"{names[report.path]}: {failed[0]}")
        silent = {report.path for report in reports if SILENT & set(report.sources)}
        outcome.failures += [
            f"{names[file]}: row {row} {fate}"
            for file, fate, row in lost
            if file not in silent or "not counted" in fate
        ]


def _create_facts(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("use facts")
    for tables in sorted((ROOT / "pipelines" / "schema").glob("*.sql")):
        con.execute(tables.read_text(encoding="utf-8"))
    con.execute("use memory")


def _lost_rows(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int]]:
    """Rows read that are neither loaded nor quarantined nor spoken of in a finding, and rows loaded that were not counted as read."""
    # A meeting may stand in the title of a sheet or the summary of a report: lines that are not records.
    tables = " union all ".join(
        f'select file, sheet, "row" from typed."{table}"' for table in CONTRACTS if table != "meetings"
    )
    return con.execute(
        f"""
        with loaded as ({tables}),
        accounted as (
            from loaded
            union all select file, sheet, "row" from typed.meetings
            union all from quarantined union all select file, sheet, "row" from found where "row" > 0
        )
        select file, 'was read, and is nowhere', "row" from records anti join accounted using (file, sheet, "row")
        union all
        select file, 'was loaded, but not counted as read', "row" from loaded anti join records using (file, sheet, "row")
        """
    ).fetchall()


def main() -> int:
    """Run the cases; 1 when any of them failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case, to try one again")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = Outcome()
    last = options.first + options.cases
    for start in range(options.first, last, BATCH):
        run(range(start, min(start + BATCH, last)), options.seed, outcome)
        print(f"{outcome.cases:,} cases, {len(outcome.failures)} failures", file=sys.stderr, flush=True)
    print(
        json.dumps(
            {"cases": outcome.cases, "fates": dict(sorted(outcome.fates.items())), "failures": outcome.failures},
            indent=1,
        )
    )
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())
