"""What is unknown about those whom numbers count? One unknown for all who cannot be told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.told import EVERYWHERE, OPEN_COUNT, OPEN_PART, Account, Told
from pipelines.unknown_opinions import opinions_puzzle
from pipelines.working_out import Puzzle

# Whose amount it is, and where: a cluster, or all clusters together where it counts once however many it is in.
Share = tuple[str, str]


def puzzle_of(cells: Sequence[Told], told: frozenset[str]) -> Puzzle:
    """What those who see some of the cells do not know. `told` of opinions, see `opinions_puzzle`; empty where numbers are sums."""
    return opinions_puzzle(cells, {"": told}) if told else sums_puzzle(_sums(cells))


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
