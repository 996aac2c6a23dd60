"""One score from several: the mean by hand, and a range that holds every choice behind it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean

from pipelines.statistics.composite import Composite, compare, composite, overlap

FEWER = settings(max_examples=settings().max_examples // 4, deadline=None)
PRINCIPLES = ["complementarity", "equality", "responsibility", "results", "transparency"]
profiles = st.lists(st.floats(0, 100), min_size=5, max_size=5)


def of(scores: list[float | None]) -> Composite:
    found = composite(dict(zip(PRINCIPLES, scores, strict=False)))
    assert found is not None
    return found


def test_the_score_is_the_geometric_mean() -> None:
    """2 x 8 x 32 x 50 x 80 = 2,048,000; its fifth root is 18.29."""
    assert of([2, 8, 32, 50, 80]).score == pytest.approx(2_048_000 ** (1 / 5))


@FEWER
@given(profiles)
def test_the_score_is_what_scipy_computes_and_lies_in_the_range(scores: list[float]) -> None:
    found = of([*scores])
    assert found.score == pytest.approx(gmean([max(score, 1) for score in scores]))
    assert found.low <= found.score <= found.high
    assert (found.missing, found.draws) == ((), 1200)


@FEWER
@given(profiles, st.integers(0, 4))
def test_a_missing_part_widens_the_range_whatever_it_turns_out_to_be(scores: list[float], absent: int) -> None:
    """The range without a part holds the range with it, for every score it could have had."""
    known, unknown = of([*scores]), of([None if i == absent else score for i, score in enumerate(scores)])
    assert unknown.missing == (PRINCIPLES[absent],)
    assert unknown.low <= min(known.low, known.score)
    assert unknown.high >= max(known.high, known.score)


def test_a_missing_part_is_not_a_zero() -> None:
    missing, zero = of([60, 60, 60, 60, None]), of([60, 60, 60, 60, 0])
    assert missing.score == pytest.approx(60)
    assert zero.score == pytest.approx(60 ** (4 / 5))
    assert missing.high > zero.high


def test_the_range_follows_the_choices() -> None:
    """By hand: with weights at the corners the ends are the lowest and highest part on any of the scales."""
    found = of([30, 40, 50, 60, 70])
    assert 30 < found.low < 45
    assert 55 < found.high < 70
    wider = of([5, 40, 50, 60, 95])
    assert wider.high - wider.low > found.high - found.low


def test_the_range_is_that_of_all_weights_scales_and_means() -> None:
    """Two parts: one weight runs evenly from 0 to 1; three scales and two means for each, by hand."""
    scales = [(20, 90), (1 + 99 * 0.2, 1 + 99 * 0.9), (12.5, 87.5)]
    every = []
    for step, (a, b) in product(range(1001), scales):
        weight = step / 1000
        every += [a ** (1 - weight) * b**weight, a * (1 - weight) + b * weight]
    every.sort()
    low, high = every[round(0.1 * len(every))], every[round(0.9 * len(every))]
    found = composite({"equality": 20, "results": 90}, draws=6000, level=0.8)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1)


def test_a_narrow_level_still_holds_the_score() -> None:
    """60 is the lowest of its three scales: 60, 62.5 as the middle of its band, 100 at the benchmark."""
    found = composite({"equality": 60}, benchmark=(0, 60), level=0.2)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((60, 62.5))


def test_all_equal_leaves_only_the_scale_to_choose() -> None:
    """50 as it is, 50.5 on 1 to 100, 37.5 as the middle of its band; weights and kind of mean change nothing."""
    found = of([50] * 5)
    assert (found.score, found.low, found.high) == pytest.approx((50, 37.5, 50.5))


@pytest.mark.parametrize(
    ("score", "middle"), [(0, 12.5), (25, 12.5), (25.1, 37.5), (50, 37.5), (75, 62.5), (75.1, 87.5), (100, 87.5)]
)
def test_bands_close_above(score: float, middle: float) -> None:
    found = of([score])
    assert middle == pytest.approx(found.low) or middle == pytest.approx(found.high)


def test_a_benchmark_stretches_the_scale() -> None:
    found = composite({"equality": 60}, benchmark=(40, 60))
    assert found is not None
    assert found.high == pytest.approx(100)


def test_one_part_and_none() -> None:
    assert of([80]).score == pytest.approx(80)
    assert composite({}) is None
    assert composite({"equality": None, "results": None}) is None


def test_all_zero_stays_at_the_floor() -> None:
    assert of([0] * 5).score == pytest.approx(1)


def test_the_order_of_the_parts_changes_nothing() -> None:
    parts = {"equality": 20.0, "results": 90.0, "transparency": None}
    assert composite(parts) == composite(dict(reversed(parts.items())))


def test_never_a_rank_where_ranges_overlap() -> None:
    ranges = [
        Composite(score, score - half, score + half, (), 1200) for score in range(0, 50, 5) for half in (2.5, 5, 8)
    ]
    for a, b in product(ranges, ranges):
        shared = any(b.low <= place / 2 <= b.high for place in range(int(2 * a.low), int(2 * a.high) + 1))
        assert overlap(a, b) == overlap(b, a) == shared
        assert (compare(a, b) == "not to be told apart") == shared
        if not shared:
            assert compare(a, b) == ("higher" if a.score > b.score else "lower")


def test_close_profiles_are_not_ranked_and_distant_ones_are() -> None:
    assert compare(of([60, 55, 70, 65, 50]), of([62, 57, 72, 67, 52])) == "not to be told apart"
    assert compare(of([90] * 5), of([20] * 5)) == "higher"
    assert compare(of([20] * 5), of([90] * 5)) == "lower"


@pytest.mark.parametrize("wrong", [-1, 101, float("nan")])
def test_scores_outside_the_scale_are_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="0 to 100 for equality"):
        composite({"equality": wrong})


def test_too_few_draws_and_an_empty_benchmark_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1000 draws"):
        composite({"equality": 50}, draws=999)
    with pytest.raises(ValueError, match="low below high"):
        composite({"equality": 50}, benchmark=(60, 60))
