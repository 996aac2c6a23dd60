"""Which surveys could a membership bring about, if every organisation decides for itself whether to answer?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb

import numpy as np

from pipelines.statistics.finite_bootstrap import Numbers

# Scores from here on are agreement: "agree" and "strongly agree" (methods.md 1.4).
AGREES = 75.0


def members_with(shares: Mapping[float, float], size: int) -> list[float]:
    """A membership of `size` scores, lowest first, in about these shares; each score has one member at least while it can."""
    counts = {score: max(1, int(share * size)) for score, share in sorted(shares.items())}
    while (total := sum(counts.values())) != size:
        step = 1 if total < size else -1
        furthest = max(counts, key=lambda score: step * (shares[score] * size - counts[score]))
        counts[furthest] += step
    return [score for score, count in counts.items() for _ in range(count)]


def yes_chances(yes: int, n: int, population: int, odds: float) -> dict[int, float]:
    """How likely each number of yes among n answers is, when those who say yes answer at `odds` times the odds.

    Exact (Fisher's noncentral hypergeometric distribution; the plain one where `odds` is 1).
    """
    possible = range(max(0, n - (population - yes)), min(n, yes) + 1)
    ways = {drawn: comb(yes, drawn) * comb(population - yes, n - drawn) * odds**drawn for drawn in possible}
    return {drawn: count / sum(ways.values()) for drawn, count in ways.items()}


def surveys(
    members: Sequence[float], n: int, odds: float, draws: int, generator: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Surveys with n answers each, without repeats: rows of n scores, lowest first, and the share of `draws` each came up in.

    Each organisation decides for itself; those that agree answer at `odds` times the odds of the
    others. Only surveys that bring n answers are kept.
    """
    scores = np.sort(np.asarray(members, dtype=np.float64))
    eager = np.where(scores >= AGREES, odds, 1.0)
    chance = _answering(eager, n)
    kept = np.empty((0, n))
    while len(kept) < draws:
        answered = generator.random((4 * draws, len(scores))) < chance
        answered = answered[answered.sum(axis=1) == n]
        kept = np.concatenate([kept, np.broadcast_to(scores, answered.shape)[answered].reshape(-1, n)])
    found, counts = np.unique(kept[:draws], axis=0, return_counts=True)
    return found, counts / draws


def _answering(eager: Numbers, n: int) -> Numbers:
    """Each member's chance to answer, in these odds, such that n answers are expected."""
    if n in (0, len(eager)):
        return np.full(len(eager), float(n > 0))
    low, high = 1e-6, 1e6
    for _ in range(100):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if (middle * eager / (1 + middle * eager)).sum() < n else (low, middle)
    return np.asarray(low * eager / (1 + low * eager))
