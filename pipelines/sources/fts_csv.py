"""Which funding flows does this FTS flow export from HDX hold?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.sources.columns import Numbered, overlong_rows, picker
from pipelines.sources.dates import infer_order, iso_day, stated
from pipelines.sources.fts_words import (
    CODES,
    code,
    repeated_flows,
    split_clusters,
    split_countries,
    unknown_cluster_findings,
)
from pipelines.sources.reading import Claim, DateRules, Reading, Record, find_header, heading_key, records_below
from pipelines.sources.sheets import Sheet

NAME = "fts_flows_csv"
TITLE = "FTS flow export (HDX)"
DAYS = ("date", "updated_on")
# What a flow with several recipients has in place of a name; the file does not say how many.
SEVERAL = "multiple"


@dataclass(frozen=True)
class Layout:
    """One set of headings FTS has used: those read (staged column → heading), and the others.

    An older layout is supported by adding it to LAYOUTS. `unread` headings are left alone because
    they are not needed or, as descriptions and reference codes, may name people.
    """

    since: str
    read: Mapping[str, str]
    unread: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self.read.values(), *self.unread)


LAYOUTS = (
    Layout(
        "September 2019",
        {
            "flow_id": "id", "amount_usd": "amountUSD", "date": "date", "updated_on": "updatedAt",
            "source_organisation": "srcOrganization", "source_type": "srcOrganizationTypes",
            "source_countries": "srcLocations",
            "destination_organisation": "destOrganization", "destination_type": "destOrganizationTypes",
            "destination_countries": "destLocations", "clusters": "destGlobalClusters", "plan": "destPlan",
            "usage_year_start": "destUsageYearStart", "usage_year_end": "destUsageYearEnd",
            "status": "status", "flow_type": "flowType", "boundary": "boundary", "on_boundary": "onBoundary",
            "contribution_type": "contributionType",
        },
        (
            "budgetYear", "description", "srcUsageYearStart", "srcUsageYearEnd", "destPlanCode", "destPlanId",
            "destProject", "destProjectCode", "destEmergency", "method", "firstReportedDate", "decisionDate",
            "keywords", "originalAmount", "originalCurrency", "exchangeRate", "refCode", "createdAt",
        ),
    ),
)  # fmt: skip


def recognise(sheet: Sheet) -> Claim:
    """Accepted when every column that is read is there, in any order; the evidence names what is missing."""
    return max((_fit(sheet, layout) for layout in LAYOUTS), key=lambda claim: (claim.accepted, claim.closeness))


def _fit(sheet: Sheet, layout: Layout) -> Claim:
    keys = {heading_key(heading): heading for heading in layout.headings}
    header_row, found = find_header(sheet, keys)
    missing = [heading for key, heading in keys.items() if key not in found]
    evidence = f"{len(found)} of {len(keys)} FTS flow columns (layout since {layout.since})"
    if missing:
        evidence += f"; missing: {', '.join(missing)}"
    accepted = not set(missing) & set(layout.read.values())
    return Claim(accepted, len(found) / len(keys), evidence, header_row)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every flow as the file has it, repeated ones too: which to count is decided over all files."""
    headings = sheet.rows[claim.header_row]
    layout = next(layout for layout in LAYOUTS if len(picker(headings, layout.read)) == len(layout.read))
    at = picker(headings, layout.read)
    rows = records_below(sheet, claim.header_row)
    day_cells = [row[at[column]] for _, row in rows for column in DAYS]
    order = infer_order(day_cells, dates, sheet.file)
    flows = [_flow(number, row, at, order.order) for number, row in rows]
    return Reading(
        [number for number, _ in rows],
        {"funding_flows": flows},
        [
            *stated(order, day_cells, sheet.name),
            *overlong_rows(sheet, rows, len(headings)),
            *unknown_cluster_findings(sheet, _unknown_clusters(rows, at["clusters"])),
            *repeated_flows(sheet, flows),
        ],
    )


def _flow(number: int, row: list[str], at: Mapping[str, int], order: str) -> Record:
    cells = {column: row[index] for column, index in at.items()}
    recipient = cells["destination_organisation"]
    several = heading_key(recipient) == SEVERAL
    return {
        "row": number,
        **cells,
        **{column: code(column, cells[column]) for column in CODES},
        **{day: iso_day(cells[day], order) for day in DAYS},
        "source_countries": split_countries(cells["source_countries"]),
        "destination_countries": split_countries(cells["destination_countries"]),
        "clusters": "|".join(split_clusters(cells["clusters"])[0]),
        "destination_organisation": "" if several else recipient,
        "destination_organisations": "2" if several else "1" if recipient else "",
        "new_money": "",  # only the API tells
    }


def _unknown_clusters(rows: Numbered, at: int) -> dict[str, list[int]]:
    """Row numbers by cluster name that FTS is not known to use."""
    unknown: dict[str, list[int]] = {}
    for number, row in rows:
        for name in split_clusters(row[at])[1]:
            unknown.setdefault(name, []).append(number)
    return unknown
