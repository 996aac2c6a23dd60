"""What follows from published numbers: how far two of them lie apart, and how far two groups do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from pipelines.indicators.catalogue import Indicator, catalogue
from pipelines.indicators.cells import Cell, Value
from pipelines.indicators.values import finished
from pipelines.remembered import remembered

if TYPE_CHECKING:  # they load numpy
    from pipelines.statistics.interval import Interval
    from pipelines.statistics.permutation import PermutationTest

# Of one place: the value of each group.
Groups = dict[tuple[str, str], Value]
# The place of a derived number, and the two it is made of.
Pair = tuple[Cell, Value | None, Value | None]
# The two groups of each score that is compared.
Pairs = Sequence[tuple[Value, Value]]


def differences(
    indicator: Indicator, values: Mapping[str, Sequence[Value]], settings: Mapping[str, Any]
) -> list[Value]:
    """One published number minus another (or blended with it), wherever there is one of the two.

    Either one group of an indicator minus another group of it (`of`, `by`, `from`, `minus`), or
    one indicator minus another (`of`, `minus_of`), overall and group by group of `by`.
    Computed from published values, so a suppressed one takes the difference with it.
    """
    rule = indicator.difference
    pairs = list(_between(indicator, values) if "minus_of" in rule else _within(indicator, values))
    if indicator.kind == "blend":
        found = [_blend(indicator, *pair, settings[rule["weight"]]) for pair in pairs]
    else:
        found = [_difference(indicator, *pair) for pair in pairs]
    return [finished(indicator, value, settings) for value in found]


def _within(indicator: Indicator, values: Mapping[str, Sequence[Value]]) -> Iterator[Pair]:
    """Two groups of one indicator."""
    rule = indicator.difference
    sides = (rule["by"], rule["from"]), (rule["by"], rule["minus"])
    for groups in _by_place(values.get(rule["of"], ())).values():
        if groups.keys() & set(sides):
            yield _overall(indicator, groups), groups.get(sides[0]), groups.get(sides[1])


def _between(indicator: Indicator, values: Mapping[str, Sequence[Value]]) -> Iterator[Pair]:
    """Two indicators, overall and for each group that one of them has."""
    rule = indicator.difference
    left, right = (_by_place(values.get(rule[side], ())) for side in ("of", "minus_of"))
    for place in dict.fromkeys([*left, *right]):
        here, there = left.get(place, {}), right.get(place, {})
        for group in dict.fromkeys([*here, *there]):
            if group[0] in ("all", rule["by"]):
                yield _overall(indicator, here or there, *group), here.get(group), there.get(group)


def _by_place(values: Iterable[Value]) -> dict[tuple[Any, ...], Groups]:
    found: dict[tuple[Any, ...], Groups] = {}
    for value in values:
        found.setdefault(value.cell.place[1:], {})[value.cell.group_by, value.cell.group] = value
    return found


def _overall(indicator: Indicator, groups: Groups, group_by: str = "all", group: str = "all") -> Cell:
    there = next(iter(groups.values())).cell
    return Cell(
        indicator.id, there.cluster, there.grain, there.period_start, there.period_end, there.partial, group_by, group
    )


def _difference(indicator: Indicator, cell: Cell, left: Value | None, right: Value | None) -> Value:
    if left is None or right is None or left.value is None or right.value is None:
        return _lacking(indicator, cell, left, right)
    found = replace(_counted_together(indicator, cell, left, right), value=left.value - right.value)
    if (_certain(left) and _certain(right)) or (left.method == right.method and not (left.interval or right.interval)):
        return replace(found, method=left.method)
    if not (_certain(left) or _certain(right)):
        return replace(found, method="none: both numbers are uncertain")
    return replace(
        found, method=right.method if _certain(left) else left.method,
        interval=_minus(_ends_of(left, left.interval), _ends_of(right, right.interval)),
        bounds=_minus(_ends_of(left, left.bounds), _ends_of(right, right.bounds)),
    )  # fmt: skip


def _certain(value: Value) -> bool:
    """Whether all there are were counted, so that the number has no error of its own."""
    return value.method is not None and value.method.startswith("census")


def _ends_of(value: Value, ends: tuple[float, float] | None) -> tuple[float, float] | None:
    return (value.value, value.value) if _certain(value) and value.value is not None else ends


def _minus(first: tuple[float, float] | None, second: tuple[float, float] | None) -> tuple[float, float] | None:
    """From where to where two numbers can lie apart, if each lies between two ends and one of them is certain."""
    return first and second and (first[0] - second[1], first[1] - second[0])


def _counted_together(indicator: Indicator, cell: Cell, left: Value, right: Value) -> Value:
    """Without its number. Who may not see one of the two may not see what is made of both."""
    n = (left.n or 0) + (right.n or 0)
    population = (left.population or left.n or 0) + (right.population or right.n or 0)
    return Value(cell, indicator.unit, n=n, population=population, outside=left.outside or right.outside)


def _blend(indicator: Indicator, cell: Cell, left: Value | None, right: Value | None, weight: float) -> Value:
    """Two numbers, the first with `weight` (0 to 1) and the second with the rest. Without weight they stay apart."""
    if weight == 0:
        reason = f"the two are shown apart: {indicator.difference['weight']} is 0 in workspace.toml"
        return Value(cell, indicator.unit, status="not_computable", reason=reason)
    if left is None or right is None or left.value is None or right.value is None:
        return _lacking(indicator, cell, left, right)
    shares = f"{100 * weight:g} % {_side(indicator, 0)}, {100 * (1 - weight):g} % {_side(indicator, 1)}"
    low_high, bounds = (
        ends and (weight * left.value + (1 - weight) * ends[0], weight * left.value + (1 - weight) * ends[1])
        for ends in (right.interval, right.bounds)
    )
    return replace(
        _counted_together(indicator, cell, left, right),
        value=weight * left.value + (1 - weight) * right.value, interval=low_high, bounds=bounds, method=right.method,
        reason=f"weights: {shares}",
    )  # fmt: skip


def _lacking(indicator: Indicator, cell: Cell, left: Value | None, right: Value | None) -> Value:
    """No number, because one of the sides has none: with that side's reason."""
    place, side = next((at, value) for at, value in enumerate((left, right)) if value is None or value.value is None)
    status = "suppressed" if side and side.status == "suppressed" else "not_computable"
    reason = (side.reason if side else None) or f"there is no number of {_side(indicator, place)}"
    return Value(cell, indicator.unit, status=status, reason=reason, outside=side.outside if side else None)


