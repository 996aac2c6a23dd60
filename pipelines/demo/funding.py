"""Who paid whom? The flows that donors report to FTS, before any file is written from them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.pooled_fund import FUND, Project
from pipelines.demo.story import (
    CLUSTERS,
    COUNTRY,
    COUNTRY_NAME,
    DIRECT_LOCAL_SHARE,
    LEAD_SHARE,
    NEIGHBOURS,
    Cluster,
    stream,
)

YEARS = {2024: 1.0, 2025: 0.9, 2026: 0.4}  # how much of a full year's money is in
TOTALS = {"wash": 62_000_000, "food_security": 148_000_000, "protection": 44_000_000}
TYPES = {
    "national_ngo": ("NGOs", "National NGOs/CSOs", "Local and National Non-State Actors"),
    "international_ngo": ("NGOs", "International NGOs", "International Actors"),
    "un_agency": ("Multilateral Organizations", "UN Agencies", "International Actors"),
    "red_cross_society": (
        "Red Cross/Red Crescent Organizations",
        "Red Cross/Red Crescent National Societies",
        "Local and National Non-State Actors",
    ),
    "authority": ("Governments", "National Governments", "National and Sub-National State Actors"),
    "private_sector": ("Private Organizations", "", "Uncategorized Actors"),
}
AFFILIATED = ("NGOs", "Internationally Affiliated Organizations", "International Actors")
DONORS = (
    ("Norrmark, Government of", "Governments"), ("Estravia, Government of", "Governments"),
    ("Lorvania, Government of", "Governments"), ("Valdora Agency for Aid, Peace and Relief", "Governments"),
    ("Continental Humanitarian Office", "Multilateral Organizations"), ("Halden Foundation", "Private Organizations"),
    ("Private (individuals & organizations)", "Private Organizations"),
)  # fmt: skip
STRANGERS = (
    "Union of Ondra Cooperatives",
    "Marrovi Relief Circle",
    "Sahr-el-Ondra Charity, Nandoria",
    "Tanoué Solidarity Fund",
)


@dataclass(frozen=True)
class Party:
    """An organisation at one end of a flow, in FTS's own words."""

    name: str
    type: str
    subtype: str = ""
    level: str = ""
    fts_id: int = 0
    country: str = ""


@dataclass(frozen=True)
class Flow:
    """One reported flow. `repeats`: how many times the country files list it."""

    id: int
    amount: int
    source: Party
    destinations: tuple[Party, ...]
    clusters: tuple[str, ...]
    date: dt.date
    description: str
    usage: tuple[int, int]
    status: str = "paid"
    flow_type: str = "Standard"
    boundary: str = "incoming"
    on_boundary: str = "single"
    contribution: str = "financial"
    locations: tuple[str, ...] = (COUNTRY,)
    in_plan: bool = True
    parent: int | None = None
    children: tuple[int, ...] = ()
    ref: str = ""
    repeats: int = 1
    estmarks: int | None = None  # the amount in the donor's currency, where it is stated


def donors() -> list[Party]:
    """Those who give."""
    return [Party(name, type_, fts_id=8000 + number) for number, (name, type_) in enumerate(DONORS)]


def party(organisation: Organisation, number: int) -> Party:
    """An organisation as FTS knows it: UN agencies by their full names, the rest as registered."""
    words = TYPES.get(organisation.type, ("Other", "", "Uncategorized Actors"))
    if organisation.type == "national_ngo" and organisation.affiliated == "yes":
        words = AFFILIATED
    name = organisation.other_names[0] if organisation.type == "un_agency" else organisation.name
    return Party(name, *words, fts_id=9000 + number, country=COUNTRY if organisation.hq == COUNTRY_NAME else "")


