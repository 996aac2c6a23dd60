"""What did each fund give to each type of partner, and what did those pass on to others? (AllocationFlowByOrgType)"""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import DIRECT_TYPES, SUB_TYPES, is_rounded
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_net_funding"
TITLE = "Pooled-fund net funding by organisation type (AllocationFlowByOrgType)"
READ = {
    "source": "source", "target": "target", "amount": "value", "fund": "fund", "step": "targetType", "year": "year",
}  # fmt: skip
FROM_FUND, FROM_PARTNER = "1", "2"


def recognise(sheet: Sheet) -> Claim:
    """Accepted when all six columns are there."""
    return fit(sheet, READ.values(), (), "net funding")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """The column targetType tells the two steps apart: 1 from the fund to its partners, 2 from those to theirs."""
    found = answer(sheet, claim)
    rows = found.cells(READ)
    odd = [
        _no_such_step(sheet, n, cells["step"]) for n, cells in rows if cells["step"] not in (FROM_FUND, FROM_PARTNER)
    ]
    given = [_given(number, cells) for number, cells in rows if cells["step"] == FROM_FUND]
    passed_on = [_passed_on(number, cells) for number, cells in rows if cells["step"] == FROM_PARTNER]
    return Reading(found.numbers, {"allocation_totals": given, "subgrant_totals": passed_on}, [*found.findings, *odd])


def _given(number: int, cells: dict[str, str]) -> Record:
    return {
        "row": number,
        "published_as": "net_funding",
        "fund": cells["fund"],
        "fund_type": "CBPF",
        "year": cells["year"],
        "modality": "all",
        "type": DIRECT_TYPES.get(cells["target"], cells["target"]),
        "amount_usd": cells["amount"],
        "approximate": "yes" if is_rounded(cells["amount"]) else "no",
    }


def _passed_on(number: int, cells: dict[str, str]) -> Record:
    """The public lookup counts authorities and contractors as national partners; here they stay what they are."""
    return {
        "row": number,
        "fund": cells["fund"],
        "year": cells["year"],
        "giver_type": DIRECT_TYPES.get(cells["source"], cells["source"]),
        "receiver_type": SUB_TYPES.get(cells["target"], cells["target"]),
        "amount_usd": cells["amount"],
    }


def _no_such_step(sheet: Sheet, number: int, step: str) -> Finding:
    return Finding(
        sheet.name, number, "targetType", step, "choice", "error",
        f"targetType reads “{step}”. Expected 1 (from the fund to a partner) or 2 (from a partner to its own partner).",
        "Correct the cell in the file and build again.",
    )  # fmt: skip
