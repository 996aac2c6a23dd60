"""What is unknown about those whom numbers count? One unknown for all who cannot be told apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

from pipelines.statistics.median import median_bounds, median_interval
from pipelines.working_out import Puzzle, Row

AGREES = 75.0  # points: "agree" on the five-point scale, or more
# Opinions are shown as a mean, as a share that agrees, and as counts below and on these marks.
MARKS = (25.0, 50.0, 75.0)
POSSIBLE = (0.0, *MARKS, 100.0)
# A hidden number must stay open by this much: a count by so many, and anything by this part of all it could be.
OPEN_COUNT, OPEN_PART = 1.0, 0.02
# Whose amount it is, and where: a cluster, or all clusters together where it counts once however many it is in.
Share = tuple[str, str]
EVERYWHERE = "all"
# A part of the scale that is counted by itself: its lowest and its highest score.
Part = tuple[float, float]


class Account(NamedTuple):
    """What one member adds to a cell's number: `amount`, which could be from 0 to `most`."""

    amount: float
    most: float


@dataclass(frozen=True)
class Told:
    """A published cell as one who wants to know more sees it: whose number it is, and what each member adds."""

    index: int
    division: tuple[str, str, str]  # cluster, grouping, group
    month: str  # the month it is of; "" for a whole stretch
    size: int  # organisations
    organisations: frozenset[str]
    accounts: Mapping[str, Account] = field(hash=False)  # of each member
    owners: Mapping[str, str] = field(default_factory=dict, hash=False)  # the organisation of each member
    build: int = 0  # of two builds, one after the other: which
    population: int = 0  # how many organisations there are, where that is known


class Opinion(NamedTuple):
    """What a member said in a cluster, at first or later; in all clusters together, the mean of what it said in each."""

    cluster: str
    version: int
    own: tuple[Opinion, ...]


def puzzle_of(cells: Sequence[Told], told: frozenset[str]) -> Puzzle:
    """What those who see some of the cells do not know. `told`: see `opinions_puzzle`; empty where numbers are sums."""
    return opinions_puzzle(cells, told) if told else sums_puzzle(_sums(cells))


def _sums(cells: Sequence[Told]) -> list[Mapping[Share, Account]]:
    """What each cell sums up. With months, a period is the sum of its months."""
    months: dict[tuple[str, str, str], dict[Share, Account]] = {}
    clusters: dict[str, set[str]] = {}
    for cell in cells:
        if cell.month:
            months.setdefault(cell.division, {}).update(_of_month(cell))
        elif cell.division[0] != EVERYWHERE:
            for unit in cell.owners:
                clusters.setdefault(cell.owners[unit], set()).add(cell.division[0])
    return [
        _of_month(cell) if cell.month else months.get(cell.division) or _of_period(cell, clusters) for cell in cells
    ]


def _of_month(cell: Told) -> dict[Share, Account]:
    return {(f"{cell.month} {unit}", ""): account for unit, account in cell.accounts.items()}


def _of_period(cell: Told, clusters: Mapping[str, set[str]]) -> dict[Share, Account]:
    """Whose share is what; in all clusters together, one that is in several may count once."""
    times = Counter(cell.owners.values())
    found: dict[Share, Account] = {}
    for unit, account in cell.accounts.items():
        owner = cell.owners[unit]
        own = clusters.get(owner, set())
        if cell.division[0] != EVERYWHERE:
            found[owner, cell.division[0]] = account
        elif len(own) == 1:
            found[owner, next(iter(own))] = account
        elif times[owner] >= len(own):
            found[owner, unit.removeprefix(f"{owner} ")] = account
        else:
            found[owner, EVERYWHERE] = account
    return found


