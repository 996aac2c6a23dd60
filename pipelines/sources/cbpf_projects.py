"""Which pooled-fund projects does this project summary (ProjectSummaryV2) hold?"""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_project import read_projects
from pipelines.sources.reading import Claim, DateRules, Reading
from pipelines.sources.sheets import Sheet

NAME = "cbpf_project_summary_v2"
TITLE = "Pooled-fund project summary (ProjectSummaryV2)"
READ = {
    "project_code": "PrjCode", "fund": "PFId", "year": "AllYr", "round": "AllNm", "organisation": "OrgNm",
    "type": "OrgTypeId", "budget_usd": "PrgBdg", "starts_on": "AStrDt", "ends_on": "AEndDt", "status": "PrjStsNm",
}  # fmt: skip
# ApprDt is not in files before 2019.
IF_THERE = {"direct_cost_usd": "BgdDC", "support_cost_usd": "BdgSC", "approved_on": "ApprDt"}
UNREAD = (
    "OPSCodeAgg", "EmgAgg", "AllSrc", "PrjTitle", "PrjDur", "PrjSubDt", "BenAgg", "PrjGM", "PrjStsId", "PrjStsCode",
    "PartCode",
)  # fmt: skip


def recognise(sheet: Sheet) -> Claim:
    """Accepted when every column that is read is there."""
    return fit(sheet, READ.values(), (*IF_THERE.values(), *UNREAD), "project")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every project as the file has it."""
    return read_projects(sheet, answer(sheet, claim), {**READ, **IF_THERE}, dates)
