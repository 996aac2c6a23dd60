"""Which funding flows does this FTS flow export from HDX hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.sources.columns import Numbered, overlong_rows, picker
from pipelines.sources.date_order import sheet_order
from pipelines.sources.dates import iso_day
from pipelines.sources.fts_layouts import LAYOUTS, Layout
from pipelines.sources.fts_words import (
    CODES,
    about_flows,
    code,
    split_clusters,
    split_countries,
    unknown_cluster_findings,
    year_span,
)
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

NAME = "fts_flows_csv"
TITLE = "FTS flow export (HDX)"
DAYS = ("date", "updated_on")
# What a flow with several recipients has in place of a name; the file does not say how many.
SEVERAL = "multiple"


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
    order, order_findings = sheet_order((row[at[column]] for _, row in rows for column in DAYS), dates, sheet)
    flows = [_flow(number, {column: row[index] for column, index in at.items()}, layout, order) for number, row in rows]
    return Reading(
        [number for number, _ in rows],
        {"funding_flows": flows},
        [
            *order_findings,
            *_limits(sheet, layout),
            *overlong_rows(sheet, rows, len(headings)),
            *unknown_cluster_findings(sheet, _unknown_clusters(rows, at)),
            *about_flows(sheet, flows),
        ],
    )


def _flow(number: int, cells: dict[str, str], layout: Layout, order: str) -> Record:
    recipient = cells.get("destination_organisation", "")
    several = layout.tells_several and heading_key(recipient) == SEVERAL
    how_many = "2" if several else "1" if recipient and layout.tells_several else ""
    return {
        "row": number,
        **{column: text for column, text in cells.items() if column != "usage_years"},
        **_years(cells),
        **{column: code(column, cells[column]) for column in CODES if column in cells},
        **{day: iso_day(cells[day], order) for day in DAYS},
        "source_countries": split_countries(cells.get("source_countries", "")),
        "destination_countries": split_countries(cells.get("destination_countries", "")),
        "clusters": "|".join(split_clusters(cells.get("clusters", ""))[0]),
        "destination_organisation": "" if several else recipient,
        "destination_organisations": how_many,
        "new_money": "",  # only the API tells
    }


def _years(cells: Mapping[str, str]) -> Record:
    """First and last year where the layout lists them in one cell; what is no list of years is passed on as found."""
    if "usage_years" not in cells:
        return {}
    first, last = year_span(re.split(r"\s*,\s*", cells["usage_years"]))
    return {"usage_year_start": first, "usage_year_end": last}


def _unknown_clusters(rows: Numbered, at: Mapping[str, int]) -> dict[str, list[int]]:
    """Row numbers by cluster name that FTS is not known to use."""
    unknown: dict[str, list[int]] = {}
    for number, row in rows if "clusters" in at else []:
        for name in split_clusters(row[at["clusters"]])[1]:
            unknown.setdefault(name, []).append(number)
    return unknown


def _limits(sheet: Sheet, layout: Layout) -> list[Finding]:
    """What an early layout cannot say, once for the file."""
    if not layout.limits:
        return []
    return [
        Finding(
            sheet.name, 0, "", "", "early_layout", "info",
            f"This file has the layout of {layout.since}: {layout.limits}.",
            "If you can, download the flows of that time again: an export of today has all of this.",
        )
    ]  # fmt: skip
