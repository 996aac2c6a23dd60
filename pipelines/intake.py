"""What is in these files? Opens, recognises and reads each one into staged tables, and accounts for every row."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
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
from pipelines.organisations.name_decisions import PERSON
from pipelines.organisations.people import withhold_in_findings, withhold_people
from pipelines.sources import signin_sheet
from pipelines.sources.profiles import Profile, read_profiles
from pipelines.sources.reading import DateRules, Finding, shortened
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Document, Sheet, UnreadableFile, open_document
from pipelines.staging.contents import Contents, look_through
from pipelines.staging.copies import Copies
from pipelines.staging.counted import quarantined_records, report_counted_orphans
from pipelines.staging.long_cells import NotPlain
from pipelines.staging.long_layout import LONG, Layout, layout_of
from pipelines.staging.long_lists import count_attendance
from pipelines.staging.scope import find_scope
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
    """What people have said about how files are to be read.

    `names`: what they decided about names; some are people's, and go no further. `long`: from so many bytes on a list is
    read by whole columns.
    """

    dates: DateRules
    corrections: Corrections = field(default_factory=dict)
    profiles: Sequence[Profile] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    long: int = LONG


@dataclass(frozen=True)
class Place:
    """A file on disk, the name to show for it, and what its bytes tell."""

    path: Path
    name: str
    contents: Contents


def places(files: Iterable[tuple[Path, str]]) -> list[Place]:
    """Files given as (path on disk, name to show), with their contents."""
    return [Place(path, name, look_through(path)) for path, name in files]


def rules_of(workspace: Workspace, names: Mapping[str, str]) -> Rules:
    """What the people of a workspace have said, and decided about names."""
    profiles = read_profiles(workspace.mapping_files())
    return Rules(workspace.date_rules, read_corrections(workspace), profiles, names)


def take_in(
    con: duckdb.DuckDBPyConnection,
    files: Sequence[Place],
    workspace: Workspace,
    rules: Rules,
    say: Callable[[str], None] = lambda line: None,
    copies: Copies | None = None,
) -> tuple[list[FileReport], Clusters]:
    """Read every file, check every row, and set aside those that do not fit.

    Afterwards `typed.<table>` holds the rows that do, `quarantined` the others, `found` the reasons. Of files that are in
    `copies`, the rows are taken from there, and the others put there.
    """
    create_staging(con)
    reports = read_files(con, files, rules, say, copies)
    say("Checking every row")
    contracts = filled(con)
    clusters = find_clusters(con, workspace, contracts)
    report_broken_cells(con, contracts)
    place_rows(con, clusters, contracts)
    report_orphans(con, contracts)
    report_counted_orphans(con)
    separate(con, contracts)
    find_scope(con, workspace)
    withhold_in_findings(con)
    return reports, clusters


def read_files(
    con: duckdb.DuckDBPyConnection,
    files: Sequence[Place],
    rules: Rules,
    say: Callable[[str], None],
    copies: Copies | None = None,
) -> list[FileReport]:
    """Stage every file, without the addresses and known names of people. Never stops at a bad one."""
    keys = {place.name: _key(copies, place, rules) for place in files} if copies else {}
    kept = copies.fetch(con, {key: name for name, key in keys.items()}) if copies else {}
    reports = []
    for place in files:
        if place.name in kept:
            reports.append(FileReport(**kept[place.name]))
            continue
        say(f"Reading {place.name}")
        reports.append(_read_file(con, place, rules))
    drop_addresses(con, filled(con))
    withhold_people(con, rules.names)
    if copies:
        same = {place.name for place in files if place.contents.is_of(place.path)}
        copies.keep(con, {r.path: (keys[r.path], asdict(r)) for r in reports if r.path in same and not r.unreadable})
    return reports


def _key(copies: Copies, place: Place, rules: Rules) -> str:
    """What decides about the rows of one file: its bytes and its name, and what people have said."""
    people = sorted(name for name, target in rules.names.items() if target == PERSON)
    corrections = rules.corrections.get(place.path.resolve(), ())
    return copies.key(place.contents.sha256, place.name, rules.dates, corrections, rules.profiles, people, rules.long)


def _read_file(con: duckdb.DuckDBPyConnection, place: Place, rules: Rules) -> FileReport:
    report = FileReport(place.name, place.contents.sha256)
    if not _count_list(con, place, rules, report):
        _read_rows(con, place, rules, report)
    return report


def _count_list(con: duckdb.DuckDBPyConnection, place: Place, rules: Rules, report: FileReport) -> bool:
    """Read a long list by whole columns, if it is one that can be."""
    if (layout := layout_of_list(place, rules)) is None:
        return False
    try:
        report.rows_read = count_attendance(con, place.path, place.contents, layout, rules.dates)
    except NotPlain:
        return False
    report.encoding = layout.sheet.encoding
    report.sources, report.titles = [signin_sheet.NAME], [signin_sheet.TITLE]
    report.evidence = [shortened(unaddressed(layout.claim.evidence))]
    return True


def layout_of_list(place: Place, rules: Rules) -> Layout | None:
    """The layout of a file that is read by whole columns. One with corrected cells is read row by row."""
    if place.contents.size < rules.long or place.path.resolve() in rules.corrections:
        return None
    return layout_of(place.path, place.name, place.contents, rules.profiles)


def _read_rows(con: duckdb.DuckDBPyConnection, place: Place, rules: Rules, report: FileReport) -> None:
    path, name = place.path, place.name
    try:
        document = open_document(path, name)
    except UnreadableFile as error:
        report.unreadable = True
        report.evidence.append(shortened(str(error)))
        add_findings(con, name, [Finding("", 0, "", "", "unreadable", "warning", str(error))])
        return
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
    held = con.execute(
        'select file, count(*) from records semi join quarantined using (file, sheet, "row") group by file'
    ).fetchall()
    return dict(held) | quarantined_records(con)


def status(report: FileReport, quarantined: int) -> str:
    """A file's fate in words, as in the `files` table."""
    if report.unreadable:
        return "unreadable"
    if report.encoding == "empty":
        return "empty"
    if not report.sources:
        return "not needed" if report.refused else "not recognised"
    return "part loaded" if quarantined else "loaded"
