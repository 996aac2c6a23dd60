"""What of opinions could be worked out from two builds, one after the other? Solves for it over both at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipelines.remembered import remembered
from pipelines.told import EVERYWHERE, Account, Told
from pipelines.unknowns import puzzle_of


@lru_cache(maxsize=64)
@remembered
def given_away(
    cells: tuple[Told, ...], old: tuple[int, ...], new: tuple[int, ...], minimum: int, told: frozenset[str]
) -> tuple[int, ...]:
    """Which of the `new` cells to hold back, so that with the `old` ones, that are known already, nothing is told of few.

    All other cells are hidden, in the first build or in the second. To stay open are what they hold, and what fewer than
    `minimum` organisations said that changed it. What the old cells tell by themselves cannot be undone, and what the
    second build tells of the few by itself is what any build may tell.
    """
    if not new:
        return ()
    puzzle = puzzle_of([*cells, *_few(cells, minimum)], told)
    asks = [(at, ask) for at, own in enumerate(puzzle.asks) for ask in own]
    puzzle.asks = [[ask] for _, ask in asks]
    before, alone = replace(puzzle), replace(puzzle)
    shown, held = [*old, *new], list[int]()
    hidden = [n for n, (at, _) in enumerate(asks) if at not in shown]
    while (pinned := puzzle.pinned(shown, hidden)) is not None:
        asked, suspects = pinned
        second = [at for at in shown if cells[at].build] if asks[asked][0] >= len(cells) else []
        if before.pinned(old, [asked]) or alone.pinned(second, [asked]):
            hidden.remove(asked)
            continue
        culprits = [at for at in suspects if at in new] or [at for at in new if at not in held]
        smallest = min(culprits, key=lambda at: (cells[at].division[1] == "all", cells[at].size, at))
        shown.remove(smallest)
        held.append(smallest)
        hidden += [n for n, (at, _) in enumerate(asks) if at == smallest]
    return tuple(held)


def _few(cells: Sequence[Told], minimum: int) -> Iterator[Told]:
    """What those said who changed it, as cells of their own where they are few whom nothing else tells apart."""
    patterns: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for at, cell in enumerate(cells):
        for unit in cell.accounts:
            patterns[cell.build, unit, cell.division[0]].append(at)
    clusters: dict[tuple[int, str], list[str]] = defaultdict(list)
    for build, unit, cluster in patterns:
        clusters[build, unit] += [cluster] if cluster != EVERYWHERE else []
    said = {key: cells[places[-1]].accounts[key[1]].amount for key, places in patterns.items()}
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for key, places in patterns.items():
        build, unit, cluster = key
        own = len(clusters[build, unit])
        if said[key] != said.get((1 - build, unit, cluster)) and not (cluster == EVERYWHERE and own == 1):
            alike[build, cluster, tuple(places), tuple(patterns.get((build, unit, EVERYWHERE), ())), own].append(unit)
    for (build, cluster, *_), units in sorted(alike.items()):
        organisations = frozenset(cells[patterns[build, unit, cluster][0]].owners.get(unit, unit) for unit in units)
        if len(organisations) < minimum:
            accounts = {unit: Account(said[build, unit, cluster], 100.0) for unit in sorted(units)}
            yield Told(0, (cluster, "", ""), "", len(organisations), organisations, accounts, build=build)
