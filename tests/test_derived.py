"""Numbers made of two published ones: as certain as the less certain of them, and hidden wherever one of them is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Cell, Member, Value
from pipelines.indicators.derived import differences, effects

GAP = catalogue()["attendance_gap_local"]
LIMITS = {"thresholds.attendance_gap": 10}
CENSUS = "census: all are counted"


def rate(group: str, value: float | None, **more: object) -> Value:
    cell = Cell(
        "org_attendance_rate", "wash", "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False, "locality", group
    )
    return replace(Value(cell, "%", value, n=8, population=8, method=CENSUS), **more)  # type: ignore[arg-type]


def gap(*sides: Value) -> Value:
    (found,) = differences(GAP, {"org_attendance_rate": list(sides)}, LIMITS)
    return found


def test_a_difference_of_two_counts_is_a_count() -> None:
    found = gap(rate("local", 40.0), rate("international", 55.0))
    assert (found.value, found.method, found.interval, found.n, found.band) == (-15, CENSUS, None, 16, "caution")


def test_what_outsiders_may_not_see_of_one_side_they_may_not_see_of_the_difference() -> None:
    few = "fewer than 5 organisations are counted"
    assert gap(rate("local", 40.0), rate("international", 55.0, outside=few)).outside == few
    assert gap(rate("local", 40.0, outside=few), rate("international", 55.0)).outside == few


def test_a_hidden_or_missing_side_takes_the_difference_with_it() -> None:
    hidden = gap(rate("local", None, status="suppressed", reason="too few"), rate("international", 55.0))
    assert (hidden.value, hidden.status, hidden.reason) == (None, "suppressed", "too few")
    missing = gap(rate("local", 40.0))
    assert (missing.value, missing.status) == (None, "not_computable")
    assert missing.reason == "there is no number of international organisations"


def test_an_uncertain_side_makes_the_difference_uncertain() -> None:
    unsure = {"method": "exact", "interval": (50.0, 70.0), "bounds": (30.0, 90.0)}
    right = gap(rate("local", 40.0), rate("international", 55.0, **unsure))
    assert (right.interval, right.bounds, right.method) == ((-30, -10), (-50, 10), "exact")
    left = gap(rate("local", 55.0, **unsure), rate("international", 40.0))
    assert (left.interval, left.bounds, left.method) == ((10, 30), (-10, 50), "exact")
    both = gap(rate("local", 55.0, **unsure), rate("international", 40.0, **unsure))
    assert (both.value, both.interval, both.method) == (15, None, "none: both numbers are uncertain")


PERCEPTION = catalogue()["perception_gap"]


def opinion(base: str, group: str, scores: Sequence[float], population: int | None) -> Value:
    members = tuple(Member(f"{group}{n}", f"{group}{n}", value=score) for n, score in enumerate(scores))
    cell = Cell(
        base, "wash", "period", dt.date(2025, 1, 1), dt.date(2025, 6, 30), False, "locality", group, members=members
    )
    return Value(cell, "points", 50.0, n=len(scores), population=population)


def compared(local: Sequence[float], others: Sequence[float], population: int | None = 10) -> dict[str, Value]:
    """The perception gap over equality and transparency, which get the same answers, by principle."""
    values = {
        base: [opinion(base, "local", local, population), opinion(base, "international", others, population)]
        for base in ("pop_equality_score", "pop_transparency_score")
    }
    return {value.cell.group: value for value in effects(PERCEPTION, values, {})}


def test_a_test_is_shown_where_one_can_succeed_with_what_the_family_makes_of_it() -> None:
    """Five lower and five higher: 2 of the 252 ways to split ten are as extreme, 0.79 %; twice the same test stays so."""
    found = compared([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])
    words = "chance alone would set the groups this far apart in 0.79 of 100 cases"
    assert found["equality"].value == -1
    assert found["equality"].reason == f"{words} (0.79 of 100, as one of 2 tests)"
    assert found["all"].reason == words


@pytest.mark.parametrize(
    ("local", "others", "reason"),
    [([1, 2, 3], [4, 5, 6], "groups too small to test"), ([50] * 6, [50] * 6, "too many equal answers to test")],
)
def test_no_test_where_none_could_succeed(local: list[float], others: list[float], reason: str) -> None:
    assert compared(local, others)["equality"].reason == reason


def test_no_interval_where_nobody_knows_how_many_there_are() -> None:
    """More answers than members: some are anonymous."""
    found = compared([10, 20, 30, 40, 50], [60, 70, 80, 90, 100], population=4)["equality"]
    assert (found.value, found.population, found.interval) == (-1, None, None)
    assert found.method == "none: how many organisations there are is not known"
    known = compared([10, 20, 30, 40, 50], [60, 70, 80, 90, 100], population=10)["equality"]
    assert known.population == 20
    assert known.interval is not None and known.interval[0] == pytest.approx(-1, abs=0.1) and known.interval[1] > -1
