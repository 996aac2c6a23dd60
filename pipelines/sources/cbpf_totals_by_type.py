"""What did each pooled fund give in a year to each kind of partner? The export with one column for each kind.

A row says it four times over: all allocations of the year, and of them the standard and the reserve ones; and what is
still under approval, which is in none of them. All four are loaded, each under its modality. The columns of totals
are only used to check the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_words import is_rounded, partner_type
from pipelines.sources.reading import Claim, DateRules, Finding, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "cbpf_totals_by_type"
TITLE = "Pooled-fund allocations by organisation type"
READ = {"year": "Year", "fund": "CBPF Name"}
MODALITIES = {"": "all", "reserve": "reserve", "standard": "standard", "under approval": "under_approval"}
TYPES = ("INGO", "NNGO", "Red Cross", "UN")
PART = re.compile(r"(?:(reserve|standard|under approval)\s+)?allocation\s*\(([^)]+)\)", re.IGNORECASE)
TOTAL = re.compile(r"total\s+(?:(reserve|standard|under approval)\s+)?allocation", re.IGNORECASE)
# One heading of the export is cut short.
CUT_SHORT = {"Red": "Red Cross"}
CENT = Decimal("0.01")


def recognise(sheet: Sheet) -> Claim:
    """Accepted when fund, year and the allocations to each of the four kinds are there."""
    needed = (*READ.values(), *(f"Allocation ({kind})" for kind in TYPES))
    split = tuple(f"{modality} Allocation ({kind})" for modality in ("Reserve", "Standard") for kind in TYPES)
    return fit(sheet, needed, split, "allocation")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """A record for each row, kind of partner and modality."""
    found = answer(sheet, claim)
    parts = {h: match for h in found.headings if (match := PART.fullmatch(h))}
    totals = {h: match for h in found.headings if (match := TOTAL.fullmatch(h))}
    rows = found.cells({**READ, **{heading: heading for heading in (*parts, *totals)}})
    records = [
        _record(number, cells, cells[heading], _modality(match), _type(match))
        for number, cells in rows
        for heading, match in parts.items()
    ]
    findings = [_disagrees(sheet, n, cells, parts, *total) for n, cells in rows for total in totals.items()]
    told = [finding for finding in findings if finding]
    return Reading(found.numbers, {"allocation_totals": records}, [*found.findings, *told])


def _modality(match: re.Match[str]) -> str:
    return MODALITIES[(match[1] or "").lower()]


def _type(match: re.Match[str]) -> str:
    word = match[2].strip()
    return partner_type(CUT_SHORT.get(word, word))


def _record(number: int, cells: Mapping[str, str], amount: str, modality: str, kind: str) -> Record:
    return {
        "row": number,
        "published_as": "by_type",
        "fund": cells["fund"],
        "fund_type": "CBPF",
        "year": cells["year"],
        "modality": modality,
        "type": kind,
        "amount_usd": amount,
        "approximate": "yes" if is_rounded(amount) else "no",
    }


def _disagrees(
    sheet: Sheet,
    number: int,
    cells: Mapping[str, str],
    parts: Mapping[str, re.Match[str]],
    heading: str,
    match: re.Match[str],
) -> Finding | None:
    """A warning where a stated total is not what the kinds of partners add up to."""
    try:
        stated = Decimal(cells[heading] or "0")
        added = sum(
            (Decimal(cells[h] or "0") for h, part in parts.items() if _modality(part) == _modality(match)), Decimal(0)
        )
        if abs(stated - added) <= CENT:
            return None
    except InvalidOperation:  # no number, or NaN
        return None  # the contract reports the cell
    return Finding(
        sheet.name, number, heading, cells[heading], "totals_disagree", "warning",
        f"{heading} reads {stated}, but the amounts by type of partner add up to {added}. The amounts by type are used.",
        "Ask the fund, or export the file again.",
    )  # fmt: skip
