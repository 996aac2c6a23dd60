"""What is unknown about those who answered? One unknown for all who cannot be told apart and each thing they may have said."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import isclose
from statistics import fmean, median
from typing import Any, NamedTuple

from pipelines.statistics.median import median_bounds, median_interval
from pipelines.told import AGREES, DISAGREES, EVERYWHERE, OPEN_COUNT, OPEN_PART, Told
from pipelines.working_out import Puzzle, Row

# Opinions are shown as a mean, as a share that agrees, and as counts below and on these marks.
MARKS = (25.0, 50.0, 75.0)
POSSIBLE = (0.0, *MARKS, 100.0)
# A part of the scale that is counted by itself: its lowest and its highest score.
Part = tuple[float, float]


class Opinion(NamedTuple):
    """What a member said in a cluster, at first or later; in all clusters together, the mean of what it said in each."""

    question: str
    cluster: str
    version: int
    own: tuple[Opinion, ...]


# What is told of each question.
Telling = Mapping[str, Collection[str]]


def opinions_puzzle(cells: Sequence[Told], telling: Telling, score: str = "") -> Puzzle:
    """Of cells that tell what their members said. `telling`: "mean", "agreed", "disagreed" and "bands" of each question.
    `score`: the question that all others are the statements of; who answered all of them has their mean as score.

    Those in the same cells cannot be told apart: unknown is how many of them said what. An organisation that answered
    in several clusters has an opinion in each, and in all clusters together their mean.
    """
    puzzle = Puzzle(tells=[[] for _ in cells], asks=[[] for _ in cells])
    atoms: dict[Any, list[str]] = defaultdict(list)
    for member, heard in sorted(_opinions(cells).items()):
        complete = _complete(member, heard, cells, telling, score) if score else ()
        atoms[tuple(heard.items()), complete].append(member)
    # Beside a median stand the ends of its interval and of its bounds: what lies below and above them is known, too.
    marks = [_landmarks(cell) if "bands" in telling[cell.question] else () for cell in cells]
    parts = {question: _parts_of(question, cells, marks, telling[question]) for question in telling}
    scores: list[dict[int, float]] = [{} for _ in cells]
    for (places, complete), members in sorted(atoms.items()):
        said: dict[Opinion, dict[int, float]] = {}
        for at, opinion in sorted(places, key=lambda place: bool(place[1].own)):
            if opinion not in said:
                own = [said[one] for one in opinion.own]
                amounts = [cells[at].accounts[member].amount for member in members]
                said[opinion] = _said(puzzle, parts[cells[at].question], amounts, own)
            scores[at] |= said[opinion]
        puzzle.always += [_mean_of_statements(said, score, cluster) for cluster in complete]
    for at, of in enumerate(scores):
        told = telling[cells[at].question]
        agreeing = {unknown: 1.0 for unknown, score in of.items() if score >= AGREES}
        disagreeing = {unknown: 1.0 for unknown, score in of.items() if score <= DISAGREES}
        puzzle.tells[at] += [of] if "mean" in told else []
        puzzle.tells[at] += _counts(of, sorted({*MARKS, *marks[at]})) if "bands" in told else []
        puzzle.tells[at] += [agreeing] if "agreed" in told else []
        puzzle.tells[at] += [disagreeing] if "disagreed" in told else []
        puzzle.asks[at] += (
            [(of, OPEN_PART * POSSIBLE[-1] * len(cells[at].accounts))] if {"mean", "bands"} & set(told) else []
        )
        puzzle.asks[at] += [(agreeing, OPEN_COUNT)] if "agreed" in told else []
        puzzle.asks[at] += [(disagreeing, OPEN_COUNT)] if "disagreed" in told else []
    return puzzle


def _opinions(cells: Sequence[Told]) -> dict[str, dict[int, Opinion]]:
    """For each member, which of its opinions is in which cell. One that changed between two builds is another."""
    heard: dict[Any, list[float]] = defaultdict(list)
    own: dict[Any, dict[str, Opinion]] = defaultdict(dict)
    found: dict[str, dict[int, Opinion]] = defaultdict(dict)
    for at in sorted(range(len(cells)), key=lambda at: cells[at].division[0] == EVERYWHERE):
        cluster, build, question = cells[at].division[0], cells[at].build, cells[at].question
        for member, account in cells[at].accounts.items():
            versions = heard[member, question, cluster]
            versions += [account.amount] if account.amount not in versions else []
            parts = tuple(own[member, question, build].values()) if cluster == EVERYWHERE else ()
            found[member][at] = opinion = Opinion(question, cluster, versions.index(account.amount), parts)
            if cluster != EVERYWHERE:
                own[member, question, build][cluster] = opinion
    return found


def _complete(
    member: str, heard: Mapping[int, Opinion], cells: Sequence[Told], telling: Telling, score: str
) -> tuple[str, ...]:
    """The clusters in which a member has answered all statements and so has their mean as score."""
    said: dict[str, dict[str, float]] = defaultdict(dict)
    for at, opinion in heard.items():
        if opinion.cluster != EVERYWHERE:
            said[opinion.cluster][opinion.question] = cells[at].accounts[member].amount
    return tuple(
        cluster
        for cluster, own in sorted(said.items())
        if own.keys() == telling.keys()
        and isclose(own[score], fmean(amount for question, amount in own.items() if question != score))
    )


def _mean_of_statements(said: Mapping[Opinion, Row], score: str, cluster: str) -> Row:
    """The scores of some in a cluster, less the mean of what they said to each statement: nothing."""
    own = [opinion for opinion in said if opinion.cluster == cluster]
    statements = [opinion for opinion in own if opinion.question != score]
    row = {at: amount for opinion in own if opinion.question == score for at, amount in said[opinion].items()}
    return row | {at: -amount / len(statements) for one in statements for at, amount in said[one].items()}


def _said(puzzle: Puzzle, parts: Sequence[Part], scores: Sequence[float], own: Sequence[Row]) -> dict[int, float]:
    """New unknowns for how many said what, each with its score. `own`: what they said in each cluster, of which it is the mean."""
    if len(own) == 1:
        return dict(own[0])
    found: dict[int, float] = {}
    for low, high in parts:
        inside = [score for score in scores if low <= score <= high]
        above = sum((score - low) / (high - low) for score in inside) if high > low else 0.0
        found[puzzle.unknown(len(inside) - above, len(scores))] = low
        if high > low:
            found[puzzle.unknown(above, len(scores))] = high
    puzzle.always.append(dict.fromkeys(found, 1.0))
    if own:
        puzzle.always.append(found | {at: -score / len(own) for one in own for at, score in one.items()})
    return found


def _landmarks(cell: Told) -> tuple[float, ...]:
    """The median of a cell, and the ends of its interval and of its bounds."""
    scores = [account.amount for account in cell.accounts.values()]
    if cell.population < len(scores):
        return (median(scores),)
    interval = median_interval(scores, cell.population)
    return (median(scores), *(interval or ()), *median_bounds(scores, cell.population))


def _parts_of(
    question: str, cells: Sequence[Told], marks: Sequence[Collection[float]], told: Collection[str]
) -> list[Part]:
    """The parts of the scale of one question."""
    own = [(cell, found) for cell, found in zip(cells, marks, strict=True) if cell.question == question]
    every = sorted({*MARKS, *(mark for _, found in own for mark in found)})
    return _parts({account.amount for cell, _ in own for account in cell.accounts.values()}, told, every)


def _parts(scores: Iterable[float], told: Collection[str], marks: Sequence[float]) -> list[Part]:
    """The parts of the scale within which nobody can tell where somebody stands: only their sum."""
    inside: dict[Any, list[float]] = defaultdict(list)
    for score in {*scores, *POSSIBLE}:
        sides = ("agreed" in told and score >= AGREES, "disagreed" in told and score <= DISAGREES)
        inside[_band(score, marks) if "bands" in told else sides].append(score)
    return sorted((min(found), max(found)) for found in inside.values())


def _band(score: float, marks: Sequence[float]) -> tuple[int, bool]:
    """Below, between or on the marks."""
    return bisect_left(marks, score), score in marks


def _counts(scores: Row, marks: Sequence[float]) -> Iterable[Row]:
    """How many stand below, between and on the marks."""
    bands: dict[tuple[int, bool], dict[int, float]] = defaultdict(dict)
    for unknown, score in scores.items():
        bands[_band(score, marks)][unknown] = 1.0
    return bands.values()
