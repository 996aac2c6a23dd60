"""How does a cell become a number? One function for each kind of indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import fmean, median

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Siblings, Value
from pipelines.statistics.median import median_bounds, median_interval

# The method of numbers that are sums of what others report.
REPORTED = "none: as far as reported"
CENSUS = "census: all are counted"
NOTHING = "there is nothing to count in this group and period"
TAKEN_BACK = "the reports take back more money than they name: some of it was passed on in another year"
AGREES = 75.0  # points: "agree" on the five-point scale, or more
FEW_SEATS = 5


def rate(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """So many of so many, in per cent."""
    return _share(indicator, cell, cell.numerator or 0.0, cell.denominator or 0.0)


def composition(indicator: Indicator, cell: Cell, siblings: Siblings) -> Value:
    """The headline has its own numerator; a group's is what the group holds of the whole, unless it is a whole itself."""
    own_whole = cell.group_by == "all" or (indicator.category_whole and cell.group_by == indicator.category)
    total = cell if own_whole else siblings["all", "all"]
    numerator = (cell.numerator if own_whole else cell.denominator) or 0.0
    value = _share(indicator, cell, numerator, total.denominator or 0.0)
    if indicator.bounds == "unclassified" and (own_whole or cell.group == "local") and value.value is not None:
        return _with_unplaced(value, cell, total)
    return value


def _share(indicator: Indicator, cell: Cell, numerator: float, denominator: float) -> Value:
    if denominator <= 0:
        return not_computable(indicator, cell, indicator.nothing or NOTHING)
    return Value(
        cell, indicator.unit, 100 * numerator / denominator, round(numerator, 2), round(denominator, 2), cell.units,
        cell.units, method=_counted(indicator),
    )  # fmt: skip


def _counted(indicator: Indicator) -> str:
    return CENSUS if indicator.frame == "census" else REPORTED


def _with_unplaced(value: Value, cell: Cell, total: Cell) -> Value:
    """If every recipient that cannot be placed were international, or were local."""
    whole = total.denominator or 0.0
    unplaced = total.unplaced or 0.0
    if unplaced >= whole:
        return Value(
            cell, value.unit, denominator=value.denominator, n=value.n, population=value.population,
            status="not_computable", bounds=(0.0, 100.0),
            reason="nobody who is counted here can be placed: the partner list holds none of them with type and headquarters country",
        )  # fmt: skip
    return replace(value, bounds=(value.value or 0.0, 100 * ((value.numerator or 0.0) + unplaced) / whole))


