"""What do plans, or their clusters, need and get according to this FTS file from HDX?

Read are the country and world files, the COVID files and the files of an emergency, under every set of headings
used since 2018. What a cluster file is about (the plan's own clusters or the global ones) stands in no heading: its
cluster codes tell. Percentages are left behind: they follow from the amounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.sources.columns import Numbered, overlong_rows
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.fts_words import global_clusters
from pipelines.sources.headings import cell, fields_of, find_fields, share_understood, vocabulary
from pipelines.sources.reading import Claim, DateRules, Reading, Record, records_below
from pipelines.sources.sheets import Sheet
from pipelines.workspace import Workspace, country_code

NAME = "fts_requirements"
TITLE = "FTS requirements and funding (HDX)"
READ = vocabulary(
    country="countryCode|country",
    emergency_id="emergency_id",
    plan_id="id",
    plan="name",
    plan_code="code",
    plan_type="typeName",
    starts_on="startDate",
    ends_on="endDate",
    year="year",
    cluster_code="clusterCode",
    cluster="cluster|clusterName",
    requirements_usd="requirements|revisedRequirements",
    funding_usd="funding|totalFunding",
    covid_funding_usd="covidFunding",
)
UNREAD = vocabulary(type_id="typeId", percent="percentFunded", covid_percent="covidPercentageOfFunding")
HEADINGS = READ | UNREAD
# Field → its heading of today.
NEEDED = {
    "plan_id": "id", "plan": "name", "plan_code": "code", "starts_on": "startDate", "ends_on": "endDate",
    "year": "year", "requirements_usd": "requirements", "funding_usd": "funding",
}  # fmt: skip
WHOSE = ("country", "emergency_id")
DAYS = ("starts_on", "ends_on")
# What FTS writes where there is no plan, and in 2019 and 2020 where there is no year.
NOTHING = {"", "undefined", "not specified"}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when a row holds the headings of a plan's requirements and few others."""
    header_row, at = find_fields(sheet, HEADINGS)
    missing = [heading for field, heading in NEEDED.items() if field not in at]
    if not any(field in at for field in WHOSE):
        missing.append("countryCode or emergency_id")
    share = share_understood(sheet.rows[header_row], len(at)) if sheet.rows else 0.0
    evidence = f"{len(at)} columns of FTS requirements"
    if missing:
        evidence += f"; missing: {', '.join(missing)}"
    closeness = (1 - len(missing) / (len(NEEDED) + 1)) * share
    return Claim(not missing and share > 0.6, closeness, evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every row; those for no plan ("Not specified") have neither id nor code."""
    at = fields_of(sheet.rows[claim.header_row], HEADINGS)
    rows = records_below(sheet, claim.header_row)
    order, findings = sheet_order((cell(row, at, day) for _, row in rows for day in DAYS), dates, sheet)
    level = _level(rows, at)
    width = len(sheet.rows[claim.header_row])
    return Reading(
        [number for number, _ in rows],
        {"requirements": [_record(number, row, at, level, order) for number, row in rows]},
        [*findings, *overlong_rows(sheet, rows, width)],
    )


def _record(number: int, row: Sequence[str], at: Mapping[str, int], level: str, order: str) -> Record:
    cells = {field: cell(row, at, field) for field in READ if field in at}
    stated = {field: "" if cells[field].casefold() in NOTHING else cells[field] for field in ("plan_id", "year")}
    return {
        "row": number,
        "level": level,
        **cells,
        **stated,
        "country": country_iso(cells.get("country", "")),
        **{day: iso_day(cells[day], order) for day in DAYS},
    }


def _level(rows: Numbered, at: Mapping[str, int]) -> str:
    """What a row is about: a plan, a cluster of the plan, or a global cluster (most codes are those of global ones)."""
    if "cluster" not in at:
        return "plan"
    known = {cluster["code"] for cluster in global_clusters()} - {""}
    codes = [code for _, row in rows if (code := cell(row, at, "cluster_code"))]
    return "global_cluster" if 2 * sum(code in known for code in codes) > len(codes) else "cluster"


@cache
def country_iso(text: str) -> str:
    """ISO alpha-3: until 2018 the files name the country instead. What is no known country is passed on as found."""
    return country_code(text, Workspace.without_settings()) or text