def _side(indicator: Indicator, place: int) -> str:
    """What stands on one side, in words: a group of organisations, or another indicator."""
    rule = {**indicator.effect, **indicator.difference}
    if "minus_of" not in rule:
        return f"{rule[('from', 'minus')[place]]} organisations"
    other = re.sub("@[a-z_]+", "", rule[("of", "minus_of")[place]])  # the name of one definition of local
    return f"“{catalogue()[other].title}”"


def effects(indicator: Indicator, values: Mapping[str, Sequence[Value]], settings: Mapping[str, Any]) -> list[Value]:
    """How far two groups of organisations lie apart in what they say, for each score and over all of them.

    From the answers behind published cells only: where either group is suppressed, so is this.
    """
    of_base = {base: _by_place(values.get(base, ())) for base in indicator.effect["of"]}
    found: list[Value] = []
    for place in dict.fromkeys(place for places in of_base.values() for place in places):
        found += _of_place(indicator, {base: places[place] for base, places in of_base.items() if place in places})
    return [finished(indicator, value, settings) for value in found]


def _of_place(indicator: Indicator, bases: Mapping[str, Groups]) -> list[Value]:
    """Score by score, and over all of them: from each organisation's mean."""
    rule = indicator.effect
    cells, shown, found = [], list[Pairs](), list[Value]()
    for base, groups in bases.items():
        left, right = (groups.get((rule["by"], rule[side])) for side in ("from", "minus"))
        cell = _overall(indicator, groups, "principle", base.removeprefix("pop_").removesuffix("_score"))
        if left is None or right is None or left.value is None or right.value is None:
            found.append(_lacking(indicator, cell, left, right))
        else:
            cells.append(cell)
            shown.append([(left, right)])
    everything = _overall(indicator, next(iter(bases.values())))
    if not shown:
        return [*found, replace(found[-1], cell=everything)]
    overall = [pair for pairs in shown for pair in pairs]
    return [*found, *_apart(indicator, cells, shown), *_apart(indicator, [everything], [overall])]