def total(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """A sum; no sum of money is below nothing."""
    amount = round(cell.numerator or 0.0, 2)
    if amount < 0:
        return not_computable(indicator, cell, TAKEN_BACK)
    return Value(cell, indicator.unit, amount, amount, n=cell.units, population=cell.units, method=_counted(indicator))


def middle(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """The middle of what was measured, one measurement a unit."""
    if not cell.scores:
        return not_computable(indicator, cell, NOTHING)
    return Value(
        cell, indicator.unit, float(median(cell.scores)), n=cell.answers, population=cell.units,
        method=_counted(indicator),
    )  # fmt: skip


def mean(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """The mean of what was measured or said; of a survey, with an interval over organisations."""
    if not cell.scores:
        return _nobody(indicator, cell) if indicator.frame == "survey" else not_computable(indicator, cell, NOTHING)
    value = Value(cell, indicator.unit, fmean(cell.scores), n=cell.answers, population=cell.known_units or None)
    if indicator.frame != "survey":
        return replace(value, population=cell.units, method=_counted(indicator))
    if cell.known_units < cell.answers:
        return _of_unknown_number(value)
    from pipelines.statistics.mean_score import score_interval  # loads numpy; only surveys need it

    found = score_interval(cell.scores, cell.known_units)
    missing = cell.known_units - cell.answers
    low, high = (fmean([*cell.scores, *[end] * missing]) for end in (0.0, 100.0))
    return replace(value, interval=_ends(found.low, found.high), method=found.method, bounds=(low, high))


def score(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """The median opinion, with the exact interval for the median of the membership."""
    if not cell.scores:
        return _nobody(indicator, cell)
    value = Value(cell, indicator.unit, float(median(cell.scores)), n=cell.answers, population=cell.known_units or None)
    if cell.known_units < cell.answers:
        return _of_unknown_number(value)
    interval = median_interval(cell.scores, cell.known_units)
    method = (
        "census: all members answered" if cell.answers == cell.known_units
        else "exact, for the median of a known membership, 95 %" if interval
        else "none: too few answers for 95 %"
    )  # fmt: skip
    return replace(value, interval=interval, method=method, bounds=median_bounds(cell.scores, cell.known_units))


def favourable(indicator: Indicator, cell: Cell, _: Siblings) -> Value:
    """The share of organisations that agree (75 points or more), with the exact interval for the membership."""
    if not cell.scores:
        return _nobody(indicator, cell)
    from pipelines.statistics.proportion import nonresponse_bounds, share_interval

    agree = sum(score >= AGREES for score in cell.scores)
    population = cell.known_units if cell.known_units >= cell.answers else None
    found = share_interval(agree, cell.answers, population)
    bounds = nonresponse_bounds(agree, cell.answers, population) if population else None
    return Value(
        cell, indicator.unit, 100 * agree / cell.answers, agree, cell.answers, cell.answers, population,
        interval=_percent(_ends(found.low, found.high)), method=found.method, bounds=_percent(bounds),
    )  # fmt: skip


def _ends(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


def _percent(pair: tuple[float, float] | None) -> tuple[float, float] | None:
    return pair and (100 * pair[0], 100 * pair[1])


def parity(indicator: Indicator, cell: Cell, siblings: Siblings) -> Value:
    """A group's share of what is shared out, for each share it has of those it is shared among; the headline is local's.

    `numerator` and `denominator` are the two shares in per cent; `n` counts what was shared out, `population` the others.
    """
    group = siblings.get(("locality", "local")) if cell.group_by == "all" else cell
    whole = siblings["all", "all"]
    if not whole.numerator or not whole.denominator:
        return not_computable(indicator, cell, indicator.nothing or NOTHING)
    if group is None or not group.denominator:
        return not_computable(indicator, cell, "no organisation of this group is among those it would be compared with")
    held = 100 * (group.numerator or 0.0) / whole.numerator
    base = 100 * group.denominator / whole.denominator
    # An amount of money is no number of things.
    seats = round(whole.numerator) if indicator.unit == "ratio" else whole.units
    members = round(whole.denominator)
    few = f"only {seats} in all: look at the counts" if indicator.unit == "ratio" and seats < FEW_SEATS else None
    return Value(cell, indicator.unit, held / base, held, base, seats, members, method=_counted(indicator), reason=few)


def inequality(indicator: Indicator, cell: Cell, siblings: Siblings) -> Value:
    """How unequally the amounts of a cell's units lie; or, for `dissimilarity`, two compositions by type."""
    from pipelines.statistics import inequality as measures  # loads numpy

    if indicator.measure == "dissimilarity":
        types = {group: other for (group_by, group), other in siblings.items() if group_by == "type"}
        seats = {group: other.numerator or 0.0 for group, other in types.items()}
        found = measures.dissimilarity(seats, {group: other.denominator or 0.0 for group, other in types.items()})
        return _measured(indicator, cell, found, cell.units)
    amounts = [member.amount or 0.0 for member in cell.members]
    match indicator.measure:
        case "gini":
            found = measures.gini(amounts)
        case "hhi":
            found = measures.normalised_hhi(amounts)
        case _:
            split = measures.theil(amounts, [member.locality for member in cell.members])
            found = split.between_share if split else None
    return _measured(indicator, cell, found, len(amounts))


def _measured(indicator: Indicator, cell: Cell, found: float | None, n: int) -> Value:
    if found is None:
        return not_computable(indicator, cell, "too few organisations, or nothing was shared out")
    return Value(cell, indicator.unit, found, n=n, population=n, method=_counted(indicator))


def not_computable(indicator: Indicator, cell: Cell, reason: str) -> Value:
    """No number, and why."""
    return Value(cell, indicator.unit, status="not_computable", reason=reason)


def _nobody(indicator: Indicator, cell: Cell) -> Value:
    empty = not_computable(indicator, cell, "nobody in this group answered")
    return replace(empty, n=0, population=cell.known_units)


def _of_unknown_number(value: Value) -> Value:
    return replace(value, method="none: how many organisations there are is not known")


KINDS: dict[str, Callable[[Indicator, Cell, Siblings], Value]] = {
    "rate": rate,
    "composition": composition,
    "total": total,
    "median": middle,
    "mean": mean,
    "score": score,
    "favourable": favourable,
    "parity": parity,
    "inequality": inequality,
}
