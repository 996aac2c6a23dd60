"""Small workspaces for tests: tables in, values out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.account import write_account
from pipelines.build import FOR_FEW_ROWS, build, identify, load
from pipelines.published import COLUMNS, values
from pipelines.schema import create_facts
from pipelines.workspace import Workspace, open_workspace

TOML = """
[response]
country = "XND"
country_name = "Nandoria"

[[clusters]]
id = "wash"
name = "WASH"
"""
AFGHAN_TOML = TOML.replace("XND", "AFG").replace("Nandoria", "Afghanistan")
PARTNER_HEADINGS = (
    "Organisation",
    "Acronym",
    "Other names",
    "Type",
    "HQ country",
    "International affiliation",
    "Cluster",
    "Joined",
    "Left",
)
# The CSV of flows that FTS offers for download.
FTS_HEADINGS = [
    "date", "budgetYear", "description", "amountUSD", "srcOrganization", "srcOrganizationTypes", "srcLocations",
    "srcUsageYearStart", "srcUsageYearEnd", "destPlan", "destPlanCode", "destPlanId", "destOrganization",
    "destOrganizationTypes", "destGlobalClusters", "destLocations", "destProject", "destProjectCode",
    "destEmergency", "destUsageYearStart", "destUsageYearEnd", "contributionType", "flowType", "method",
    "boundary", "onBoundary", "status", "firstReportedDate", "decisionDate", "keywords", "originalAmount",
    "originalCurrency", "exchangeRate", "id", "refCode", "createdAt", "updatedAt",
]  # fmt: skip
TYPES = {
    "local": ("National NGO", "Nandoria", "no"),
    "ingo": ("International NGO", "Norway", "no"),
    "un": ("UN", "Switzerland", "no"),
}
ITEMS = [
    f"{scale}{n}"
    for scale, count in (("eq", 4), ("tr", 4), ("ro", 4), ("re", 4), ("co", 4), ("cl", 6))
    for n in range(1, count + 1)
]
CHOICES = {1: "strongly_disagree", 2: "disagree", 3: "neither", 4: "agree", 5: "strongly_agree", None: "dont_know"}


Rows = list[tuple[Any, ...]]
Then = Callable[[duckdb.DuckDBPyConnection, Workspace], None]
# The facts that were read last, by folder and content.
_READ: dict[str, duckdb.DuckDBPyConnection] = {}


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV as a spreadsheet program writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def partner(
    name: str,
    kind: str = "local",
    *,
    acronym: str = "",
    other: str = "",
    joined: str = "",
    left: str = "",
    cluster: str = "WASH",
) -> tuple[str, ...]:
    """A row of a partner list."""
    type_, country, affiliated = TYPES[kind]
    return (name, acronym, other, type_, country, affiliated, cluster, joined, left)


def write_partners(folder: Path, partners: Iterable[Sequence[str]], name: str = "partners.csv") -> None:
    """The partner list, and workspace.toml where there is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "workspace.toml").exists():
        (folder / "workspace.toml").write_text(TOML, encoding="utf-8")
    write_csv(folder / name, PARTNER_HEADINGS, partners)


def write_attendance(folder: Path, meetings: Mapping[str, Sequence[str]], name: str = "sign-in.csv") -> None:
    """A sign-in list: day → organisations present. An organisation "" stands for nobody."""
    rows = [
        ("WASH", day, "Coordination meeting", f"Person {i}", organisation)
        for day, present in meetings.items()
        for i, organisation in enumerate(present)
    ]
    write_csv(folder / name, ("Cluster", "Meeting date", "Meeting", "Name", "Organisation"), rows)


def answers(**scales: Sequence[int | None]) -> dict[str, int | None]:
    """Answers to items by scale: `eq=(5, 5, 4)` answers eq1 to eq3."""
    return {f"{scale}{number}": value for scale, given in scales.items() for number, value in enumerate(given, start=1)}


def write_survey(
    folder: Path, responses: Iterable[tuple[str, str, Mapping[str, int | None]]], name: str = "survey.csv"
) -> None:
    """A KoBo export with XML names: (organisation, submission time, answers)."""
    rows = [
        [
            "wash",
            organisation,
            "",
            *(CHOICES[given[item]] if item in given else "" for item in ITEMS),
            number,
            f"uuid-{number}-{organisation}-{when}",
            when,
        ]
        for number, (organisation, when, given) in enumerate(responses, start=1)
    ]
    write_csv(
        folder / name,
        ["cluster", "organisation", "organisation_type", *ITEMS, "_id", "_uuid", "_submission_time"],
        rows,
    )


def published(folder: Path, audience: str = "team") -> list[dict[str, Any]]:
    """Build a workspace and return its values as dicts."""
    workspace = open_workspace(folder)
    build(workspace)
    return [dict(zip(COLUMNS, row, strict=True)) for row in values(workspace.build_folder, None, audience)]


def one(
    rows: Iterable[Mapping[str, Any]],
    indicator: str,
    cluster: str = "wash",
    group: str = "all",
    group_by: str | None = None,
    months: int = 6,
    start: str | None = None,
) -> Mapping[str, Any]:
    """The single value of an indicator, cluster and group over stretches of `months` months; the latest unless `start` is given."""
    found = [
        row for row in rows
        if row["indicator"] == indicator and row["cluster"] == cluster and row["group"] == group
        and (group_by is None or row["group_by"] == group_by)
        and (start is None or str(row["period_start"]) == start)
        and (months == 0 or (row["period_end"].year - row["period_start"].year) * 12 + row["period_end"].month - row["period_start"].month == months - 1)
    ]  # fmt: skip
    assert found, f"no value of {indicator} for {cluster}/{group}"
    return max(found, key=lambda row: row["period_start"])


def facts(folder: Path, query: str, then: Then | None = None) -> Rows:
    """What a query on the facts of a folder answers: all that a build holds before any number is computed."""
    return reading(folder, then).execute(query).fetchall()


def reading(folder: Path, then: Then | None = None) -> duckdb.DuckDBPyConnection:
    """The facts of a folder, in memory, and `found` with the findings. Several questions on one folder share one reading.

    `then`: what else of a build is to be made of the facts.
    """
    workspace = open_workspace(folder)
    known = f"{folder} {identify(workspace)} {then}"
    if known not in _READ:
        while _READ:
            _READ.popitem()[1].close()
        con = empty_facts()
        write_account(con, workspace, "facts alone", load(con, workspace))
        if then:
            then(con, workspace)
        con.execute("set search_path = 'facts,memory'")
        _READ[known] = con
    return _READ[known]


def empty_facts() -> duckdb.DuckDBPyConnection:
    """The tables of a build, empty, in memory."""
    con = duckdb.connect(config=FOR_FEW_ROWS)
    con.execute("attach ':memory:' as facts")
    create_facts(con)
    return con
