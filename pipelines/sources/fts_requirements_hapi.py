"""What do plans need and get according to this funding table of HDX HAPI?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.sources.columns import Numbered, overlong_rows
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.fts_requirements import NOTHING, country_iso
from pipelines.sources.headings import cell, fields_of, find_fields, vocabulary
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record, records_below
from pipelines.sources.sheets import Sheet

NAME = "hdx_hapi_funding"
TITLE = "HDX HAPI funding"
READ = vocabulary(
    country="location_code",
    plan="appeal_name",
    plan_code="appeal_code",
    plan_type="appeal_type",
    requirements_usd="requirements_usd",
    funding_usd="funding_usd",
    starts_on="reference_period_start",
    ends_on="reference_period_end",
)
# The two flags are about the country, not about the plan of the row.
UNREAD = vocabulary(
    has_hrp="has_hrp",
    in_gho="in_gho",
    percent="funding_pct",
    dataset="dataset_hdx_id",
    resource="resource_hdx_id",
    warning="warning",
    error="error",
)
HEADINGS = READ | UNREAD
DAYS = ("starts_on", "ends_on")


def recognise(sheet: Sheet) -> Claim:
    """Accepted when every column that is read is there."""
    header_row, at = find_fields(sheet, HEADINGS)
    missing = [next(iter(READ[field])) for field in READ if field not in at]
    evidence = f"{len(at)} of {len(HEADINGS)} columns of HDX HAPI funding"
    if missing:
        evidence += f"; missing: {', '.join(missing)}"
    return Claim(not missing, len(at) / len(HEADINGS), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every row, one plan or the money for no plan; what HDX says about a row becomes a finding."""
    at = fields_of(sheet.rows[claim.header_row], HEADINGS)
    rows = records_below(sheet, claim.header_row)
    order, findings = sheet_order((cell(row, at, day) for _, row in rows for day in DAYS), dates, sheet)
    return Reading(
        [number for number, _ in rows],
        {"requirements": [_record(number, row, at, order) for number, row in rows]},
        [
            *findings,
            *overlong_rows(sheet, rows, len(sheet.rows[claim.header_row])),
            *_remarks(sheet, rows, at),
        ],
    )


def _record(number: int, row: Sequence[str], at: Mapping[str, int], order: str) -> Record:
    cells = {field: cell(row, at, field) for field in READ}
    days = {day: iso_day(cells[day], order) for day in DAYS}
    code = cells["plan_code"]
    return {
        "row": number,
        "level": "plan",
        **cells,
        **days,
        "plan_code": "" if code.casefold() in NOTHING else code,
        "country": country_iso(cells["country"]),
        # FTS gives every plan one year; which one is not said where the plan runs over New Year.
        "year": days["starts_on"][:4] if days["starts_on"][:4] == days["ends_on"][:4] else "",
    }


def _remarks(sheet: Sheet, rows: Numbered, at: Mapping[str, int]) -> list[Finding]:
    """HDX's own remarks: a row it marks as wrong is not loaded."""
    wrong = [
        Finding(
            sheet.name, number, "error", text, "hapi_error", "error",
            f"HDX marks this row as wrong: “{text}”.", "Leave the row out until HDX has mended it.",
        )
        for number, row in rows
        if (text := cell(row, at, "error"))
    ]  # fmt: skip
    doubtful = [
        Finding(
            sheet.name, number, "warning", text, "hapi_warning", "warning",
            f"HDX warns about this row: “{text}”.", "Look at its amounts before you use them.",
        )
        for number, row in rows
        if (text := cell(row, at, "warning"))
    ]  # fmt: skip
    return wrong + doubtful
