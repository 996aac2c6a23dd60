"""What would a score and the statements it is the mean of give away together? Hides statements until it is nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pipelines.disclosure import (
    MOST_UNKNOWNS,
    TOO_FEW_LEFT,
    by_cluster,
    hide_pinned,
    hide_rests,
    stretches,
    suppressed,
    told_of,
)
from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Cell, Value
from pipelines.indicators.kept_values import Group, group_of
from pipelines.instruments.texts import items
from pipelines.overlaps import Overlaps
from pipelines.remembered import remembered
from pipelines.told import Told
from pipelines.unknown_opinions import opinions_puzzle

ALONE = "cl7"  # the statement that came later, and is part of no score


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Of each score that is a mean of single statements, the indicators that tell of one of them."""
    scores = {indicator.principle: indicator.id for indicator in catalogue().values() if indicator.statements}
    principles = {item.id: item.principle for item in items() if item.id != ALONE}
    found: dict[str, list[str]] = {score: [] for score in scores.values()}
    for indicator in catalogue().values():
        if indicator.item in principles:
            found[scores[principles[indicator.item]]].append(indicator.id)
    return {score: tuple(own) for score, own in found.items()}


def protect_together(values: Mapping[str, list[Value]], minimum: int) -> dict[str, list[Value]]:
    """The values of the scores and statements among some, each protected by itself already, with what else must be hidden."""
    found: dict[str, list[Value]] = {}
    for score, statements in families().items():
        own = {name: values[name] for name in (score, *statements) if values.get(name)}
        if len(own) > 1:
            more = _to_hide(*_cells(own), score, minimum)
            places = {name: {group_of(own[name][at].cell) for at in more.get(name, ())} for name in own}
            found |= {name: _without(values[name], places[main]) for name, main in _told_alike(own) if name in values}
    return found


def _told_alike(questions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every indicator that tells of one of the questions, and which."""
    for indicator in catalogue().values():
        question = indicator.main if indicator.same_rows else indicator.id
        if question in questions:
            yield indicator.id, question


def _cells(values: Mapping[str, Sequence[Value]]) -> tuple[dict[str, list[Cell]], dict[str, list[int]]]:
    """The cells of each question, and at which places among them are those that are hidden."""
    hidden = {
        name: [at for at, value in enumerate(own) if value.status == "suppressed"] for name, own in values.items()
    }
    return {name: [value.cell for value in own] for name, own in values.items()}, hidden


@remembered
def _to_hide(
    cells: dict[str, list[Cell]], hidden: dict[str, list[int]], score: str, minimum: int
) -> dict[str, list[int]]:
    """At which places are the cells of each question to hide besides those that are hidden."""
    together: dict[Any, list[Told]] = defaultdict(list)
    for question, own in cells.items() if any(hidden.values()) else ():
        for stretch, told in stretches(catalogue()[question], [Value(cell, "") for cell in own]).items():
            together[stretch] += [replace(one, question=question) for one in told]
    found: dict[str, list[int]] = defaultdict(list)
    for told in together.values():
        out = tuple(at for at, one in enumerate(told) if one.index in hidden[one.question])
        for at in hide_together(tuple(told), out, score, minimum) if out else ():
            found[told[at].question].append(told[at].index)
    return found


@remembered
def hide_together(cells: tuple[Told, ...], hidden: tuple[int, ...], score: str, minimum: int) -> tuple[int, ...]:
    """Which cells of one stretch of time to hide beside the hidden ones, so that none of these can be worked out.

    Where there are too many for one puzzle, each cluster is looked at by itself.
    """
    many = sum(len(cell.accounts) for cell in cells) > MOST_UNKNOWNS
    more: set[int] = set()
    for own in by_cluster(cells) if many else [list(range(len(cells)))]:
        inside = [n for n, at in enumerate(own) if at in hidden]
        more |= {own[n] for n in _solved([cells[at] for at in own], inside, score, minimum)} if inside else set()
    return tuple(sorted(more))


def _solved(cells: Sequence[Told], first: Sequence[int], score: str, minimum: int) -> set[int]:
    """The same for cells that one puzzle can hold. Rather a statement is hidden than the score."""
    telling = {question: told_of(question) for question in dict.fromkeys([score, *(cell.question for cell in cells)])}
    puzzle = opinions_puzzle(cells, telling, score)
    hidden = dict.fromkeys(first, "")
    while True:
        hide_pinned(puzzle, cells, hidden, lambda cell: cell.question != score)
        rests = _rests(cells, hidden, minimum)
        if not rests:
            return hidden.keys() - set(first)
        hidden |= dict.fromkeys(rests, TOO_FEW_LEFT)


def _rests(cells: Sequence[Told], hidden: Collection[int], minimum: int) -> set[int]:
    """What must be hidden now of each question, because of what a whole has left without the shown parts."""
    found: set[int] = set()
    for question in dict.fromkeys(cell.question for cell in cells):
        own = [at for at, cell in enumerate(cells) if cell.question == question]
        mine = {n: TOO_FEW_LEFT for n, at in enumerate(own) if at in hidden}
        hide_rests(Overlaps([cells[at] for at in own]), mine, minimum, told_of(question))
        found |= {own[n] for n in mine}
    return found.difference(hidden)


def _without(values: Sequence[Value], places: set[Group]) -> list[Value]:
    return [
        suppressed(value, TOO_FEW_LEFT) if value.status == "ok" and group_of(value.cell) in places else value
        for value in values
    ]
