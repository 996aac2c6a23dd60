"""What is the middle opinion of a known membership, when only some answered?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import median

from pipelines.statistics.hypergeometric import chance_of_at_least


def median_interval(values: Sequence[float], population: int, level: float = 0.95) -> tuple[float, float] | None:
    """Exact interval for the median of a finite population, from the scores of those who answered.

    `values`: one score an organisation, any order, drawn without replacement from `population`
    organisations. Returns two of the scores, or None where even lowest to highest does not reach
    `level`. Assumes only that who answered is a random draw; ties make it wider, never too narrow.
    Source: order statistics under simple random sampling from a finite population (methods.md 6.1).
    """
    n = len(values)
    if n > population:
        raise ValueError(f"{n} answers from a population of {population}")
    ranks = _ranks(n, population, level)
    if ranks is None:
        return None
    ordered = sorted(values)
    return ordered[ranks[0] - 1], ordered[ranks[1] - 1]


@lru_cache(maxsize=4096)
def _ranks(n: int, population: int, level: float) -> tuple[int, int] | None:
    """The narrowest symmetric pair of ranks in the sample that covers the population's median.

    With an even population the median lies between two middle ranks; covering the lower one from
    below and the upper one from above covers it wherever it is put.
    """
    if n == 0:
        return None
    lower_middle, upper_middle = (population + 1) // 2, population // 2 + 1
    for rank in range((n + 1) // 2, 0, -1):
        # The rank-th lowest answer is at most the middle: at least `rank` answers among the lowest ones.
        below = chance_of_at_least(rank, n, lower_middle, population)
        above = chance_of_at_least(rank, n, population - upper_middle + 1, population)
        if below + above - 1 >= level:
            return rank, n + 1 - rank
    return None


def median_bounds(
    values: Sequence[float], population: int, low: float = 0.0, high: float = 100.0
) -> tuple[float, float]:
    """The median if all who did not answer were at the lowest score, and if all were at the highest."""
    missing = population - len(values)
    return median([*values, *[low] * missing]), median([*values, *[high] * missing])
