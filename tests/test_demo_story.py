"""The demo has a story to find, and the numbers tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.published import COLUMNS, values
from tests.workspaces import one

HALVES = ("2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01")


@pytest.fixture(scope="module")
def rows(demo_folder: Path) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in values(demo_folder, None, "team")]


def halves(rows: list[dict[str, Any]], indicator: str, cluster: str, group: str = "all") -> list[float]:
    return [one(rows, indicator, cluster, group, start=start)["value"] for start in HALVES]


def test_in_wash_local_partners_drifted_away_after_the_language_changed(rows: list[dict[str, Any]]) -> None:
    local = halves(rows, "org_attendance_rate", "wash", "local")
    international = halves(rows, "org_attendance_rate", "wash", "international")
    assert min(local[:2]) > 50 > 40 > max(local[2:])
    assert max(international) - min(international) < 10
    assert one(rows, "attendance_gap_local", "wash")["value"] < -20
    assert one(rows, "attendance_gap_local", "wash")["band"] == "caution"


def test_in_wash_local_partners_feel_less_equal_and_others_do_not(rows: list[dict[str, Any]]) -> None:
    before, after = (
        one(rows, "pop_equality_score", "wash", "local", start=start) for start in ("2025-01-01", "2026-01-01")
    )
    assert after["high"] < before["low"]  # more than chance
    others = [
        one(rows, "pop_equality_score", "wash", "international", start=start)["value"]
        for start in ("2025-01-01", "2026-01-01")
    ]
    assert others[1] >= others[0]


def test_protection_improved(rows: list[dict[str, Any]]) -> None:
    local = halves(rows, "org_attendance_rate", "protection", "local")
    assert local == sorted(local)
    assert local[-1] - local[0] > 15
    shares = [
        one(rows, "cbpf_local_share", "protection", group_by="all", months=12, start=f"{year}-01-01")["value"]
        for year in (2024, 2025, 2026)
    ]
    assert shares == sorted(shares)


def test_in_food_security_hardly_any_money_goes_to_local_actors(rows: list[dict[str, Any]]) -> None:
    for year in (2024, 2025):
        share = one(
            rows, "direct_local_funding_share", "food_security", group_by="all", months=12, start=f"{year}-01-01"
        )
        assert share["value"] < 3
        assert share["bound_high"] < 25


def test_small_groups_are_hidden_in_the_demo_too(rows: list[dict[str, Any]]) -> None:
    opinions = [row for row in rows if row["indicator"].startswith("pop_")]
    assert any(row["status"] == "suppressed" for row in opinions)
    assert all(row["n"] >= 5 for row in opinions if row["status"] == "ok")
