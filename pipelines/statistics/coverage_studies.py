"""Of all surveys of one true membership, how many bring an interval that holds the truth?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

import numpy as np

from pipelines.statistics.change import change_interval
from pipelines.statistics.differences import cliffs_delta, delta_interval
from pipelines.statistics.finite_bootstrap import Numbers
from pipelines.statistics.mean_score import FEWEST_ANSWERS, mean_bounds, score_interval
from pipelines.statistics.median import median_bounds, median_interval
from pipelines.statistics.proportion import nonresponse_bounds
from pipelines.statistics.surveys import members_with, surveys, yes_chances

SEED = 20080612
ODDS = (1, 2, 4)
PLAIN_DRAWS = 2000
Ends = tuple[float | None, float | None]
Coverage = Callable[[int, int], float | None]

# True memberships: score to share of the members, on the five points of an agreement scale.
SHAPES: dict[str, dict[float, float]] = {
    "skewed": {0: 0.05, 25: 0.05, 50: 0.1, 75: 0.3, 100: 0.5},
    "few at the bottom": {0: 0.1, 100: 0.9},
    "half and half": {0: 0.5, 100: 0.5},
    "nearly all equal": {50: 0.1, 75: 0.8, 100: 0.1},
    "spread": {0: 0.2, 25: 0.2, 50: 0.2, 75: 0.2, 100: 0.2},
    "no two equal": {},
}
CHANGES: dict[str, dict[float, float]] = {
    "few fell by 50": {-50: 0.1, 0: 0.9},
    "one step either way": {-25: 0.25, 0: 0.5, 25: 0.25},
    "most rose": {-25: 0.1, 0: 0.3, 25: 0.4, 50: 0.2},
    "few fell by 100": {-100: 0.1, 0: 0.9},
}
CONTRASTS = (
    ("skewed", "spread"),
    ("half and half", "half and half"),
    ("few at the bottom", "few at the bottom"),
    ("nearly all equal", "nearly all equal"),
    ("spread", "nearly all equal"),
)


@dataclass(frozen=True)
class Estimate:
    """What is estimated: its true value for all members, and its interval from the answers and their number."""

    truth: Callable[[Sequence[float]], float]
    interval: Callable[[Sequence[float], int], Ends | None]


of_median = Estimate(median, median_interval)
of_mean = Estimate(fmean, lambda scores, population: score_interval(scores, population)[:2])
of_change = Estimate(fmean, lambda changes, population: change_interval(changes, population)[:2])
of_change_at_most_50 = Estimate(
    fmean, lambda changes, population: change_interval(changes, population, furthest=50)[:2]
)


def membership(shape: str, size: int) -> list[float]:
    """The true scores of all members."""
    if shape == "no two equal":
        return [round(100 * ((i + 1) / size) ** 0.5, 2) for i in range(size)]
    return members_with({**SHAPES, **CHANGES}[shape], size)


def holds(ends: Ends | None, truth: float) -> bool | None:
    """Whether the truth lies in the interval, its ends included; None where there is none."""
    if ends is None or ends[0] is None or ends[1] is None:
        return None
    return ends[0] - 1e-6 <= truth <= ends[1] + 1e-6


def share_coverage(
    interval: Callable[[int, int, int], Ends | None], yes: int, size: int, n: int, odds: float = 1
) -> float | None:
    """The coverage for a membership with so many yes, counted over every number of yes among n answers."""
    covered = 0.0
    for drawn, chance in yes_chances(yes, n, size, odds).items():
        held = holds(interval(drawn, n, size), yes / size)
        if held is None:
            return None
        covered += chance * held
    return covered


def worst_share(interval: Callable[[int, int, int], Ends | None], size: int, n: int) -> float | None:
    """The lowest coverage over all true numbers of yes."""
    found = [share_coverage(interval, yes, size, n) for yes in range(size + 1)]
    return min((covered for covered in found if covered is not None), default=None)


def score_coverage(estimate: Estimate, shape: str, draws: int, odds: float = 1) -> Coverage:
    """A function of members and answers: the coverage in simulated surveys of that shape of membership."""

    def simulated(size: int, n: int) -> float | None:
        members = membership(shape, size)
        truth = estimate.truth(members)
        covered = 0.0
        for survey, share in _surveys(shape, size, n, draws, odds):
            held = holds(estimate.interval(survey, size), truth)
            if held is None:  # the number of answers alone decides whether there is an interval
                return None
            covered += share * held
        return covered

    return simulated


def _surveys(shape: str, size: int, n: int, draws: int, odds: float = 1) -> Any:
    generator = np.random.default_rng((SEED, size, n, int(odds), [*SHAPES, *CHANGES].index(shape)))
    found, shares = surveys(membership(shape, size), n, odds, draws, generator)
    return list(zip(found.tolist(), shares.tolist(), strict=True))


def delta_coverage(first: str, second: str, draws: int) -> Coverage:
    """The coverage for Cliff's delta, with three fifths of members and answers in the first group."""

    def simulated(size: int, n: int) -> float | None:
        sizes = round(0.6 * size), size - round(0.6 * size)
        members = membership(first, sizes[0]), membership(second, sizes[1])
        answers = round(sizes[0] * n / size), round(sizes[1] * n / size)
        if 0 in answers:
            return None
        generator = np.random.default_rng((SEED, size, n, CONTRASTS.index((first, second))))
        one, other = (
            _repeated(surveys(group, answered, 1, draws, generator), draws, generator)
            for group, answered in zip(members, answers, strict=True)
        )
        truth = cliffs_delta(*members) or 0.0
        pairs, counts = np.unique(np.hstack([one, other]), axis=0, return_counts=True)
        held = [
            bool(holds(delta_interval(pair[: answers[0]], pair[answers[0] :], sizes)[:2], truth))
            for pair in pairs.tolist()
        ]
        return float(counts[held].sum() / draws)

    return simulated


def _repeated(found: tuple[Numbers, Numbers], draws: int, generator: np.random.Generator) -> Numbers:
    """The surveys as often as each came up, in random order."""
    return generator.permutation(np.repeat(found[0], np.rint(found[1] * draws).astype(int), axis=0))


def worst_plain_bootstrap(size: int, n: int, draws: int) -> float | None:
    """The lowest coverage over all shapes of the bootstrap that methods.md 6.3 names first."""
    plain = Estimate(fmean, _plain_bootstrap)
    found = [score_coverage(plain, shape, draws)(size, n) for shape in SHAPES]
    return min((covered for covered in found if covered is not None), default=None)


def _plain_bootstrap(scores: Sequence[float], population: int) -> Ends | None:
    n = len(scores)
    if n < FEWEST_ANSWERS and n < population:
        return None
    drawn = np.random.default_rng((SEED, n)).integers(0, n, (PLAIN_DRAWS, n))
    means = np.asarray(scores)[drawn].mean(axis=1)
    centre = fmean(scores)
    low, high = centre + np.sqrt((population - n) / population) * (np.quantile(means, [0.025, 0.975]) - centre)
    return float(low), float(high)


def worst_bounds(size: int, n: int, draws: int) -> float:
    """How often the non-response bounds hold, for the kind of figure and the odds for which they do worst."""
    found = [share_coverage(nonresponse_bounds, size // 2, size, n, odds) for odds in ODDS]
    for odds in ODDS:
        found += [
            score_coverage(Estimate(truth, bounds), shape, draws, odds)(size, n)
            for truth, bounds in ((median, median_bounds), (fmean, mean_bounds))
            for shape in SHAPES
        ]
    return min(covered for covered in found if covered is not None)
