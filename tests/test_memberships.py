"""Who is a member of which cluster, and since when, where lists of several years lie in one folder?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pipelines.sources import partner_register
from pipelines.sources.sheets import Sheet
from tests.readings import take
from tests.workspaces import facts, one, partner, published, reading, write_attendance, write_csv, write_partners

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


def test_who_left_and_came_back_on_a_day_is_expected_once_that_day(tmp_path: Path) -> None:
    back = "2025-02-03"
    others = [partner(name, joined="2024-01-01") for name in ("Bahar", "Cala")]
    write_partners(tmp_path, [partner("Anta", joined="2024-01-01", left=back), partner("Anta", joined=back), *others])
    write_attendance(tmp_path, {back: ["Anta", "Bahar"]})
    rate = one(published(tmp_path), "org_attendance_rate", start="2025-02-01", months=1)
    assert (rate["numerator"], rate["denominator"]) == (2, 3)


def test_level_and_areas_come_from_the_list_that_says_them(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta", joined="2024-01-01")])
    write_csv(
        tmp_path / "areas.csv",
        ("Organisation", "Type", "Cluster", "Membership level", "Areas of operation"),
        [("Anta", "National NGO", "WASH", "Observer", "North; South")],
    )
    assert members(tmp_path) == [(START, None, "observer", "North;South")]


def test_lists_that_name_other_areas_make_one_membership_with_all_of_them(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta", joined="2024-01-01"), partner("Bahar")])
    headings = ("Organisation", "Type", "Cluster", "Joined on", "Areas of operation")
    for name, areas in (("a.csv", "South; North"), ("b.csv", "North; East")):
        write_csv(tmp_path / name, headings, [("Anta", "National NGO", "WASH", "2024-01-01", areas)])
    query = "select organisation_id, areas from facts.memberships order by all"
    assert loaded(tmp_path, query) == [("anta", "East;North;South"), ("bahar", None)]


# What the coordinator writes down beside the name

ASKED = ("Organisation", "Type", "Cluster", "Joined on", "Staff for coordination", "Agreed to report", "Key actor")
PROMISES = (
    "select joined_on::varchar, coordination_staff, reports_agreed, key_actor from facts.memberships order by all"
)


def loaded(folder: Path, query: str) -> list[tuple[Any, ...]]:
    con = reading(folder)
    return con.execute(query).fetchall()


@pytest.mark.parametrize(
    "headings",
    [
        ("Staff for coordination", "Agreed to report", "Key actor"),
        ("Coordination staff (FTE)", "Agreed to report to the 5W", "KEY ACTORS"),
        ("Personnel de coordination", "Engagement à rapporter", "Acteur clé"),
        ("Personal de coordinación", "Acepta reportar", "Socio clave"),
        ("موظفو التنسيق", "وافقت على تقديم التقارير", "جهة فاعلة رئيسية"),
    ],
    ids=["template", "own words", "French", "Spanish", "Arabic"],
)
def test_staff_and_promises_are_read_under_the_headings_of_four_languages(headings: Row) -> None:
    rows = [("Anta", "NGO", "WASH", "0,5", "oui", "No"), ("Bahar", "NGO", "WASH", "", "", "")]
    sheet = Sheet("partners.csv", "", [["Organisation", "Type", "Cluster", *headings], *map(list, rows)])
    said = [
        [record[column] for column in ("coordination_staff", "reports_agreed", "key_actor")]
        for record in take(partner_register, sheet).facts["memberships"]
    ]
    assert said == [["0.5", "yes", "no"], ["", "", ""]]


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_staff_and_promises_come_from_the_list_that_says_them(tmp_path: Path, names: tuple[str, str]) -> None:
    write_partners(tmp_path, [partner("Anta", joined="2024-01-01"), partner("Bahar"), partner("Care")])
    says = [("Anta", "NGO", "WASH", "2024-01-01", "0.5", "", "no"), ("Bahar", "NGO", "WASH", "", "0", "no", "")]
    later = [("Anta", "NGO", "WASH", "", "1.5", "yes", "yes"), ("Anta", "NGO", "WASH", "2024-01-01", "1", "", "")]
    for name, rows in zip(names, (says, later), strict=True):
        write_csv(tmp_path / name, ASKED, rows)
    assert loaded(tmp_path, PROMISES) == [
        ("2024-01-01", 1.0, True, False), (None, 0.0, False, None), (None, None, None, None),
    ]  # fmt: skip


def test_staff_that_is_no_number_sets_the_row_aside(tmp_path: Path) -> None:
    write_partners(tmp_path, [partner("Anta")])
    write_csv(tmp_path / "staff.csv", ASKED, [("Bahar", "NGO", "WASH", "", "many", "", "")])
    write_csv(tmp_path / "less.csv", ASKED, [("Care", "NGO", "WASH", "", "-1", "", "")])
    assert loaded(tmp_path, 'select value from found where "column" = \'coordination_staff\' order by 1') == [
        ("-1",), ("many",),
    ]  # fmt: skip
    assert len(loaded(tmp_path, PROMISES)) == 1
