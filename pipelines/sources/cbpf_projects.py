"""Which pooled-fund projects does this project summary hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.sources.columns import overlong_rows, picker, positions
from pipelines.sources.dates import DateOrder, infer_order, iso_day, stated
from pipelines.sources.reading import (
    Claim,
    DateRules,
    Finding,
    Reading,
    Record,
    find_header,
    heading_key,
    records_below,
)
from pipelines.sources.sheets import Sheet

NAME = "cbpf_project_summary_v2"
TITLE = "Pooled-fund project summary (ProjectSummaryV2)"
READ = {
    "project_code": "PrjCode", "fund": "PFId", "year": "AllYr", "round": "AllNm", "organisation": "OrgNm",
    "type": "OrgTypeId", "budget_usd": "PrgBdg", "starts_on": "AStrDt", "ends_on": "AEndDt", "status": "PrjStsNm",
}  # fmt: skip
LATER = {"approved_on": "ApprDt"}  # not in files before 2019
UNREAD = (
    "OPSCodeAgg", "EmgAgg", "AllSrc", "PrjTitle", "PrjDur", "BgdDC", "BdgSC", "PrjSubDt", "BenAgg", "PrjGM",
    "PrjStsId", "PrjStsCode", "PartCode",
)  # fmt: skip
DAYS = ("approved_on", "starts_on", "ends_on")
TYPES = {"1": "national_ngo", "2": "international_ngo", "3": "un_agency", "4": "other"}
# What stands in place of a name that the fund does not publish.
MASKS = {
    heading_key(mask)
    for mask in (
        "National NGO", "International NGO", "UN Agency", "Others", "Other", "Red Cross/Red Crescent",
        "Red Cross/Red Crescent Society", "National NGOs", "International NGOs", "UN Agencies", "NGO", "NNGO", "INGO", "UN",
    )
}  # fmt: skip
SCIENTIFIC = re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+")
OLD_CODE = re.compile(r"[A-Z]+-\d+/[^/]*/[^/]*/(?P<cluster>.+)/(INGO|NGO|UN|O)/\d+")


def recognise(sheet: Sheet) -> Claim:
    """Accepted when every column that is read is there and projects are not split over several rows."""
    if isinstance(sheet.payload, dict):
        return _odata(sheet.payload)
    keys = {heading_key(heading): heading for heading in (*READ.values(), *UNREAD)}
    header_row, found = find_header(sheet, keys)
    headings = set(positions(sheet.rows[header_row])) if sheet.rows else set()
    if {"prjcode", "clstagg"} <= headings:
        return Claim(
            False, 0.5,
            "this is ProjectSummaryAggV2, with a row for each project and place, so that budgets repeat; "
            "needed is ProjectSummaryV2, with one row for each project",
        )  # fmt: skip
    missing = [heading for key, heading in keys.items() if key not in found]
    evidence = f"{len(found)} of {len(keys)} project columns" + (f"; missing: {', '.join(missing)}" if missing else "")
    return Claim(not set(missing) & set(READ.values()), len(found) / len(keys), evidence, header_row)


def _odata(payload: Mapping[str, object]) -> Claim:
    """A JSON answer of the fund system is not read, but its kind can be named."""
    listed = payload.get("value")
    first = listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], dict) else {}
    if {"PrjCode", "ChfProjectCode"} & first.keys():
        return Claim(
            False, 0.5, "projects as JSON; needed is ProjectSummaryV2 as a table (add $format=csv to the address)"
        )
    return Claim(False, 0, "no project list")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every project as the file has it."""
    headings = sheet.rows[claim.header_row]
    at = picker(headings, {**READ, **LATER})
    rows = records_below(sheet, claim.header_row)
    day_cells = [row[at[day]] for _, row in rows for day in DAYS if day in at]
    order = _date_order(day_cells, dates, sheet.file)
    projects = [_project(number, row, at, order.order) for number, row in rows]
    return Reading(
        [number for number, _ in rows],
        {"allocations": projects},
        [
            *stated(order, day_cells, sheet.name),
            *overlong_rows(sheet, rows, len(headings)),
            *_approximate(sheet, projects),
            *_repeated(sheet, projects),
        ],
    )


def _date_order(texts: list[str], dates: DateRules, file: str) -> DateOrder:
    """The fund system writes month/day/year; only a ruling by the user or a day above 12 in front overrules that."""
    order = infer_order(texts, DateRules("mdy", dates.per_file), file)
    if order.order == "mdy" and not order.certain:
        return DateOrder("mdy", "the fund system always writes them so", True)
    return order


def _project(number: int, row: list[str], at: Mapping[str, int], order: str) -> Record:
    cells = {column: row[index] for column, index in at.items()}
    masked = heading_key(cells["organisation"]) in MASKS
    old_code = OLD_CODE.fullmatch(cells["project_code"])
    return {
        "row": number,
        **cells,
        **{day: iso_day(cells.get(day, ""), order) for day in DAYS},
        "organisation": "" if masked else cells["organisation"],
        "masked": "yes" if masked else "no",
        "type": TYPES.get(cells["type"], cells["type"]),
        "approximate": "yes" if SCIENTIFIC.fullmatch(cells["budget_usd"]) else "no",
        "cluster": old_code["cluster"] if old_code else "",
    }


def _approximate(sheet: Sheet, projects: list[Record]) -> list[Finding]:
    return [
        Finding(
            sheet.name, int(project["row"] or 0), "PrgBdg", str(project["budget_usd"]), "approximate_amount", "warning",
            f"The budget reads {project['budget_usd']}: the fund system rounded it before it wrote this file. "
            "It is used as it is, and marked as approximate.",
            "If you know the exact budget, write it in the file in digits.",
        )
        for project in projects
        if project["approximate"] == "yes"
    ]  # fmt: skip


def _repeated(sheet: Sheet, projects: list[Record]) -> list[Finding]:
    """A warning for every row whose project was there before."""
    first: dict[str, int] = {}
    findings = []
    for project in projects:
        project_code, number = str(project["project_code"]), int(project["row"] or 0)
        if project_code and first.setdefault(project_code, number) != number:
            findings.append(
                Finding(
                    sheet.name, number, "PrjCode", project_code, "repeated_project", "warning",
                    f"Project {project_code} is in row {first[project_code]} already. One row for each project was expected.",
                    "Check which row is right and take the other out.",
                )
            )  # fmt: skip
    return findings
