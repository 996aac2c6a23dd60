"""If somebody asks for one score from several, how much of it is the choice of weights and scale?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipelines.remembered import remembered

Floats = NDArray[np.float64]
DRAWS = 1200
FEWEST_DRAWS = 1000
SEED = 20070712  # the day the Principles of Partnership were endorsed; any fixed number would do
SCALE = (0.0, 100.0)
# A geometric mean is zero as soon as one part is; the lowest score is held at 1 so that the others still count.
FLOOR = 1.0
BAND_EDGES = (25.0, 50.0, 75.0)
BAND_MIDDLES = (12.5, 37.5, 62.5, 87.5)


@dataclass(frozen=True)
class Composite:
    """One score from several, 0 to 100, with the range the choices behind it could have given.

    `score`: geometric mean with equal weights over the parts that have a score. `low`, `high`: the middle
    95 % of the draws, widened where needed to hold `score` and what it would be with the missing parts at
    either end. `missing`: the parts without a score.
    """

    score: float
    low: float
    high: float
    missing: tuple[str, ...]
    draws: int


Order = Literal["higher", "lower", "not to be told apart"]


@remembered
def composite(
    parts: Mapping[str, float | None],
    benchmark: tuple[float, float] = SCALE,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Composite | None:
    """Geometric mean of the parts (0 to 100 each) and its range over weights, scales and kinds of mean.

    Each draw takes weights that are all equally likely (flat Dirichlet), one of three scales (as it is, held
    at 1 or more; stretched between `benchmark` low and high onto 1 to 100; the middle of its CCPM band) and
    a geometric or an arithmetic mean. A missing part (None) is never zero: each draw is computed with it at
    0 and at 100, so that whatever it turns out to be, the range already holds what follows from it.
    None when no part has a score. Source: methods.md 6.7 (S85).
    """
    _check(parts, benchmark, draws)
    names = sorted(parts)
    known = [score for name in names if (score := parts[name]) is not None]
    if not known:
        return None
    worst, best = ([_or(parts[name], end) for name in names] for end in SCALE)
    low = np.quantile(_drawn(worst, benchmark, draws, seed), (1 - level) / 2)
    high = np.quantile(_drawn(best, benchmark, draws, seed), (1 + level) / 2)
    missing = tuple(name for name in names if parts[name] is None)
    ends = min(float(low), _plain(worst)), max(float(high), _plain(best))
    # Without the last digits, in which processors differ.
    return Composite(round(_plain(known), 9), round(ends[0], 9), round(ends[1], 9), missing, draws)


def overlap(a: Composite, b: Composite) -> bool:
    """Whether the two ranges share a score (touching counts)."""
    return a.low <= b.high and b.low <= a.high


def compare(a: Composite, b: Composite) -> Order:
    """Where `a` stands beside `b`: never a rank where the ranges overlap. Source: methods.md 6.7."""
    if overlap(a, b):
        return "not to be told apart"
    return "higher" if a.low > b.high else "lower"


def _check(parts: Mapping[str, float | None], benchmark: tuple[float, float], draws: int) -> None:
    for name, score in parts.items():
        if score is not None and not (isfinite(score) and SCALE[0] <= score <= SCALE[1]):
            raise ValueError(f"expected a score from 0 to 100 for {name}, got {score}")
    if draws < FEWEST_DRAWS:
        raise ValueError(f"expected at least {FEWEST_DRAWS} draws, got {draws}")
    if not benchmark[0] < benchmark[1]:
        raise ValueError(f"expected a benchmark with low below high, got {benchmark}")


def _or(score: float | None, instead: float) -> float:
    return instead if score is None else score


def _plain(scores: Sequence[float]) -> float:
    """The geometric mean with equal weights of the scores as they are."""
    values = _held(np.array(scores))
    return float(_means(values, np.full((1, len(scores)), 1 / len(scores)), geometric=True)[0])


def _drawn(scores: Sequence[float], benchmark: tuple[float, float], draws: int, seed: int) -> Floats:
    """One composite a draw; the same weights in the same order for every list of the same length."""
    weights = _weights(len(scores), draws, seed)
    values = np.array(scores)
    scales = [_held(values), _stretched(values, benchmark), _banded(values)]
    ways = [(scale, geometric) for scale in scales for geometric in (True, False)]
    # Every sixth draw gets the same way, so all six count alike.
    found = [_means(scale, weights[way :: len(ways)], geometric) for way, (scale, geometric) in enumerate(ways)]
    return np.concatenate(found)


@lru_cache(maxsize=64)
def _weights(parts: int, draws: int, seed: int) -> Floats:
    return np.random.default_rng(seed).dirichlet(np.ones(parts), size=draws)


def _means(values: Floats, weights: Floats, geometric: bool) -> Floats:
    means: Floats = np.exp(weights @ np.log(values)) if geometric else weights @ values
    return np.clip(means, values.min(), values.max())


def _held(values: Floats) -> Floats:
    return np.maximum(values, FLOOR)


def _stretched(values: Floats, benchmark: tuple[float, float]) -> Floats:
    low, high = benchmark
    place = np.clip((values - low) / (high - low), 0, 1)
    stretched: Floats = FLOOR + place * (SCALE[1] - FLOOR)
    return stretched


def _banded(values: Floats) -> Floats:
    """The middle of the band of each score; bands close above: 25 is still in the lowest."""
    return np.array(BAND_MIDDLES)[np.searchsorted(BAND_EDGES, values, side="left")]
