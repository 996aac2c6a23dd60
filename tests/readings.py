"""What does a source make of this sheet? Shared by the tests of the funding sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.contracts.tables import CONTRACTS
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet, open_document


def table(headings: Sequence[str], *rows: dict[str, str], tags: bool = False) -> Sheet:
    """A sheet with these headings, an HXL row if wanted, and the rows."""
    body = [["#date+" + heading.lower() for heading in headings]] if tags else []
    return Sheet("money/file.csv", "", [list(headings), *body, *([row.get(h, "") for h in headings] for row in rows)])


def take(source: Any, sheet: Sheet, dates: DateRules | None = None) -> Reading:
    claim: Claim = source.recognise(sheet)
    assert claim.accepted, claim.evidence
    reading: Reading = source.read(sheet, claim, dates or DateRules())
    return reading


def records(reading: Reading) -> list[Record]:
    (table_name,) = reading.facts
    rows = reading.facts[table_name]
    assert all(set(row) <= {"row", *(column.name for column in CONTRACTS[table_name].columns)} for row in rows)
    return rows


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def finding(reading: Reading, rule: str) -> Finding:
    (only,) = [found for found in reading.findings if found.rule == rule]
    return only


def real_sheet(real: Path, name: str) -> Sheet:
    (sheet,) = open_document(real / name, name).sheets
    return sheet


def total(rows: Sequence[Record], column: str) -> Decimal:
    return sum((Decimal(str(row[column])) for row in rows), Decimal(0))
