"""What did each allocation round of CBPF and CERF give?"""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import is_rounded
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_allocation_rounds"
TITLE = "Pooled-fund allocation rounds (AllocationTypes)"
READ = {
    "fund": "PooledFundName", "year": "AllocationYear", "round": "AllocationTitle", "modality": "AllocationSource",
    "approved": "TotalApprovedBudget", "under_approval": "TotalUnderApprovalBudget",
}  # fmt: skip
IF_THERE = {"fund_type": "FundTypeId"}
UNREAD = ("TotalUSDPlanned", "PooledFundId", "TotalProjectsApproved", "AllocationTypeId", "AllocationSourceId")
MODALITIES = {
    "Standard": "standard", "Reserve": "reserve", "Rapid Response": "rapid_response",
    "Underfunded Emergencies": "underfunded_emergencies",
}  # fmt: skip
FUND_TYPES = {"1": "CBPF", "2": "CERF"}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when fund, year, title, source and both budgets of the rounds are there."""
    return fit(sheet, READ.values(), (*IF_THERE.values(), *UNREAD), "allocation round")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """What a round approved, and beside it what it has under approval, if anything."""
    found = answer(sheet, claim)
    rows = found.cells({**READ, **IF_THERE})
    records = [
        _record(number, cells, cells["approved"], MODALITIES.get(cells["modality"], cells["modality"]))
        for number, cells in rows
    ]
    records += [
        _record(number, cells, cells["under_approval"], "under_approval")
        for number, cells in rows
        if cells["under_approval"] not in ("", "0")
    ]
    return Reading(found.numbers, {"allocation_totals": records}, [*found.findings, *_rounded(sheet, records)])


def _record(number: int, cells: dict[str, str], amount: str, modality: str) -> Record:
    return {
        "row": number,
        "published_as": "by_round",
        "fund": cells["fund"],
        "fund_type": FUND_TYPES.get(cells["fund_type"], cells["fund_type"]),
        "year": cells["year"],
        "round": cells["round"],
        "modality": modality,
        "type": "all",
        "amount_usd": amount,
        "approximate": "yes" if is_rounded(amount) else "no",
    }


def _rounded(sheet: Sheet, records: list[Record]) -> list[Finding]:
    rounded = [record for record in records if record["approximate"] == "yes"]
    if not rounded:
        return []
    return [
        Finding(
            sheet.name, 0, READ["approved"], str(rounded[0]["amount_usd"]), "approximate_amount", "warning",
            f"{len(rounded)} of {len(records)} amounts read like {rounded[0]['amount_usd']}: the fund system rounded them "
            "before it wrote this file. They are used as they are, and marked as approximate.",
            "Put ProjectSummaryV2 of these years into the folder: it has the exact budget of most projects.",
        )
    ]  # fmt: skip
