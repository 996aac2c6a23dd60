"""What could be worked out about a hidden number from those that are shown? Solves for it, as an attacker would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.solver import Program

if TYPE_CHECKING:  # numpy and scipy are loaded only where something is hidden
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

NEARLY = 1e-6
Row = Mapping[int, float]  # a linear expression: the factor of each unknown


@dataclass
class Puzzle:
    """Unknowns from 0 to the most they can be, with their true amounts; what each cell tells, and what it hides.

    `tells` are sums of unknowns that become known when a cell is shown; `asks` are the sums that must stay open, each
    by how much, while it is hidden. `always` is known anyway; of each of `below` it is known that it is at most 0.
    """

    amounts: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    tells: list[list[Row]] = field(default_factory=list)
    asks: list[list[tuple[Row, float]]] = field(default_factory=list)
    always: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    _last: tuple[tuple[int, ...], Program] | None = field(default=None, init=False)

    def unknown(self, amount: float, most: float) -> int:
        """A new unknown; returns its number."""
        self.amounts.append(amount)
        self.most.append(most)
        return len(self.amounts) - 1

    def pinned(self, shown: Sequence[int], hidden: Iterable[int]) -> tuple[int, list[int]] | None:
        """A hidden cell that the shown cells leave less open than it must be, and the shown ones that do; or None.

        What was found to be open stays so when more is hidden: points that fitted all that was shown still do.
        """
        for cell in hidden:
            for at in range(self._first[cell], self._first[cell + 1]):
                weights = [0.0] * len(shown)
                for sign in (1.0, -1.0):
                    if not self._open(at):
                        found = self._try(sign * self._asked[at].toarray().ravel(), self._program(shown))
                        weights = [old + new for old, new in zip(weights, self._by_cell(found, shown), strict=True)]
                if not self._open(at):
                    return cell, [other for other, weight in zip(shown, weights, strict=True) if weight > NEARLY]
        return None

    def _open(self, at: int) -> bool:
        return bool(self._spread[1][at] - self._spread[0][at] >= self._wanted[at])

    def _program(self, shown: Sequence[int]) -> Program:
        """What is known from the shown cells; kept until others are shown."""
        import numpy as np

        if self._last is None or self._last[0] != tuple(shown):
            known = self._matrix([*self.always, *(row for cell in shown for row in self.tells[cell])])
            numbers = known @ np.asarray(self.amounts)
            program = Program(known, numbers, self._matrix(self.below), np.asarray(self.most, dtype=float))
            self._last = tuple(shown), program
        return self._last[1]

    def _try(self, objective: NDArray[np.float64], program: Program) -> Sequence[float]:
        """Find the point that fits and lies farthest one way: it may open other cells too. Returns what holds it there:
        the weight of each thing that is known. Where the solver fails, anything may.
        """
        import numpy as np

        solved = program.lowest(objective)
        if solved is None:
            return [1.0] * len(program.numbers)
        found = self._asked @ solved[0]
        self._spread = np.minimum(self._spread[0], found), np.maximum(self._spread[1], found)
        return [abs(float(weight)) for weight in solved[1]]

    def _by_cell(self, weights: Sequence[float], shown: Sequence[int]) -> list[float]:
        """The greatest weight of what each shown cell tells."""
        rest = iter(weights[len(self.always) :])
        return [max((next(rest, 0.0) for _ in self.tells[cell]), default=0.0) for cell in shown]

    @cached_property
    def _first(self) -> list[int]:
        """Where the questions of each cell begin."""
        first = [0]
        for asked in self.asks:
            first.append(first[-1] + len(asked))
        return first

    @cached_property
    def _wanted(self) -> list[float]:
        return [wanted - NEARLY for asked in self.asks for _, wanted in asked]

    @cached_property
    def _asked(self) -> csr_matrix:
        return self._matrix([row for asked in self.asks for row, _ in asked])

    @cached_property
    def _spread(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The lowest and the highest that each question can be, as far as tried: at first, what it is."""
        import numpy as np

        truth = self._asked @ np.asarray(self.amounts)
        return truth, truth

    def _matrix(self, rows: Sequence[Row]) -> csr_matrix:
        from scipy.sparse import csr_matrix

        entries = [(factor, at, column) for at, row in enumerate(rows) for column, factor in row.items()]
        factors, where, columns = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((factors, (where, columns)), shape=(len(rows), len(self.amounts)))
