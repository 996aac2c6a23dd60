"""What do the fund and FTS sum up themselves? Requirements of the plans, who gave to the fund, and what its partners passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.demo import dirt
from pipelines.demo.fts import plan, plan_code, plan_id
from pipelines.demo.funding import Flow
from pipelines.demo.pooled_fund import FUND, FUND_ID, KINDS, Project
from pipelines.demo.story import COUNTRY
from pipelines.demo.workbook import Cell, csv_text

# What each plan asks for, in USD, by the plan's clusters: their code in FTS, their name there, and the flows they get.
CLUSTERS = {
    "8101": ("Water, Sanitation and Hygiene", "Water Sanitation Hygiene", 118_000_000),
    "8102": ("Food Security", "Food Security", 236_000_000), "8103": ("Protection", "Protection", 97_000_000),
    "8104": ("Health", "Health", 64_000_000), "8105": ("Nutrition", "Nutrition", 41_000_000),
    "8106": ("Education", "Education", 38_000_000),
}  # fmt: skip
GROWTH = {2024: 1.0, 2025: 1.06, 2026: 0.97}
PLAN_TAGS = {
    "countryCode": "#country+code", "id": "#activity+appeal+id+fts_internal", "name": "#activity+appeal+name",
    "code": "#activity+appeal+id+external", "typeId": "#activity+appeal+type+id+fts_internal",
    "typeName": "#activity+appeal+type+name", "startDate": "#date+start", "endDate": "#date+end", "year": "#date+year",
    "requirements": "#value+funding+required+usd", "funding": "#value+funding+total+usd", "percentFunded": "#value+funding+pct",
}  # fmt: skip
CLUSTER_HEADING = ("countryCode", "id", "name", "code", "startDate", "endDate", "year", "clusterCode", "cluster",
                   "requirements", "funding", "percentFunded")  # fmt: skip
# Of what it was given, how much each kind of partner passes on, and to whom.
PASSED_ON = {
    "UN": {"NGO": 0.10, "INGO": 0.06, "OG": 0.02},
    "INGO": {"NGO": 0.12, "O": 0.01, "PC": 0.01},
    "NGO": {"NGO": 0.02, "PC": 0.01},
}


def files(flows: dict[int, list[Flow]], projects: list[Project]) -> dict[str, bytes]:
    """Four files; the sums are those of the flows and of the projects."""
    return {
        dirt.REQUIREMENTS: _plans(flows),
        dirt.CLUSTER_REQUIREMENTS: _clusters(flows),
        dirt.CONTRIBUTIONS: _contributions(flows),
        dirt.NET_FUNDING: _net_funding(projects),
    }


def _asked_for(amount: int, year: int) -> int:
    return round(amount * GROWTH[year])


def _received(flows: Iterable[Flow]) -> int:
    """What was paid or promised firmly from outside."""
    return sum(flow.amount for flow in flows if flow.boundary == "incoming" and flow.status != "pledge")


def _about_plan(year: int) -> list[Cell]:
    return [COUNTRY, plan_id(year), plan(year), plan_code(year)]


def _plans(flows: dict[int, list[Flow]]) -> bytes:
    """One row a plan, and one a year for money outside it; tags in row 2, as until February 2026."""
    rows: list[list[Cell]] = []
    for year in sorted(flows, reverse=True):
        needed = sum(_asked_for(amount, year) for *_, amount in CLUSTERS.values())
        given = _received(flow for flow in flows[year] if flow.in_plan)
        outside = _received(flow for flow in flows[year] if not flow.in_plan)
        days: list[Cell] = [f"{year}-01-01", f"{year}-12-31", year]
        rows.append(
            [*_about_plan(year), 4, "Humanitarian needs and response plan", *days, needed, given, 100 * given // needed]
        )
        rows.append([COUNTRY, "", "Not specified", "", "", "", "", "", year, "", outside, ""])
    return csv_text([list(PLAN_TAGS), list(PLAN_TAGS.values()), *rows]).encode("utf-8")


def _clusters(flows: dict[int, list[Flow]]) -> bytes:
    """One row a cluster and plan, and what several share. No tags: a newer download."""
    rows: list[list[Cell]] = []
    for year in sorted(flows, reverse=True):
        in_plan = [flow for flow in flows[year] if flow.in_plan]
        plan_: list[Cell] = [*_about_plan(year), f"{year}-01-01", f"{year}-12-31", year]
        for code, (name, fts_name, amount) in CLUSTERS.items():
            needed, given = _asked_for(amount, year), _received(one for one in in_plan if one.clusters == (fts_name,))
            rows.append([*plan_, code, name, needed, given, 100 * given // needed])
        shared = _received(flow for flow in in_plan if len(flow.clusters) > 1)
        rows.append([*plan_, "", "Multiple clusters/sectors (shared)", "", shared, ""])
    rows.append([*rows[0][:7], "8107", "Logistics", "to be decided", 0, ""])
    return csv_text([CLUSTER_HEADING, *rows], newline="\r\n").encode("utf-8")


def _contributions(flows: dict[int, list[Flow]]) -> bytes:
    """What donors gave to the fund: each flow to it, paid or still promised."""
    rows: list[list[Cell]] = [
        [
            year,
            flow.source.name,
            "",
            FUND,
            "",
            *((flow.amount, 0) if flow.status == "paid" else (0, flow.amount)),
            "",
            "",
            "",
        ]
        for year in sorted(flows)
        for flow in flows[year]
        if any(one.name == FUND for one in flow.destinations)
    ]
    rows.append([*rows[-1][:5], "pending", 0, "", "", ""])
    heading = ("FiscalYear", "GMSDonorName", "GMSDonorISO2Code", "PooledFundName", "PooledFundISO2Code", "PaidAmt",
               "PledgeAmt", "LPaidAmt", "LPledgeAmt", "LCurrencyCode")  # fmt: skip
    return csv_text([heading, *rows], newline="\r\n").encode("utf-8")


def _net_funding(projects: list[Project]) -> bytes:
    """Step 1 from the fund to its kinds of partners, step 2 from those to theirs."""
    rows = list(_steps(projects))
    rows.append([*rows[-1][:4], 3, rows[-1][5]])
    heading = ("source", "target", "value", "fund", "targetType", "year")
    return csv_text([heading, *rows], newline="\r\n").encode("utf-8-sig")


def _steps(projects: list[Project]) -> Iterator[list[Cell]]:
    given: dict[tuple[int, str], int] = defaultdict(int)
    for project in projects:
        given[project.year, KINDS[project.type_id][0]] += project.budget
    for (year, kind), amount in sorted(given.items()):
        yield [FUND_ID, kind, amount, FUND_ID, 1, year]
    for (year, kind), amount in sorted(given.items()):
        for receiver, share in PASSED_ON.get(kind, {}).items():
            yield [kind, receiver, round(amount * share, 2), FUND_ID, 2, year]
