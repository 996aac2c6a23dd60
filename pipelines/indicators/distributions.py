"""How do the answers spread? Organisations in each band beside a median, as many lie on an edge; and for and against a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.indicators.catalogue import Indicator
from pipelines.indicators.cells import Cell, Value
from pipelines.remembered import remembered
from pipelines.told import AGREES, DISAGREES

# A statement is told in three steps, not in five: how many agree strongly would let its mean be worked out, and with that
# what a group said to another statement of the same score where that is hidden.
STEPS = ("disagree", "neither", "agree")
# A group of fewer than this whose members all stand in one band: to count them would tell what each of them said.
SMALL = 10
# indicator, cluster, grain, first day, grouping, group; the band, how many organisations it holds, and how many of them
# stand exactly on its upper limit.
Row = tuple[str, str, str, dt.date, str, str, str, int, int]
# What adds up to a whole: cluster, grain, first day, grouping; and the question, where a category asks several.
Division = tuple[str, str, dt.date, str, str]
DIVISIONS = ("all", "type", "locality")
EVERYWHERE = "all"


def distributions(indicator: Indicator, values: Iterable[Value], settings: Mapping[str, Any]) -> list[Row]:
    """For each score or statement that is shown, the organisations in each band or step, the lowest first; empty ones too.

    Nothing for other kinds. Where all of a small group stand in one band, or all that a whole has left
    without the groups shown, the division is left out in its cluster and in all clusters together, so that no
    subtraction gives it back: the median's band says enough there (methods.md 6.9).
    """
    if indicator.kind != "score" and not indicator.item:
        return []
    return _spread(indicator, [value.cell for value in values if value.status == "ok"], dict(settings))


@remembered
def _spread(indicator: Indicator, cells: list[Cell], settings: Mapping[str, Any]) -> list[Row]:
    shown = [cell for cell in cells if cell.scores]
    scores = {score for cell in shown for score in cell.scores}
    band_of = {score: step(score) if indicator.item else indicator.band(score, settings) or "" for score in scores}
    telling = _telling(shown, band_of)
    limits = _limits(indicator, settings)
    return [
        (cell.indicator, cell.cluster, cell.grain, cell.period_start, cell.group_by, cell.group, name, *counts)
        for cell in shown
        if _division(cell) not in telling
        for name, limit in limits
        for counts in [_counts(cell, name, limit, band_of)]
    ]


def _limits(indicator: Indicator, settings: Mapping[str, Any]) -> list[tuple[str, float | None]]:
    """The bands with their upper limits, or the steps."""
    if indicator.item:
        return [(name, None) for name in STEPS]
    return [(name, settings[limit] if isinstance(limit, str) else limit) for limit, name in indicator.bands]


def step(score: float) -> str:
    """Whether an organisation agrees with a statement, from the mean of its answers in points."""
    return STEPS[2] if score >= AGREES else STEPS[0] if score <= DISAGREES else STEPS[1]


def _counts(cell: Cell, name: str, limit: float | None, band_of: Mapping[float, str]) -> tuple[int, int]:
    """How many organisations stand in a band, and how many of them on its upper limit; a step has no limit to stand on."""
    inside = [score for score in cell.scores if band_of[score] == name]
    return len(inside), sum(round(score, 9) == limit for score in inside)


def _division(cell: Cell, cluster: str | None = None) -> Division:
    question = "" if cell.group_by in DIVISIONS else cell.group
    return cluster or cell.cluster, cell.grain, cell.period_start, cell.group_by, question


def _telling(shown: Sequence[Cell], band_of: Mapping[float, str]) -> set[Division]:
    """The divisions that would tell what each member of a small group said."""
    found = {
        _division(cell, cluster)
        for cell in shown
        if _of_one_mind(cell, frozenset(), band_of)
        for cluster in (cell.cluster, EVERYWHERE)
    }
    for whole in shown:
        for parts in _parts(whole, shown):
            if _of_one_mind(whole, frozenset().union(*(part.answering for part in parts)), band_of):
                found |= {_division(part, cluster) for part in parts for cluster in (part.cluster, EVERYWHERE)}
    return found


def _parts(whole: Cell, shown: Sequence[Cell]) -> list[list[Cell]]:
    """Shown cells inside a shown one, a list for each way to divide it: by a grouping, or by cluster."""
    inside: dict[str, list[Cell]] = {}
    for part in shown:
        same_place = part.place == whole.place and {part.group_by, whole.group_by} <= set(DIVISIONS)
        by_cluster = whole.cluster == EVERYWHERE and _division(part, EVERYWHERE) == _division(whole)
        by_cluster = by_cluster and part.group == whole.group
        if part is not whole and (same_place or by_cluster) and part.answering < whole.answering:
            inside.setdefault(part.group_by if same_place else "cluster", []).append(part)
    return list(inside.values())


def _of_one_mind(cell: Cell, without: frozenset[str], band_of: Mapping[float, str]) -> bool:
    """Whether few are left of a cell without some of its members, and all those stand in one band."""
    left = [member.value for member in cell.members if member.value is not None and member.unit not in without]
    return 0 < len(left) < SMALL and len({band_of[value] for value in left}) == 1
