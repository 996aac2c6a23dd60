"""How far may the average score of a known membership lie from the average of those who answered?"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from pipelines.remembered import remembered
from pipelines.statistics.finite_bootstrap import lower_limit, sums, upper_limit
from pipelines.statistics.interval import CENSUS, NOBODY, UNKNOWN, Interval, no_interval, percent

# Below this many answers every answer is shown as a dot, and no interval (methods.md 6.3).
FEWEST_ANSWERS = 8


@remembered
def score_interval(
    scores: Sequence[float],
    population: int | None,
    *,
    lowest: float = 0.0,
    highest: float = 100.0,
    level: float = 0.95,
) -> Interval:
    """A bootstrap interval over organisations for the mean score of all `population` members.

    `scores`: one an organisation, from `lowest` to `highest`, any order. Those who did not answer are
    filled in from those who did (Pólya's urn, which needs no further correction for a finite
    population: with a census nothing is left to fill in). One cautious answer is put in the urn, at
    the bottom of the scale for the lower limit and at the top for the upper one: without it, twelve
    organisations that all agree would leave no doubt about the other forty-eight. For scores of only
    0 and 100 the result is the exact hypergeometric interval. Assumes that who answered is a random
    draw. Sources: methods.md 6.3; Lo (1988), A Bayesian bootstrap for a finite population, Annals of
    Statistics 16; Gaffke (2005), Three test statistics for a nonparametric one-sided hypothesis on
    the mean of a nonnegative variable.
    """
    n = len(scores)
    _check(scores, population, lowest, highest)
    if n == 0:
        return no_interval(NOBODY)
    if population is None:
        return no_interval(UNKNOWN)
    if n == population:
        value = round(fsum(scores) / n, 9)
        return Interval(value, value, CENSUS)
    if n < FEWEST_ANSWERS:
        return no_interval(f"none: fewer than {FEWEST_ANSWERS} answers")
    low = lower_limit(sums(scores, population, lowest) / population, level)
    high = upper_limit(sums(scores, population, highest) / population, level)
    return Interval(low, high, f"bootstrap over organisations of a known membership, {percent(level)}")


def mean_bounds(
    scores: Sequence[float], population: int, lowest: float = 0.0, highest: float = 100.0
) -> tuple[float, float]:
    """The mean if all who did not answer were at the lowest score, and if all were at the highest."""
    _check(scores, population, lowest, highest)
    given, missing = fsum(scores), population - len(scores)
    return (given + missing * lowest) / population, (given + missing * highest) / population


def _check(scores: Sequence[float], population: int | None, lowest: float, highest: float) -> None:
    if population is not None and len(scores) > population:
        raise ValueError(f"{len(scores)} answers from a population of {population}")
    if any(not lowest <= score <= highest for score in scores):
        raise ValueError(f"a score lies outside {lowest:g} to {highest:g}")
