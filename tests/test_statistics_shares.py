"""Shares of a membership: against scipy, a published table and the definition itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipelines.statistics.hypergeometric import chance_of_at_least
from pipelines.statistics.interval import Interval
from pipelines.statistics.proportion import (
    hypergeometric_interval,
    nonresponse_bounds,
    share_interval,
    wilson_interval,
)

FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)


@pytest.mark.parametrize(("n", "population"), [(1, 1), (3, 5), (12, 20), (12, 60), (48, 60), (90, 200)])
def test_the_chance_of_at_least_is_that_of_scipy(n: int, population: int) -> None:
    drawn, kinds = np.arange(n + 2), np.arange(population + 1)
    expected = stats.hypergeom.sf(drawn[:, None] - 1, population, kinds[None, :], n)
    found = [[chance_of_at_least(x, n, kind, population) for kind in kinds.tolist()] for x in drawn.tolist()]
    assert np.abs(expected - found).max() < 1e-11


@pytest.mark.parametrize(("n", "population"), [(1, 5), (4, 5), (7, 12), (12, 24), (13, 60), (90, 200)])
def test_the_interval_is_every_count_that_scipy_does_not_reject(n: int, population: int) -> None:
    counts = np.arange(population + 1)
    for yes in range(n + 1):
        reached = stats.hypergeom.sf(yes - 1, population, counts, n) > 0.025
        kept = counts[reached & (stats.hypergeom.cdf(yes, population, counts, n) > 0.025)]
        assert hypergeometric_interval(yes, n, population) == (kept[0] / population, kept[-1] / population)


# methods.md 6.2, computed there by somebody else: per cent.
@pytest.mark.parametrize(("yes", "n", "interval"), [(6, 12, (25, 75)), (9, 12, (47, 91)), (12, 12, (76, 100))])
def test_plain_wilson_is_that_of_the_table_of_methods(yes: int, n: int, interval: tuple[int, int]) -> None:
    found = wilson_interval(yes, n, corrected=False)
    assert found is not None
    assert tuple(round(100 * end) for end in found) == interval


@pytest.mark.parametrize("n", [1, 2, 7, 40])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_wilson_is_that_of_scipy(n: int, level: float) -> None:
    for yes in range(n + 1):
        result = stats.binomtest(yes, n)
        plain, corrected = result.proportion_ci(level, "wilson"), result.proportion_ci(level, "wilsoncc")
        assert wilson_interval(yes, n, level, corrected=False) == pytest.approx((plain.low, plain.high))
        assert wilson_interval(yes, n, level) == pytest.approx((corrected.low, corrected.high))


def test_the_method_that_fits_is_chosen_and_named() -> None:
    assert share_interval(0, 0, 20) == Interval(None, None, "none: nobody answered")
    assert share_interval(0, 0, None) == Interval(None, None, "none: nobody answered")
    assert share_interval(2, 8, 8) == Interval(0.25, 0.25, "census: all members answered")
    assert share_interval(9, 12, 20) == Interval(0.55, 0.85, "exact hypergeometric, 95 %")
    unknown = share_interval(9, 12, None)
    assert unknown[:2] == wilson_interval(9, 12)
    assert unknown.method == "Wilson, 95 %: how many organisations there are is not known"
    assert share_interval(9, 12, 20, 0.9).method == "exact hypergeometric, 90 %"
    assert share_interval(3, 7, 8).method == "exact hypergeometric, 95 %"


def test_small_and_extreme_counts() -> None:
    assert share_interval(1, 1, 1)[:2] == (1.0, 1.0)
    assert share_interval(0, 1, 2)[:2] == (0.0, 0.5)
    assert share_interval(0, 7, None).low == 0.0
    assert share_interval(7, 7, None).high == 1.0
    assert wilson_interval(0, 0) is None


@pytest.mark.parametrize(("yes", "n", "population"), [(5, 4, 10), (5, 6, 5), (-1, 6, 9), (5, 4, None)])
def test_impossible_counts_are_refused(yes: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="expected 0 <= successes"):
        share_interval(yes, n, population)


@FEWER
@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 80))))
def test_yes_and_no_mirror_each_other_and_the_bounds_hold_the_interval(drawn: tuple[int, int, int]) -> None:
    yes, n, population = drawn
    low, high, _ = share_interval(yes, n, population)
    mirrored = share_interval(n - yes, n, population)
    bounds = nonresponse_bounds(yes, n, population)
    assert low is not None and high is not None and mirrored.high is not None
    assert low == pytest.approx(1 - mirrored.high)
    assert bounds[0] <= low <= high <= bounds[1]
