"""What would the average be if each type of organisation had answered in proportion to its membership?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import variance

import numpy as np

from pipelines.remembered import remembered
from pipelines.statistics.finite_bootstrap import Numbers, lower_limit, sums, upper_limit
from pipelines.statistics.interval import CENSUS, Interval, no_interval, percent
from pipelines.statistics.mean_score import FEWEST_ANSWERS

# A project default (methods.md 6.2): fewer answers of a type cannot speak for it.
FEWEST_IN_STRATUM = 3


@dataclass(frozen=True)
class Stratum:
    """One type of organisation: how many belong, how many answered and, where some did, their mean."""

    name: str
    members: int
    answers: int
    mean: float | None


@dataclass(frozen=True)
class PostStratified:
    """A mean re-weighted to membership, beside the plain one. All in the unit of the answers.

    `plain`: mean of all who answered, None where nobody did. `weighted` is None where it cannot be had, and
    `reason` says why. `standard_error`: by the formula for stratified samples without replacement.
    """

    plain: float | None
    answers: int
    weighted: float | None
    standard_error: float | None
    interval: Interval
    strata: tuple[Stratum, ...]
    reason: str | None


@remembered
def post_stratified(
    answers: Mapping[str, Sequence[float]],
    members: Mapping[str, int],
    *,
    lowest: float = 0.0,
    highest: float = 100.0,
    level: float = 0.95,
) -> PostStratified:
    """The mean of the whole membership, every stratum counting by its members and not by who answered.

    `answers`: per stratum one answer an organisation, from `lowest` to `highest`; for a share 1 for yes, 0 for
    no. `members`: per stratum how many organisations belong (those with none are passed over). Not weighted
    where a stratum has fewer than 3 answers. Assumes that within each stratum who answered is a random draw.
    The interval fills in each stratum's missing members as `mean_score.score_interval` does.
    Sources: methods.md 6.2; Cochran (1977), Sampling Techniques, 5.3 and 5.6.
    """
    _check(answers, members, lowest, highest)
    names = [name for name in sorted(members) if members[name]]
    # Sorted, because the order in which forms came in must not change the last digit.
    given = [sorted(answers.get(name, ())) for name in names]
    strata = tuple(
        Stratum(name, members[name], len(own), fsum(own) / len(own) if own else None)
        for name, own in zip(names, given, strict=True)
    )
    n = sum(len(own) for own in given)
    plain = fsum(answer for own in given for answer in own) / n if n else None
    if reason := _reason(strata):
        return PostStratified(plain, n, None, None, no_interval(f"none: {reason}"), strata, reason)
    weighted = fsum(stratum.members * (stratum.mean or 0.0) for stratum in strata) / _population(strata)
    interval = _interval(given, strata, weighted, (lowest, highest), level)
    return PostStratified(plain, n, weighted, _standard_error(given, strata), interval, strata, None)


def _check(answers: Mapping[str, Sequence[float]], members: Mapping[str, int], lowest: float, highest: float) -> None:
    for name, own in answers.items():
        if len(own) > members.get(name, 0):
            raise ValueError(f"{len(own)} answers from {members.get(name, 0)} members of {name}")
        if wrong := [answer for answer in own if not lowest <= answer <= highest]:
            raise ValueError(f"expected answers from {lowest:g} to {highest:g}, got {wrong[0]}")


def _reason(strata: Sequence[Stratum]) -> str | None:
    """Why the membership cannot be weighted, naming every type that has too few answers."""
    if not strata:
        return "there are no members"
    few = [f"{s.name} ({s.answers} of {s.members})" for s in strata if s.answers < FEWEST_IN_STRATUM]
    return f"fewer than {FEWEST_IN_STRATUM} answers from {', '.join(few)}" if few else None


def _population(strata: Sequence[Stratum]) -> int:
    return sum(stratum.members for stratum in strata)


def _standard_error(given: Sequence[Sequence[float]], strata: Sequence[Stratum]) -> float:
    """Root of the sum over strata of W^2 (1 - n/N) s^2 / n."""
    whole = _population(strata)
    terms = [
        (s.members / whole) ** 2 * (1 - s.answers / s.members) * variance(own) / s.answers
        for own, s in zip(given, strata, strict=True)
    ]
    return sqrt(fsum(terms))


def _interval(
    given: Sequence[Sequence[float]],
    strata: Sequence[Stratum],
    weighted: float,
    scale: tuple[float, float],
    level: float,
) -> Interval:
    n, whole = sum(stratum.answers for stratum in strata), _population(strata)
    if n == whole:
        return Interval(weighted, weighted, CENSUS)
    if n < FEWEST_ANSWERS:
        return no_interval(f"none: fewer than {FEWEST_ANSWERS} answers")
    lows, highs = (_drawn(given, strata, cautious) / whole for cautious in scale)
    method = f"bootstrap over organisations within each type, {percent(level)}"
    return Interval(lower_limit(lows, level), upper_limit(highs, level), method)


def _drawn(given: Sequence[Sequence[float]], strata: Sequence[Stratum], cautious: float) -> Numbers:
    """The sum over all members in each drawn membership, every stratum filled in by itself."""
    drawn = [
        sums(own, stratum.members, cautious, stream)
        for stream, (own, stratum) in enumerate(zip(given, strata, strict=True))
    ]
    total: Numbers = np.sum(drawn, axis=0)
    return total
