"""Who is a member of which cluster, and since when, where lists of several years lie in one folder?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import facts, partner, write_csv, write_partners

START, END = dt.date(2024, 1, 1), dt.date(2025, 3, 31)
Row = tuple[str, ...]


def members(folder: Path) -> list[tuple[Any, ...]]:
    return facts(folder, "select joined_on, left_on, level, areas from memberships order by all")


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            (partner("Anta", joined="2024-01-01"), partner("Anta", joined="2024-01-01", left="2025-03-31")),
            [(START, END)],
        ),
        ((partner("Anta", joined="2024-01-01"), partner("Anta")), [(START, None)]),
        ((partner("Anta", joined="2024-01-01"), partner("Anta", left="2025-03-31")), [(START, END)]),
        ((partner("Anta"), partner("Anta", left="2025-03-31")), [(None, END)]),
        ((partner("Anta", joined="2024-01-01"), partner("Anta", left="2023-12-31")), [(START, None)]),
    ],
    ids=["left since", "no dates in one", "joined in one, left in the other", "left, never joined", "came back"],
)
def test_what_one_list_leaves_open_another_may_know(
    tmp_path: Path, names: tuple[str, str], rows: tuple[Row, Row], found: list[tuple[dt.date | None, dt.date | None]]
) -> None:
    for name, row in zip(names, rows, strict=True):
        write_partners(tmp_path, [row], name)
    assert [membership[:2] for membership in members(tmp_path)] == found


def test_who_left_and_came_back_has_two_memberships(tmp_path: Path) -> None:
    first = partner("Anta", joined="2020-01-01", left="2021-12-31")
    write_partners(tmp_path, [first, partner("Anta", joined="2024-01-01")])
    write_partners(tmp_path, [first], "old.csv")
    assert [membership[:2] for membership in members(tmp_path)] == [
        (dt.date(2020, 1, 1), dt.date(2021, 12, 31)), (START, None),
    ]  # fmt: skip


def test_level_and_areas_come_from_the_list_that_says_them(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta", joined="2024-01-01")])
    write_csv(
        tmp_path / "areas.csv",
        ("Organisation", "Type", "Cluster", "Membership level", "Areas of operation"),
        [("Anta", "National NGO", "WASH", "Observer", "North; South")],
    )
    assert members(tmp_path) == [(START, None, "observer", "North;South")]