def _apart(indicator: Indicator, cells: Sequence[Cell], compared: Sequence[Pairs]) -> list[Value]:
    """The numbers of one family of comparisons: differences of medians, or Cliff's deltas with what chance would do."""
    values = [_compared(indicator, cell, pairs) for cell, pairs in zip(cells, compared, strict=True)]
    if indicator.measure == "medians":
        return [
            replace(value, value=median(_means(pairs, 0)) - median(_means(pairs, 1)), method="none")
            for value, pairs in zip(values, compared, strict=True)
        ]
    from pipelines.statistics.differences import benjamini_hochberg, compare  # loads numpy

    found = [compare(_means(pairs, 0), _means(pairs, 1), (_known(pairs, 0), _known(pairs, 1))) for pairs in compared]
    q_values = benjamini_hochberg([difference.test.p for difference in found])
    return [
        replace(
            value, value=difference.delta, interval=_ends(difference.interval), method=difference.interval.method,
            reason=_chance(difference.test, q, len(found)),
        )
        for value, difference, q in zip(values, found, q_values, strict=True)
    ]  # fmt: skip


def _compared(indicator: Indicator, cell: Cell, pairs: Pairs) -> Value:
    """Without its number: how many organisations of both groups are compared, of how many."""
    n = len(_means(pairs, 0)) + len(_means(pairs, 1))
    known = _known(pairs, 0), _known(pairs, 1)
    return Value(cell, indicator.unit, n=n, population=None if None in known else sum(one or 0 for one in known))


def _means(pairs: Pairs, side: int) -> list[float]:
    """The mean of what each organisation of one side said in all of the scores."""
    return _means_of([pair[side].cell for pair in pairs])


@remembered
def _means_of(cells: Sequence[Cell]) -> list[float]:
    said: dict[str, list[float]] = {}
    for member in (member for cell in cells for member in cell.members):
        if member.value is not None:
            said.setdefault(member.unit, []).append(member.value)
    return [fmean(scores) for _, scores in sorted(said.items())]


def _known(pairs: Pairs, side: int) -> int | None:
    """How many organisations one side has, None where more answered than are known: some are anonymous."""
    population = max(pair[side].population or 0 for pair in pairs)
    return population if population >= len(_means(pairs, side)) else None


def _ends(interval: Interval) -> tuple[float, float] | None:
    return None if interval.low is None or interval.high is None else (interval.low, interval.high)


def _chance(test: PermutationTest, q: float | None, tests: int) -> str:
    """Whether the two groups could lie so far apart by chance, in words."""
    if test.p is None:
        return test.method
    if q is None or tests < 2:
        return f"chance alone would set the groups this far apart in {_cases(test.p)} of 100 cases"
    return (
        f"chance alone would set the groups this far apart in {_cases(test.p)} of 100 cases ({_cases(q)} of 100, as one of "
        f"{tests} tests)"
    )


def _cases(p: float) -> str:
    percent = 100 * p
    return f"{percent:.0f}" if percent >= 10 else f"{percent:.2g}" if percent >= 0.01 else "fewer than 0.01"
