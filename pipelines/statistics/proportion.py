"""How many of a known membership say yes, when only some answered?"""

from __future__ import annotations

from scipy.stats import hypergeom


def hypergeometric_interval(successes: int, n: int, population: int, level: float = 0.95) -> tuple[float, float] | None:
    """Exact interval for the share of a finite population, from `successes` among `n` drawn without replacement.

    All three are counts of organisations. Returns shares (0 to 1), or None for n = 0. Keeps every
    population count K that the sample does not reject in either tail at (1 - level) / 2; with a
    census (n = population) the interval is the share itself. Source: methods.md 6.2 (S80).
    """
    if not 0 <= successes <= n <= population:
        raise ValueError(f"expected 0 <= successes <= n <= population, got {successes}, {n}, {population}")
    if n == 0:
        return None
    tail = (1 - level) / 2
    possible = range(successes, population - (n - successes) + 1)
    kept = [
        count
        for count in possible
        if hypergeom.sf(successes - 1, population, count, n) > tail
        and hypergeom.cdf(successes, population, count, n) > tail
    ]
    return kept[0] / population, kept[-1] / population


def nonresponse_bounds(successes: int, n: int, population: int) -> tuple[float, float]:
    """The share if all who did not answer had said no, and if all had said yes. Shares, 0 to 1."""
    return successes / population, (successes + population - n) / population
