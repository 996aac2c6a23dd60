"""The demo workspace: the same seed gives the same bytes, and its files are what they claim to be."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pytest

from pipelines.demo import NOT_RECOGNISED, QUARANTINE, files, write
from pipelines.demo.funding import Ledger
from pipelines.demo.meetings import attendance, schedule
from pipelines.demo.organisations import members_of, roster
from pipelines.demo.pooled_fund import projects
from pipelines.demo.story import CLUSTERS, Cluster
from pipelines.sources.sheets import open_document

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
SEED = 7


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(SEED)


def shipped() -> dict[str, bytes]:
    """What lies in data/demo, without builds made of it."""
    paths = [path for path in DEMO.rglob("*") if path.is_file() and ".build" not in path.relative_to(DEMO).parts]
    return {path.relative_to(DEMO).as_posix(): path.read_bytes() for path in paths}


def test_the_shipped_demo_is_what_the_generator_writes(made: dict[str, bytes]) -> None:
    here = shipped()
    assert sorted(here) == sorted(made)
    assert [name for name in made if here[name] != made[name]] == []


def test_writing_twice_gives_the_same_files(tmp_path: Path, made: dict[str, bytes]) -> None:
    write(tmp_path, SEED)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert written == made


def test_another_seed_gives_another_response(made: dict[str, bytes]) -> None:
    other = files(SEED + 1)
    fixed = {name for name in made if other.get(name) == made[name]}
    assert fixed <= {
        "workspace.toml",
        "decisions/organisations.csv",
        "meetings/WASH meeting calendar.xlsx",
        *NOT_RECOGNISED,
    } | {"meetings/Meetings Food Security and Protection 2024-2026.xlsx"}


def test_it_is_small_enough_to_ship(made: dict[str, bytes]) -> None:
    assert sum(len(data) for data in made.values()) < 4_000_000


def test_every_file_with_dirt_exists(made: dict[str, bytes]) -> None:
    assert {*QUARANTINE, *NOT_RECOGNISED} <= set(made)


def test_workbooks_are_not_compressed_and_have_one_time(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        if name.endswith(".xlsx"):
            members = zipfile.ZipFile(io.BytesIO(data)).infolist()
            assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}
            assert len({member.date_time for member in members}) == 1


def test_every_file_opens() -> None:
    paths = sorted(path for path in DEMO.rglob("*.[cxj]s*") if ".build" not in path.parts)
    assert paths
    for path in paths:
        document = open_document(path, path.name)
        assert all(sheet.rows or sheet.payload for sheet in document.sheets), path


def test_the_quarantine_catches_what_is_wrong_on_purpose_and_nothing_else(con: duckdb.DuckDBPyConnection) -> None:
    files = con.execute("select file, recognised_as, rows_quarantined from files").fetchall()
    assert {name: count for name, _, count in files if count} == QUARANTINE
    assert [name for name, recognised_as, _ in files if recognised_as is None] == list(NOT_RECOGNISED)


def test_genuine_teams_reports_are_utf_16_with_seven_cells_a_line(made: dict[str, bytes]) -> None:
    reports = [data for name, data in made.items() if name.startswith("attendance/wash/") and data[:2] == b"\xff\xfe"]
    assert len(reports) > 15
    for data in reports:
        lines = data.decode("utf-16").split("\r\n")
        assert {line.count("\t") for line in lines if line} == {6}


def test_no_cluster_meets_twice_on_a_day() -> None:
    days = Counter((meeting.cluster.id, meeting.date) for meeting in schedule())
    assert set(days.values()) == {1}


def test_every_address_is_reserved_for_examples(made: dict[str, bytes]) -> None:
    texts = {
        name: data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8", "ignore") for name, data in made.items()
    }
    domains = {domain for text in texts.values() for domain in re.findall(r"[a-z0-9]@([a-z0-9.-]+)", text)}
    assert len(domains) > 50
    assert {domain.rpartition(".")[2] for domain in domains} == {"example"}


@pytest.mark.parametrize("cluster", CLUSTERS, ids=lambda cluster: cluster.id)
def test_each_cluster_has_about_sixty_partners(cluster: Cluster) -> None:
    assert 50 <= len(members_of(roster(SEED), cluster.id)) <= 70


def attendance_rates(cluster_id: str) -> dict[tuple[bool, int], float]:
    """Share of invited organisations that came, by (local, half-year)."""
    organisations = roster(SEED)
    came: dict[tuple[bool, int], list[bool]] = defaultdict(list)
    for meeting, attendees in attendance(schedule(), organisations, SEED).items():
        there = {attendee.organisation.name for attendee in attendees if attendee.organisation}
        for member in members_of(organisations, cluster_id) if meeting.cluster.id == cluster_id else ():
            if member.member_on(meeting.date) and (not meeting.area or meeting.area in member.areas):
                came[member.local, meeting.step // 6].append(member.name in there)
    return {key: 100 * sum(marks) / len(marks) for key, marks in came.items()}


def test_wash_loses_its_local_partners_and_no_others() -> None:
    rates = attendance_rates("wash")
    assert rates[True, 0] == pytest.approx(60, abs=6)
    assert rates[True, 3] == pytest.approx(30, abs=6)
    assert [rates[False, half] for half in range(4)] == pytest.approx([65] * 4, abs=5)


def test_protection_wins_local_partners() -> None:
    rates = attendance_rates("protection")
    assert rates[True, 0] == pytest.approx(40, abs=6)
    assert rates[True, 3] == pytest.approx(60, abs=6)


def test_the_same_flow_reads_the_same_in_both_formats(made: dict[str, bytes]) -> None:
    pages = [json.loads(data)["data"]["flows"] for name, data in made.items() if "fts_api" in name]
    told = {flow["id"]: (str(flow["amountUSD"]), flow["status"], flow["boundary"]) for page in pages for flow in page}
    seen = 0
    for name in made:
        if "fts_in" in name:
            for row in csv.DictReader(io.StringIO(made[name].decode("utf-8"), newline="")):
                if row["id"] in told:
                    seen += 1
                    assert (row["amountUSD"], row["status"], row["boundary"]) == told[row["id"]]
    assert [len(page) for page in pages][:-1] == [200] * (len(pages) - 1)
    assert seen >= len(told)


def test_most_of_food_security_money_goes_to_the_lead_agency() -> None:
    organisations = roster(SEED)
    ledger = Ledger(organisations, projects(organisations, SEED), SEED)
    local = {ledger.parties[one.name] for one in organisations if one.local}
    flows = [
        flow
        for year in (2024, 2025, 2026)
        for flow in ledger.year(year)
        if flow.clusters == ("Food Security",) and flow.boundary == "incoming" and flow.status != "pledge"
    ]
    total = sum(flow.amount for flow in flows)
    to_lead = sum(flow.amount for flow in flows if ledger.parties["WFP"] in flow.destinations)
    to_local = sum(flow.amount for flow in flows if set(flow.destinations) & local)
    assert 100 * to_lead / total == pytest.approx(72, abs=3)
    assert 100 * to_local / total == pytest.approx(1.5, abs=0.5)
