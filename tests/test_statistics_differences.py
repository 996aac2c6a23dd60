"""Differences between two groups: against scipy, the table of methods.md 6.4 and every split counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics.differences import benjamini_hochberg, cliffs_delta, compare, delta_interval, size_of
from pipelines.statistics.interval import CENSUS, NOBODY, UNKNOWN, Interval
from pipelines.statistics.permutation import DRAWS, TOO_EQUAL, TOO_SMALL, permutation_test

FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)

POINTS = st.sampled_from([0.0, 25.0, 50.0, 75.0, 100.0])


def test_cliffs_delta_by_hand() -> None:
    # 3 > 1, 3 > 2, 3 = 3; 4 > all three: five wins, no loss, one tie, of six pairs.
    assert cliffs_delta([3, 4], [1, 2, 3]) == pytest.approx(5 / 6)
    assert cliffs_delta([1, 2, 3], [3, 4]) == pytest.approx(-5 / 6)
    assert cliffs_delta([5, 5], [5]) == 0
    assert cliffs_delta([9], [1]) == 1
    assert cliffs_delta([], [1]) is None


@given(st.lists(POINTS, min_size=1, max_size=12), st.lists(POINTS, min_size=1, max_size=12))
@FEWER
def test_cliffs_delta_is_mann_whitneys_u_rescaled(first: list[float], second: list[float]) -> None:
    u = stats.mannwhitneyu(first, second, method="asymptotic").statistic
    assert cliffs_delta(first, second) == pytest.approx(2 * u / (len(first) * len(second)) - 1)


@pytest.mark.parametrize(
    ("delta", "word"),
    [(0, "negligible"), (-0.1469, "negligible"), (0.147, "small"), (-0.33, "medium"), (0.4739, "medium"),
     (0.474, "large"), (-1, "large"), (None, None)],
)  # fmt: skip
def test_words_for_sizes(delta: float | None, word: str | None) -> None:
    assert size_of(delta) == word


# methods.md 6.4, computed there by somebody else.
@pytest.mark.parametrize(
    ("n", "m", "smallest"), [(2, 3, 0.20), (3, 3, 0.10), (3, 4, 0.057), (4, 4, 0.029), (3, 8, 0.012), (4, 12, 0.001)]
)
def test_the_smallest_attainable_p(n: int, m: int, smallest: float) -> None:
    for first, second in ((range(n), range(n, n + m)), (range(m, n + m), range(m))):
        found = permutation_test(first, second)
        assert found.smallest is not None
        assert round(found.smallest, 3) == smallest
        if smallest > 0.05:
            assert (found.p, found.method) == (None, TOO_SMALL)
        else:
            assert (found.p, found.method) == (found.smallest, "exact permutation")


def counted_p(first: Sequence[float], second: Sequence[float]) -> float:
    """Every split of the pooled answers, one by one; its statistic is Cliff's delta itself, as counted by hand."""
    pooled = [*first, *second]
    observed = abs(wins(first, second))
    splits = list(combinations(range(len(pooled)), len(first)))
    far = 0
    for chosen in splits:
        rest = [pooled[place] for place in range(len(pooled)) if place not in chosen]
        far += abs(wins([pooled[place] for place in chosen], rest)) >= observed
    return far / len(splits)


def wins(first: Sequence[float], second: Sequence[float]) -> int:
    return sum((one > other) - (one < other) for one in first for other in second)


@given(st.lists(POINTS, min_size=1, max_size=5), st.lists(POINTS, min_size=1, max_size=5))
@FEWER
def test_p_is_that_of_every_split_counted_also_with_ties(first: list[float], second: list[float]) -> None:
    found = permutation_test(first, second)
    assert found.smallest is not None
    if found.p is None:
        assert found.smallest > 0.05 or 2 / comb(len(first) + len(second), len(first)) > 0.05
    else:
        assert found.smallest <= 0.05
        assert found.p == pytest.approx(counted_p(first, second))


