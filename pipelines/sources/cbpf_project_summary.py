"""Which pooled-fund projects does this first-generation project summary hold, as HDX and the older API give it?"""

from __future__ import annotations

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.pooled_fund_project import read_projects
from pipelines.sources.reading import Claim, DateRules, Reading
from pipelines.sources.sheets import Sheet

NAME = "cbpf_project_summary"
TITLE = "Pooled-fund project summary (ProjectSummary, first version)"
READ = {
    "project_code": "ChfProjectCode", "fund": "PooledFundName", "year": "AllocationYear",
    "organisation": "OrganizationName", "type": "OrganizationType", "budget_usd": "Budget",
}  # fmt: skip
IF_THERE = {
    "round": "AllocationType", "direct_cost_usd": "TotalDirectCost", "support_cost_usd": "TotalSupportCost",
    "starts_on": "ActualStartDate", "ends_on": "ActualEndDate", "approved_on": "ApprovedDate", "status": "ProjectStatus",
}  # fmt: skip
UNREAD = ("PooledFundId", "ChfId", "AllocationSourceName", "ProjectTitle", "PartnerCode")


def recognise(sheet: Sheet) -> Claim:
    """Accepted when code, fund, year, partner, its type and the budget are there."""
    return fit(sheet, READ.values(), (*IF_THERE.values(), *UNREAD), "project")


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """Every project as the file has it."""
    return read_projects(sheet, answer(sheet, claim), {**READ, **IF_THERE}, dates)
