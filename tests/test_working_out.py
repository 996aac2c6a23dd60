"""What could be worked out is found, by the same answers as scipy's own; cells are compared as sets are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from pipelines.overlaps import Overlaps
from pipelines.solver import Program
from pipelines.told import Account, Told
from pipelines.two_builds import given_away
from pipelines.unknowns import puzzle_of

TOLD = frozenset({"mean", "agreed"})


def program(seed: int) -> Program:
    """Ten unknowns with known sums, of which a point is a solution."""
    random = np.random.default_rng(seed)
    most = random.integers(1, 9, 10).astype(float)
    point = np.floor(random.random(10) * (most + 1))
    equal = csr_matrix(random.integers(0, 2, (4, 10)).astype(float))
    below = csr_matrix(np.eye(10)[:2] - np.eye(10)[2:4]) if seed % 2 else csr_matrix((0, 10))
    point[:2] = np.minimum(point[:2], point[2:4])
    return Program(equal, equal @ point, below, most)


@pytest.mark.parametrize("seed", range(6))
def test_the_solver_says_what_scipys_says(seed: int) -> None:
    """However many questions were put before."""
    asked = program(seed)
    below = {"A_ub": asked.below, "b_ub": np.zeros(asked.below.shape[0])} if asked.below.shape[0] else {}
    for objective in (np.eye(10)[0], -np.eye(10)[3], np.arange(10.0) - 5):
        found = asked.lowest(objective)
        bounds = [(0.0, most) for most in asked.most]
        expected = linprog(objective, A_eq=asked.equal, b_eq=asked.numbers, bounds=bounds, **below)
        assert found is not None
        point, weights = found
        assert objective @ point == pytest.approx(expected.fun)
        assert asked.equal @ point == pytest.approx(asked.numbers)
        assert len(weights) == len(asked.numbers)


def test_what_holds_a_sum_down_has_a_weight() -> None:
    """Two unknowns, whose sum is known and nothing else: the first is at least 7 - 4."""
    asked = Program(csr_matrix(np.ones((1, 2))), np.array([7.0]), csr_matrix((0, 2)), np.array([5.0, 4.0]))
    found = asked.lowest(np.array([1.0, 0.0]))
    assert found is not None
    assert found[0] == pytest.approx([3.0, 4.0])
    assert found[1] == pytest.approx([1.0])


def test_a_program_without_a_solution_has_none() -> None:
    impossible = Program(csr_matrix(np.ones((1, 2))), np.array([9.0]), csr_matrix((0, 2)), np.array([1.0, 1.0]))
    assert impossible.lowest(np.ones(2)) is None
    assert impossible.lowest(np.array([1.0, 0.0])) is None


def told(members: set[str], cluster: str = "wash", group: str = "all", month: str = "", build: int = 0) -> Told:
    accounts = {member: Account(50.0, 100.0) for member in sorted(members)}
    owners = {member: member[0] for member in members}
    names = frozenset(owners.values())
    by = "all" if group == "all" else "type"
    return Told(0, (cluster, by, group), month, len(names), names, accounts, owners, build)


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(["a1", "a2", "b1", "b2", "c1"]), min_size=1),
            st.sampled_from(["all", "wash", "food"]),
            st.sampled_from(["all", "un", "ngo"]),
            st.sampled_from(["", "may"]),
        ),
        max_size=8,
    )
)
@settings(deadline=None, max_examples=60)
def test_families_are_the_cells_inside_a_cell(drawn: list[tuple[set[str], str, str, str]]) -> None:
    """Compared with the definition, set by set."""
    cells = [told(*one) for one in drawn]
    found = {(whole, part) for whole, parts in Overlaps(cells).families for part in parts}
    expected = {
        (whole, part)
        for whole, one in enumerate(cells)
        for part, other in enumerate(cells)
        if other.month == one.month and one.division[0] in ("all", other.division[0])
        if other.organisations < one.organisations and other.accounts.keys() < one.accounts.keys()
    }
    assert found == expected
    for whole, parts in Overlaps(cells).families:
        overlaps = Overlaps(cells)
        left = cells[whole].accounts.keys() - set().union(*(cells[part].accounts for part in parts))
        assert set(overlaps.units(overlaps.rest(whole, parts))) == left


def said(points: dict[str, float], cluster: str = "wash", group: str = "all", build: int = 0) -> Told:
    """What each of some organisations said in a cluster."""
    by = "all" if group == "all" else "locality"
    accounts = {name: Account(score, 100.0) for name, score in sorted(points.items())}
    return Told(0, (cluster, by, group), "", len(points), frozenset(points), accounts, {n: n for n in points}, build)


def test_what_did_not_change_is_the_same_opinion_in_both_builds() -> None:
    """In wash it was 25 and is 75, in food it stayed at 50: so its mean over both clusters is now known to be 62.5."""
    cells = [
        *(said({"a": 25.0}), said({"a": 50.0}, "food"), said({"a": 37.5}, "all")),
        *(said({"a": 75.0}, build=1), said({"a": 50.0}, "food", build=1), said({"a": 62.5}, "all", build=1)),
    ]
    puzzle = puzzle_of(cells, TOLD)
    assert puzzle.pinned([0, 1, 3], [5]) is not None
    assert puzzle_of(cells, TOLD).pinned([1, 3], [0]) is None
    assert puzzle_of(cells, TOLD).pinned([0, 1], [5]) is None


def of_many(prefix: str, number: int) -> dict[str, float]:
    return {f"{prefix}{n}": 25.0 * (n % 5) for n in range(number)}


def test_of_what_tells_of_few_the_smallest_is_held_back() -> None:
    """Three answered anew: all of before and now tell what they said; with no other group, all of now go."""
    before, few = of_many("l", 10), of_many("n", 3)
    cells = (said(before), said(before | few, build=1))
    assert given_away(cells, (0,), (1,), 5, TOLD) == (1,)
    assert given_away(cells, (0,), (1,), 3, TOLD) == ()


def test_what_was_known_before_is_no_reason_to_hold_anything_back() -> None:
    """The local are hidden now, but are the same as when they were shown."""
    local, others, new = of_many("l", 8), of_many("i", 8), of_many("n", 6)
    first = (said(local | others), said(local, group="local"), said(others, group="international"))
    second = (said(local | others | new, build=1), said(local, group="local", build=1))
    assert given_away((*first, *second), (0, 1, 2), (3,), 5, TOLD) == ()


def test_what_the_second_build_tells_by_itself_is_not_held_back() -> None:
    """Nobody of the fifteen agrees: whoever sees only the second build knows that of the three new ones too."""
    twelve, three = dict.fromkeys(of_many("l", 12), 0.0), dict.fromkeys(of_many("n", 3), 0.0)
    cells = (said(twelve), said(twelve | three, build=1))
    assert given_away(cells, (0,), (1,), 5, frozenset({"agreed"})) == ()
