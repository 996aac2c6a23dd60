"""What does an old download from FTS look like? The flows of 2018 in the layout of January 2019, 35 columns and their tags."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.fts import COLUMNS
from pipelines.demo.funding import DONORS, parts
from pipelines.demo.names import FORMER_NAMES
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.story import CLUSTERS, COUNTRY, Cluster, stream
from pipelines.demo.workbook import Cell, csv_text

YEAR = 2018
TOTALS = {"wash": 31_000_000, "food_security": 64_000_000, "protection": 19_000_000}
LOCAL, COUNT = 0.03, 16  # share that went straight to local organisations, and flows of a cluster
LATER = ("destEmergency", "onBoundary")  # columns FTS added later in 2019
# The words of that time: the type and the kind of type, joined.
DONOR_TYPES = {
    "Governments": "Government,National government", "Multilateral Organizations": "Inter-governmental",
    "Private Organizations": "Private organization/foundation",
}  # fmt: skip
TYPES = {"national_ngo": "NGO,National NGO", "international_ngo": "NGO,International NGO", "un_agency": "UN agency"}


def files(organisations: list[Organisation], seed: int) -> dict[str, bytes]:
    """One file. Some recipients bear the name they had then."""
    draw = stream(seed, "fts 2018")
    columns = {name: tag for name, tag in COLUMNS.items() if name not in LATER}
    flows = [flow for cluster in CLUSTERS for flow in _flows(cluster, members_of(organisations, cluster.id), draw)]
    numbered = [{"id": 178_000 + 7 * number, **flow} for number, flow in enumerate(flows)]
    numbered.sort(key=lambda flow: str(flow["date"]), reverse=True)
    numbered.append({**numbered[0], "id": 179_900, "amountUSD": "not reported"})
    rows: list[list[Cell]] = [[flow.get(name, "") for name in columns] for flow in numbered]
    return {dirt.FTS_PAST: csv_text([list(columns), list(columns.values()), *rows]).encode("utf-8")}


def _flows(cluster: Cluster, members: list[Organisation], draw: random.Random) -> Iterator[dict[str, Cell]]:
    local = [one for one in members if one.local and one.type == "national_ngo"]
    local.sort(key=lambda one: one.name not in FORMER_NAMES)
    others = [one for one in members if one.type in ("international_ngo", "un_agency")]
    total = TOTALS[cluster.id]
    for number, amount in enumerate(parts(round(total * LOCAL), 2, draw)):
        yield _flow(cluster, local[number], amount, draw)
    for amount in parts(round(total * (1 - LOCAL)), COUNT - 2, draw):
        yield _flow(cluster, draw.choice(others), amount, draw)


def _flow(cluster: Cluster, to: Organisation, amount: int, draw: random.Random) -> dict[str, Cell]:
    day = dt.date(YEAR, 1, 15) + dt.timedelta(days=draw.randrange(330))
    donor, donor_type = draw.choice(DONORS)
    name = to.other_names[0] if to.type == "un_agency" else FORMER_NAMES.get(to.name, to.name)
    return {
        "date": day.isoformat(), "budgetYear": YEAR, "description": f"{cluster.name} assistance in Nandoria", "amountUSD": amount,
        "srcOrganization": donor, "srcOrganizationTypes": DONOR_TYPES[donor_type], "srcUsageYearStart": YEAR,
        "srcUsageYearEnd": YEAR, "destPlan": f"Nandoria {YEAR}", "destPlanCode": f"HXND{YEAR % 100}", "destPlanId": 618,
        "destOrganization": name, "destOrganizationTypes": TYPES[to.type], "destGlobalClusters": cluster.fts_name,
        "destLocations": COUNTRY, "destUsageYearStart": YEAR, "destUsageYearEnd": YEAR, "contributionType": "financial",
        "flowType": "Standard", "method": "Traditional aid", "boundary": "incoming",
        "status": "paid" if draw.random() < 0.7 else "commitment", "firstReportedDate": day.isoformat(),
        "decisionDate": day.isoformat(), "createdAt": day.isoformat(), "updatedAt": (day + dt.timedelta(days=9)).isoformat(),
    }  # fmt: skip
