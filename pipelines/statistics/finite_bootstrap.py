"""What might the members who did not answer have said, judging by those who did?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.uint32]

DRAWS = 4000
SEED = 20080612


@lru_cache(maxsize=64)
def _filled(n: int, missing: int, stream: int) -> NDArray[np.intp]:
    """Which answer each missing member takes over: `DRAWS` rows of `missing` positions in an urn of n + 1 answers.

    Pólya's urn: each missing member takes over the answer of somebody drawn from those who answered,
    the one cautious answer (the last position) and the members filled in before it. Two groups that are
    compared take different streams, so that their draws are independent.
    """
    generator = np.random.default_rng((SEED, n, missing, stream))
    urn = np.empty((n + 1 + missing, DRAWS), dtype=np.intp)
    urn[: n + 1] = np.arange(n + 1)[:, None]
    every = np.arange(DRAWS)
    for filled in range(n + 1, n + 1 + missing):
        urn[filled] = urn[generator.integers(0, filled, DRAWS), every]
    return np.ascontiguousarray(urn[n + 1 :].T)


def sums(answers: Sequence[float], population: int, cautious: float, stream: int = 0) -> Numbers:
    """The sum over all members in `DRAWS` complete memberships: of those who answered, and those missing filled in.

    `cautious` is the one answer put into the urn that nobody gave: the lowest that could have been given when looking
    for a lower limit, the highest for an upper one. It never is a member itself.
    """
    given = np.sort(np.asarray(answers, dtype=np.float64))  # the order of files must not change a number
    missing = _filled(len(given), population - len(given), stream)
    return np.asarray(given.sum() + np.append(given, cautious)[missing].sum(axis=1))


@lru_cache(maxsize=4)
def tallies(n: int, population: int, stream: int = 0) -> Counts:
    """The same memberships as of how many members each answer stands for: rows of n + 1 counts.

    The first n are those who answered, lowest first, each standing at least for itself; the last is the cautious one.
    """
    places = _filled(n, population - n, stream) + (n + 1) * np.arange(DRAWS)[:, None]
    counts = np.bincount(places.ravel(), minlength=DRAWS * (n + 1)).reshape(DRAWS, n + 1).astype(np.uint32)
    counts[:, :n] += 1
    return counts


def lower_limit(values: Numbers, level: float) -> float:
    """The draw below which fewer than (1 - level) / 2 of all draws lie."""
    rank = int((1 - level) / 2 * (len(values) + 1) + 1e-9)
    return _stable(np.partition(values, rank - 1)[rank - 1])


def upper_limit(values: Numbers, level: float) -> float:
    """The draw above which fewer than (1 - level) / 2 of all draws lie."""
    return -lower_limit(-values, level)


def _stable(number: Any) -> float:
    """Without the last digits, in which processors differ."""
    return round(float(number), 9) + 0.0
