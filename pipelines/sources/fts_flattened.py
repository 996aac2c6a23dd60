"""Which funding flows does this flat table of FTS API answers hold?

Analysts turn the API's nested objects into columns such as `sourceObjects_Organization.name`. Which columns there
are, and their order, differs from year to year: a column is there when any flow of the year has such an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.sources.columns import overlong_rows, picker
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.fts_words import CODES, about_flows, code, year_span
from pipelines.sources.reading import Claim, DateRules, Reading, Record, find_header, heading_key, records_below
from pipelines.sources.sheets import Sheet

NAME = "fts_flows_flattened"
TITLE = "FTS flows of the API as a flat table"
SOURCE, DESTINATION = "sourceObjects", "destinationObjects"
SCALARS = {
    "flow_id": "id", "amount_usd": "amountUSD", "date": "date", "updated_on": "updatedAt", "status": "status",
    "flow_type": "flowType", "boundary": "boundary", "on_boundary": "onBoundary", "new_money": "newMoney",
    "contribution_type": "contributionType", "method": "method", "earmarking": "grandBargainEarmarkingType",
    "parent_flow_id": "parentFlowId", "child_flow_ids": "childFlowIds",
}  # fmt: skip
OBJECTS = {
    "source_organisation": f"{SOURCE}_Organization.name", "source_fts_id": f"{SOURCE}_Organization.id",
    "source_type": f"{SOURCE}_Organization.organizationTypes",
    "source_subtype": f"{SOURCE}_Organization.organizationSubTypes",
    "source_level": f"{SOURCE}_Organization.organizationLevels", "source_countries": f"{SOURCE}_Location.name",
    "destination_organisation": f"{DESTINATION}_Organization.name",
    "destination_fts_id": f"{DESTINATION}_Organization.id",
    "destination_type": f"{DESTINATION}_Organization.organizationTypes",
    "destination_subtype": f"{DESTINATION}_Organization.organizationSubTypes",
    "destination_level": f"{DESTINATION}_Organization.organizationLevels",
    "destination_countries": f"{DESTINATION}_Location.name", "clusters": f"{DESTINATION}_GlobalCluster.name",
    "plan": f"{DESTINATION}_Plan.name", "plan_id": f"{DESTINATION}_Plan.id",
    "usage_years": f"{DESTINATION}_UsageYear.name",
}  # fmt: skip
COLUMNS = SCALARS | OBJECTS
# Without these a row is no flow; the others may be absent where no flow of the year has such an object.
NEEDED = (
    "flow_id", "amount_usd", "status", "flow_type", "boundary", "date", "source_organisation",
    "destination_organisation", "destination_fts_id", "usage_years",
)  # fmt: skip
DAYS = ("date", "updated_on")
IDS = ("flow_id", "parent_flow_id", "child_flow_ids", "source_fts_id", "destination_fts_id", "plan_id")
ORGANISATIONS = {"source_organisation": "source_fts_id", "destination_organisation": "destination_fts_id"}
# How R writes that there is nothing.
NOTHING = {"", "NA", "NULL"}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when the columns that make a flow are there, in any order."""
    keys = {heading_key(heading): heading for heading in COLUMNS.values()}
    header_row, found = find_header(sheet, keys)
    missing = [COLUMNS[name] for name in NEEDED if heading_key(COLUMNS[name]) not in found]
    evidence = f"{len(found)} of {len(keys)} columns of the flattened FTS API"
    if missing:
        evidence += f"; missing: {', '.join(missing)}"
    return Claim(not missing, len(found) / len(keys), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every flow; several objects of one kind are apart at "; "."""
    headings = sheet.rows[claim.header_row]
    at = picker(headings, COLUMNS)
    rows = records_below(sheet, claim.header_row)
    order, findings = sheet_order((row[at[day]] for _, row in rows for day in DAYS if day in at), dates, sheet)
    flows = [_flow(number, _cells(row, at), order) for number, row in rows]
    return Reading(
        [number for number, _ in rows],
        {"funding_flows": flows},
        [*findings, *overlong_rows(sheet, rows, len(headings)), *about_flows(sheet, flows)],
    )


def _cells(row: Sequence[str], at: Mapping[str, int]) -> dict[str, str]:
    """A row's cells by column, without R's words for nothing."""
    return {column: "" if row[index] in NOTHING else row[index] for column, index in at.items()}


def _flow(number: int, cells: dict[str, str], order: str) -> Record:
    lists = {column: _parts(column, cells[column]) for column in OBJECTS if cells.get(column)}
    first, last = year_span(lists.pop("usage_years", []))
    recipients = len(lists.get("destination_fts_id", [])) or int("destination_organisation" in lists)
    return {
        "row": number,
        **{column: cells[column] for column in SCALARS if column in cells},
        **{column: "|".join(_parts(column, cells.get(column, ""))) for column in (*IDS, "earmarking")},
        **{column: "|".join(dict.fromkeys(parts)) for column, parts in lists.items()},
        **{column: _names(cells.get(column, ""), lists.get(ids, [])) for column, ids in ORGANISATIONS.items()},
        **{column: code(column, cells.get(column, "")) for column in CODES},
        **{day: iso_day(cells.get(day, ""), order) for day in DAYS},
        **({"destination_organisation": "", "destination_fts_id": ""} if recipients > 1 else {}),
        "destination_organisations": str(recipients or ""),
        "usage_year_start": first,
        "usage_year_end": last,
    }


def _parts(column: str, cell: str) -> list[str]:
    """The entries of a cell that lists several."""
    parts = [part for part in map(str.strip, cell.split(";")) if part not in NOTHING]
    return [_whole(part) for part in parts] if column in IDS else parts


def _names(cell: str, ids: Sequence[str]) -> str:
    """Organisation names: a name is divided only where there are as many parts as ids, for names may hold a `;`."""
    parts = _parts("", cell)
    return "|".join(parts) if len(parts) == len(ids) else cell


def _whole(number: str) -> str:
    """An id without a trace of the number it was taken for: `1e+05` and `100000.0` are 100000."""
    if number.isdigit() or not re.fullmatch(r"\d+(\.\d+)?([eE]\+?\d{1,2})?", number):
        return number
    value = float(number)
    return str(int(value)) if value.is_integer() else number
