"""Alpha against a published data set, its covariance identity, scipy, and its two intervals against each other."""

from __future__ import annotations

import random
from statistics import covariance, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr

from pipelines.statistics.reliability import feldt_interval, reliability

FEWER = settings(max_examples=settings().max_examples // 4, deadline=None)
# Bock and Lieberman 1970, five items of the Law School Admission Test: answer pattern and how many gave it.
LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80,
    "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip

tables = st.integers(2, 5).flatmap(
    lambda items: st.lists(st.lists(st.integers(1, 5), min_size=items, max_size=items), min_size=3, max_size=12)
)


def survey(n: int, seed: int) -> list[list[float | None]]:
    """Four items on five points that share one opinion a respondent, skewed to agreement as surveys are."""
    source = random.Random(seed)
    opinions = [source.gauss(3.4, 0.9) for _ in range(n)]
    return [[min(5, max(1, round(opinion + source.gauss(0, 0.8)))) for _ in range(4)] for opinion in opinions]


def test_the_published_alpha_of_the_lsat_items() -> None:
    """R's ltm package and, independently, an R-help post of 2007 print 0.2949972 for the same 1000 answers."""
    rows = [[float(answer) for answer in pattern] for pattern, times in LSAT.items() for _ in range(times)]
    assert len(rows) == 1000
    assert [sum(column) for column in zip(*rows, strict=True)] == [924, 709, 553, 763, 870]
    found = reliability(rows, draws=100)
    assert found.alpha == pytest.approx(0.2949972, abs=5e-8)


def test_feldt_interval_of_a_published_example() -> None:
    """12 respondents, 11 items, no gaps: alpha 0.738019 with [0.447, 0.911] in the manual of Python's pingouin."""
    assert feldt_interval(0.738019, 12, 11) == pytest.approx((0.447, 0.911), abs=5e-4)


@FEWER
@given(tables)
def test_alpha_is_the_mean_covariance_over_the_mean_of_all_cells_of_the_matrix(rows: list[list[int]]) -> None:
    """k squared times the mean covariance between items, over the variance of the sums."""
    found = reliability(rows, draws=1)
    columns = list(zip(*rows, strict=True))
    k, of_sums = len(columns), variance([sum(row) for row in rows])
    if of_sums == 0:
        assert found.alpha is None
        return
    between = [covariance(a, b) for i, a in enumerate(columns) for j, b in enumerate(columns) if i != j]
    assert found.alpha == pytest.approx(k * k * (sum(between) / len(between)) / of_sums, abs=1e-9)


@FEWER
@given(tables)
def test_item_rest_correlations_are_those_of_scipy(rows: list[list[int]]) -> None:
    found = reliability(rows, draws=1)
    for item, correlation in enumerate(found.item_rest):
        own, rest = [row[item] for row in rows], [sum(row) - row[item] for row in rows]
        if found.alpha is None or len(set(own)) == 1 or len(set(rest)) == 1:
            assert correlation is None
        else:
            assert correlation == pytest.approx(pearsonr(own, rest).statistic, abs=1e-9)


def test_the_two_intervals_agree_where_there_are_many_respondents() -> None:
    found = reliability(survey(400, seed=1), draws=500)
    assert found.interval is not None
    assert found.bootstrap is not None
    assert found.bootstrap == pytest.approx(found.interval, abs=0.02)
    assert found.interval[1] - found.interval[0] < 0.12


def test_both_intervals_hold_alpha_and_few_respondents_make_them_wide() -> None:
    found = reliability(survey(12, seed=2))
    assert found.alpha is not None
    for interval in (found.interval, found.bootstrap):
        assert interval is not None
        assert interval[0] < found.alpha < interval[1]
        assert interval[1] - interval[0] > 0.2


def test_the_order_of_respondents_changes_nothing() -> None:
    rows = survey(12, seed=3)
    assert reliability(rows) == reliability(rows[::-1])


def test_incomplete_rows_are_left_out_and_counted() -> None:
    rows = survey(10, seed=4)
    found = reliability([*rows, [None, 5, 5, 5], [1, 1, None, 1]])
    assert (found.n, found.left_out) == (10, 2)
    assert found.alpha == reliability(rows).alpha


def test_items_that_always_agree_have_alpha_one_and_no_interval() -> None:
    found = reliability([[1, 1, 1], [3, 3, 3], [5, 5, 5]])
    assert found.alpha == pytest.approx(1)
    assert found.item_rest == pytest.approx((1, 1, 1))
    assert found.interval is None


def test_items_that_pull_apart_have_a_negative_alpha_and_say_so() -> None:
    """2 items, covariance -1, variances 1 and 4: 4 x -1 / (1 + 4 - 2) = -1.33."""
    found = reliability([[1, 5], [2, 1], [3, 3]])
    assert found.alpha == pytest.approx(-4 / 3)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "at least 2 questions, this one has 0"),
        ([[1], [2], [3]], "at least 2 questions, this one has 1"),
        ([[1, 2]], "1 answered every question"),
        ([[1, 2], [3, 4], [None, 1]], "2 answered every question"),
        ([[4, 4, 4]] * 12, "the same for everyone"),
        ([[1, 5], [2, 4], [3, 3]], "the same for everyone"),
    ],
)
def test_what_cannot_be_computed_says_why(rows: list[list[float | None]], reason: str) -> None:
    found = reliability(rows)
    assert (found.alpha, found.interval, found.bootstrap) == (None, None, None)
    assert reason in (found.reason or "")


def test_one_item_that_does_not_vary_has_no_correlation() -> None:
    found = reliability([[1, 4, 2], [2, 4, 2], [5, 4, 4]])
    assert found.alpha is not None
    assert found.item_rest[1] is None


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="as many answers in every row"):
        reliability([[1, 2], [1, 2, 3]])
