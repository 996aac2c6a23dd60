"""What is in these files? Opens, recognises and reads each one into staged tables, and accounts for every row."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.bulk import append
from pipelines.contracts.check import (
    add_findings,
    create_staging,
    drop_addresses,
    filled,
    report_broken_cells,
    report_orphans,
    separate,
    stage,
    unaddressed,
)
from pipelines.corrections import Corrections, correct, read_corrections
from pipelines.facts.cluster_texts import find_clusters, place_rows
from pipelines.organisations.clusters import Clusters
from pipelines.sources.profiles import Profile, read_profiles
from pipelines.sources.reading import DateRules, Finding, shortened
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Document, Sheet, UnreadableFile, open_document
from pipelines.workspace import Workspace

SHEETS_TOLD = 5


@dataclass
class FileReport:
    """What became of one file."""

    path: str
    sha256: str
    encoding: str = ""
    sources: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    rows_read: int = 0
    unreadable: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Rules:
    """What people have said about how files are to be read."""

    dates: DateRules
    corrections: Corrections = field(default_factory=dict)
    profiles: Sequence[Profile] = ()


def take_in(
    con: duckdb.DuckDBPyConnection,
    files: Iterable[tuple[Path, str]],
    workspace: Workspace,
    say: Callable[[str], None] = lambda line: None,
) -> tuple[list[FileReport], Clusters]:
    """Read every file, given as (path on disk, path to show), check every row, and set aside those that do not fit.

    Afterwards `typed.<table>` holds the rows that do, `quarantined` the others, `found` the reasons.
    """
    create_staging(con)
    rules = Rules(workspace.date_rules, read_corrections(workspace), read_profiles(workspace.mapping_files()))
    reports = read_files(con, files, rules, say)
    say("Checking every row")
    contracts = filled(con)
    drop_addresses(con, contracts)
    clusters = find_clusters(con, workspace, contracts)
    report_broken_cells(con, contracts)
    place_rows(con, clusters, contracts)
    report_orphans(con, contracts)
    separate(con, contracts)
    return reports, clusters


def read_files(
    con: duckdb.DuckDBPyConnection,
    files: Iterable[tuple[Path, str]],
    rules: Rules,
    say: Callable[[str], None],
) -> list[FileReport]:
    """Stage every file. Never stops at a bad one."""
    con.execute('create table records (file varchar, sheet varchar, "row" integer)')
    reports = []
    for path, name in files:
        say(f"Reading {name}")
        reports.append(_read_file(con, path, name, rules))
    return reports


def _read_file(con: duckdb.DuckDBPyConnection, path: Path, name: str, rules: Rules) -> FileReport:
    report = FileReport(name, hashlib.sha256(path.read_bytes()).hexdigest())
    try:
        document = open_document(path, name)
    except UnreadableFile as error:
        report.unreadable = True
        report.evidence.append(shortened(str(error)))
        add_findings(con, name, [Finding("", 0, "", "", "unreadable", "warning", str(error))])
        return report
    report.encoding = document.encoding
    document, corrected = correct(document, rules.corrections.get(path.resolve(), ()))
    add_findings(con, name, [*corrected, *_formula_errors(document), *_broken_rows(document)])
    refused = [(sheet, evidence) for sheet in document.sheets if (evidence := _read_sheet(con, sheet, rules, report))]
    if not report.sources:
        report.evidence = [
            f"sheet “{sheet.name}”: {evidence}" if sheet.name else evidence for sheet, evidence in refused[:SHEETS_TOLD]
        ]
        if more := refused[SHEETS_TOLD:]:
            report.evidence.append(f"and {len(more)} more sheets like these")
    elif refused:
        add_findings(con, name, [_passed_over(sheet, evidence) for sheet, evidence in refused])
    return report


def _read_sheet(con: duckdb.DuckDBPyConnection, sheet: Sheet, rules: Rules, report: FileReport) -> str:
    """Stage one sheet; returns why it was not recognised, or an empty text."""
    if not sheet.rows and sheet.payload is None:
        return ""
    try:
        recognised = recognise(sheet, rules.profiles)
        if recognised.source is None:
            report.refused |= recognised.claim.refused
            return shortened(unaddressed(recognised.claim.evidence))
        reading = recognised.source.read(sheet, recognised.claim, rules.dates)
    except Exception as error:  # one odd file must not keep all the others from being read
        report.unreadable = True
        # Where it failed, and not the error's own words: they may quote a cell about a person.
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        failure = f"the program failed on it ({what}); please report this, with the file if you may share it"
        report.evidence.insert(0, failure)
        return failure
    for table, records in reading.facts.items():
        stage(con, sheet.file, sheet.name, table, records)
    add_findings(con, sheet.file, reading.findings)
    append(con, "records", [(sheet.file, sheet.name, row) for row in reading.record_rows])
    if not reading.record_rows and not any(finding.row for finding in reading.findings):
        add_findings(con, sheet.file, [_no_rows(sheet, recognised.source.TITLE)])
    report.rows_read += reading.rows_read
    if recognised.source.NAME not in report.sources:
        report.sources.append(recognised.source.NAME)
        report.titles.append(recognised.source.TITLE)
        report.evidence.append(shortened(unaddressed(recognised.claim.evidence)))
    return ""


def _formula_errors(document: Document) -> list[Finding]:
    if not document.formula_errors:
        return []
    return [
        Finding(
            "", 0, "", "", "formula_errors", "warning",
            f"{document.formula_errors} cells hold a formula error such as #N/A. They were read as empty.",
            "Mend the formulas in the workbook, or type the values in.",
        )
    ]  # fmt: skip


def _broken_rows(document: Document) -> list[Finding]:
    return [
        Finding(broken.sheet, broken.row, "", "", broken.rule, "error", broken.message, broken.remedy)
        for broken in document.broken
    ]


def _no_rows(sheet: Sheet, title: str) -> Finding:
    return Finding(
        sheet.name, 0, "", "", "no_rows", "warning",
        f"Recognised as {title}, but there are no rows in it.",
        "Fill it in, or export it again. An export may be empty because of a filter or a wrong period.",
    )  # fmt: skip


def _passed_over(sheet: Sheet, evidence: str) -> Finding:
    filled = sum(1 for row in sheet.rows if any(row))
    return Finding(
        sheet.name, 0, "", "", "sheet_not_recognised", "info",
        f"The sheet “{sheet.name}” with {filled} filled rows was not read: {evidence}.",
        "Nothing to do if it holds no data.",
    )  # fmt: skip


def quarantined_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many data records of each file are in quarantine."""
    return dict(
        con.execute(
            'select file, count(*) from records semi join quarantined using (file, sheet, "row") group by file'
        ).fetchall()
    )


def status(report: FileReport, quarantined: int) -> str:
    """A file's fate in words, as in the `files` table."""
    if report.unreadable:
        return "unreadable"
    if report.encoding == "empty":
        return "empty"
    if not report.sources:
        return "not needed" if report.refused else "not recognised"
    return "part loaded" if quarantined else "loaded"
