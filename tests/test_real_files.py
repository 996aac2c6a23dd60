"""Figures that others published, from real files, through the whole pipeline."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.pointer import read_pointer
from tests.workspaces import published

FILES = {
    "world": "fts/fts_incoming_funding_global_2026-04_nohxl.csv",
    "cbpf": "cbpf/cbpf_ProjectSummaryV2_2025.csv",
    "afg1": "fts/fts_api_flow_afg_2020_page1.json",
    "afg2": "fts/fts_api_flow_afg_2020_page2.json",
    "afg3": "fts/fts_api_flow_afg_2020_page3_last.json",
}


@pytest.fixture(scope="module")
def workspace(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real files of the issue in one folder, without a workspace.toml."""
    folder = tmp_path_factory.mktemp("real")
    for name in FILES.values():
        shutil.copy(real / name, folder)
    return folder


@pytest.fixture(scope="module")
def rows(workspace: Path) -> list[dict[str, Any]]:
    return published(workspace)


def value(
    rows: list[dict[str, Any]], indicator: str, group: str = "all", group_by: str = "all", year: int | None = None
) -> dict[str, Any]:
    """The value for one year, or for the whole span."""
    (found,) = [
        row for row in rows
        if (row["indicator"], row["cluster"], row["group_by"], row["group"]) == (indicator, "all", group_by, group)
        and ((row["period_start"].year == row["period_end"].year == year) if year else row["period_end"].year > row["period_start"].year)
    ]  # fmt: skip
    return found


def test_cbpf_2025_direct_share_of_national_ngos(rows: list[dict[str, Any]]) -> None:
    share = value(rows, "cbpf_local_share", year=2025)
    assert share["value"] == pytest.approx(45.75, abs=0.005)
    assert share["denominator"] == 1_030_637_088.28
    assert share["numerator"] == 471_534_004.69
    assert share["n"] == 1436


def test_approximate_and_masked_projects(rows: list[dict[str, Any]], workspace: Path) -> None:
    assert rows
    pointer = read_pointer(workspace / ".build")
    assert pointer is not None
    with duckdb.connect(str(workspace / ".build" / pointer.file), read_only=True) as con:
        ((masked, approximate, matched),) = con.execute(
            "select count(*) filter (where masked), count(*) filter (where approximate),"
            " count(*) filter (where masked and (organisation_id is not null or organisation is not null)) from allocations"
        ).fetchall()
    assert masked >= 224  # the NGO part; the UN and Others are masked too
    assert approximate == 1
    assert matched == 0


def test_the_world_file_counts_every_flow_once(rows: list[dict[str, Any]]) -> None:
    world = Path(FILES["world"]).name
    reported = value(rows, "reported_funding", world, "file")
    assert reported["n"] == 7550
    assert reported["value"] == 9_182_916_279
    assert value(rows, "paid_or_committed_funding", world, "file")["value"] == 7_318_493_300
    assert value(rows, "reported_funding", "pledge", "status")["value"] == 9_182_916_279 - 7_318_493_300


def test_the_plain_sum_appears_nowhere(rows: list[dict[str, Any]], real: Path) -> None:
    with (real / FILES["world"]).open(encoding="utf-8", newline="") as handle:
        plain = sum(Decimal(row["amountUSD"]) for row in csv.DictReader(handle))
    assert plain == 13_687_010_265
    numbers = [row[key] for row in rows for key in ("value", "numerator", "denominator") if row[key] is not None]
    assert not [number for number in numbers if 13.6e9 < number < 13.8e9]


def test_afghanistan_2020_from_api_pages(workspace: Path, real: Path, tmp_path: Path) -> None:
    for name in ("afg1", "afg2", "afg3"):
        shutil.copy(real / FILES[name], tmp_path)
    rows = published(tmp_path)
    assert value(rows, "reported_flows")["value"] == 484
    flows = {
        row["group"]: row["value"]
        for row in rows
        if row["indicator"] == "reported_flows" and row["group_by"] == "flow_type"
    }
    assert flows == {"standard": 441, "parked": 31, "pass_through": 6, "carryover": 6}
    assert value(rows, "paid_or_committed_funding")["value"] == 453_620_904 + 300_496_707
    assert not [row for row in rows if row["indicator"] == "reported_funding" and row["group"] == "pledge"]


def test_direct_share_is_not_computable_without_a_country(rows: list[dict[str, Any]]) -> None:
    share = value(rows, "direct_local_funding_share", year=2026)
    assert (share["status"], share["value"]) == ("not_computable", None)
    assert "response country is not stated" in share["reason"]
    assert not [
        row for row in rows if row["indicator"] == "direct_local_funding_share" and row["group"] == "international"
    ]
