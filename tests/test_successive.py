"""Two builds, one after the other, give nobody's part away to evaluators and donors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from pipelines.indicators.cells import Cell, Member, Value
from pipelines.successive import read_shown, withhold, write_shown

MINIMUM = 5


def opinion(said: Mapping[str, float], group: str = "all", indicator: str = "pop_equality_score") -> Value:
    """A score of the organisations that answered."""
    members = tuple(Member(name, name, value=points) for name, points in sorted(said.items()))
    by = "all" if group == "all" else "locality"
    where = (indicator, "wash", "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False, by, group)
    return Value(Cell(*where, members=members), "points", 50.0)


TEN = {f"o{number}": 50.0 for number in range(10)}


def test_what_was_never_shown_is_shown() -> None:
    (value,), shown = withhold([opinion(TEN)], {}, MINIMUM)
    assert value.outside is None
    assert len(shown) == 1


def test_four_new_answers_are_held_back_and_a_fifth_releases_them() -> None:
    _, shown = withhold([opinion(TEN)], {}, MINIMUM)
    four = TEN | {f"new{number}": 100.0 for number in range(4)}
    (held,), after = withhold([opinion(four)], shown, MINIMUM)
    assert held.outside is not None
    assert held.value == 50  # the team sees it
    assert after == shown  # outsiders still know only the first ten
    (released,), _ = withhold([opinion(four | {"new4": 0.0})], after, MINIMUM)
    assert released.outside is None


def test_two_small_steps_are_one_step_from_what_was_shown() -> None:
    """Three and then two new answers are five against what outsiders saw."""
    _, shown = withhold([opinion(TEN)], {}, MINIMUM)
    _, shown = withhold([opinion(TEN | {"a": 1.0, "b": 2.0, "c": 3.0})], shown, MINIMUM)
    (value,), _ = withhold([opinion(TEN | {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0, "e": 5.0})], shown, MINIMUM)
    assert value.outside is None


def test_an_answer_that_was_mended_is_held_back_too() -> None:
    _, shown = withhold([opinion(TEN)], {}, MINIMUM)
    (value,), _ = withhold([opinion(TEN | {"o3": 75.0})], shown, MINIMUM)
    assert value.outside is not None


def test_the_same_again_is_shown_again() -> None:
    _, shown = withhold([opinion(TEN)], {}, MINIMUM)
    (value,), after = withhold([opinion(TEN)], shown, MINIMUM)
    assert value.outside is None
    assert after == shown


def test_a_build_in_which_nothing_changed_is_not_solved_for(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shown = withhold(groups(local=ten("l"), international=ten("i")), {}, MINIMUM)
    monkeypatch.setattr("pipelines.successive._held", None)  # calling one of them would fail
    monkeypatch.setattr("pipelines.successive.given_away", None)
    found, _ = withhold(groups(local=ten("l"), international=ten("i")), shown, MINIMUM)
    assert shown_of(found) == ["all", "local", "international"]


def test_what_was_shown_is_read_from_a_build_as_it_was_written(tmp_path: Path) -> None:
    _, shown = withhold([*groups(local=ten("l"), international=ten("i")), month({"ngo local wash": 9})], {}, MINIMUM)
    with duckdb.connect(str(tmp_path / "build.duckdb")) as con:
        con.execute("create schema facts")
        tables = files("pipelines.schema").joinpath("published.sql").read_text(encoding="utf-8")
        (table,) = (part for part in tables.split(";") if "create table shown_outside" in part)
        con.execute(table.replace("table shown_outside", "table facts.shown_outside"))
        write_shown(con, shown)
        con.execute("create view shown_outside as from facts.shown_outside")
    assert read_shown(tmp_path / "build.duckdb") == shown
    assert read_shown(None) == {}


def groups(**said: Mapping[str, float]) -> list[Value]:
    """All together, and each group."""
    everybody = {name: points for members in said.values() for name, points in members.items()}
    return [opinion(everybody), *(opinion(members, group) for group, members in said.items())]


def shown_of(values: list[Value]) -> list[str]:
    return [value.cell.group for value in values if value.outside is None]


def ten(prefix: str, **changed: float) -> dict[str, float]:
    """Two each who said 0, 25, 50, 75 and 100: what one said is not told by what all said."""
    return {f"{prefix}{number}": 25.0 * (number % 5) for number in range(10)} | changed


def test_two_changes_are_not_told_by_the_changes_of_all_and_of_the_others() -> None:
    """Seven changed in all, five of them local: all less local would tell what the two international ones say now."""
    _, shown = withhold(groups(local=ten("l"), international=ten("i")), {}, MINIMUM)
    new = groups(local=ten("l", l0=1, l1=2, l2=3, l3=4, l4=5), international=ten("i", i0=1, i1=2))
    found, _ = withhold(new, shown, MINIMUM)
    assert shown_of(found) == ["all"]


def test_where_all_said_the_same_before_the_sum_of_changes_tells_what_the_groups_say() -> None:
    """All 20 said 50, and 7 say now almost nothing: all together tell to a few points what each hidden group says."""
    _, shown = withhold(groups(local=dict.fromkeys(ten("l"), 50.0), international=dict.fromkeys(ten("i"), 50.0)), {}, 5)
    local = dict.fromkeys(ten("l"), 50.0) | {"l0": 1, "l1": 2, "l2": 3, "l3": 4, "l4": 5}
    international = dict.fromkeys(ten("i"), 50.0) | {"i0": 1, "i1": 2}
    found, _ = withhold(groups(local=local, international=international), shown, MINIMUM)
    assert shown_of(found) == []


def test_a_group_that_was_hidden_before_is_not_told_by_what_is_shown_now() -> None:
    """Four unclassified, hidden with the ten local. Now the local are to be shown: all of before less them are the four."""
    before = groups(local=ten("l"), international=ten("i"), unclassified={f"u{n}": 25.0 for n in range(4)})
    _, shown = withhold([before[0], before[2]], {}, MINIMUM)
    now = groups(local=ten("l"), international=ten("i"), unclassified={f"u{n}": 25.0 for n in range(9)})
    found, _ = withhold(now, shown, MINIMUM)
    assert "local" not in shown_of(found)


def test_what_is_computed_from_a_number_held_back_is_held_back_too() -> None:
    gap = replace(opinion({}), cell=replace(opinion({}).cell, indicator="perception_gap"))
    _, shown = withhold([*groups(local=ten("l"), international=ten("i")), gap], {}, MINIMUM)
    found, _ = withhold([*groups(local=ten("l", l0=1), international=ten("i")), gap], shown, MINIMUM)
    assert [value.cell.indicator for value in found if value.outside] == ["pop_equality_score"] * 2 + ["perception_gap"]


def test_what_was_shown_once_is_remembered_while_it_is_not_shown() -> None:
    _, shown = withhold([opinion(TEN)], {}, MINIMUM)
    _, after = withhold([replace(opinion(TEN), outside="a small group")], shown, MINIMUM)
    assert after == shown


def month(came: Mapping[str, float]) -> Value:
    """How often each class of organisations came in a month, out of 20."""
    members = tuple(Member(name, None, amount=n, base=20.0) for name, n in sorted(came.items()))
    where = ("org_attendance_rate", "wash", "month", dt.date(2025, 1, 1), dt.date(2025, 1, 31), False, "all", "all")
    return Value(Cell(*where, members=members), "%", 50.0)


def test_a_month_is_held_back_when_a_few_occasions_changed() -> None:
    _, shown = withhold([month({"ngo local wash": 9, "un_agency international wash": 4})], {}, MINIMUM)
    (few,), _ = withhold([month({"ngo local wash": 11, "un_agency international wash": 4})], shown, MINIMUM)
    (many,), _ = withhold([month({"ngo local wash": 18, "un_agency international wash": 6})], shown, MINIMUM)
    assert (few.outside is None, many.outside is None) == (False, True)
