"""Which opinions may be shown? Hides small groups, and whatever would give them back by subtraction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.indicators.values import Value

TOO_FEW = "fewer than {minimum} organisations answered"
TOO_FEW_LEFT = "a small group could otherwise be worked out by subtraction"


def protect(values: Iterable[Value], minimum: int) -> list[Value]:
    """Suppress cells of one opinion indicator until no set of fewer than `minimum` organisations can be told apart.

    First every cell with fewer answers than `minimum`. Then, as long as a published cell minus
    published cells inside it leaves a small rest, the smallest of those inside is hidden too.
    """
    cells = list(values)
    hidden = {
        index: TOO_FEW.format(minimum=minimum) for index, value in enumerate(cells) if 0 < value.cell.answers < minimum
    }
    while (index := _revealing(cells, hidden, minimum)) is not None:
        hidden[index] = TOO_FEW_LEFT
    return [_suppressed(value, hidden[index]) if index in hidden else value for index, value in enumerate(cells)]


def _revealing(cells: list[Value], hidden: dict[int, str], minimum: int) -> int | None:
    """A published cell to hide next, or None when nothing can be worked out."""
    shown = [i for i, value in enumerate(cells) if i not in hidden and value.cell.answers]
    for whole in shown:
        for family in _families(cells, shown, whole):
            rest = cells[whole].cell.answering.difference(*(cells[part].cell.answering for part in family))
            if 0 < len(rest) < minimum:
                return min(family, key=lambda part: (cells[part].cell.answers, part))
    return None


def _families(cells: list[Value], shown: list[int], whole: int) -> list[list[int]]:
    """Published cells inside a published cell of the same time, a list for each way to divide it: by group, by cluster."""
    cell = cells[whole].cell
    inside: dict[tuple[str, str], list[int]] = {}
    for part in shown:
        other = cells[part].cell
        if (
            part == whole
            or (other.grain, other.period_start) != (cell.grain, cell.period_start)
            or not other.answering < cell.answering
        ):
            continue
        way = (other.cluster, other.group_by) if other.cluster == cell.cluster else (other.group_by, other.group)
        inside.setdefault(way, []).append(part)
    return list(inside.values())


def _suppressed(value: Value, reason: str) -> Value:
    """Without the number and everything it could be worked out from; how many answered may be known."""
    return replace(
        value, value=None, numerator=None, denominator=None, interval=None, method=None, bounds=None, band=None,
        status="suppressed", reason=reason,
    )  # fmt: skip
