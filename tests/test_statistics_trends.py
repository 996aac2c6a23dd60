"""Trends: against scipy, every order of the values counted, and by hand."""

from __future__ import annotations

from itertools import combinations, permutations
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics.trends import TOO_EQUAL, TOO_FEW, mann_kendall_p, same_and_all, trend

FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)


@pytest.mark.parametrize("n", range(5))
def test_below_five_points_nothing_is_claimed(n: int) -> None:
    found = trend(list(range(n)))
    assert (found.slope, found.p, found.test, found.periods) == (None, None, TOO_FEW, n)
    assert found.interval == (None, None, TOO_FEW)
    assert mann_kendall_p(list(range(n))) is None


def test_the_smallest_p_of_five_points() -> None:
    """methods.md 6.5: 0.017; four points reach 0.083 at best, which is why five are asked for."""
    assert mann_kendall_p([1, 2, 3, 4, 5]) == pytest.approx(2 / 120)
    assert mann_kendall_p([5, 4, 3, 2, 1]) == pytest.approx(2 / 120)


@pytest.mark.parametrize("n", [5, 6, 9, 12, 24])
def test_p_without_ties_is_that_of_scipys_exact_test(n: int) -> None:
    values = (np.random.default_rng(n).permutation(n) + np.arange(n) * 0.9).tolist()
    expected = stats.kendalltau(range(n), values, method="exact").pvalue
    assert mann_kendall_p(values) == pytest.approx(expected, rel=1e-9)


def steadiness(values: list[float]) -> int:
    return abs(sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2)))


@given(st.lists(st.integers(0, 3), min_size=5, max_size=6))
@FEWER
def test_p_is_that_of_every_order_counted_also_with_ties(values: list[float]) -> None:
    orders = [steadiness(list(order)) for order in permutations(values)]
    found = mann_kendall_p(values)
    if found is None:
        assert sum(steady == max(orders) for steady in orders) / len(orders) > 0.05
    else:
        assert found == pytest.approx(sum(steady >= steadiness(values) for steady in orders) / len(orders))


def test_equal_values_have_a_slope_and_no_test() -> None:
    found = trend([50.0] * 8)
    assert (found.slope, found.interval[:2], found.p, found.test) == (0, (0, 0), None, TOO_EQUAL)
    assert mann_kendall_p([1, 1, 1, 1, 2]) is None


@pytest.mark.parametrize("n", [8, 12, 20])
def test_the_slope_is_that_of_scipy_and_the_interval_close(n: int) -> None:
    values = (np.random.default_rng(n).normal(size=n) + np.arange(n) * 0.1).tolist()
    expected, found = stats.theilslopes(values), trend(values)
    slopes = sorted((values[j] - values[i]) / (j - i) for i, j in combinations(range(n), 2))
    assert found.slope == pytest.approx(expected.slope)
    for mine, theirs in zip(found.interval[:2], (expected.low_slope, expected.high_slope), strict=True):
        assert mine is not None
        # scipy approximates by the normal distribution: at most one of the ordered slopes further in or out.
        assert abs(np.searchsorted(slopes, mine - 1e-9) - np.searchsorted(slopes, theirs - 1e-9)) <= 1


@pytest.mark.parametrize("n", [5, 6, 7])
def test_the_interval_holds_the_true_slope_in_95_of_100_orders(n: int) -> None:
    """Every order of the same disturbances around a true slope of 2, one by one."""
    disturbances = [(i * i * 0.37) % 1.0 + 0.01 * i for i in range(n)]
    assert len(set(disturbances)) == n
    held = []
    for order in permutations(disturbances) if n < 7 else list(permutations(disturbances))[::7]:
        low, high, _ = trend([2 * i + disturbance for i, disturbance in enumerate(order)]).interval
        assert low is not None and high is not None
        held.append(low <= 2 <= high)
    assert fmean(held) >= 0.95


def test_uneven_times_in_any_order() -> None:
    found = trend([10.0, 0.0, 30.0, 20.0, 60.0], [1, 0, 3, 2, 6])
    assert (found.slope, found.test) == (10, "exact Mann-Kendall")
    assert found.p == pytest.approx(2 / 120)
    assert found.interval == (10, 10, "exact, Sen, 95 %")
    with pytest.raises(ValueError, match="one time a value, each once"):
        trend([1.0, 2.0], [3, 3])


def test_no_interval_at_a_level_that_few_points_cannot_reach() -> None:
    assert trend([1, 3, 2, 5, 4], level=0.99).interval == (None, None, "none: too few periods for 99 %")


def test_same_organisations_and_all_side_by_side() -> None:
    """The two that always answer fall; newcomers at the top make the mean of all rise."""
    periods = [{"a": 50.0 - i, "b": 40.0 - i, **{f"new {j}": 100.0 for j in range(i)}} for i in range(5)]
    found = same_and_all(periods)
    assert found.organisations == 2
    assert found.same.slope == -1
    assert found.same.p == pytest.approx(2 / 120)
    assert found.everyone.slope is not None and found.everyone.slope > 0


def test_a_period_without_answers() -> None:
    periods = [{"a": 1.0 * i} for i in range(5)] + [{}]
    found = same_and_all(periods)
    assert (found.organisations, found.same.slope, found.everyone.slope, found.everyone.periods) == (0, None, 1, 5)
    assert same_and_all([]).everyone.test == TOO_FEW
