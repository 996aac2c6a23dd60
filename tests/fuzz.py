"""Does any broken file crash the program, hang it or lose a row? `python -m tests.fuzz 10000` tries so many.

Small pieces of every kind of file are mutated and built, many at a time, as workspaces. What counts as a failure: an
exception, a build that takes too much time or memory, a file whose rows do not add up, a row that was read and is
nowhere, a text that nobody could read or should.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.account import write_account
from pipelines.build import load
from pipelines.contracts.tables import CONTRACTS
from pipelines.intake import FileReport, quarantined_rows, status
from pipelines.publish import publish
from pipelines.sources.recognise import sources
from pipelines.workspace import Workspace, open_workspace
from tests.fuzz_pieces import pieces
from tests.mutations import HEAVY, TABLES, Rows
from tests.mutations_documents import odd_document
from tests.workspaces import empty_facts

BATCH = 100
# Formats whose rows may say nothing more: an organisation without a mark was absent, a person stands in two sections,
# the places of a project add up to one.
SILENT = {"signin_sheet", "teams_attendance", "cbpf_project_places"}
HEAVY_SHARE = 0.003
MOST_SECONDS = 300.0  # for one batch; a healthy one takes a few
HANGS = 1800.0  # then the run ends, and says where it was
MOST_MEMORY = 2_000_000_000
# How many characters of what we say a person may be asked to read; the evidence speaks of up to five sheets.
SENTENCES = {("findings", name): 700 for name in ("column", "value", "message", "remedy")} | {
    ("files", "evidence"): 3500
}
# Neither control characters nor marks of direction nor, before an @, a person.
UNREADABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\x{202a}-\x{202e}\x{2066}-\x{2069}]"
ADDRESS = r"[[:alnum:]]@"


@dataclass
class Outcome:
    """What became of the cases so far, and how many files each source has read."""

    fates: Counter[str] = field(default_factory=Counter)
    read_by: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        return sum(self.fates.values())

    def add(self, other: Outcome) -> None:
        self.fates.update(other.fates)
        self.read_by.update(other.read_by)
        self.failures += other.failures


def mutate(number: int, seed: int, everything: bool = True) -> tuple[str, bytes, str]:
    """Case `number`: what was done, the file's bytes, its ending. The same number gives the same file.

    Every source gets its share, however few files of its kind there are.
    """
    choice = random.Random(f"{seed} {number}")
    name, sheets = choice.choice(list(pieces(everything).items()))
    sheet = choice.choice(sheets)
    if sheet.payload is not None:
        data, ending = odd_document(choice, sheet.payload)
        return f"{name}, odd_document", data, ending
    mutation = choice.choice(HEAVY if choice.random() < HEAVY_SHARE else TABLES)
    rows: Rows = [list(row) for row in sheet.rows]
    return f"{name}, {mutation.__name__}", *mutation(choice, rows)


def run(cases: range, seed: int, everything: bool = True) -> Outcome:
    """Build one workspace of broken files, and check that nothing is lost; where it crashes, find the file."""
    began = time.monotonic()
    try:
        outcome = _tried(cases, seed, everything)
    except Exception as error:  # what a user would see as a crash
        return _halved(cases, seed, everything, f"{type(error).__name__}: {str(error)[:500]}")
    if (took := time.monotonic() - began) > MOST_SECONDS:
        outcome.failures.append(f"cases {cases}: took {took:.0f} s")
    if (memory := peak_memory()) > MOST_MEMORY:
        outcome.failures.append(f"cases {cases}: {memory / 1e9:.1f} GB of memory")
    return outcome


def _halved(cases: range, seed: int, everything: bool, crash: str) -> Outcome:
    if len(cases) == 1:
        done, *_ = mutate(cases.start, seed, everything)
        return Outcome(Counter(crash=1), failures=[f"case {cases.start} ({done}): {crash}"])
    outcome = Outcome()
    for half in (cases[: len(cases) // 2], cases[len(cases) // 2 :]):
        outcome.add(run(half, seed, everything))
    if not outcome.fates["crash"]:
        outcome.failures.append(f"cases {cases}, only together: {crash}")
    return outcome


def _tried(cases: range, seed: int, everything: bool) -> Outcome:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        names: dict[str, str] = {}
        for number in cases:
            done, data, ending = mutate(number, seed, everything)
            path = folder / f"case {number}{ending}"
            path.write_bytes(data)
            names[path.name] = f"case {number} ({done})"
        return _checked(open_workspace(folder), names)


def _checked(workspace: Workspace, names: dict[str, str]) -> Outcome:
    outcome = Outcome()
    with empty_facts() as con:
        reports = load(con, workspace)
        held = quarantined_rows(con)
        lost = _lost_rows(con)
        publish(con, workspace, "fuzz")
        write_account(con, workspace, "fuzz", reports)
        for report in reports:
            outcome.fates[status(report, held.get(report.path, 0))] += 1
            outcome.read_by.update(report.sources)
            outcome.failures += _wrong_report(report, held.get(report.path, 0), names[report.path])
        silent = {report.path for report in reports if SILENT & set(report.sources)}
        outcome.failures += [
            f"{names[file]}: row {row} {fate}"
            for file, fate, row in lost
            if file not in silent or "not counted" in fate
        ]
        outcome.failures += [f"{names.get(file, 'some case')}: {what}" for file, what in _unreadable_texts(con)]
    return outcome


def _wrong_report(report: FileReport, held: int, name: str) -> list[str]:
    wrong = [f"{name}: {text}" for text in report.evidence if "the program failed" in text]
    if not 0 <= held <= report.rows_read:
        wrong.append(f"{name}: {report.rows_read} read, {held} quarantined")
    return wrong


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


def _unreadable_texts(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Texts of a build that are too long for a sentence, name a person, or hold what nobody sees."""
    columns = con.execute(
        """
        select table_name, column_name, exists (
            from duckdb_columns() as named
            where named.database_name = 'facts' and named.table_name = texts.table_name and named.column_name = 'file'
        )
        from duckdb_columns() as texts join duckdb_tables() as filled using (database_name, table_name)
        where database_name = 'facts' and data_type = 'VARCHAR' and filled.estimated_size > 0
        """
    ).fetchall()
    wrong = [("unseen characters", *place, f"regexp_matches(\"{place[1]}\", '{UNREADABLE}')") for place in columns]
    for place in (place for place in columns if place[:2] in SENTENCES):
        wrong.append(("too long", *place, f'length("{place[1]}") > {SENTENCES[place[:2]]}'))
        wrong.append(("an address", *place, f"regexp_matches(\"{place[1]}\", '{ADDRESS}')"))
    statements = [
        f"select distinct {'file' if named else repr('')}, '{what} in {table}.{column}: ' || left(\"{column}\", 200)"
        f' from facts."{table}" where {rule}'
        for what, table, column, named, rule in wrong
    ]
    return con.execute(" union all ".join(statements)).fetchall()


def peak_memory() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    """Run the cases; 1 when any of them failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case, to try one again")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    outcome = Outcome(read_by=Counter(dict.fromkeys((source.NAME for source in sources()), 0)))
    last = options.first + options.cases
    for start in range(options.first, last, BATCH):
        faulthandler.dump_traceback_later(HANGS, exit=True)
        found = run(range(start, min(start + BATCH, last)), options.seed)
        outcome.add(found)
        for failure in found.failures:
            print(failure, file=sys.stderr)
        print(f"{outcome.cases:,} cases, {len(outcome.failures)} failures", file=sys.stderr, flush=True)
    account = {
        "cases": outcome.cases, "seconds": round(time.monotonic() - began), "peak_memory_mb": peak_memory() // 1_000_000,
        "fates": dict(sorted(outcome.fates.items())), "read_by": dict(sorted(outcome.read_by.items())),
        "failures": outcome.failures,
    }  # fmt: skip
    print(json.dumps(account, indent=1))
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())
