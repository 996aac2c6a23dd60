"""How low can a sum of unknowns be? One linear program to which many questions are put."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # they are loaded only where something is hidden
    import highspy
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

        HiGHS is called directly: scipy's linprog checks and converts the same program again for every question, which
        takes several times as long as solving it, and cannot begin where the last question ended.
        """
        import highspy
        import numpy as np

        solver = self._solver
        solver.changeColsCost(len(objective), np.arange(len(objective), dtype=np.int32), objective)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            solver.clearSolver()
            return None
        solution = solver.getSolution()
        return np.asarray(solution.col_value), np.asarray(solution.row_dual)[self.below.shape[0] :]

    @cached_property
    def _solver(self) -> highspy.Highs:
        """The program as the solver takes it: what is below comes first."""
        import highspy
        import numpy as np
        from scipy.sparse import vstack

        rows = vstack([self.below, self.equal]).tocsc()
        unlimited = np.full(self.below.shape[0], -np.inf)
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = model.a_matrix_.num_row_, model.a_matrix_.num_col_ = rows.shape
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
        model.col_cost_ = np.zeros(len(self.most))
        model.col_lower_, model.col_upper_ = np.zeros(len(self.most)), self.most
        model.row_lower_ = np.concatenate([unlimited, self.numbers])
        model.row_upper_ = np.concatenate([np.zeros(len(unlimited)), self.numbers])
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        # In a small program, looking for what may be left out takes longer than solving it.
        solver.setOptionValue("presolve", "on" if len(self.most) >= FEW_UNKNOWNS else "off")
        solver.passModel(model)
        return solver
