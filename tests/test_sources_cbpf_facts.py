"""Pooled-fund files in a workspace: each real file as it should be, and money counted once."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.workspaces import TOML, facts, one, published, write_csv

SUMMARY = (
    "PFId",
    "AllNm",
    "PrjCode",
    "AllYr",
    "OrgNm",
    "OrgTypeId",
    "AStrDt",
    "AEndDt",
    "PrgBdg",
    "PrjStsNm",
    "ApprDt",
)
PLACES = ("PFId", "PrjCode", "ClstAgg", "AdmLocClustBdg1", "AYr")
BY_TYPE = ("Year", "CBPF Name", *(f"Allocation ({kind})" for kind in ("INGO", "NNGO", "Red Cross", "UN")))
NET = ("source", "target", "value", "fund", "targetType", "year")
CONTRIBUTIONS = ("FiscalYear", "GMSDonorName", "PooledFundName", "PaidAmt", "PledgeAmt")
FUNDS = ("PFId", "PFName", "PFAbbrv")


def project(code: str, budget: str, approved: str = "5/8/2025") -> tuple[str, ...]:
    return ("990", "First", code, "2025", "Anta", "1", "6/1/2025", "11/30/2025", budget, "Implementation", approved)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "workspace.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def write(folder: Path, files: Mapping[str, tuple[Sequence[str], Sequence[Sequence[object]]]]) -> None:
    for name, (headings, body) in files.items():
        write_csv(folder / name, headings, body)


def test_a_project_counts_once_in_summary_places_and_older_copy(folder: Path) -> None:
    write(folder, {
        "now.csv": (SUMMARY, [project("CBPF-XND-25-S-NGO-1", "300"), project("CBPF-XND-25-S-NGO-2", "1E+02")]),
        "before.csv": (SUMMARY[:-1], [project("CBPF-XND-25-S-NGO-1", "250")[:-1], project("CBPF-XND-25-S-NGO-2", "101")[:-1]]),
        "a places.csv": (PLACES, [("990", "CBPF-XND-25-S-NGO-1", "11", "100", "2025"), ("990", "CBPF-XND-25-S-NGO-3", "11|||7", "4|||5", "2025")]),
    })  # fmt: skip
    found = facts(folder, "select right(project_code, 1), budget_usd, summed_up, cluster_id, round from allocations")
    assert found == [
        ("1", Decimal(300), False, "wash", "First"),  # the cluster is known from the places
        ("2", Decimal(101), False, None, "First"),  # exact before approximate
        ("3", Decimal(9), True, None, None),  # only its places are known, and two clusters
    ]


def test_an_approximate_budget_stands_before_a_sum_of_places(folder: Path) -> None:
    write(folder, {
        "summary.csv": (SUMMARY, [project("CBPF-XND-25-S-NGO-1", "1E+02")]),
        "places.csv": (PLACES, [("990", "CBPF-XND-25-S-NGO-1", "11", "98", "2025")]),
    })  # fmt: skip
    assert facts(folder, "select budget_usd, approximate from allocations") == [(Decimal(100), True)]


def test_funds_get_their_names_where_a_list_of_funds_is_there(folder: Path) -> None:
    write(folder, {
        "summary.csv": (SUMMARY, [project("CBPF-XND-25-S-NGO-1", "300")]),
        "net.csv": (NET, [("990", "NGO", 7, "990", 1, 2019), ("UN", "OG", 3, "980", 2, 2019)]),
        "funds.csv": (FUNDS, [("990", "Nandoria Fund", "XND99")]),
    })  # fmt: skip
    query = (
        "select fund from allocations union all select fund from allocation_totals union all"
        " select fund from subgrant_totals"
    )
    assert facts(folder, query) == [("Nandoria Fund",), ("Nandoria Fund",), ("980",)]


def test_two_days_copies_of_totals_count_once(folder: Path) -> None:
    early, late = ("2025", "Nandoria", 1, 2, 3, 4), ("2025", "Nandoria", 1, 9, 0, 4)
    write(folder, {
        "a.csv": (BY_TYPE, [late, ("2024", "Nandoria", 5, 5, 5, 5)]),
        "b.csv": (BY_TYPE, [early]),
        "c.csv": (BY_TYPE, [late]),
    })  # fmt: skip
    query = "select year, sum(amount_usd), count(*) from allocation_totals group by year order by year"
    assert facts(folder, query) == [(2024, Decimal(20), 4), (2025, Decimal(14), 4)]


def test_a_total_without_a_cluster_is_not_that_of_the_only_cluster(folder: Path) -> None:
    by_agency = ("Year", "Cluster", "Agency", "Budget")
    write(folder, {"agencies.csv": (by_agency, [(2026, "WASH", "UNICEF", 5), (2026, "", "", 6)])})
    assert facts(folder, "select amount_usd, cluster_id from allocation_totals order by 1") == [
        (Decimal(5), "wash"),
        (Decimal(6), None),
    ]


def test_equal_contributions_of_one_file_are_several_and_copies_are_not(folder: Path) -> None:
    gift = ("2018", "Norway", "Nandoria", 5, 1)
    write(folder, {"a.csv": (CONTRIBUTIONS, [gift, gift]), "b.csv": (CONTRIBUTIONS, [gift])})
    assert facts(folder, "select sum(paid_usd), sum(pledged_usd), count(*) from contributions") == [
        (Decimal(10), Decimal(2), 2)
    ]


def test_sub_grants_of_two_copies_count_once(folder: Path) -> None:
    passed = ("UN", "NGO", 7, "990", 2, 2019)
    write(folder, {"a.csv": (NET, [passed, passed]), "b.csv": (NET, [passed, ("UN", "NGO", 8, "980", 2, 2019)])})
    query = "select fund, sum(amount_usd), count(*) from subgrant_totals group by fund order by fund"
    assert facts(folder, query) == [("980", Decimal(8), 1), ("990", Decimal(14), 2)]


def test_costs_within_the_budget_reach_the_facts(folder: Path) -> None:
    headings = (*SUMMARY, "BgdDC", "BdgSC")
    write(folder, {"summary.csv": (headings, [(*project("CBPF-XND-25-S-NGO-1", "107"), "90", "10")])})
    assert facts(folder, "select direct_cost_usd, support_cost_usd from allocations") == [(Decimal(90), Decimal(10))]


def test_the_longer_copy_of_a_code_list_is_the_later_one(folder: Path) -> None:
    write(folder, {
        "a.csv": (FUNDS, [("990", "Old name", "X")]),
        "b.csv": (FUNDS, [("990", "New name", "X"), ("980", "Another", "Y")]),
        "summary.csv": (SUMMARY, [project("CBPF-XND-25-S-NGO-1", "300")]),
    })  # fmt: skip
    assert facts(folder, "select code, name from code_list order by code") == [("980", "Another"), ("990", "New name")]


@pytest.mark.parametrize("places_too", [False, True])
def test_the_published_share_of_2025_holds_with_and_without_places(real: Path, folder: Path, places_too: bool) -> None:
    """The share over all funds of the world: of a workspace that states no country."""
    (folder / "workspace.toml").write_text('[[clusters]]\nname = "WASH"\n', encoding="utf-8")
    for name in ("ProjectSummaryV2_2025", "MstPooledFund", *(["ProjectSummaryAggV2_2025"] if places_too else [])):
        shutil.copy(real / f"cbpf/cbpf_{name}.csv", folder)
    share = one(published(folder), "cbpf_local_share", "all", months=12, start="2025-01-01", group_by="all")
    assert share["value"] == pytest.approx(45.75, abs=0.005)
    assert (share["denominator"], share["n"]) == (1_030_637_088.28, 1436)
    ((clustered, unnamed),) = facts(
        folder, "select count(cluster_id), count(*) filter (where fund similar to '[0-9]+') from allocations"
    )
    assert (clustered > 0, unnamed) == (places_too, 0)


def test_places_alone_come_close_to_the_budgets(real: Path, folder: Path) -> None:
    shutil.copy(real / "cbpf/cbpf_ProjectSummaryAggV2_2025.csv", folder)
    ((projects, budget),) = facts(folder, "select count(*), sum(budget_usd) from allocations")
    assert projects == 1436
    assert abs(budget - Decimal("1030637088.28")) / budget < Decimal("0.001")
    with (real / "cbpf/cbpf_ProjectSummaryAggV2_2025.csv").open(encoding="utf-8", newline="") as handle:
        assert len({row["PrjCode"] for row in csv.DictReader(handle)}) == projects
