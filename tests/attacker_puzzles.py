"""What can be worked out from published numbers? Writes them as linear equations and inequalities.

Knows nothing of pipelines/disclosure.py: only what an audience can read, how each kind of number is computed, and the
public register (who is of which type and locality, who was invited to what, who answered).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil, floor
from typing import Any

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.statistics.median import _ranks
from tests.attacker_program import EPSILON, Facet, Known, Place, Program, Terms

DISAGREES, AGREES, TOP, LEVEL = 25.0, 75.0, 100.0, 0.95
COMPLETE = "all"  # in place of a category: has answered every statement of the score
NEAR = 1e-5  # marks nearer than that are one


class Conduct:
    """What organisations did: so many of so many, each unit from nothing to all it could be."""

    def __init__(self, known: Known) -> None:
        self.known, self.program = known, Program()
        self.unknowns: dict[tuple[tuple[Facet, ...], tuple[Facet, ...]], int] = {}

    def unknown(self, facets: tuple[Facet, ...], covered: tuple[Facet, ...]) -> int:
        if (facets, covered) not in self.unknowns:
            at = self.unknowns[facets, covered] = self.program.unknown(0.0, float(self.known.most[facets]))
            if len(covered) > 1:  # counted once: as soon as one of them is
                single = [self.unknown(facets, (facet,)) for facet in covered]
                for one in single:
                    self.program.at_least({at: 1.0, one: -1.0}, 0.0)
                self.program.at_most.append(({at: 1.0, **dict.fromkeys(single, -1.0)}, 0.0))
        return self.unknowns[facets, covered]

    def sum(self, place: Place) -> Terms:
        return {self.unknown(facets, covered): 1.0 for facets, covered in self.known.parts(place)}

    def most(self, place: Place) -> float:
        return float(sum(self.known.most[facets] for facets, _ in self.known.parts(place)))

    def learn(self, place: Place, row: Mapping[str, Any]) -> None:
        if row["value"] is not None:
            self.program.equal.append((self.sum(place), row["numerator"]))
        elif row["band"]:
            low, high = limits_of(catalogue()[row["indicator"]], row)
            self.program.at_least(self.sum(place), low / 100 * self.most(place))
            self.program.at_most.append((self.sum(place), high / 100 * self.most(place)))

    def learn_gap(self, left: Place, right: Place, gap: float) -> None:
        """Per cent of the one minus per cent of the other."""
        terms: Counter[int] = Counter()
        for place, sign in ((left, 100.0), (right, -100.0)):
            for at, factor in self.sum(place).items():
                terms[at] += sign * factor / self.most(place)  # type: ignore[assignment]
        self.program.equal.append((dict(terms), gap))


class Opinions:
    """What organisations said: how many of each class stand where on a scale from 0 to 100.

    `marks`: the scores that something is told about everywhere, and those that only one place tells of. Between two
    marks nobody can tell where somebody stands, so each class needs only the marks of the places it is counted in.
    """

    def __init__(
        self,
        known: Known,
        marks: Iterable[float],
        marks_at: Mapping[Place, Iterable[float]],
        step: float,
        program: Program,
    ) -> None:
        self.known, self.program, self.step = known, program, step
        self.marks = {0.0, DISAGREES, AGREES, TOP, *(round(mark, 6) for mark in marks)}
        self.own_marks: dict[Any, set[float]] = defaultdict(set)
        for place, own in marks_at.items():
            rounded = {round(mark, 6) for mark in own}
            for part in known.parts(place):
                self.own_marks[part] |= rounded
        self.stands: dict[tuple[tuple[Facet, ...], tuple[Facet, ...]], list[tuple[float, float, int, Terms]]] = {}

    def stretches(self, marks: Sequence[float], step: float) -> Iterator[tuple[float, float]]:
        """From which possible score to which: at each mark, and between two marks. Without a step, any score is possible."""
        for low, high in zip(marks, [*marks[1:], None], strict=True):
            if not step or abs(low / step - round(low / step)) < EPSILON:
                yield low, low
            if high is not None and not step:
                yield low + NEAR, high - NEAR
            elif high is not None:
                first, last = (floor(low / step + EPSILON) + 1) * step, (ceil(high / step - EPSILON) - 1) * step
                if first <= last + EPSILON:
                    yield first, max(first, last)

    def where(self, facets: tuple[Facet, ...], covered: tuple[Facet, ...]) -> list[tuple[float, float, int, Terms]]:
        """For each stretch of the scale: its ends, the unknown count of units in it, and the sum of their scores."""
        key = facets, covered
        if key not in self.stands:
            size, found, times = float(self.known.sizes[facets]), [], sum(facet.times for facet in covered)
            for low, high in self.stretches(sorted(self.marks | self.own_marks[key]), self.step / times):
                count = self.program.unknown(0.0, size)
                total: Terms = {count: low}
                if high > low:
                    above = self.program.unknown(0.0, size * (high - low))
                    self.program.at_most.append(({above: 1.0, count: low - high}, 0.0))
                    total = {count: low, above: 1.0}
                found.append((low, high, count, total))
            self.program.equal.append(({count: 1.0 for _, _, count, _ in found}, size))
            self.stands[key] = found
            if len(covered) > 1:  # the mean of all it said, in each cluster and to each question
                terms = Counter(self._total(found))
                for facet in covered:
                    part = facet.times / times
                    terms.subtract({at: f * part for at, f in self._total(self.where(facets, (facet,))).items()})
                self.program.equal.append((dict(terms), 0.0))
        return self.stands[key]

    def _total(self, found: Sequence[tuple[float, float, int, Terms]]) -> dict[int, float]:
        return {at: factor for *_, total in found for at, factor in total.items()}

    def links(self, statements: Sequence[Opinions]) -> None:
        """Who answered all statements of a score has their mean as score."""
        for key in [key for key in self.stands if len(key[1]) == 1 and key[1][0].category == COMPLETE]:
            if all(self.known.sizes[key[0]] == one.known.sizes[key[0]] for one in statements):
                terms = Counter(self._total(self.where(*key)))
                for one in statements:
                    terms.subtract({at: f / len(statements) for at, f in one._total(one.where(*key)).items()})
                self.program.equal.append((dict(terms), 0.0))

    def size(self, place: Place) -> int:
        return sum(self.known.sizes[facets] for facets, _ in self.known.parts(place))

    def agreeing(self, place: Place) -> Terms:
        return self.count(place, lambda low, _: low >= AGREES)

    def disagreeing(self, place: Place) -> Terms:
        return self.count(place, lambda _, high: high <= DISAGREES + EPSILON)

    def sum(self, place: Place) -> Terms:
        found = [self.where(facets, covered) for facets, covered in self.known.parts(place)]
        return {at: factor for one in found for at, factor in self._total(one).items()}

    def count(self, place: Place, inside: Callable[[float, float], bool]) -> Terms:
        """How many stand in the stretches chosen."""
        return {
            count: 1.0
            for facets, covered in self.known.parts(place)
            for low, high, count, _ in self.where(facets, covered)
            if inside(low, high)
        }

    def learn(self, place: Place, row: Mapping[str, Any]) -> None:
        kind, number = catalogue()[row["indicator"]].kind, float(self.size(place))
        if row["value"] is None:
            self._learn_band(place, row, kind, number)
        elif kind == "mean":
            self.program.equal.append((self.sum(place), number * row["value"]))
        elif kind == "favourable":
            self.program.equal.append((self.agreeing(place), row["numerator"]))
        elif kind in ("score", "median"):
            self._learn_median(place, row, number)

    def _learn_median(self, place: Place, row: Mapping[str, Any], number: float) -> None:
        half, middle, population = number / 2, row["value"], row["population"]
        self._at_least(place, half, up_to=middle)
        self._at_least(place, half, down_to=middle)
        ranks = _ranks(int(number), population, LEVEL) if population and population >= number else None
        if ranks and row["low"] is not None:
            self._at_least(place, ranks[0], up_to=row["low"])
            self._at_least(place, number - ranks[0] + 1, down_to=row["low"])
            self._at_least(place, ranks[0], down_to=row["high"])
            self._at_least(place, number - ranks[0] + 1, up_to=row["high"])
        if row["bound_low"] is not None:
            missing = population - number
            low, high = row["bound_low"], row["bound_high"]
            self._at_least(place, population / 2 - missing, up_to=low)
            self._at_least(place, population / 2 - (missing if low <= 0 else 0), down_to=low)
            self._at_least(place, population / 2 - missing, down_to=high)
            self._at_least(place, population / 2 - (missing if high >= TOP else 0), up_to=high)

    def _at_least(self, place: Place, number: float, up_to: float = TOP, down_to: float = 0.0) -> None:
        inside = self.count(place, lambda low, high: down_to - EPSILON <= low and high <= up_to + EPSILON)
        self.program.at_least(inside, number)

    def _learn_band(self, place: Place, row: Mapping[str, Any], kind: str, number: float) -> None:
        if not row["band"]:
            return
        low, high = limits_of(catalogue()[row["indicator"]], row)
        if kind == "score":
            self._at_least(place, number / 2, up_to=high)
            self._at_least(place, number / 2, down_to=low)
        else:
            terms = self.sum(place) if kind == "mean" else self.agreeing(place)
            scale = number if kind == "mean" else number / 100
            self.program.at_least(terms, scale * low)
            self.program.at_most.append((terms, scale * high))

    def learn_distribution(self, place: Place, row: Mapping[str, Any]) -> None:
        """How many stand in a band, and how many exactly on its upper limit; or how many agree or disagree."""
        indicator, organisations, at_limit = catalogue()[row["indicator"]], row["organisations"], row["on_edge"]
        if indicator.item:
            terms = {"agree": self.agreeing, "disagree": self.disagreeing}.get(row["band"])
            self.program.equal += [(terms(place), organisations)] if terms else []
            return
        low, high = limits_of(indicator, row)
        lowest = low if low > 0 else -1.0
        self.program.equal.append(
            (self.count(place, lambda s, e: s > lowest + EPSILON and e <= high + EPSILON), organisations)
        )
        self.program.equal.append((self.count(place, lambda s, e: s == e and abs(e - high) < EPSILON), at_limit))


def limits_of(indicator: Indicator, row: Mapping[str, Any]) -> tuple[float, float]:
    """Between which numbers a band lies."""
    from pipelines.workspace import DEFAULTS

    edges = [0.0]
    for limit, name in indicator.bands:
        edges.append(float(DEFAULTS[limit] if isinstance(limit, str) else limit))
        if name == row["band"]:
            return edges[-2], edges[-1]
    raise KeyError(row["band"])
