"""World files in a workspace of one country: its own records count, the others are kept and counted nowhere."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.test_indicators import flow
from tests.test_sources_cbpf_facts import SUMMARY, project
from tests.workspaces import AFGHAN_TOML, FTS_HEADINGS, TOML, facts, one, published, write_csv

FUNDS = "select fund, in_scope from allocations order by project_code"


def write_projects(folder: Path, *funds: str, country: str = "XND", name: str = "Nandoria", others: str = "") -> None:
    """A project of each fund, in a workspace of one country."""
    toml = TOML.replace("XND", country).replace("Nandoria", name)
    toml = toml.replace("\n\n[[", f"\ncountry_other_names = [{others}]\n\n[[", 1)
    (folder / "workspace.toml").write_text(toml, encoding="utf-8")
    rows = [(fund, *project(f"CBPF-{at}-25-S-NGO-1", "100")[1:]) for at, fund in enumerate(funds)]
    write_csv(folder / "projects.csv", SUMMARY, rows)


@pytest.mark.parametrize(
    ("fund", "counts"),
    [
        ("Sudan", True),
        ("15", True),  # the number of the fund for Sudan
        ("Sudan Humanitarian Fund", True),
        ("South Sudan", False),
        ("South Sudan Humanitarian Fund", False),
        ("DRC", False),
        ("Haiti (RhPF-LAC)", False),
        ("Asia Pacific Regional Envelope (RHPF-AP)", False),  # for several countries
        ("Fund of the Great River", True),  # nothing says that it is for others
        ("", True),
    ],
)
def test_a_fund_counts_unless_it_is_known_to_be_for_others(tmp_path: Path, fund: str, counts: bool) -> None:
    write_projects(tmp_path, fund, country="SDN", name="Sudan")
    assert facts(tmp_path, FUNDS) == [(fund or None, counts)]


def test_a_fund_with_another_name_counts_where_the_workspace_says_so(tmp_path: Path) -> None:
    write_projects(tmp_path, "Syria Cross border", country="TUR", name="Türkiye", others='"Syria cross border"')
    assert facts(tmp_path, FUNDS) == [("Syria Cross border", True)]


def test_without_a_country_every_fund_counts(tmp_path: Path) -> None:
    write_projects(tmp_path, "Sudan", "Haiti")
    (tmp_path / "workspace.toml").write_text('[[clusters]]\nname = "WASH"\n', encoding="utf-8")
    assert facts(tmp_path, FUNDS) == [("Sudan", True), ("Haiti", True)]


def test_the_list_of_funds_in_the_folder_says_what_a_number_means(tmp_path: Path) -> None:
    """Number 15 is that of Sudan's fund, but here a list names it otherwise."""
    write_projects(tmp_path, "15")
    write_csv(tmp_path / "funds.csv", ("PFId", "PFName", "PFAbbrv"), [("15", "Nandoria Fund", "XND15")])
    assert facts(tmp_path, FUNDS) == [("Nandoria Fund", True)]


def test_only_the_own_fund_moves_the_share(tmp_path: Path) -> None:
    """100 of 100 go to a national NGO; 900 of another country's fund to a UN agency change nothing."""
    write_projects(tmp_path, "Nandoria")
    other = (
        "Haiti",
        "First",
        "CBPF-HTI-25-R-UN-2",
        "2025",
        "UNICEF",
        "3",
        "6/1/2025",
        "11/30/2025",
        "900",
        "",
        "5/8/2025",
    )
    write_csv(tmp_path / "world.csv", SUMMARY, [other])
    share = one(published(tmp_path), "cbpf_local_share", "all", months=12, start="2025-01-01", group_by="all")
    assert (share["value"], share["denominator"]) == (100.0, 100.0)


def test_what_is_left_aside_is_told_with_its_file(tmp_path: Path) -> None:
    write_projects(tmp_path, "Nandoria", "Haiti", "Sudan")
    told = facts(tmp_path, "select file, severity, message from findings where rule = 'other_country'")
    assert told == [(
        "projects.csv", "info",
        "2 of 3 rows are not about Nandoria alone: they name “Haiti”, “Sudan”. They are kept, and counted nowhere.",
    )]  # fmt: skip


def test_a_flow_without_a_country_is_told_too(tmp_path: Path) -> None:
    write_projects(tmp_path, "Nandoria")
    write_csv(tmp_path / "fts.csv", FTS_HEADINGS, [flow(1, 10, "Anta"), flow(2, 10, "Anta", country="")])
    ((message,),) = facts(tmp_path, "select message from findings where rule = 'other_country'")
    assert message.startswith("1 of 2 rows name no country")


def test_names_of_other_countries_are_nobodys_question(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text(TOML, encoding="utf-8")
    rows = [("Nandoria", "Anta", "WASH", "North", "XND01"), ("Haiti", "Zanmi", "WASH", "Nord", "HT01")]
    write_csv(tmp_path / "3w.csv", ("Country", "Organisation", "Cluster", "Admin 1", "Admin 1 P-code"), rows)
    assert facts(tmp_path, "select organisation, in_scope from presence order by 1") == [
        ("Anta", True),
        ("Zanmi", False),
    ]
    assert facts(tmp_path, "select name from unmatched_organisations") == [("Anta",)]


def test_of_the_real_world_file_only_afghanistans_projects_count(real: Path, tmp_path: Path) -> None:
    """By hand: the budgets of the projects whose codes say AFG."""
    (tmp_path / "workspace.toml").write_text(AFGHAN_TOML, encoding="utf-8")
    shutil.copy(real / "cbpf/cbpf_ProjectSummaryV2_2025.csv", tmp_path)  # with numbers of funds, without a list of them
    with (real / "cbpf/cbpf_ProjectSummaryV2_2025.csv").open(encoding="utf-8-sig", newline="") as handle:
        own = [row for row in csv.DictReader(handle) if row["PrjCode"].startswith("CBPF-AFG-")]
    whole = sum(float(row["PrgBdg"]) for row in own)
    local = sum(float(row["PrgBdg"]) for row in own if row["OrgTypeId"] == "1")
    share = one(published(tmp_path), "cbpf_local_share", "all", months=12, start="2025-01-01", group_by="all")
    assert (len(own), share["n"]) == (119, 119)
    assert share["value"] == pytest.approx(100 * local / whole) == pytest.approx(35.54, abs=0.005)
