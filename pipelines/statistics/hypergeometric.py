"""How likely is it to draw at least so many of one kind from a known membership?"""

from __future__ import annotations

from functools import lru_cache
from math import comb


@lru_cache(maxsize=65536)
def chance_of_at_least(drawn: int, n: int, kind: int, population: int) -> float:
    """The chance that n drawn without replacement hold `drawn` or more of the `kind` such members in `population`.

    All four are counts of organisations. Whole numbers are summed and divided once, so that the result
    is exact to the last digit, on every machine, and nothing needs to be imported.
    """
    first, last = max(drawn, n - (population - kind)), min(n, kind)
    if first > last:
        return 0.0
    ways = total = comb(kind, first) * comb(population - kind, n - first)
    for held in range(first, last):
        ways = ways * (kind - held) * (n - held) // ((held + 1) * (population - kind - n + held + 1))
        total += ways
    return total / comb(population, n)
