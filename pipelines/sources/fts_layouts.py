"""Which headings has FTS used for the flows it puts on HDX, and since when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """One set of headings: those read (staged column → heading), and the others.

    `unread` headings are left alone because they are not needed or, as descriptions and reference
    codes, may name people. `usage_years` in `read` is a list of years in one cell. `tells_several`:
    a flow with several recipients reads "Multiple" (older layouts do not tell).
    `limits`: what a file of this layout cannot say, in words for the user.
    """

    since: str
    read: Mapping[str, str]
    unread: tuple[str, ...]
    tells_several: bool = True
    limits: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self.read.values(), *self.unread)


FLOW = {
    "flow_id": "id", "amount_usd": "amountUSD", "date": "date", "updated_on": "updatedAt", "status": "status",
    "flow_type": "flowType", "boundary": "boundary", "contribution_type": "contributionType", "method": "method",
}  # fmt: skip
FLOW_UNREAD = (
    "budgetYear", "description", "firstReportedDate", "decisionDate", "keywords", "originalAmount", "originalCurrency",
    "exchangeRate", "refCode", "createdAt",
)  # fmt: skip
SIDES = {
    "source_organisation": "srcOrganization", "source_type": "srcOrganizationTypes", "source_countries": "srcLocations",
    "destination_organisation": "destOrganization", "destination_type": "destOrganizationTypes",
    "destination_countries": "destLocations",
    "usage_year_start": "destUsageYearStart", "usage_year_end": "destUsageYearEnd",
}  # fmt: skip
SIDES_UNREAD = ("srcUsageYearStart", "srcUsageYearEnd", "destProject", "destProjectCode")
CLUSTERS = {"clusters": "destGlobalClusters"}
PLAN = {"plan": "destPlan", "plan_id": "destPlanId"}

# Newest first: a file is read by the first layout all of whose headings it has.
LAYOUTS = (
    Layout(
        "September 2019",
        {**FLOW, **SIDES, **CLUSTERS, **PLAN, "on_boundary": "onBoundary"},
        (*FLOW_UNREAD, *SIDES_UNREAD, "destPlanCode", "destEmergency"),
    ),
    Layout(
        "August 2019",
        {**FLOW, **SIDES, **CLUSTERS, **PLAN},
        (*FLOW_UNREAD, *SIDES_UNREAD, "destPlanCode", "destEmergency"),
    ),
    Layout("15 January 2019", {**FLOW, **SIDES, **CLUSTERS, **PLAN}, (*FLOW_UNREAD, *SIDES_UNREAD, "destPlanCode")),
    Layout("14 January 2019", {**FLOW, **SIDES, **CLUSTERS}, (*FLOW_UNREAD, *SIDES_UNREAD)),
    Layout("10 December 2018", {**FLOW, **SIDES, "clusters": "destClusters"}, (*FLOW_UNREAD, *SIDES_UNREAD)),
    Layout(
        "29 November 2018",
        {
            **FLOW,
            "source_organisation": "srcOrganizations", "source_type": "srcOrganizationTypes",
            "source_countries": "srcLocations",
            "destination_organisation": "destOrganizations", "destination_type": "destOrganizationTypes",
            "destination_countries": "destLocations", "clusters": "destClusters", "usage_years": "destUsageYears",
        },
        (*FLOW_UNREAD, "srcUsageYears", "destProjects", "destProjectCodes"),
        tells_several=False,
        limits="several organisations of one flow stand in one cell with commas between them, and names hold commas "
        "too. A cell is kept as one name",
    ),
    Layout(
        "27 November 2018",
        {
            **FLOW,
            "source_organisation": "sourceOrganizationName", "source_type": "sourceOrganizationTypes",
            "source_fts_id": "sourceOrganizationId",
            "destination_organisation": "destinationOrganizationName",
            "destination_type": "destinationOrganizationTypes", "destination_fts_id": "destinationOrganizationId",
        },
        FLOW_UNREAD,
        tells_several=False,
        limits="it has no column for the country, the cluster, the plan and the years of use. "
        "The year is taken from the date of the flow",
    ),
    Layout(
        # The program that wrote these files (hdx-scraper-fts, 2018) took the first organisation of the source side.
        "February 2018",
        {
            **FLOW,
            "source_organisation": "organizationName", "source_type": "organizationTypes",
            "source_fts_id": "organizationId",
        },
        FLOW_UNREAD,
        tells_several=False,
        limits="the one organisation it names is the giver. Who received the money is not in the file, nor are the "
        "country, the cluster, the plan and the years of use",
    ),
)  # fmt: skip
