"""How low and how high can a number be? Places where numbers are published, what is known of them, and the solver."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

EPSILON = 1e-6
LARGE = 3000  # unknowns
# A unit has one of each: by which grouping, in which column.
TRAITS = {"type": "organisation_type", "locality": "locality"}
Terms = Mapping[int, float]  # a linear expression: the factor of each unknown


@dataclass(frozen=True)
class Facet:
    """A row of what is counted, without the number: everybody may know this much."""

    cluster: str
    date: dt.date
    type: str
    locality: str
    category: str | None
    times: int = 1  # so many rows of one unit


@dataclass(frozen=True)
class Place:
    """Where a number is published."""

    cluster: str
    start: dt.date
    end: dt.date
    group_by: str
    group: str

    def covers(self, facet: Facet, combine: Mapping[str, Sequence[str]]) -> bool:
        if self.cluster not in ("all", facet.cluster) or not self.start <= facet.date <= self.end:
            return False
        match self.group_by:
            case "all":
                return True
            case "type":
                return facet.type == self.group
            case "locality":
                return facet.locality == self.group
            case _:
                return facet.category in (self.group, *combine.get(self.group, ()))


@dataclass
class Program:
    """Unknowns between limits, and what is known of their sums."""

    limits: list[tuple[float, float]] = field(default_factory=list)
    equal: list[tuple[Terms, float]] = field(default_factory=list)
    at_most: list[tuple[Terms, float]] = field(default_factory=list)

    def unknown(self, low: float, high: float) -> int:
        self.limits.append((low, high))
        return len(self.limits) - 1

    def at_least(self, terms: Terms, number: float) -> None:
        self.at_most.append(({at: -factor for at, factor in terms.items()}, -number))

    def _matrix(self, rows: Sequence[Terms]) -> csr_matrix | None:
        if not rows:
            return None
        entries = [(at, column, factor) for at, terms in enumerate(rows) for column, factor in terms.items()]
        where, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((factors, (where, columns)), shape=(len(rows), len(self.limits)))

    def _allow_for_rounding(self) -> None:
        """A computer's last digits, which add up where there are thousands of numbers: else the solver finds a contradiction."""
        self.equal = [({**terms, self.unknown(-EPSILON, EPSILON): 1.0}, number) for terms, number in self.equal]

    def ranges(self, targets: Sequence[Terms], enough: Sequence[float]) -> list[tuple[float, float]]:
        """How low and how high each target can be; no further than needed where it is `enough` open already."""
        large = len(self.limits) >= LARGE
        if large:
            self._allow_for_rounding()
        rows = self._matrix(targets)
        if rows is None:
            return []
        known = {
            "A_eq": self._matrix([terms for terms, _ in self.equal]), "b_eq": [number for _, number in self.equal] or None,
            "A_ub": self._matrix([terms for terms, _ in self.at_most]), "b_ub": [number for _, number in self.at_most] or None,
        }  # fmt: skip
        low, high = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)
        for at in range(len(targets)):
            for sign in (1.0, -1.0):
                if high[at] - low[at] < enough[at]:
                    objective = sign * rows[at].toarray().ravel()
                    solved = linprog(
                        objective, bounds=self.limits, method="highs", options={"presolve": large}, **known
                    )
                    if not solved.success:
                        raise ArithmeticError(f"the published numbers contradict each other: {solved.message}")
                    found = rows @ solved.x
                    low, high = np.minimum(low, found), np.maximum(high, found)
        return list(zip(low.tolist(), high.tolist(), strict=True))


@dataclass(frozen=True)
class Target:
    """A hidden number: its unknowns, and how far it must stay open."""

    indicator: str
    place: Place
    what: str
    terms: Terms
    open: float


@dataclass(frozen=True)
class Range:
    """What a hidden number can be, for all the attacker knows."""

    target: Target
    low: float
    high: float

    @property
    def pinned(self) -> bool:
        return self.high - self.low < self.target.open - EPSILON


class Known:
    """The units of one indicator that nobody can tell apart: how many there are of each class, and what they could add."""

    def __init__(
        self, rows: Iterable[Mapping[str, Any]], places: Sequence[Place], combine: Mapping[str, Sequence[str]]
    ) -> None:
        edges = sorted({edge for place in places for edge in (place.start, place.end + dt.timedelta(days=1))})
        used = {place.group_by for place in places}  # what no place goes by tells nobody apart
        units: dict[tuple[str, dt.date], list[tuple[Facet, float]]] = defaultdict(list)
        for row in rows:
            earlier = [edge for edge in edges if edge <= row["date"]]
            day = earlier[-1] if earlier else row["date"]  # days between the same edges are in the same stretches
            type_, locality = (row[column] if by in used else "" for by, column in TRAITS.items())
            facet = Facet(row["cluster"] or "", day, type_, locality, row["category"])
            units[row["unit"], row["date"]].append((facet, row["most"]))
        self.sizes: Counter[tuple[Facet, ...]] = Counter()
        self.most: Counter[tuple[Facet, ...]] = Counter()
        self.organisations: dict[tuple[Facet, ...], set[str]] = defaultdict(set)
        owners = {(row["unit"], row["date"]): row["organisation_id"] or row["unit"] for row in rows}
        for unit, found in units.items():
            times = Counter(facet for facet, _ in found)
            facets = tuple(sorted((replace(facet, times=number) for facet, number in times.items()), key=repr))
            self.sizes[facets] += 1
            self.most[facets] += max(most for _, most in found)  # type: ignore[assignment]
            self.organisations[facets].add(owners[unit])
        self.combine = combine

    def parts(self, place: Place) -> Iterator[tuple[tuple[Facet, ...], tuple[Facet, ...]]]:
        """Each class with the facets of it that a place covers."""
        for facets in self.sizes:
            covered = tuple(facet for facet in facets if place.covers(facet, self.combine))
            if covered:
                yield facets, covered

    def members(self, place: Place) -> set[str]:
        return {one for facets, _ in self.parts(place) for one in self.organisations[facets]}
