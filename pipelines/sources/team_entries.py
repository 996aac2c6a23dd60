"""What did the team enter? Calls, agreed actions and reviewed texts: outreach.csv, actions.csv, texts.csv in decisions/.

The first line of an entry says all of it; a later line with the same code says what has changed since (done, open again,
taken back). One call or action becomes one row of the same table as a log made from a template, at the place of its first line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.contracts.tables import CONTRACTS
from pipelines.decision_files import decision_rows, said
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, heading_key, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.template_cells import value
from pipelines.templates.declaration import Field, log_tables

NAME = "team_entries"
TITLE = "Calls, agreed actions or reviewed texts entered on a page"

TAKEN_BACK = "taken_back"
COMMON = ("decided_on", "decided_by", "entry", "status")
DAYS = ("decided_on", "contacted_on", "agreed_on", "due_on", "closed_on", "until_then")
KEPT_BESIDE = ("owner_role", "indicator", "value_then", "low_then", "high_then", "n_then", "unit_then", "until_then")


@dataclass(frozen=True)
class Log:
    """One file of entries: the table it fills, its columns, and how an entry may stand."""

    table: str
    columns: tuple[str, ...]
    statuses: tuple[str, ...]


LOGS = {
    "outreach.csv": Log(
        "outreach",
        (*COMMON, "cluster", "organisation", "contacted_on", "purpose", "personal", "reached", "reason", "result", "next_step"),
        ("made", TAKEN_BACK),
    ),
    "actions.csv": Log(
        "actions",
        (*COMMON, "cluster", "action", "owner", "agreed_on", "due_on", "closed_on", *KEPT_BESIDE),
        ("open", "done", "dropped", TAKEN_BACK),
    ),
    "texts.csv": Log("reviewed_texts", (*COMMON, "side", "text"), ("shown", TAKEN_BACK)),
}  # fmt: skip


@dataclass
class Entry:
    """What the lines read so far say: of each column the last cell that is filled, and the row of the first line."""

    row: int
    cells: dict[str, str]


def recognise(sheet: Sheet) -> Claim:
    """All headings of one of the files in the first row."""
    log = _log_of(sheet)
    if log is None:
        return Claim(False, 0, "no columns of entries")
    return Claim(True, 1, f"all {len(log.columns)} columns of entries for “{log.table}”")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One record an entry, as its last line leaves it; none of one that was taken back."""
    log = _log_of(sheet)
    assert log is not None  # it was recognised
    columns = {column: index for index, column in enumerate(map(heading_key, sheet.rows[claim.header_row]))}
    at = {name: columns[heading_key(name)] for name in log.columns}
    rows = [
        (number, {name: said(cells[index]) for name, index in at.items()})
        for number, cells in records_below(sheet, claim.header_row)
    ]
    order, stated = sheet_order((cells[day] for _, cells in rows for day in DAYS if day in cells), dates, sheet)
    reading = Reading([number for number, _ in rows], {log.table: []}, stated)
    for entry in _entries(rows, log, sheet, reading):
        _add(entry, log, sheet, reading, order)
    return reading


def check_headings(files: Iterable[Path]) -> None:
    """Refuse a file of entries that lacks a column: its lines must not be left out unseen. Raises WorkspaceError."""
    for path in files:
        decision_rows(path, LOGS[path.name].columns)


def is_entries(sheet: Sheet) -> bool:
    """Whether a sheet holds entries, which no other source must take for a log."""
    return _log_of(sheet) is not None


def _log_of(sheet: Sheet) -> Log | None:
    """The log whose columns all stand in the first row."""
    here = {heading_key(cell) for cell in sheet.rows[0]} if sheet.rows else set()
    return next((log for log in LOGS.values() if {heading_key(name) for name in log.columns} <= here), None)


def _entries(
    rows: Iterable[tuple[int, Mapping[str, str]]], log: Log, sheet: Sheet, reading: Reading
) -> Iterable[Entry]:
    """The entries in the order of their first lines; a line that says nothing we know is a finding."""
    found: dict[str, Entry] = {}
    for number, cells in rows:
        code, status = cells["entry"], cells["status"]
        if not code or status not in log.statuses:
            reading.findings.append(_not_understood(sheet, number, code, status, log))
            continue
        entry = found.setdefault(code, Entry(number, dict(cells)))
        if entry.row != number:
            reading.findings.append(_changed(sheet, number, entry.row, status))
        entry.cells |= {name: cell for name, cell in cells.items() if cell or name == "closed_on"}
    return found.values()


def _add(entry: Entry, log: Log, sheet: Sheet, reading: Reading, order: str) -> None:
    cells = entry.cells
    if cells["status"] == TAKEN_BACK:
        reading.findings.append(_taken_back(sheet, entry))
        return
    fields = _fields(log.table)
    record: Record = {"row": entry.row} | {
        name: value(fields[name], cells[name], order) if name in fields else cells[name]
        for name in log.columns
        if name in _filled(log.table)
    }
    if log.table == "actions":
        closed = cells["status"] in ("done", "dropped")
        closed_on = iso_day(cells["closed_on"] or cells["decided_on"], order) if closed else ""
        record |= {"action_id": cells["entry"], "kind": "action_point", "closed_on": closed_on}
        beside = {name: iso_day(cells[name], order) if name in DAYS else cells[name] for name in KEPT_BESIDE}
        reading.facts.setdefault("action_entries", []).append({"row": entry.row, "action_id": cells["entry"], **beside})
    reading.facts[log.table].append(record)


@cache
def _fields(table: str) -> dict[str, Field]:
    """The columns of the log's template, which say how a cell is read; none where there is no template."""
    return {field.column.name: field for each in log_tables() if each.name == table for field in each.fields}


@cache
def _filled(table: str) -> frozenset[str]:
    """The columns of the staged table that a cell fills as it stands; `decided_on` is the day of the line itself."""
    return frozenset(column.name for column in CONTRACTS[table].columns if column.name != "decided_on")


def _not_understood(sheet: Sheet, row: int, code: str, status: str, log: Log) -> Finding:
    column, found, expected = (
        ("status", status, f"one of: {', '.join(log.statuses)}")
        if code
        else ("entry", code, "the code of an entry, the same in all its lines")
    )
    reads = f"reads “{found}”" if found else "is empty"
    return Finding(
        sheet.name, row, column, found, f"{column}_of_entry", "error",
        f"{column.capitalize()} {reads}. Expected {expected}.",
        "Correct the cell in the file and build again. The other lines of the entry count as they stand.",
    )  # fmt: skip


def _changed(sheet: Sheet, row: int, first: int, status: str) -> Finding:
    return Finding(
        sheet.name, row, "status", status, "entry_changed", "info",
        f"This line says how the entry of row {first} stands: {status}.", "Nothing to do.",
    )  # fmt: skip


def _taken_back(sheet: Sheet, entry: Entry) -> Finding:
    return Finding(
        sheet.name, entry.row, "status", TAKEN_BACK, "taken_back", "info",
        f"The entry “{entry.cells['entry']}” was taken back on {entry.cells['decided_on']} and is not counted.",
        "Nothing to do. Enter it again if it should count.",
    )  # fmt: skip
