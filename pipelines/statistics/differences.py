"""Do two groups of organisations answer differently, and could it be chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipelines.remembered import remembered
from pipelines.statistics.finite_bootstrap import Counts, Numbers, lower_limit, tallies, upper_limit
from pipelines.statistics.interval import CENSUS, NOBODY, UNKNOWN, Interval, no_interval, percent
from pipelines.statistics.permutation import PermutationTest, permutation_test

# Conventional words for the size of Cliff's delta (methods.md 6.4, S82).
SIZES = ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"))


@dataclass(frozen=True)
class Difference:
    """How two groups differ: size, a word for it, its interval and, where one can be had, its p-value."""

    delta: float | None
    """Cliff's delta, -1 to 1: above 0 the first group scores higher. None where a group has no answers."""
    size: str | None
    interval: Interval
    test: PermutationTest


def compare(
    first: Sequence[float],
    second: Sequence[float],
    populations: tuple[int | None, int | None],
    *,
    lowest: float = 0.0,
    highest: float = 100.0,
    level: float = 0.95,
) -> Difference:
    """Cliff's delta between two groups of scores, with its interval and an exact permutation test.

    `first`, `second`: one score an organisation, any order, from `lowest` to `highest`;
    `populations`: how many organisations each group has, None where unknown. Source: methods.md 6.4.
    """
    return _compared(tuple(sorted(first)), tuple(sorted(second)), populations, lowest, highest, level)


@lru_cache(maxsize=256)  # the same groups are compared for their gap and for the table of comparisons
@remembered
def _compared(
    first: tuple[float, ...],
    second: tuple[float, ...],
    populations: tuple[int | None, int | None],
    lowest: float,
    highest: float,
    level: float,
) -> Difference:
    delta = cliffs_delta(first, second)
    interval = delta_interval(first, second, populations, lowest=lowest, highest=highest, level=level)
    return Difference(delta, size_of(delta), interval, permutation_test(first, second))


def cliffs_delta(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The share of pairs in which the first group scores higher, less the share in which it scores lower.

    -1 to 1, ties count for nothing; None where a group is empty. Source: methods.md 6.4 (S82).
    """
    if not len(first) or not len(second):
        return None
    return float(_wins(np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)).mean())


def _wins(first: Numbers, second: Numbers) -> Numbers:
    """1 where the one of `first` (row) is higher than the one of `second` (column), -1 where lower, 0 where equal."""
    return np.sign(np.subtract.outer(first, second))


def size_of(delta: float | None) -> str | None:
    """The conventional word for a Cliff's delta of either sign (methods.md 6.4, S82)."""
    if delta is None:
        return None
    return next((word for limit, word in SIZES if abs(delta) < limit), "large")


def delta_interval(
    first: Sequence[float],
    second: Sequence[float],
    populations: tuple[int | None, int | None],
    *,
    lowest: float = 0.0,
    highest: float = 100.0,
    level: float = 0.95,
) -> Interval:
    """A bootstrap interval for Cliff's delta between all members of two groups, from those who answered.

    Each group's missing members are filled in from Pólya's urn as in mean_score.py: for the lower limit with one
    cautious answer at the bottom of the scale for the first group and at the top for the second; the other way
    round for the upper. Two censuses give the value itself. Used in place of Cliff's own variance, which takes
    groups as endless and is nil when two groups do not overlap. Sources: methods.md 6.3 and 6.4 (S82).
    """
    if not len(first) or not len(second):
        return no_interval(NOBODY)
    if populations[0] is None or populations[1] is None:
        return no_interval(UNKNOWN)
    if len(first) > populations[0] or len(second) > populations[1]:
        raise ValueError(f"{len(first)} and {len(second)} answers from populations of {populations}")
    if (len(first), len(second)) == populations:
        value = cliffs_delta(first, second)
        return Interval(value, value, CENSUS)
    standing = tallies(len(first), populations[0], 1), tallies(len(second), populations[1], 2)
    low = lower_limit(_deltas(_urn(first, lowest), _urn(second, highest), *standing), level)
    high = upper_limit(_deltas(_urn(first, highest), _urn(second, lowest), *standing), level)
    return Interval(low, high, f"bootstrap over organisations of two known groups, {percent(level)}")


def _urn(scores: Sequence[float], cautious: float) -> Numbers:
    return np.append(np.sort(np.asarray(scores, dtype=np.float64)), cautious)


def _deltas(first: Numbers, second: Numbers, standing: Counts, other: Counts) -> Numbers:
    """Cliff's delta of many filled-in memberships: `standing` and `other` say for how many members each answer stands."""
    (first, standing), (second, other) = _merged(first, standing), _merged(second, other)
    # Of the second group's members, how many stand below each place. Whole numbers until the division, so that every
    # machine finds the same.
    below = np.zeros((len(other), len(second) + 1))
    np.cumsum(other, axis=1, dtype=np.float64, out=below[:, 1:])
    lower, not_higher = (np.searchsorted(second, first, side) for side in ("left", "right"))
    wins = (standing * (below[:, lower] + below[:, not_higher] - below[:, -1:])).sum(axis=1)
    return np.asarray(wins / (standing[0].sum() * other[0].sum()))


def _merged(scores: Numbers, counts: Counts) -> tuple[Numbers, Counts]:
    """Equal answers as one, the lowest first: thousands of organisations give a few dozen different answers."""
    order = np.argsort(scores, kind="stable")
    values, starts = np.unique(scores[order], return_index=True)
    return values, np.add.reduceat(counts[:, order], starts, axis=1)


def benjamini_hochberg(p_values: Sequence[float | None]) -> list[float | None]:
    """Each p-value of one family as a q-value: the false-discovery rate at which it would still be called.

    None (no test could be had) stays None and does not count in the family. Source: methods.md 6.4;
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.
    """
    tested = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    smallest = 1.0
    for rank in range(len(tested), 0, -1):
        p, place = tested[rank - 1]
        smallest = min(smallest, p * len(tested) / rank)
        found[place] = smallest
    return found
