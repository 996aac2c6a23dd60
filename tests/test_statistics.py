"""Intervals against published tables and against counting every possible sample."""

from __future__ import annotations

from itertools import combinations
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.median import median_bounds, median_interval
from pipelines.statistics.proportion import hypergeometric_interval, nonresponse_bounds


# methods.md 6.2, computed there by somebody else: yes, answers, members, interval, bounds in per cent.
@pytest.mark.parametrize(
    ("yes", "n", "population", "interval", "bounds"),
    [
        (6, 12, 14, (43, 57), (43, 57)),
        (6, 12, 24, (29, 71), (25, 75)),
        (6, 12, 60, (25, 75), (10, 90)),
        (9, 12, 20, (55, 85), (45, 85)),
        (12, 12, 20, (85, 100), (60, 100)),
    ],
)
def test_the_table_of_methods(
    yes: int, n: int, population: int, interval: tuple[int, int], bounds: tuple[int, int]
) -> None:
    found = hypergeometric_interval(yes, n, population)
    assert found is not None
    assert tuple(round(100 * end) for end in found) == interval
    assert tuple(round(100 * end) for end in nonresponse_bounds(yes, n, population)) == bounds


def test_nobody_answered_has_no_interval() -> None:
    assert hypergeometric_interval(0, 0, 10) is None
    assert median_interval([], 10) is None


def test_a_census_has_no_uncertainty() -> None:
    assert hypergeometric_interval(3, 7, 7) == (3 / 7, 3 / 7)
    assert median_interval([10, 50, 20, 40, 30], 5) == (30, 30)
    assert median_bounds([10, 50, 20, 40, 30], 5) == (30, 30)


def test_one_member_who_answered() -> None:
    assert hypergeometric_interval(1, 1, 1) == (1, 1)
    assert median_interval([80], 1) == (80, 80)


def test_all_equal_answers_give_a_point_but_bounds_stay_wide() -> None:
    assert median_interval([50] * 12, 14) == (50, 50)
    assert median_bounds([50] * 3, 9) == (0, 100)


def test_too_few_answers_give_no_interval_for_the_median() -> None:
    assert median_interval([10, 20, 30], 40) is None


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 <= successes"):
        hypergeometric_interval(5, 4, 10)
    with pytest.raises(ValueError, match="3 answers from a population of 2"):
        median_interval([1, 2, 3], 2)


@pytest.mark.parametrize(("population", "n"), [(5, 3), (7, 5), (8, 6), (9, 6), (10, 7), (11, 8)])
def test_median_interval_covers_in_at_least_95_of_100_samples(population: int, n: int) -> None:
    """Counts every sample of n from the population: no formula shared with the code."""
    scores = [float(i * i) for i in range(population)]
    samples = list(combinations(scores, n))
    found = [interval for sample in samples if (interval := median_interval(sample, population))]
    if not found:  # then even the lowest and the highest answer hold the median too seldom
        assert sum(min(s) <= median(scores) <= max(s) for s in samples) < 0.95 * len(samples)
        return
    assert len(found) == len(samples)
    assert sum(low <= median(scores) <= high for low, high in found) >= 0.95 * len(samples)


@pytest.mark.parametrize(("population", "n"), [(6, 3), (9, 5), (12, 6)])
def test_hypergeometric_interval_covers_in_at_least_95_of_100_samples(population: int, n: int) -> None:
    intervals = [hypergeometric_interval(drawn, n, population) for drawn in range(n + 1)]
    for yes in range(population + 1):
        samples = list(combinations([1] * yes + [0] * (population - yes), n))
        found = [interval for sample in samples if (interval := intervals[sum(sample)])]
        covered = sum(low <= yes / population <= high for low, high in found)
        assert len(found) == len(samples)
        assert covered >= 0.95 * len(samples)


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(n, 60))))
def test_the_interval_lies_between_the_bounds_and_holds_the_estimate(drawn: tuple[int, int, int]) -> None:
    n, yes, population = drawn
    interval, bounds = hypergeometric_interval(yes, n, population), nonresponse_bounds(yes, n, population)
    assert interval is not None
    assert bounds[0] <= interval[0] <= interval[1] <= bounds[1]
    # The estimate itself need not be a possible share of the population; it is never further than one member away.
    assert interval[0] - 1 / population <= yes / n <= interval[1] + 1 / population


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40), st.integers(0, 20))
def test_the_median_lies_in_its_interval_and_bounds(scores: list[float], missing: int) -> None:
    population = len(scores) + missing
    low, high = median_bounds(scores, population)
    assert low <= median(scores) <= high
    if interval := median_interval(scores, population):
        assert interval[0] <= median(scores) <= interval[1]