def test_p_without_ties_is_that_of_scipys_exact_test() -> None:
    numbers = np.random.default_rng(3).permutation(45)
    first, second = (numbers[:20] + 3.5).tolist(), numbers[20:].tolist()
    expected = stats.mannwhitneyu(first, second, method="exact").pvalue
    assert permutation_test(first, second).p == pytest.approx(expected, rel=1e-9)
    assert permutation_test(second, first).p == pytest.approx(expected, rel=1e-9)


def test_beyond_counting_it_draws_with_a_fixed_seed_and_says_so() -> None:
    numbers = np.random.default_rng(4).normal(size=130)
    first, second = (numbers[:60] + 0.4).tolist(), numbers[60:].tolist()
    found = permutation_test(first, second)
    assert found == permutation_test(first[::-1], second)
    assert found.method == f"permutation, {DRAWS:,} random splits"
    expected = stats.mannwhitneyu(first, second, method="asymptotic").pvalue
    assert found.p == pytest.approx(expected, abs=4 * (expected * (1 - expected) / DRAWS) ** 0.5)
    apart = permutation_test((numbers[:60] + 90).tolist(), second)
    assert apart.p == pytest.approx(1 / (DRAWS + 1))


def test_no_p_value_where_none_can_be_had() -> None:
    assert permutation_test([], [1, 2]).method == TOO_SMALL
    assert permutation_test([1.0], [2.0] * 30).method == TOO_SMALL
    equal = permutation_test([50.0] * 9, [50.0] * 9)
    assert (equal.p, equal.smallest, equal.method) == (None, 1.0, TOO_EQUAL)
    assert permutation_test([50.0] * 9, [*[50.0] * 8, 75.0]).method == TOO_EQUAL


def test_the_interval_of_two_censuses_is_the_value() -> None:
    found = delta_interval([3, 4], [1, 2, 3], (2, 3))
    assert found[:2] == pytest.approx((5 / 6, 5 / 6))
    assert found.method == CENSUS
    one_sided = delta_interval([75.0] * 3, [25.0, 50.0], (3, 4))
    assert one_sided.method == "bootstrap over organisations of two known groups, 95 %"
    # Both missing at 100: three of the first group lose to two, win from two.
    assert one_sided[:2] == (0.0, 1.0)


def test_the_interval_where_there_is_none() -> None:
    assert delta_interval([], [1, 2], (3, 2)) == Interval(None, None, NOBODY)
    assert delta_interval([1], [1, 2], (None, 2)) == Interval(None, None, UNKNOWN)
    with pytest.raises(ValueError, match="3 and 2 answers from populations of"):
        delta_interval([1, 2, 3], [1, 2], (2, 2))


def test_groups_that_do_not_overlap_still_leave_doubt() -> None:
    """Where Cliff's own variance would be nil."""
    low, high, _ = delta_interval([100.0] * 8, [0.0] * 8, (20, 20))
    assert low is not None and 0 < low < 0.7
    assert high == 1.0


@FEWER
@given(st.lists(POINTS, min_size=1, max_size=9), st.lists(POINTS, min_size=1, max_size=9), st.integers(0, 9))
def test_the_interval_holds_the_value_in_any_order(first: list[float], second: list[float], missing: int) -> None:
    sizes = len(first) + missing, len(second) + 1
    found = compare(first, second, sizes)
    low, high, _ = found.interval
    assert found.delta is not None and low is not None and high is not None
    assert -1 <= low <= found.delta + 1e-9 and found.delta - 1e-9 <= high <= 1
    assert compare(first[::-1], second[::-1], sizes) == found
    mirrored = delta_interval(second, first, sizes[::-1])
    assert mirrored[:2] == pytest.approx((-high, -low), abs=0.15)


def test_benjamini_hochberg_is_that_of_scipy() -> None:
    p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 1.0, 0.039]
    assert benjamini_hochberg(p_values) == pytest.approx(stats.false_discovery_control(p_values).tolist())
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([0.03]) == [0.03]


def test_tests_that_could_not_be_had_do_not_count_in_the_family() -> None:
    expected = stats.false_discovery_control([0.01, 0.04]).tolist()
    assert benjamini_hochberg([None, 0.04, None, 0.01]) == [None, pytest.approx(expected[1]), None, expected[0]]
    assert benjamini_hochberg([None]) == [None]