class Ledger:
    """Draws flows one after the other and numbers them."""

    def __init__(self, organisations: list[Organisation], projects: list[Project], seed: int) -> None:
        self.draw = stream(seed, "funding")
        self.organisations = organisations
        self.projects = projects
        self.parties = {one.name: party(one, number) for number, one in enumerate(organisations)}
        self.strangers = [Party(name, "NGOs", fts_id=9700 + number) for number, name in enumerate(STRANGERS)]
        self.fund = Party(FUND, "Pooled Funds", "Country-based", "Pooled Funds", 7000, COUNTRY)
        self.next_id = 500_000

    def year(self, year: int) -> list[Flow]:
        """Every flow of one year: money that comes in, and what the pooled fund passes on inside the country."""
        flows = [flow for cluster in CLUSTERS for flow in self._cluster(cluster, year)]
        return [*flows, *self._without_cluster(year), *self._oddities(year), *self._from_the_fund(year)]

    def _flow(self, year: int, amount: int, to: tuple[Party, ...], clusters: tuple[str, ...], about: str) -> Flow:
        self.next_id += self.draw.randint(1, 9)
        days = 360 if YEARS[year] > 0.5 else 165
        day = dt.date(year, 1, 3) + dt.timedelta(days=self.draw.randrange(days))
        status = "paid" if self.draw.random() < 0.6 else "commitment"
        flow = Flow(self.next_id, amount, self.draw.choice(donors()), to, clusters, day, about, (year, year), status)
        if self.draw.random() < 0.07:
            flow = replace(flow, usage=(year, year + self.draw.randint(1, 2)))
        if self.draw.random() < 0.3:
            flow = replace(flow, estmarks=round(amount * 0.92))
        return replace(
            flow, in_plan=self.draw.random() < 0.8, contribution="in kind" if self.draw.random() < 0.04 else "financial"
        )

    def _cluster(self, cluster: Cluster, year: int) -> Iterator[Flow]:
        """A cluster's own money: the lead's part, the local part, strangers, pledges, and all the others."""
        total = round(TOTALS[cluster.id] * YEARS[year])
        lead, local = LEAD_SHARE[cluster.id], DIRECT_LOCAL_SHARE[cluster.id]
        members = members_of(self.organisations, cluster.id)
        locals_ = [self.parties[one.name] for one in members if one.local and one.type in TYPES]
        others = [
            self.parties[one.name]
            for one in members
            if one.type in ("international_ngo", "un_agency") and one.name != cluster.lead
        ]
        cut: list[tuple[float, int, list[Party]]] = [
            (lead, 6, [self.parties[cluster.lead]]),
            (local, 5, locals_),
            (0.03, 2, self.strangers),
            (1 - lead - local - 0.03, 17, others),
        ]
        for share, count, recipients in cut:
            for amount in parts(round(total * share), count, self.draw):
                yield self._flow(
                    year,
                    amount,
                    (self.draw.choice(recipients),),
                    (cluster.fts_name,),
                    f"{cluster.name} response in Nandoria",
                )
        for amount in parts(round(total * 0.06), 2, self.draw):
            flow = self._flow(
                year, amount, (self.draw.choice(others),), (cluster.fts_name,), "Announced at the pledging event"
            )
            yield replace(flow, status="pledge")

    def _without_cluster(self, year: int) -> Iterator[Flow]:
        """Money for the pooled fund, money for no cluster, for several, and for clusters not in this workspace."""
        named = [self.parties[one.name] for one in self.organisations if one.type in ("international_ngo", "un_agency")]
        for amount in parts(round(26_000_000 * YEARS[year]), 6, self.draw):
            yield self._flow(year, amount, (self.fund,), (), "Contribution to the country fund")
        for amount in parts(round(70_000_000 * YEARS[year]), 22, self.draw):
            yield self._flow(
                year, amount, (self.draw.choice(named),), (), "Humanitarian assistance,\tunearmarked within the country"
            )
        several = (
            ("Food Security", "Nutrition"),
            ("Protection", "Health"),
            ("Water Sanitation Hygiene", "Health", "Protection"),
        )
        for number, amount in enumerate(parts(round(20_000_000 * YEARS[year]), 8, self.draw)):
            yield self._flow(
                year, amount, (self.draw.choice(named),), several[number % 3], "Integrated programme\nPhase 2"
            )
        for number, amount in enumerate(parts(round(60_000_000 * YEARS[year]), 14, self.draw)):
            other = ("Health", "Nutrition", "Education", "Protection - Housing, Land and Property")[number % 4]
            yield self._flow(year, amount, (self.draw.choice(named),), (other,), "Sector response")

    def _oddities(self, year: int) -> Iterator[Flow]:
        """What every real file has a few of."""
        named = [self.parties[one.name] for one in self.organisations if one.type in ("international_ngo", "un_agency")]
        wash = ("Water Sanitation Hygiene",)
        yield self._flow(year, 640_000, (named[0], named[3]), wash, "Joint project of two partners")
        yield self._flow(year, 300_000, (), wash, "Recipient to be named")
        yield replace(
            self._flow(year, 0, (named[1],), ("Food Security",), "Reported without an amount"), status="commitment"
        )
        yield replace(
            self._flow(year, 410_000, (named[2],), (), "Carried over from the year before"), flow_type="Carryover"
        )
        yield replace(self._flow(year, 520_000, (named[4],), (), "Passed on to a partner"), flow_type="Pass through")
        yield replace(
            self._flow(year, -85_000, (named[5],), (), "Correction of a multi-year grant"), flow_type="Parked"
        )
        parent = replace(
            self._flow(year, 0, (named[6],), (), "Grant for three countries"), flow_type="Parked", on_boundary="shared"
        )
        child = self._flow(
            year, 1_250_000, (named[6],), ("Food Security",), "Grant for three countries (Nandoria portion)"
        )
        yield replace(parent, children=(child.id,))
        yield replace(child, parent=parent.id)
        regional = replace(
            self._flow(year, 2_400_000, (named[7],), (), "Regional refugee response"), on_boundary="shared"
        )
        yield replace(regional, locations=(*NEIGHBOURS, COUNTRY), repeats=3)

    def _from_the_fund(self, year: int) -> Iterator[Flow]:
        """Each project of the pooled fund as FTS shows it: a parked parent of zero, and the flow itself."""
        for project in self.projects:
            if project.year != year or project.masked:
                continue
            to, about = (self.parties[project.organisation.name],), _about(project)
            parent = self._flow(year, 0, to, (), about)
            flow = self._flow(year, project.budget, to, (project.cluster.fts_name,), about)
            common = {
                "source": self.fund,
                "boundary": "internal",
                "date": project.approved,
                "status": "paid",
                "ref": project.code,
            }
            yield replace(parent, **common, flow_type="Parked", children=(flow.id,), estmarks=None)  # type: ignore[arg-type]
            yield replace(flow, **common, parent=parent.id, estmarks=None)  # type: ignore[arg-type]


def parts(total: int, count: int, draw: random.Random) -> list[int]:
    """A total cut into so many uneven whole parts."""
    weights = [draw.uniform(0.3, 1.7) for _ in range(count)]
    cut = [round(total * weight / sum(weights)) for weight in weights]
    cut[-1] += total - sum(cut)
    return cut


def _about(project: Project) -> str:
    return (
        f"Allocation Type: {project.round}\n{project.title}\n"
        f"Project Start Date: {project.starts} - Project End Date: {project.ends}\nProject Code: {project.code}"
    )
