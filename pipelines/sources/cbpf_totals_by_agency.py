"""What did a fund give in a year to each agency in each cluster? The short export without the name of a fund."""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import is_rounded
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_totals_by_agency"
TITLE = "Pooled-fund allocations by cluster and agency"
READ = {"year": "Year", "cluster": "Cluster", "organisation": "Agency", "amount_usd": "Budget"}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when the four columns stand alone: together with others they could be any plan's."""
    return fit(sheet, READ.values(), (), "agency allocation", alone=True)


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every row as it stands. Agencies are not typed in the file: the register knows them."""
    found = answer(sheet, claim)
    records: list[Record] = [
        {
            "row": number,
            **cells,
            "published_as": "by_agency",
            "modality": "all",
            "type": "unknown",
            "approximate": "yes" if is_rounded(cells["amount_usd"]) else "no",
        }
        for number, cells in found.cells(READ)
    ]
    unnamed = Finding(
        sheet.name, 0, "", "", "fund_not_named", "info",
        "The file does not say which fund gave the money. CERF publishes such lists; amounts were taken as USD.",
        "Nothing to do, if that is right. If not, take the file out.",
    )  # fmt: skip
    return Reading(found.numbers, {"allocation_totals": records}, [*found.findings, unnamed])