def sums_puzzle(cells: Sequence[Mapping[Share, Account]]) -> Puzzle:
    """Of cells that show the sum of what their members add.

    Those whose shares are in the same cells cannot be told apart: their sums are the unknowns. What counts once
    everywhere is at least what it is in one cluster, and at most what it is in all of them.
    """
    puzzle = Puzzle(tells=[[] for _ in cells], asks=[[] for _ in cells])
    patterns: dict[Share, list[int]] = defaultdict(list)
    for at, cell in enumerate(cells):
        for share in cell:
            patterns[share].append(at)
    owned: dict[str, list[Share]] = defaultdict(list)
    for share in sorted(patterns):
        owned[share[0]].append(share)
    alike: dict[tuple[Any, ...], list[list[Account]]] = defaultdict(list)
    for shares in owned.values():
        kind = tuple((where, tuple(patterns[owner, where])) for owner, where in shares)
        alike[kind].append([cells[patterns[share][0]][share] for share in shares])
    rows: list[dict[int, float]] = [{} for _ in cells]
    for kind, owners in sorted(alike.items()):
        unknowns = {}
        for (where, pattern), accounts in zip(kind, zip(*owners, strict=True), strict=True):
            unknowns[where] = puzzle.unknown(sum(one.amount for one in accounts), sum(one.most for one in accounts))
            for at in pattern:
                rows[at][unknowns[where]] = 1.0
        if EVERYWHERE in unknowns:
            together = unknowns.pop(EVERYWHERE)
            puzzle.below += [{one: 1.0, together: -1.0} for one in unknowns.values()]
            puzzle.below.append({together: 1.0, **dict.fromkeys(unknowns.values(), -1.0)})
    for at, row in enumerate(rows):
        most = sum(puzzle.most[unknown] for unknown in row)
        puzzle.tells[at].append(row)
        puzzle.asks[at].append((row, max(min(OPEN_COUNT, most), OPEN_PART * most)))
    return puzzle


def opinions_puzzle(cells: Sequence[Told], told: Collection[str]) -> Puzzle:
    """Of cells that tell what their members said: `told` may hold "mean", "agreed" and "bands".

    Those in the same cells cannot be told apart: unknown is how many of them said what. An organisation that answered
    in several clusters has an opinion in each, and in all clusters together their mean.
    """
    puzzle = Puzzle(tells=[[] for _ in cells], asks=[[] for _ in cells])
    atoms: dict[tuple[tuple[int, Opinion], ...], list[str]] = defaultdict(list)
    for member, heard in sorted(_opinions(cells).items()):
        atoms[tuple(heard.items())].append(member)
    # Beside a median stand the ends of its interval and of its bounds: what lies below and above them is known, too.
    marks = [_landmarks(cell) if "bands" in told else () for cell in cells]
    every = sorted({*MARKS, *(mark for own in marks for mark in own)})
    parts = _parts({account.amount for cell in cells for account in cell.accounts.values()}, told, every)
    scores: list[dict[int, float]] = [{} for _ in cells]
    for places, members in sorted(atoms.items()):
        said: dict[Opinion, dict[int, float]] = {}
        for at, opinion in sorted(places, key=lambda place: bool(place[1].own)):
            if opinion not in said:
                own = [said[one] for one in opinion.own]
                said[opinion] = _said(puzzle, parts, [cells[at].accounts[member].amount for member in members], own)
            scores[at] |= said[opinion]
    for at, of in enumerate(scores):
        agreeing = {unknown: 1.0 for unknown, score in of.items() if score >= AGREES}
        puzzle.tells[at] += [of] if "mean" in told else []
        puzzle.tells[at] += _counts(of, sorted({*MARKS, *marks[at]})) if "bands" in told else []
        puzzle.tells[at] += [agreeing] if "agreed" in told else []
        puzzle.asks[at] += (
            [(of, OPEN_PART * parts[-1][1] * len(cells[at].accounts))] if {"mean", "bands"} & set(told) else []
        )
        puzzle.asks[at] += [(agreeing, OPEN_COUNT)] if "agreed" in told else []
    return puzzle


def _opinions(cells: Sequence[Told]) -> dict[str, dict[int, Opinion]]:
    """For each member, which of its opinions is in which cell. One that changed between two builds is another."""
    heard: dict[tuple[str, str], list[float]] = defaultdict(list)
    own: dict[tuple[str, int], dict[str, Opinion]] = defaultdict(dict)
    found: dict[str, dict[int, Opinion]] = defaultdict(dict)
    for at in sorted(range(len(cells)), key=lambda at: cells[at].division[0] == EVERYWHERE):
        cluster, build = cells[at].division[0], cells[at].build
        for member, account in cells[at].accounts.items():
            versions = heard[member, cluster]
            versions += [account.amount] if account.amount not in versions else []
            parts = tuple(own[member, build].values()) if cluster == EVERYWHERE else ()
            found[member][at] = opinion = Opinion(cluster, versions.index(account.amount), parts)
            if cluster != EVERYWHERE:
                own[member, build][cluster] = opinion
    return found


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


def _parts(scores: Iterable[float], told: Collection[str], marks: Sequence[float]) -> list[Part]:
    """The parts of the scale within which nobody can tell where somebody stands: only their sum."""
    inside: dict[Any, list[float]] = defaultdict(list)
    for score in {*scores, *POSSIBLE}:
        counted = _band(score, marks) if "bands" in told else score >= AGREES if "agreed" in told else None
        inside[counted].append(score)
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
