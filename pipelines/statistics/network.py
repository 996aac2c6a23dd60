"""Who works with whom, who hangs on the lead agency alone, and do local organisations stand at the edge?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import comb
from statistics import fmean, median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.remembered import remembered
from pipelines.statistics.permutation import SIGNIFICANT, TOO_EQUAL, TOO_SMALL, PermutationTest

if TYPE_CHECKING:
    from networkx import Graph

LOCAL = "local"
UNCLASSIFIED = "unclassified"
# Every split is counted up to this many; beyond it so many are drawn.
COUNTABLE = 20_000
DRAWS = 5_000
SEED = 20080612
ROUNDING = 1e-9


class Tie(NamedTuple):
    """Two organisations that work together, and how: a joint project, a shared group, a sub-grant."""

    a: str
    b: str
    kind: str


@dataclass(frozen=True)
class OrganisationTies:
    """One active organisation. `closeness`: mean over all others of 1 / steps away, 0 (alone) to 1 (tied to all)."""

    organisation: str
    partners: int
    kinds: tuple[str, ...]
    only_lead: bool
    closeness: float


@dataclass(frozen=True)
class Position:
    """Local organisations beside the others on one measure ("partners" or "closeness"); means None where none."""

    measure: str
    local_mean: float | None
    others_mean: float | None
    difference: float | None
    n_local: int
    n_others: int
    test: PermutationTest


@dataclass(frozen=True)
class Network:
    """The ties of a cluster. Of the `local` organisations, `local_only_lead` have the lead as their only tie."""

    organisations: tuple[OrganisationTies, ...]
    median_partners: float | None
    isolated: int
    local: int
    local_only_lead: int
    local_isolated: int
    positions: tuple[Position, ...]
    pairs: tuple[tuple[str, str], ...]  # active organisations with a tie, each pair once


@remembered
def network(ties: Iterable[Tie], active: Collection[str], locality: Mapping[str, str], lead: str | None) -> Network:
    """The network among active organisations.

    `ties` in any order; repeated ties, also of several kinds, make one partner. Ties to organisations that
    are not active are left out, but the lead agency always counts as a partner. Active organisations
    without a tie count with 0. `locality`: "local", "international" or "unclassified" per organisation,
    unclassified where absent. In the comparison the lead agency is on neither side, because ties are its
    task, nor are the unclassified. Source: methods.md 8.5 (partner_network_ties).
    """
    graph = _graph(ties, active, lead)
    members = sorted(set(active))
    closeness = _closeness(graph)
    found = tuple(_organisation(graph, name, lead, closeness[name]) for name in members)
    local = [one for one in found if locality.get(one.organisation) == LOCAL and one.organisation != lead]
    return Network(
        organisations=found,
        median_partners=float(median(one.partners for one in found)) if found else None,
        isolated=sum(not one.partners for one in found),
        local=len(local),
        local_only_lead=sum(one.only_lead for one in local),
        local_isolated=sum(not one.partners for one in local),
        positions=_positions([one for one in found if one.organisation != lead], locality),
        pairs=tuple((one, other) for one in members for other in sorted(graph[one]) if one < other and other in active),
    )


def _graph(ties: Iterable[Tie], active: Collection[str], lead: str | None) -> Graph:
    import networkx  # takes a third of a second to load; only the network page needs it

    members = {*active, lead} - {None}
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(name for name in members if name is not None))
    for tie in ties:
        if tie.a != tie.b and tie.a in members and tie.b in members:
            graph.add_edge(tie.a, tie.b)
            graph.edges[tie.a, tie.b].setdefault("kinds", set()).add(tie.kind)
    return graph


def _closeness(graph: Graph) -> dict[str, float]:
    from networkx import harmonic_centrality

    others = max(len(graph) - 1, 1)
    # Without the last digits: networkx adds up in an order that differs from one run to the next.
    return {name: round(float(total) / others, 9) for name, total in harmonic_centrality(graph).items()}


def _organisation(graph: Graph, name: str, lead: str | None, closeness: float) -> OrganisationTies:
    partners = list(graph[name])
    kinds = sorted(set(chain.from_iterable(graph.edges[name, partner]["kinds"] for partner in partners)))
    return OrganisationTies(name, len(partners), tuple(kinds), partners == [lead], closeness)


def _positions(found: Sequence[OrganisationTies], locality: Mapping[str, str]) -> tuple[Position, ...]:
    known = [one for one in found if locality.get(one.organisation, UNCLASSIFIED) != UNCLASSIFIED]
    # Local ones first, so that "the first k" of any order of labels are the local ones.
    known.sort(key=lambda one: (locality[one.organisation] != LOCAL, one.organisation))
    k = sum(locality[one.organisation] == LOCAL for one in known)
    splits = _splits(len(known), k) if 0 < k < len(known) else None
    measures = {"partners": [one.partners for one in known], "closeness": [one.closeness for one in known]}
    return tuple(_position(name, np.array(values, dtype=float), k, splits) for name, values in measures.items())


def _splits(n: int, k: int) -> NDArray[np.intp]:
    """Which k of n organisations get the label "local", a row a split: every split, or random ones."""
    if comb(n, k) <= COUNTABLE:
        return np.array(list(combinations(range(n), k)), dtype=np.intp)
    generator = np.random.default_rng((SEED, n, k))
    return np.argpartition(generator.random((DRAWS, n)), k, axis=1)[:, :k]


def _position(measure: str, values: NDArray[np.float64], k: int, splits: NDArray[np.intp] | None) -> Position:
    n_others = len(values) - k
    local = fmean(values[:k]) if k else None
    others = fmean(values[k:]) if n_others else None
    if splits is None or local is None or others is None:
        return Position(measure, local, others, None, k, n_others, PermutationTest(None, None, TOO_SMALL))
    return Position(measure, local, others, local - others, k, n_others, _test(values, k, splits))


def _test(values: NDArray[np.float64], k: int, splits: NDArray[np.intp]) -> PermutationTest:
    """How often the labels, dealt out at random, set the two means at least as far apart."""
    smallest = _smallest(values, k)
    if smallest > SIGNIFICANT:
        too_small = 2 / comb(len(values), k) > SIGNIFICANT
        return PermutationTest(None, smallest, TOO_SMALL if too_small else TOO_EQUAL)
    # The means are furthest apart when the sum of the local ones is furthest from what chance expects.
    distances = np.abs(values[splits].sum(axis=1) - k * values.mean())
    reached = int((distances >= abs(values[:k].sum() - k * values.mean()) - ROUNDING).sum())
    if len(splits) == comb(len(values), k):
        return PermutationTest(reached / len(splits), smallest, "exact permutation")
    # The observed split is one of them, so that no p-value is 0.
    p = (reached + 1) / (len(splits) + 1)
    return PermutationTest(p, smallest, f"permutation, {len(splits):,} random splits")


def _smallest(values: NDArray[np.float64], k: int) -> float:
    """The p-value of the most extreme split there is: how many splits are as extreme, of all."""
    ordered = np.sort(values)
    ends = [ordered[:k], ordered[len(values) - k :]]
    distances = [abs(end.sum() - k * values.mean()) for end in ends]
    if max(distances) < ROUNDING:
        return 1.0
    ways = [_ways(values, end) for end, far in zip(ends, distances, strict=True) if far > max(distances) - ROUNDING]
    return sum(ways) / comb(len(values), k)


def _ways(values: NDArray[np.float64], chosen: NDArray[np.float64]) -> int:
    """In how many ways organisations can be chosen that have exactly these values."""
    there, taken = Counter(np.round(values, 9).tolist()), Counter(np.round(chosen, 9).tolist())
    ways = 1
    for value, times in taken.items():
        ways *= comb(there[value], times)
    return ways
