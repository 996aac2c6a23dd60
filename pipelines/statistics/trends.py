"""Does a score rise or fall over the periods, and could it be chance?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, factorial
from statistics import fmean, median

from pipelines.remembered import remembered
from pipelines.statistics.interval import Interval, no_interval, percent

FEWEST_PERIODS = 5
SIGNIFICANT = 0.05
TOO_FEW = f"none: fewer than {FEWEST_PERIODS} periods"
TOO_EQUAL = "none: too many equal values to test"


@dataclass(frozen=True)
class Trend:
    """The slope per unit of time with its interval and p-value; None and a reason in `test` where there is none."""

    slope: float | None
    interval: Interval
    p: float | None
    test: str
    periods: int


def trend(values: Sequence[float], times: Sequence[float] | None = None, level: float = 0.95) -> Trend:
    """Sen's slope and the exact two-sided Mann-Kendall test, from five periods on.

    `values`: one a period; `times`: when, in any unit and order, each once (0, 1, 2 … if not given).
    Take only every third month or so: both suppose that periods do not depend on each other.
    Sources: methods.md 6.5; Sen (1968), Journal of the American Statistical Association 63.
    """
    points = _in_time(values, times)
    if len(points) < FEWEST_PERIODS:
        return Trend(None, no_interval(TOO_FEW), None, TOO_FEW, len(points))
    slopes = _slopes(points)
    p = mann_kendall_p([value for _, value in points])
    test = "exact Mann-Kendall" if p is not None else TOO_EQUAL
    return Trend(median(slopes), _slope_interval(slopes, len(points), level), p, test, len(points))


def _in_time(values: Sequence[float], times: Sequence[float] | None) -> list[tuple[float, float]]:
    times = range(len(values)) if times is None else times
    if len(set(times)) != len(values) or len(times) != len(values):
        raise ValueError(f"expected one time a value, each once, got {len(values)} values and {len(times)} times")
    return sorted(zip(times, values, strict=True))


def _slopes(points: Sequence[tuple[float, float]]) -> list[float]:
    """The slope between every two points, lowest first."""
    return sorted((later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in combinations(points, 2))


def _slope_interval(slopes: Sequence[float], n: int, level: float) -> Interval:
    """From the k-th lowest to the k-th highest slope, as the exact chance of so few slopes below the true one allows."""
    ways, total, rank = _inversions((1,) * n), factorial(n), 0
    while sum(ways[: rank + 1]) / total <= (1 - level) / 2:
        rank += 1
    if rank == 0:
        return no_interval(f"none: too few periods for {percent(level)}")
    return Interval(slopes[rank - 1], slopes[-rank], f"exact, Sen, {percent(level)}")


def mann_kendall_p(values: Sequence[float]) -> float | None:
    """The chance, every order of these values being as likely, of a rise or fall at least as steady as this one.

    `values` in the order of time. Exact also with equal values: their orders cannot be told apart and
    are counted once. None below five values, and where the steadiest order of them does not reach 0.05.
    Source: methods.md 6.5.
    """
    if len(values) < FEWEST_PERIODS:
        return None
    ways = _inversions(tuple(sorted(values.count(value) for value in set(values))))
    untied, total = len(ways) - 1, sum(ways)
    falls = sum(earlier > later for earlier, later in combinations(values, 2))
    observed = abs(untied - 2 * falls)
    chance = _at_least_as_steady(ways, observed) / total
    return chance if _at_least_as_steady(ways, untied) / total <= SIGNIFICANT else None


def _at_least_as_steady(ways: Sequence[int], observed: int) -> int:
    return sum(count for falls, count in enumerate(ways) if abs(len(ways) - 1 - 2 * falls) >= observed)


@lru_cache(maxsize=1024)
def _inversions(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of the values have 0, 1, 2 … pairs that fall; `ties`: how often each value occurs.

    Values are laid in one size after the other: `more` equal ones among `laid` smaller ones fall as often as
    the Gaussian binomial says (MacMahon 1916).
    """
    ways, laid = [1], 0
    for more in ties:
        ways = _times(ways, _gaussian_binomial(laid + more, more))
        laid += more
    return tuple(ways)


@lru_cache(maxsize=4096)
def _gaussian_binomial(n: int, k: int) -> tuple[int, ...]:
    """How many of the ways to place k among n have 0, 1, 2 … pairs that fall."""
    if k in (0, n):
        return (1,)
    without, with_last = _gaussian_binomial(n - 1, k), _gaussian_binomial(n - 1, k - 1)
    found = [0] * (k * (n - k) + 1)
    for place, count in enumerate(with_last):
        found[place] += count
    for place, count in enumerate(without):
        found[place + k] += count
    assert sum(found) == comb(n, k)
    return tuple(found)


def _times(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Two polynomials multiplied."""
    found = [0] * (len(one) + len(other) - 1)
    for place, count in enumerate(one):
        for further, weight in enumerate(other):
            found[place + further] += count * weight
    return found


@dataclass(frozen=True)
class Trends:
    """Two trends side by side: only organisations that answered every time, and all who answered."""

    same: Trend
    organisations: int
    """How many organisations answered every time."""
    everyone: Trend


@remembered
def same_and_all(
    scores: Sequence[Mapping[str, float]], times: Sequence[float] | None = None, level: float = 0.95
) -> Trends:
    """The trend of the mean score of the organisations present in every period, and of all in each period.

    `scores`: organisation to score, one mapping a period; a period nobody answered is left out of
    the trend of all, and leaves no organisation for the other. Source: methods.md 6.5.
    """
    times = list(range(len(scores))) if times is None else list(times)
    same = sorted(set.intersection(*(set(period) for period in scores))) if scores else []
    asked = [(time, period) for time, period in zip(times, scores, strict=True) if period]
    everyone = trend([_mean(period.values()) for _, period in asked], [time for time, _ in asked], level)
    of_same = [_mean(period[organisation] for organisation in same) for period in scores] if same else []
    return Trends(trend(of_same, times if same else [], level), len(same), everyone)


def _mean(scores: Iterable[float]) -> float:
    return round(fmean(scores), 9)  # equal means must not differ in their last digit: they would count as a rise
