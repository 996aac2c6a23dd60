"""What must always hold, whatever the files: order, strangers, spellings, accounting."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.build import build
from pipelines.workspace import open_workspace
from tests.workspaces import answers, partner, published, write_attendance, write_partners, write_survey

NAMES = ["Alwan", "Bahar", "Cedar", "Dunya", "Nordic Aid", "Ocean Relief"]
Row = dict[str, Any]
Attendance = dict[str, list[str]]
DAYS = ["2025-01-14", "2025-02-11", "2025-03-11", "2025-07-08"]
# Each example is four builds: two of them here, thirty with `pytest --hypothesis-profile=thorough`.
FEW = settings(
    max_examples=max(2, settings().max_examples // 33 - 1),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# The plainest example, which is always tried, is a meeting that everybody came to.
came: st.SearchStrategy[list[str]] = st.lists(st.sampled_from(NAMES), max_size=8).map(
    lambda drawn: drawn or NAMES
) | st.just([])
meetings = st.fixed_dictionaries(dict.fromkeys(DAYS, came))


def numbers(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Everything published but the build's own id."""
    return sorted((tuple(value for key, value in row.items() if key != "build") for row in rows), key=repr)


def cluster(folder: Path, attendance: Attendance, members: Sequence[str] = NAMES, **partners: Any) -> Path:
    """A workspace of members (the last two international) and who came when."""
    write_partners(
        folder, [partner(name, "ingo" if name in NAMES[4:] else "local", **partners.get(name, {})) for name in members]
    )
    write_attendance(folder, attendance)
    return folder


@given(meetings, st.randoms(use_true_random=False), st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
@FEW
def test_whoever_came_when(attendance: Attendance, shuffle: random.Random, visits: list[str]) -> None:
    """Four properties of the same drawn meetings, so that what they are compared with is built once."""
    with tempfile.TemporaryDirectory() as folder:
        plain = published(cluster(Path(folder) / "plain", attendance))
        shares_lie_within_their_bounds(plain)
        order_changes_nothing(Path(folder) / "in another order", plain, attendance, shuffle)
        a_stranger_never_raises_a_rate(Path(folder) / "with a stranger", plain, attendance, visits)
        two_spellings_count_as_one(Path(folder) / "spelt otherwise", plain, attendance)


def shares_lie_within_their_bounds(plain: list[Row]) -> None:
    """Every share lies between 0 and 100, and says what it is made of or why there is none."""
    for row in plain:
        if row["unit"] == "%" and row["value"] is not None:
            assert 0 <= row["value"] <= 100
            assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"])
        if row["bound_low"] is not None and row["value"] is not None:
            assert row["bound_low"] - 1e-9 <= row["value"] <= row["bound_high"] + 1e-9
        assert (row["value"] is None) == (row["status"] != "ok")
        assert row["status"] == "ok" or row["reason"]


def order_changes_nothing(folder: Path, plain: list[Row], attendance: Attendance, shuffle: random.Random) -> None:
    """The same rows in another order, in files whose names sort the other way round."""
    members = shuffle.sample(NAMES, len(NAMES))
    days = shuffle.sample(DAYS, len(DAYS))
    cluster(folder, {day: shuffle.sample(attendance[day], len(attendance[day])) for day in days}, members)
    (folder / "sign-in.csv").rename(folder / "a.csv")
    assert numbers(plain) == numbers(published(folder))


def a_stranger_never_raises_a_rate(
    folder: Path, plain: list[Row], attendance: Attendance, visits: Sequence[str]
) -> None:
    """Somebody no list knows came to some of the meetings."""
    with_stranger = {
        day: [*present, *(["Quite Unknown"] if day in visits else [])] for day, present in attendance.items()
    }
    rates = {key(row): row["value"] for row in plain if row["unit"] == "%" and row["value"] is not None}
    for row in published(cluster(folder, with_stranger)):
        # A meeting only the stranger came to is one that members missed: more of them may have stopped coming.
        if row["indicator"] != "dropout_rate" and key(row) in rates and row["value"] is not None:
            assert row["value"] <= rates[key(row)] + 1e-9


def two_spellings_count_as_one(folder: Path, plain: list[Row], attendance: Attendance) -> None:
    """Every second Alwan signs under another name, and the partner list holds both as rows of their own."""
    spelt = {
        day: ["ALW" if name == "Alwan" and index % 2 else name for index, name in enumerate(present)]
        for day, present in attendance.items()
    }
    cluster(folder, spelt, [*NAMES, "Alwan Relief Society"], Alwan={"other": "Alwan Relief Society; ALW"})
    assert numbers(plain) == numbers(published(folder))


def key(row: Row) -> tuple[Any, ...]:
    """What a value speaks of."""
    return tuple(row[name] for name in ("indicator", "cluster", "period_start", "period_end", "group_by", "group"))


def test_a_decision_joins_two_spellings_as_one_entry_would(tmp_path: Path) -> None:
    attendance = {"2025-01-14": ["Alwan", "Bahar"], "2025-02-11": ["Alwaan Society"]}
    plain = published(cluster(tmp_path / "plain", attendance | {"2025-02-11": ["Alwan"]}))
    folder = cluster(tmp_path / "decided", attendance)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "organisations.csv").write_text(
        "decided_on,decided_by,name,organisation_id,reason\n2025-03-01,IM,Alwaan Society,alwan,same phone number\n",
        encoding="utf-8",
    )
    assert numbers(plain) == numbers(published(folder))


def test_rows_read_are_rows_loaded_plus_rows_quarantined(tmp_path: Path) -> None:
    cluster(tmp_path, {"2025-01-14": ["Alwan"], "not a date": ["Bahar"], "2025-02-11": ["", "Cedar"]})
    workspace = open_workspace(tmp_path)
    pointer = build(workspace)
    with duckdb.connect(str(workspace.build_folder / pointer.file), read_only=True) as con:
        account = con.execute(
            "select file, rows_read, rows_accepted, rows_quarantined from files order by file"
        ).fetchall()
        held_back = con.execute(
            "select distinct \"row\", rule, remedy from findings where severity = 'error' and file = 'sign-in.csv' order by 1"
        ).fetchall()
    assert account == [("partners.csv", 6, 6, 0), ("sign-in.csv", 4, 2, 2)]
    assert {row for row, _, _ in held_back} == {3, 4}
    assert all(remedy for _, _, remedy in held_back)


def test_answers_from_two_exports_of_the_same_survey_count_once(tmp_path: Path) -> None:
    responses = [(name, f"2025-05-0{i + 1}T09:00:00", answers(eq=(4, 4, 4, 4))) for i, name in enumerate(NAMES)]
    once = cluster(tmp_path / "once", {"2025-01-14": NAMES})
    write_survey(once, responses)
    twice = cluster(tmp_path / "twice", {"2025-01-14": NAMES})
    write_survey(twice, responses)
    write_survey(twice, responses, "a copy.csv")
    assert numbers(published(once)) == numbers(published(twice))
