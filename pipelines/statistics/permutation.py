"""How often would chance alone set two groups of organisations as far apart as this?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

# A p-value is shown only where this can be reached (methods.md 6.4).
SIGNIFICANT = 0.05
TOO_SMALL = "groups too small to test"
TOO_EQUAL = "too many equal answers to test"
# Beyond so many additions (two groups of 50) the sums are no longer counted but drawn.
COUNTABLE = 60_000_000
DRAWS = 20_000
SEED = 20080612


@dataclass(frozen=True)
class PermutationTest:
    """A two-sided p-value, or None with the reason; `smallest` is the least these answers could have given."""

    p: float | None
    smallest: float | None
    method: str


def permutation_test(first: Sequence[float], second: Sequence[float]) -> PermutationTest:
    """The chance that a random split of the same answers sets the groups' mean ranks at least as far apart.

    Equal answers share their mean rank. Two-sided: deviations of the rank sum as large in either
    direction. Counted over every split up to two groups of about 50, beyond that over 20,000 random
    splits with a fixed seed (and the method says so). The p-value is None where even the most extreme split
    does not reach 0.05: for groups of these sizes, or with so many equal answers. Same as a test on Cliff's delta or Mann-Whitney's U. Source: methods.md 6.4.
    """
    n, m = len(first), len(second)
    if not n or not m:
        return PermutationTest(None, None, TOO_SMALL)
    ranks = _doubled_ranks([*first, *second])
    # The sum of the smaller group, as whole numbers centred on what chance expects.
    small = ranks[:n] if n <= m else ranks[n:]
    observed = abs(2 * int(small.sum()) - len(small) * 2 * (n + m + 1))
    ways = len(ranks) * len(small) * int(ranks.sum())
    counted = ways <= COUNTABLE
    deviations, chances, method = _counted(ranks, len(small)) if counted else _drawn(ranks, len(small), observed)
    smallest = float(chances[deviations == deviations.max()].sum())
    # Without ties the sizes alone decide: two of all the ways to choose a group are the most extreme.
    if 2 / comb(n + m, n) > SIGNIFICANT:
        return PermutationTest(None, smallest, TOO_SMALL)
    if smallest > SIGNIFICANT:
        return PermutationTest(None, smallest, TOO_EQUAL)
    return PermutationTest(min(1.0, float(chances[deviations >= observed].sum())), smallest, method)


def _doubled_ranks(scores: Sequence[float]) -> NDArray[np.int64]:
    """Twice the mean rank of each score: a whole number also where scores tie."""
    values = np.asarray(scores, dtype=np.float64)
    ordered = np.sort(values)
    return np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right") + 1


Distribution = tuple[NDArray[np.int64], NDArray[np.float64], str]


def _counted(ranks: NDArray[np.int64], size: int) -> Distribution:
    """How far the rank sum of every possible group of `size` lies from its mean, and how likely each sum is."""
    largest = int(np.sort(ranks)[-size:].sum())
    ways = np.zeros((size + 1, largest + 1))
    ways[0, 0] = 1.0
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, : largest + 1 - rank].copy()
    sums = np.flatnonzero(ways[size])
    deviations = np.abs(2 * sums - size * 2 * (len(ranks) + 1))
    return deviations, ways[size, sums] / ways[size].sum(), "exact permutation"


def _drawn(ranks: NDArray[np.int64], size: int, observed: int) -> Distribution:
    """The same from random splits, the observed one among them so that no p-value is 0."""
    generator = np.random.default_rng((SEED, len(ranks), size))
    values, counts = np.unique(ranks, return_counts=True)  # who gave the same answer cannot be told apart
    sums = generator.multivariate_hypergeometric(counts, size, DRAWS) @ values
    deviations = np.append(np.abs(2 * sums - size * 2 * (len(ranks) + 1)), observed)
    return deviations, np.full(len(deviations), 1 / len(deviations)), f"permutation, {DRAWS:,} random splits"
