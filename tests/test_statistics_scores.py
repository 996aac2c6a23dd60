"""Mean scores and changes: against exact intervals, every filling of the urn, and by hand."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.statistics.change import change_between, change_interval
from pipelines.statistics.finite_bootstrap import DRAWS, lower_limit, sums, tallies, upper_limit
from pipelines.statistics.interval import CENSUS, NOBODY, UNKNOWN, Interval
from pipelines.statistics.mean_score import mean_bounds, score_interval
from pipelines.statistics.proportion import hypergeometric_interval

FEWER = settings(max_examples=settings().max_examples // 5, deadline=None)

TWELVE = [75.0, 100.0, 50.0, 75.0, 25.0, 100.0, 75.0, 75.0, 50.0, 100.0, 0.0, 75.0]


def test_at_least_two_thousand_draws() -> None:
    assert len(sums([50.0] * 8, 9, 0.0)) == DRAWS >= 2000


def test_the_urn_is_filled_as_often_as_counting_every_filling_says() -> None:
    """Three answers, two missing: 4 x 5 equally likely fillings, the second may copy the first."""
    urn = [10.0, 20.0, 40.0, 0.0]
    expected = Counter(
        sum(urn[:3]) + urn[first] + [*urn, urn[first]][second] for first, second in product(range(4), range(5))
    )
    found = Counter(sums([20.0, 10.0, 40.0], 5, 0.0).tolist())
    assert found.keys() == expected.keys()
    for total, ways in expected.items():
        chance = ways / 20
        assert abs(found[total] / DRAWS - chance) < 4 * (chance * (1 - chance) / DRAWS) ** 0.5


def test_tallies_stand_for_the_same_memberships() -> None:
    urn = np.append(np.sort(TWELVE), 0.0)
    assert np.allclose(tallies(12, 30) @ urn, sums(TWELVE, 30, 0.0))


def test_two_groups_are_filled_independently() -> None:
    first, second = tallies(8, 30, 1) @ np.arange(9.0), tallies(8, 30, 2) @ np.arange(9.0)
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / DRAWS**0.5


def test_limits_cut_off_two_and_a_half_of_a_hundred_draws() -> None:
    values = np.random.default_rng(1).permutation(np.arange(1.0, 4000.0))
    assert (lower_limit(values, 0.95), upper_limit(values, 0.95)) == (100.0, 3900.0)


@pytest.mark.parametrize(("yes", "n", "population"), [(6, 12, 24), (9, 12, 20), (12, 12, 20), (3, 30, 60), (0, 9, 40)])
def test_for_yes_and_no_it_is_the_exact_hypergeometric_interval(yes: int, n: int, population: int) -> None:
    found = score_interval([100.0] * yes + [0.0] * (n - yes), population)
    exact = hypergeometric_interval(yes, n, population)
    assert exact is not None and found.low is not None and found.high is not None
    # One member more or less: the draws may miss a chance that lies right at 2.5 %.
    assert found.low == pytest.approx(100 * exact[0], abs=100.1 / population)
    assert found.high == pytest.approx(100 * exact[1], abs=100.1 / population)


def test_the_same_numbers_in_any_order_and_on_any_machine() -> None:
    expected = Interval(52.5, 76.25, "bootstrap over organisations of a known membership, 95 %")
    assert score_interval(TWELVE, 20) == score_interval(TWELVE[::-1], 20) == expected


def test_where_there_is_no_interval_the_method_says_why() -> None:
    assert score_interval([], 9) == Interval(None, None, NOBODY)
    assert score_interval([], 0) == Interval(None, None, NOBODY)
    assert score_interval(TWELVE, None) == Interval(None, None, UNKNOWN)
    assert score_interval(TWELVE[:7], 8) == Interval(None, None, "none: fewer than 8 answers")
    assert score_interval(TWELVE[:8], 9).low is not None


def test_a_census_is_the_value_itself_however_small() -> None:
    assert score_interval([80.0], 1) == Interval(80.0, 80.0, CENSUS)
    assert score_interval([50.0, 75.0, 100.0], 3) == Interval(75.0, 75.0, CENSUS)
    assert score_interval(TWELVE, 12)[:2] == pytest.approx((sum(TWELVE) / 12, sum(TWELVE) / 12))


def test_all_equal_answers_still_leave_doubt_about_those_missing() -> None:
    low, high, _ = score_interval([100.0] * 8, 60)
    assert low is not None and 60 < low < 75
    assert high == 100.0
    assert score_interval([0.0] * 8, 60)[:2] == pytest.approx((0.0, 100 - low), abs=3)


def test_for_scores_of_only_0_and_100_it_is_the_exact_interval_of_a_share() -> None:
    found = score_interval([100.0 * (score >= 75) for score in TWELVE], 20)
    exact = hypergeometric_interval(8, 12, 20)
    assert exact is not None
    assert found[:2] == pytest.approx((100 * exact[0], 100 * exact[1]), abs=5.1)


def test_impossible_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="12 answers from a population of 11"):
        score_interval(TWELVE, 11)
    with pytest.raises(ValueError, match="outside 0 to 100"):
        score_interval([50.0] * 8 + [101.0], 20)
    with pytest.raises(ValueError, match="outside 1 to 5"):
        score_interval([float("nan")] * 8, 20, lowest=1, highest=5)


def test_the_bounds_of_the_mean_by_hand() -> None:
    assert mean_bounds([50.0, 100.0], 4) == (37.5, 87.5)
    assert mean_bounds([], 4) == (0.0, 100.0)
    assert mean_bounds([40.0], 1) == (40.0, 40.0)


@FEWER
@given(st.lists(st.sampled_from([0.0, 25.0, 50.0, 75.0, 100.0]), min_size=8, max_size=20), st.integers(0, 20))
def test_the_mean_lies_in_its_interval_and_that_in_its_bounds(scores: list[float], missing: int) -> None:
    population = len(scores) + missing
    low, high, _ = score_interval(scores, population)
    bounds = mean_bounds(scores, population)
    assert low is not None and high is not None
    assert bounds[0] - 1e-6 <= low <= sum(scores) / len(scores) + 1e-6
    assert sum(scores) / len(scores) - 1e-6 <= high <= bounds[1] + 1e-6


def test_change_counts_the_same_organisations_and_shows_all_beside_it() -> None:
    before = {"a": 50.0, "b": 75.0, "left": 0.0}
    after = {"a": 75.0, "b": 75.0, "joined": 100.0, "new": 50.0}
    found = change_between(before, after, 9)
    assert (found.same, found.pairs) == (12.5, 2)
    assert found.everyone == pytest.approx(75 - 125 / 3)
    assert (found.before, found.after) == (3, 4)
    assert found.interval == Interval(None, None, "none: fewer than 8 answers")


def test_change_with_nobody_in_one_period() -> None:
    found = change_between({}, {"a": 50.0}, 4)
    assert (found.same, found.everyone, found.interval.method) == (None, None, NOBODY)
    apart = change_between({"a": 50.0}, {"b": 60.0}, 4)
    assert (apart.same, apart.everyone) == (None, 10.0)


def test_change_of_a_census_is_exact_and_supposes_nothing() -> None:
    before, after = {"a": 50.0, "b": 75.0}, {"b": 25.0, "a": 75.0}
    assert change_between(before, after, 2).interval == Interval(-12.5, -12.5, CENSUS)


def test_change_is_the_score_interval_of_the_differences_on_their_own_scale() -> None:
    changes = [25.0, 0.0, 25.0, 50.0, 0.0, -25.0, 25.0, 25.0, 50.0, 0.0]
    low, high, method = change_interval(changes, 16)
    assert (low, high, method) == score_interval(changes, 16, lowest=-100, highest=100)


def test_a_change_that_supposes_less_is_narrower_and_says_so() -> None:
    changes = [25.0, 0.0, 25.0, 50.0, 0.0, -25.0, 25.0, 25.0, 50.0, 0.0]
    low, high, method = change_interval(changes, 16, furthest=30)
    assert (low, high) == score_interval(changes, 16, lowest=-50, highest=50)[:2]
    assert method.endswith("supposing that nobody missing moved by more than 50 points")
    assert change_interval([*changes[:-1], -75.0], 16, furthest=30).method.endswith("by more than 75 points")
    assert change_interval(changes, None, furthest=30) == Interval(None, None, UNKNOWN)
    assert change_interval(changes, 10, furthest=30) == Interval(17.5, 17.5, CENSUS)
