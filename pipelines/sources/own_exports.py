"""Did this tool make the file itself? Its results are never taken for records: they would count a second time.

The register it exports also holds organisations that are on public lists only; read as a partner list it would make
them partners.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.sources.reading import Claim, DateRules, Reading, heading_key
from pipelines.sources.sheets import Sheet

NAME = "own_exports"
TITLE = "table made by this tool"
# What each of them is, and the headings or keys that no other table has together.
MADE_HERE = {
    "published values": ("indicator", "period_start", "group_by", "bound_low", "status", "build"),
    "the register with what was judged": ("Id", "Name", "List", "Filled from public lists"),
    "the names of the register": ("Organisation", "Name", "How it was matched"),
    "partners that have gone quiet": ("Partner", "Last came", "Missed in a row"),
    "a report of a check": ("recognised_as", "rows_read", "rows_quarantined", "findings"),
}  # fmt: skip


def recognise(sheet: Sheet) -> Claim:
    """Never accepted; refused where the first row, or the first entry of a JSON list, is one of ours."""
    if kind := made_here(_names(sheet)):
        return Claim(
            False, 0.9,
            f"this tool made this file itself ({kind}). It holds results, not records, and is not read. "
            "Nothing to do; to change a result, change the files it was made from, or decide on the page Organisations",
            refused=True,
        )  # fmt: skip
    return Claim(False, 0, "no table of this tool")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Nothing: no such sheet is ever accepted."""
    return Reading([])


def made_here(headings: Iterable[str]) -> str:
    """Which of this tool's own tables has these headings; empty for all other tables."""
    keys = {heading_key(heading) for heading in headings}
    return next((kind for kind, own in MADE_HERE.items() if keys >= {heading_key(name) for name in own}), "")


def _names(sheet: Sheet) -> list[str]:
    if sheet.rows:
        return list(sheet.rows[0])
    first = sheet.payload[0] if isinstance(sheet.payload, list) and sheet.payload else None
    return [str(key) for key in first] if isinstance(first, dict) else []
