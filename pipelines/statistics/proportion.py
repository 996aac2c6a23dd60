"""How many of a membership say yes, when only some answered?"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from pipelines.statistics.hypergeometric import chance_of_at_least
from pipelines.statistics.interval import CENSUS, NOBODY, Interval, no_interval, percent


def share_interval(successes: int, n: int, population: int | None, level: float = 0.95) -> Interval:
    """The interval for the share of a membership that says yes, by the method that fits, in words.

    `successes` of `n` organisations that answered said yes; `population` organisations could have
    answered, None where nobody knows how many. Shares, 0 to 1. Source: methods.md 6.1 and 6.2.
    """
    _check(successes, n, n if population is None else population)
    if n == 0:
        return no_interval(NOBODY)
    if population is None:
        low, high = wilson_interval(successes, n, level) or (None, None)
        return Interval(low, high, f"Wilson, {percent(level)}: how many organisations there are is not known")
    low, high = hypergeometric_interval(successes, n, population, level) or (None, None)
    return Interval(low, high, CENSUS if n == population else f"exact hypergeometric, {percent(level)}")


def hypergeometric_interval(successes: int, n: int, population: int, level: float = 0.95) -> tuple[float, float] | None:
    """Exact interval for the share of a finite population, from `successes` among `n` drawn without replacement.

    All three are counts of organisations. Returns shares (0 to 1), or None for n = 0. Keeps every
    population count K that the sample does not reject in either tail at (1 - level) / 2; with a
    census (n = population) the interval is the share itself. Source: methods.md 6.2 (S80).
    """
    _check(successes, n, population)
    if n == 0:
        return None
    lowest = _lowest_count(successes, n, population, level)
    highest = population - _lowest_count(n - successes, n, population, level)
    return lowest / population, highest / population


@lru_cache(maxsize=65536)
def _lowest_count(successes: int, n: int, population: int, level: float) -> int:
    """The smallest number of yes in the population under which so many yes in the sample are no surprise."""
    possible = range(successes, population - (n - successes) + 1)
    rejected = bisect_right(
        possible, (1 - level) / 2, key=lambda count: chance_of_at_least(successes, n, count, population)
    )
    return possible[rejected]


def wilson_interval(
    successes: int, n: int, level: float = 0.95, *, corrected: bool = True
) -> tuple[float, float] | None:
    """Wilson's score interval for a share, for a population of unknown size; None for n = 0.

    Shares, 0 to 1. `corrected` for continuity, because the plain one holds the true share in as few
    as 80 of 100 samples (notebooks/tables/coverage.md). Takes the population as endless, so it is too
    wide for a membership of which many answered: use it only where nobody knows how many there are.
    Sources: methods.md 6.2; Newcombe (1998), Statistics in Medicine 17, methods 3 and 4.
    """
    _check(successes, n, n)
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    return _wilson_low(successes, n, z, int(corrected)), 1 - _wilson_low(n - successes, n, z, int(corrected))


def _wilson_low(successes: int, n: int, z: float, correction: int) -> float:
    if successes == 0:
        return 0.0  # by the formula too; the computer would miss it by its last digit
    share = successes / n
    spread = z * z - correction * (2 + 1 / n) + 4 * share * (n - successes + correction)
    return max(0.0, (2 * successes + z * z - correction - z * sqrt(spread)) / (2 * (n + z * z)))


def nonresponse_bounds(successes: int, n: int, population: int) -> tuple[float, float]:
    """The share if all who did not answer had said no, and if all had said yes. Shares, 0 to 1."""
    return successes / population, (successes + population - n) / population


def _check(successes: int, n: int, population: int) -> None:
    if not 0 <= successes <= n <= population:
        raise ValueError(f"expected 0 <= successes <= n <= population, got {successes}, {n}, {population}")
