"""What did the pooled fund allocate? Its projects, and the yearly ProjectSummaryV2 files."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from pipelines.demo import dirt
from pipelines.demo.organisations import Organisation, members_of
from pipelines.demo.story import CLUSTERS, POOLED_LOCAL_SHARE, Cluster, stream
from pipelines.demo.workbook import Cell, csv_text

FUND = "Nandoria Humanitarian Fund"
FUND_ID = 990  # of no real fund
YEARS = {2024: (18, 365), 2025: (18, 365), 2026: (11, 165)}  # projects of a cluster, days the year has so far
HEADING = (
    "PFId", "AllNm", "PrjCode", "OPSCodeAgg", "EmgAgg", "AllYr", "AllSrc", "OrgNm", "OrgTypeId", "PrjTitle", "AStrDt",
    "AEndDt", "PrjDur", "PrgBdg", "BgdDC", "BdgSC", "PrjSubDt", "BenAgg", "PrjGM", "PrjStsNm", "PrjStsId", "PrjStsCode",
    "PartCode", "ApprDt",
)  # fmt: skip
KINDS = {1: ("NGO", "National NGO"), 2: ("INGO", "International NGO"), 3: ("UN", "UN Agency"), 4: ("O", "Others")}
TYPE_IDS = {"national_ngo": 1, "international_ngo": 2, "un_agency": 3, "red_cross_society": 4}
MARKER = "4- Likely to contribute to gender equality, including across age groups"


@dataclass(frozen=True)
class Project:
    """One project of the fund. `masked`: the file hides the partner's name behind its type."""

    code: str
    cluster: Cluster
    year: int
    organisation: Organisation
    type_id: int
    masked: bool
    budget: int
    title: str
    approved: dt.date
    months: int
    reserve: bool

    @property
    def round(self) -> str:
        kind = "Reserve Allocation" if self.reserve else "1st Standard Allocation"
        return f"{self.year} - NHF {kind} ({self.cluster.name})"

    @property
    def starts(self) -> dt.date:
        return self.approved + dt.timedelta(days=14)

    @property
    def ends(self) -> dt.date:
        return self.starts + dt.timedelta(days=30 * self.months)


def projects(organisations: list[Organisation], seed: int) -> list[Project]:
    """Every project of three years; the national share of each cluster and year is that of the story."""
    draw = stream(seed, "pooled fund")
    return [
        project
        for year in YEARS
        for cluster in CLUSTERS
        for project in _projects_of(cluster, year, members_of(organisations, cluster.id), draw)
    ]


def _projects_of(cluster: Cluster, year: int, members: list[Organisation], draw: random.Random) -> list[Project]:
    count, days = YEARS[year]
    budgets = [draw.randrange(250, 1400) * 1000 for _ in range(count)]
    national_budget, given = POOLED_LOCAL_SHARE[cluster.id][year] * sum(budgets), 0
    national = [member for member in members if member.local and member.type == "national_ngo"]
    others = [member for member in members if member.type in TYPE_IDS and member.type != "national_ngo"]
    made = []
    for number, budget in enumerate(budgets):
        to_national = given + budget / 2 <= national_budget
        given += budget if to_national else 0
        partner = draw.choice(national if to_national else others)
        approved = dt.date(year, 1, 10) + dt.timedelta(days=draw.randrange(days - 20))
        made.append(_project(cluster, year, partner, budget, approved, number, draw))
    return made


def _project(
    cluster: Cluster, year: int, partner: Organisation, budget: int, approved: dt.date, number: int, draw: random.Random
) -> Project:
    type_id = TYPE_IDS[partner.type]
    reserve = draw.random() < 0.3
    serial = year % 100 * 1000 + [one.id for one in CLUSTERS].index(cluster.id) * 100 + number
    code = f"NAN-{year % 100}/HND10/{'RA' if reserve else 'SA1'}/{cluster.fund_code}/{KINDS[type_id][0]}/{serial}"
    work = draw.choice(("Emergency response", "Integrated support", "Life-saving assistance", "Early recovery"))
    title = f"{work} for displaced and host communities ({cluster.fts_name})"
    masked = type_id in (1, 2) and draw.random() < 0.18
    return Project(
        code, cluster, year, partner, type_id, masked, budget, title, approved, draw.choice((6, 9, 12)), reserve
    )


def files(made: list[Project]) -> dict[str, bytes]:
    """One ProjectSummaryV2 file for each year."""
    return {
        f"funding/pooled fund/ProjectSummaryV2_{year}.csv": _file([one for one in made if one.year == year], year)
        for year in YEARS
    }


def _file(made: list[Project], year: int) -> bytes:
    rows: list[list[Cell]] = [list(HEADING), *(_row(project) for project in made)]
    if year == 2024:  # an amount as the fund's server writes it when it has lost its last digits
        rows[made.index(max(made, key=lambda project: project.budget)) + 1][13] = "1E+06"
    name = f"funding/pooled fund/ProjectSummaryV2_{year}.csv"
    if name == dirt.POOLED_FUND:
        unready = _row(made[-1])
        unready[2], unready[13] = "NAN-25/HND10/SA1/PRO/INGO/25999", "TBC"
        rows.append(unready)
    return csv_text(rows, newline="\r\n").encode("utf-8")


def _row(project: Project) -> list[Cell]:
    partner = KINDS[project.type_id][1] if project.masked else project.organisation.name
    finished = project.ends < dt.date(2026, 6, 1)
    status, status_id, status_code = (
        ("Closed", 5530, "PRJ_CLOSED") if finished else ("Implementation", 5361, "PRJ_IMPL")
    )
    direct = round(project.budget / 1.07)
    return [
        FUND_ID, project.round, project.code, "", "", project.year, 2 if project.reserve else 1, partner, project.type_id,
        project.title, _american(project.starts), _american(project.ends), f"{project.months} Months", project.budget,
        direct, project.budget - direct, _american(project.approved - dt.timedelta(days=40)),
        f"{project.budget // 90}##{project.budget // 70}##{project.budget // 60}##{project.budget // 55}", MARKER,
        status, status_id, status_code, round(project.budget * 0.1, 2), _american(project.approved),
    ]  # fmt: skip


def _american(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year} 12:00:00 AM"
