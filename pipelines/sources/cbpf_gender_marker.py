"""How much did CBPF and CERF allocate under each gender marker?"""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import is_rounded
from pipelines.sources.reading import Claim, DateRules, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_gender_marker"
TITLE = "Pooled-fund allocations with gender marker"
READ = {
    "year": "AllocationYear", "country": "CountryCode", "amount_usd": "Budget", "gender_marker": "GenderMarker",
    "fund_type": "FundType",
}  # fmt: skip


def recognise(sheet: Sheet) -> Claim:
    """Accepted when all five columns are there."""
    return fit(sheet, READ.values(), (), "gender marker")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """One record for each allocation; the marker as found, often empty."""
    found = answer(sheet, claim)
    records: list[Record] = [
        {
            "row": number,
            **cells,
            "published_as": "by_gender_marker",
            "modality": "all",
            "type": "all",
            "approximate": "yes" if is_rounded(cells["amount_usd"]) else "no",
        }
        for number, cells in found.cells(READ)
    ]
    return Reading(found.numbers, {"allocation_totals": records}, found.findings)
