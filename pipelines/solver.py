"""How low can a sum of unknowns be? One linear program to which many questions are put."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # numpy and scipy are loaded only where something is hidden
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

FEW_UNKNOWNS = 2000


@dataclass
class Program:
    """Unknowns from 0 to `most`; the sums in `equal` are known to be `numbers`, those in `below` to be at most 0."""

    equal: csr_matrix
    numbers: NDArray[np.float64]
    below: csr_matrix
    most: NDArray[np.float64]

    def lowest(self, objective: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Where a sum is lowest, and how much each equation holds it there; None where the solver fails.

        linprog checks and converts the same program again for every question, which takes several times as long as
        solving it: so its solver is called directly, where scipy has it in the place known here.
        """
        try:
            from scipy.optimize._highspy import _core as highs
        except ImportError:
            return self.lowest_by_linprog(objective)
        self._model.col_cost_ = objective
        solver, options = highs._Highs(), highs.HighsOptions()
        options.output_flag = options.log_to_console = False
        options.presolve = "on" if self._large else "off"
        solver.passOptions(options)
        solver.passModel(self._model)
        solver.run()
        if solver.getModelStatus() != highs.HighsModelStatus.kOptimal:
            return None
        return self._read(solver.getSolution())

    def lowest_by_linprog(
        self, objective: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """The same by scipy's documented function."""
        import numpy as np
        from scipy.optimize import linprog

        below = {"A_ub": self.below, "b_ub": np.zeros(self.below.shape[0])} if self.below.shape[0] else {}
        bounds = np.column_stack([np.zeros(len(self.most)), self.most])
        solved = linprog(
            objective, A_eq=self.equal, b_eq=self.numbers, bounds=bounds, options={"presolve": self._large}, **below
        )
        return (solved.x, np.asarray(solved.eqlin.marginals)) if solved.success else None

    @property
    def _large(self) -> bool:
        return len(self.most) >= FEW_UNKNOWNS  # looking for what may be left out takes longer than solving fewer

    @cached_property
    def _model(self) -> Any:
        """The program as the solver takes it: what is below comes first, as in linprog."""
        import numpy as np
        from scipy.optimize._highspy import _core as highs
        from scipy.sparse import vstack

        rows = vstack([self.below, self.equal]).tocsc()
        unlimited = np.full(self.below.shape[0], -np.inf)
        model = highs.HighsLp()
        model.num_row_, model.num_col_ = model.a_matrix_.num_row_, model.a_matrix_.num_col_ = rows.shape
        model.a_matrix_.format_ = highs.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
        model.col_lower_, model.col_upper_ = np.zeros(len(self.most)), self.most
        model.row_lower_ = np.concatenate([unlimited, self.numbers])
        model.row_upper_ = np.concatenate([np.zeros(len(unlimited)), self.numbers])
        return model

    def _read(self, solution: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        import numpy as np

        return np.asarray(solution.col_value), np.asarray(solution.row_dual)[self.below.shape[0] :]
