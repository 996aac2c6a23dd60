"""What did each donor give to the pooled funds? Three layouts of one question."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_contributions"
TITLE = "Contributions to pooled funds"
Layout = Mapping[str, str]
PER_FUND: Layout = {
    "year": "FiscalYear", "donor": "GMSDonorName", "fund": "PooledFundName", "paid_usd": "PaidAmt",
    "pledged_usd": "PledgeAmt",
}  # fmt: skip
# The only one that repeats a pledge once it is paid; it alone has a code for each contribution.
SINGLE: Layout = {**PER_FUND, "contribution": "ContributionCode"}
ALL_FUNDS: Layout = {
    "year": "Year", "donor": "Donor", "donor_type": "Donor type", "paid_usd": "Paid", "pledged_usd": "Pledged",
}  # fmt: skip
LAYOUTS = (SINGLE, PER_FUND, ALL_FUNDS)
NOTHING = {"", "0", "0.0", "0.00"}


def recognise(sheet: Sheet) -> Claim:
    """Accepted when year, donor and both amounts are there under the headings of one layout."""
    claims = [fit(sheet, layout.values(), (), "contribution") for layout in LAYOUTS]
    return max(claims, key=lambda claim: (claim.accepted, claim.closeness))


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every row: a donor gives several times a year, so equal rows are several contributions."""
    found = answer(sheet, claim)
    layout = next(layout for layout in LAYOUTS if fit(sheet, layout.values(), (), "").accepted)
    records = [_record(number, cells) for number, cells in found.cells(layout)]
    nameless = [int(record["row"] or 0) for record in records if not record["donor"]]
    return Reading(
        found.numbers,
        {"contributions": records},
        [*found.findings, *(_donor_unknown(sheet, number, layout["donor"]) for number in nameless)],
    )


def _record(number: int, cells: Mapping[str, str]) -> Record:
    kept = {name: value for name, value in cells.items() if name != "contribution"}
    paid_before = "contribution" in cells and cells["paid_usd"] not in NOTHING
    return {"row": number, **kept, **({"pledged_usd": "0"} if paid_before else {})}


def _donor_unknown(sheet: Sheet, number: int, heading: str) -> Finding:
    return Finding(
        sheet.name, number, heading, "", "donor_not_named", "warning",
        "The donor is not named. The money counts for the fund, but for no donor.",
        "Write the donor's name into the cell, if you know it.",
    )  # fmt: skip
