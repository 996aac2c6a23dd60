"""What did the coordination team write into a log made from one of our templates? XLSX or CSV, columns in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.sources.columns import Numbered, overlong_rows
from pipelines.sources.date_order import sheet_order
from pipelines.sources.filler import is_preprinted
from pipelines.sources.headings import Vocabulary, cell, field_of, find_fields, share_understood
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, records_below
from pipelines.sources.sheets import Sheet
from pipelines.sources.team_entries import is_entries
from pipelines.sources.template_cells import value
from pipelines.sources.template_examples import without_examples
from pipelines.sources.template_numbers import plain_number, reads_two_ways
from pipelines.templates.declaration import Table, headings, log_tables
from pipelines.templates.help_sheet import is_help

NAME = "template_logs"
TITLE = "Log made from a template"

FEWEST = 3  # two headings alone, such as Organisation and Status, prove nothing


@dataclass(frozen=True)
class Fit:
    """How a sheet fits one log: its heading row and the column of each field."""

    table: Table
    header: int
    columns: dict[str, int]
    understood: float

    @property
    def missing(self) -> list[str]:
        """The headings of required columns that are not there."""
        return [f.heading for f in self.table.fields if f.column.required and f.column.name not in self.columns]

    @property
    def accepted(self) -> bool:
        """Whether every required column is there, and the sheet is not mostly something else."""
        return not self.missing and len(self.columns) >= FEWEST and self.understood >= 0.4

    @property
    def closeness(self) -> float:
        """From 0 to 1."""
        held = 1 - len(self.missing) / len(self.table.required)
        return min(0.95, held * self.understood)

    @property
    def evidence(self) -> str:
        """In words."""
        found = f"{len(self.columns)} of {len(self.table.fields)} columns of the template “{self.table.sheet}”"
        return f"{found}; missing: {', '.join(self.missing)}" if self.missing else found


def recognise(sheet: Sheet) -> Claim:
    """All required headings of one log, and no other log that fits as well."""
    if is_help(sheet):
        return Claim(False, 1, "it explains how to fill in the template and holds no data", refused=True)
    fits = [] if is_entries(sheet) else _fits(sheet)
    if not fits:
        return Claim(False, 0, "no heading of a log")
    best = fits[0]
    rivals = [f for f in fits[1:] if f.accepted and len(f.columns) == len(best.columns)] if best.accepted else []
    if rivals:
        names = " or ".join(f"“{fit.table.sheet}”" for fit in (best, *rivals))
        return Claim(False, 0.5, f"its columns fit the template {names}; give them the headings of one", best.header)
    return Claim(best.accepted, best.closeness, best.evidence, best.header)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One record a row, answers as codes and dates as ISO; what is not understood stays for the contract to report."""
    fit = _fits(sheet)[0]
    printed = [(number, cells) for number, cells in records_below(sheet, fit.header) if not is_preprinted(cells)]
    rows, findings = without_examples(sheet, printed)
    days = [field.column.name for field in fit.table.fields if field.column.kind == "day"]
    order, stated = sheet_order((cell(cells, fit.columns, day) for _, cells in rows for day in days), dates, sheet)
    reading = Reading([number for number, _ in rows], {fit.table.name: []}, [*findings, *stated])
    for number, cells in rows:
        texts = {column: cells[at] for column, at in fit.columns.items()}
        record: Record = {"row": number}
        reading.facts[fit.table.name].append(record | _translated(fit.table, texts, order))
        reading.findings += _doubtful_numbers(sheet, number, fit, texts)
    return _with_structure(reading, sheet, fit, rows)


def _fits(sheet: Sheet) -> list[Fit]:
    """Every log that shares headings with the sheet, the nearest first."""
    if not any(sum(1 for text in row if text and field_of(text, _any_heading())) >= FEWEST for row in sheet.rows[:20]):
        return []
    fits = []
    for table in log_tables():
        header, columns = find_fields(sheet, headings(table))
        fits.append(Fit(table, header, columns, share_understood(sheet.rows[header], len(columns))))
    return sorted(
        fits, key=lambda fit: (fit.accepted, len(fit.columns) if fit.accepted else fit.closeness), reverse=True
    )


@cache
def _any_heading() -> Vocabulary:
    """The headings of all logs, as those of one field."""
    return {"any": frozenset(key for table in log_tables() for keys in headings(table).values() for key in keys)}


def _translated(table: Table, texts: Mapping[str, str], order: str) -> Record:
    return {
        field.column.name: value(field, texts[field.column.name], order)
        for field in table.fields
        if field.column.name in texts
    }


def _doubtful_numbers(sheet: Sheet, number: int, fit: Fit, texts: Mapping[str, str]) -> list[Finding]:
    """Sums that can be read in two ways, and percentages that look like shares."""
    findings = []
    for field in fit.table.fields:
        text = texts.get(field.column.name, "")
        heading = field.heading
        percent = field.column.name.endswith("_percent")
        if field.column.kind in ("amount", "number") and not percent and reads_two_ways(text):
            findings.append(
                Finding(
                    sheet.name, number, heading, text, "number_reads_two_ways", "error",
                    f"{heading} reads “{text}”, which can mean thousands or decimals.",
                    "Write the number in digits only, such as 12500 or 12.50.",
                )
            )  # fmt: skip
        if percent and _is_share(plain_number(text)):
            findings.append(
                Finding(
                    sheet.name, number, heading, text, "percent_or_share", "warning",
                    f"{heading} reads “{text}”; it was taken as less than 1 percent.",
                    "If a share was meant, write it in percent: 7 for 7 percent.",
                )
            )  # fmt: skip
    return findings


def _is_share(text: str) -> bool:
    try:
        return 0 < float(text) < 1
    except ValueError:
        return False


def _with_structure(reading: Reading, sheet: Sheet, fit: Fit, rows: Numbered) -> Reading:
    """The reading with what can be said of its columns: those beside ours, and cells beyond the last heading."""
    names = sheet.rows[fit.header]
    if sheet.encoding != "workbook":  # in text, a separator inside a cell moves all cells after it
        reading.findings += overlong_rows(sheet, rows, len(names))
    if others := _others(names, fit):
        reading.findings.append(
            Finding(
                sheet.name, fit.header + 1, "", ", ".join(others), "columns_not_read", "info",
                f"{len(others)} columns are not of the template and were not read: {', '.join(others)}.",
                "Nothing to do if they are your own notes.",
            )
        )  # fmt: skip
    return reading


def _others(names: Sequence[str], fit: Fit) -> list[str]:
    read_ones = set(fit.columns.values())
    return [name for column, name in enumerate(names) if name and column not in read_ones]
