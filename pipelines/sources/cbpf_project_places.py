"""What do the places of each pooled-fund project (ProjectSummaryAggV2) add up to?

A row is one place of a project, and its cells hold the part of the budget spent there, `|||` between clusters. The
parts of all rows add up to the project's budget (in the file of 2025 for 1,434 of 1,436 projects; where the fund
hides a place, parts can be missing). The file names neither partner nor round, so a project that also stands in a
project summary is taken from there, and only its cluster from here.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import CLUSTERS, is_rounded, type_in_code
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_project_places"
TITLE = "Pooled-fund projects by cluster and place (ProjectSummaryAggV2)"
LEVELS = tuple(f"AdmLocClustBdg{level}" for level in range(1, 7))
READ = {"fund": "PFId", "code": "PrjCode", "clusters": "ClstAgg", "year": "AYr", LEVELS[0]: LEVELS[0]}
IF_THERE = {level: level for level in LEVELS[1:]}
UNREAD = ("ClstPrct", "AdmLocTypeIdAgg", *(f"AdmLoc{level}" for level in range(1, 7)))
PARTS = "|||"
Rows = list[tuple[int, dict[str, str]]]


def recognise(sheet: Sheet) -> Claim:
    """Accepted when project, clusters, year and the budget by place are there."""
    return fit(sheet, READ.values(), (*IF_THERE.values(), *UNREAD), "project and place")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One record for each project, at its first row."""
    found = answer(sheet, claim)
    projects: dict[str, Rows] = {}
    for number, cells in found.cells({**READ, **IF_THERE}):
        projects.setdefault(cells["code"] or f"row {number}", []).append((number, cells))
    broken = [finding for rows in projects.values() for finding in _unreadable(sheet, rows)]
    left_out = {finding.row for finding in (*found.findings, *broken) if finding.severity == "error"}
    torn = [_incomplete(sheet, n) for rows in projects.values() for n in _drawn_along(rows, left_out)]
    records = [_record(rows) for rows in projects.values() if not left_out & {number for number, _ in rows}]
    findings = [*found.findings, *broken, *torn, *_about(sheet, records, len(found.records))]
    return Reading(found.numbers, {"allocations": records}, findings)


def _parts(cells: dict[str, str]) -> list[str]:
    """What is spent in the place of a row, by cluster; all levels of a row say the same."""
    deepest = next((cells[level] for level in reversed(LEVELS) if cells[level]), "")
    return [part for part in deepest.split(PARTS) if part]


def _part(cells: dict[str, str]) -> Decimal | None:
    """What is spent in the place of a row, all clusters together; None where that cannot be read."""
    try:
        amounts = [Decimal(part) for part in _parts(cells)]
    except InvalidOperation:
        return None
    return sum(amounts, Decimal(0)) if amounts and all(a.is_finite() and a >= 0 for a in amounts) else None


def _record(rows: Rows) -> Record:
    number, first = rows[0]
    named = {cluster for _, cells in rows for cluster in cells["clusters"].split(PARTS) if cluster}
    only = named.pop() if len(named) == 1 else ""
    return {
        "row": number,
        "project_code": first["code"],
        "fund": first["fund"],
        "year": first["year"],
        "type": type_in_code(first["code"]) or "unknown",
        "budget_usd": str(sum((_part(cells) or Decimal(0) for _, cells in rows), Decimal(0))),
        "approximate": "yes" if any(is_rounded(part) for _, cells in rows for part in _parts(cells)) else "no",
        "summed_up": "yes",
        "masked": "no",
        "cluster": CLUSTERS.get(only, only),
    }


def _unreadable(sheet: Sheet, rows: Rows) -> list[Finding]:
    """An error for each row whose project, year or budget cannot be read."""
    findings = []
    for number, cells in rows:
        for column, value, wrong, expected in (
            ("PrjCode", cells["code"], not cells["code"], "the project code"),
            ("AYr", cells["year"], not _is_year(cells["year"]), "a year such as 2025"),
            (LEVELS[0], cells[LEVELS[0]], _part(cells) is None, f"amounts in digits with {PARTS} between them"),
        ):
            if wrong:
                findings.append(_error(sheet, number, column, value, f"reads “{value[:120]}”. Expected {expected}."))
    return findings


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 2000 <= int(text) <= 2100


def _error(sheet: Sheet, number: int, column: str, value: str, message: str) -> Finding:
    remedy = "Correct the cell in the file and build again."
    return Finding(sheet.name, number, column, value[:120], "place_of_project", "error", f"{column} {message}", remedy)


def _drawn_along(rows: Rows, left_out: set[int]) -> list[int]:
    """The readable rows of a project of which another row is not: without that row their sum would be wrong."""
    numbers = [number for number, _ in rows]
    return [number for number in numbers if number not in left_out] if left_out & set(numbers) else []


def _incomplete(sheet: Sheet, number: int) -> Finding:
    return Finding(
        sheet.name, number, "PrjCode", "", "project_incomplete", "error",
        "Another row of this project cannot be read, so its places do not add up to its budget.",
        "Correct the other row in the file and build again.",
    )  # fmt: skip


def _about(sheet: Sheet, records: list[Record], rows: int) -> list[Finding]:
    several = sum(1 for record in records if not record["cluster"])
    return [
        Finding(
            sheet.name, 0, "", "", "summed_up", "info",
            f"{rows} places were added up to {len(records)} projects. The partner's type was read from the project code. "
            f"{several} projects name several clusters: they count without a cluster.",
            "Put ProjectSummaryV2 of the same year into the folder too: it names the partners.",
        )
    ]  # fmt: skip
