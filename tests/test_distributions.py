"""Beside a band stands how many organisations lie in each band, unless that tells what each of a few of them said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Cell, Member, Value
from pipelines.indicators.distributions import SMALL, distributions

SCORE = catalogue()["ccpm_function_score"]
START, END = dt.date(2025, 1, 1), dt.date(2025, 6, 30)
# One member: cluster, locality, type and score.
Said = tuple[str, str, str, float]


def value(
    scores: Sequence[float | None], group_by: str = "all", group: str = "all", *, who: str = "o", cluster: str = "wash"
) -> Value:
    """A published score; the members of two values with the same `who` are the same ones."""
    members = tuple(Member(f"{who}{n}", f"{who}{n}", value=score) for n, score in enumerate(scores))
    cell = Cell(SCORE.id, cluster, "period", START, END, False, group_by, group, members=members)
    return Value(cell, "points", 50.0)


def counted(values: Sequence[Value]) -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    """Counts and counts on the edge, from the lowest band to the highest, by cluster, grouping and group."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for _, cluster, _, _, group_by, group, _, organisations, on_edge in distributions(SCORE, values, {}):
        found[cluster, group_by, group].append((organisations, on_edge))
    return dict(found)


def test_each_band_with_those_that_stand_exactly_on_its_edge() -> None:
    """“Agree” from everybody is 75: three of the four satisfactory ones are one step from good."""
    scores = [0, 25, 25, 25.1, 50, 60, 75, 75, 74.9999999999, 80, 100, None]
    rows = distributions(SCORE, [value(scores)], {})
    assert [row[6:] for row in rows] == [
        ("weak", 3, 2), ("unsatisfactory", 2, 1), ("satisfactory", 4, 3), ("good", 2, 1),
    ]  # fmt: skip
    assert rows[0][:6] == (SCORE.id, "wash", "period", START, "all", "all")


def test_a_statement_is_told_in_three_steps_without_those_on_an_edge() -> None:
    """Answers 1, 2 and the mean of both disagree; 4, 5 and their mean agree; whatever lies between is neither."""
    said = value([0, 12.5, 25, 37.5, 50, 50, 62.5, 75, 87.5, 100, None])
    rows = distributions(catalogue()["pop_transparency_score.tr1"], [said], {})
    assert [row[6:] for row in rows] == [("disagree", 3, 0), ("neither", 4, 0), ("agree", 3, 0)]


def test_a_few_who_all_agree_with_a_statement_are_not_counted() -> None:
    few = distributions(catalogue()["neutrality_score"], [value([75.0] * 4 + [100.0] * 5)], {})
    assert few == []


def test_only_for_scores_that_are_shown() -> None:
    scores = [0, 30, 60, 90, 90, 90]
    hidden = replace(value(scores), value=None, status="suppressed")
    assert distributions(SCORE, [hidden, value([None, None])], {}) == []
    assert distributions(catalogue()["ccpm_function_score.mean"], [value(scores)], {}) == []


@pytest.mark.parametrize(("n", "shown"), [(5, False), (SMALL - 1, False), (SMALL, True)])
def test_a_small_group_of_one_mind_is_not_counted(n: int, shown: bool) -> None:
    assert bool(counted([value([75.0] * n)])) is shown
    assert bool(counted([value([60.0, 75.0] * (n // 2) + [70.0] * (n % 2))])) is shown  # not the same, but one band
    assert counted([value([50.0] + [75.0] * (n - 1))])


MIXED = [10.0, 40.0, 60.0, 90.0, 90.0, 90.0]


def test_its_division_goes_with_it_in_its_cluster_and_in_all_together() -> None:
    local, other = value([20.0] * 6, "locality", "local", who="l"), value(MIXED, "locality", "international", who="i")
    whole = replace(
        local, cell=replace(local.cell, group_by="all", group="all", members=(*local.cell.members, *other.cell.members))
    )
    elsewhere = value(MIXED, "locality", "local", cluster="food", who="f")
    together = replace(
        elsewhere, cell=replace(elsewhere.cell, cluster="all", members=(*elsewhere.cell.members, *local.cell.members))
    )
    assert set(counted([whole, local, other, elsewhere, together])) == {
        ("wash", "all", "all"), ("food", "locality", "local"),
    }  # fmt: skip


def test_what_a_whole_has_left_is_a_group_too() -> None:
    """The six others are not shown, and all weak: whole minus local would say so."""
    local = value(MIXED, "locality", "local", who="l")
    rest = value([20.0] * 6, who="i").cell.members
    whole = replace(local, cell=replace(local.cell, group_by="all", group="all", members=(*local.cell.members, *rest)))
    assert set(counted([whole, local])) == {("wash", "all", "all")}
    elsewhere = value(MIXED, "locality", "local", cluster="food", who="f")
    members = (*elsewhere.cell.members, *local.cell.members)
    together = replace(elsewhere, cell=replace(elsewhere.cell, cluster="all", members=members))
    # All local ones less those of food would give back those of WASH, and they the rest.
    assert set(counted([whole, local, elsewhere, together])) == {("wash", "all", "all"), ("food", "locality", "local")}


def test_questions_are_no_parts_of_a_whole() -> None:
    """One sub-function on which all agree says nothing about another."""
    asked = [value(MIXED, "function", "1.1"), value([20.0] * 6, "function", "1.2"), value(MIXED)]
    assert set(counted(asked)) == {("wash", "function", "1.1"), ("wash", "all", "all")}


MEMBERS = st.lists(
    st.tuples(
        st.sampled_from(["wash", "food"]), st.sampled_from(["local", "international"]),
        st.sampled_from(["ngo", "un"]), st.sampled_from([20.0, 75.0]),
    ),
    min_size=5, max_size=30,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(MEMBERS, st.sets(st.integers(0, 20)))
def test_no_subtraction_gives_a_small_group_of_one_mind(said: list[Said], unseen: set[int]) -> None:
    """Whatever is shown: a whole less groups of one division, or less clusters, is never a few that all stand in one band."""
    values = [one for at, one in enumerate(_published(said)) if at not in unseen]
    rows = distributions(SCORE, values, {})
    counts = {key: [row[7] for row in own] for key, own in groupby(rows, key=lambda row: (row[1], row[4], row[5]))}
    for whole, total in counts.items():
        for parts in _ways(whole, counts):
            left = [n - sum(counts[part][at] for part in parts) for at, n in enumerate(total)]
            assert not (0 < sum(left) < SMALL and max(left) == sum(left)), (whole, parts)


Key = tuple[str, str, str]


def _published(said: list[Said]) -> list[Value]:
    """Every cell of such members: two clusters and both together, overall and by both groupings."""
    found = []
    for cluster in ("all", "wash", "food"):
        inside = [(n, one) for n, one in enumerate(said) if cluster in ("all", one[0])]
        for group_by, place in (("all", None), ("locality", 1), ("type", 2)):
            for group in sorted({str(one[place]) if place else "all" for _, one in inside}):
                members = tuple(
                    Member(f"o{n}", f"o{n}", value=one[3]) for n, one in inside if not place or one[place] == group
                )
                cell = Cell(SCORE.id, cluster, "period", START, END, False, group_by, group, members=members)
                found.append(Value(cell, "points", 50.0))
    return found


def _ways(whole: Key, counts: dict[Key, list[int]]) -> list[list[Key]]:
    """What can be taken from a whole: nothing, the groups of a grouping of its cluster, the same group of each cluster."""
    cluster, group_by, group = whole
    ways: list[list[Key]] = [[]]
    if group_by == "all":
        ways += [[key for key in counts if key[:2] == (cluster, division)] for division in ("locality", "type")]
    if cluster == "all":
        ways.append([key for key in counts if key[0] != "all" and key[1:] == (group_by, group)])
    return ways
