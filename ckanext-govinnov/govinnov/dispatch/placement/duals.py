"""Multipliers for covering parts: the duals of their linear programme, solved by HiGHS.

    min Σ wᵢ·sᵢ   with   Σ_{j covers i} xⱼ + sᵢ ≥ 1,   Σ xⱼ = p,   0 ≤ x ≤ 1,   s ≥ 0

The dual of row i, times 1024 and rounded, is uᵢ. A dual that is a little wrong makes a bound worse, never false.
One programme serves the whole tree, and the trees of other p after it: the first is solved by the interior point, which
is faster from nothing; after that a part only changes bounds of x, another p those of one row, and the simplex goes on
from the last basis.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack, identity, vstack

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Covering, Floats, Ints
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.proposal import Proposal


class Duals:
    """Proposes the duals of a part's linear programme."""

    def __init__(self, problem: Covering) -> None:
        self._problem = problem
        self._solver = _solver(_programme(problem))

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The duals; on the way the incumbent is offered the most used sites as a plan."""
        used, duals = self._solved(part)
        _offer(part, used, incumbent)
        return Proposal(duals, np.clip(used, 0, 1), is_best=True)

    def _solved(self, part: Part) -> tuple[Floats, Ints]:
        """How much each free site is used in the programme's solution, and the multipliers."""
        n = self._problem.n
        lower, upper = np.zeros((2, n))
        lower[part.forced] = upper[part.forced] = upper[part.free] = 1
        self._solver.changeColsBounds(n, np.arange(n, dtype=np.int32), lower, upper)
        self._solver.changeRowBounds(len(self._problem.weights), part.p, part.p)
        self._solver.run()
        self._solver.setOptionValue("solver", "simplex")
        solution = self._solver.getSolution()
        duals = np.rint(np.array(solution.row_dual)[:-1] * SCALE).astype(np.int64)
        return np.array(solution.col_value)[part.free], np.clip(duals, 0, self._problem.weights * SCALE)


#: HiGHS by itself: silent, one thread, a fixed seed, and no limit of time.
_OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "random_seed": 0,
    "solver": "ipm",
}


def _offer(part: Part, used: Floats, incumbent: Incumbent) -> None:
    """The most used free sites as a plan, to be bettered by exchanges with all that are used."""
    if not part.is_open:
        return
    order = np.argsort(-used, kind="stable")
    candidates = part.free[order[: max(part.left * 2, int((used > 0).sum()))]]
    incumbent.offer(np.append(part.forced, part.free[order[: part.left]]), candidates)


def _solver(programme: highspy.HighsLp) -> highspy.Highs:
    solver = highspy.Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(programme)
    return solver


def _programme(problem: Covering) -> highspy.HighsLp:
    """The programme; how many sites there are to be, its last row, is said when a part is solved."""
    (rows, sites), weights = problem.costs.shape, problem.weights
    covers = csr_matrix((problem.costs == 0) & (weights > 0)[:, None], dtype=np.float64)
    count = csr_matrix(np.append(np.ones(sites), np.zeros(rows)))
    matrix = vstack([hstack([covers, identity(rows)]), count]).tocsc()
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = matrix.shape
    programme.col_cost_ = np.append(np.zeros(sites), weights)
    programme.col_lower_, programme.col_upper_ = np.zeros(sites + rows), np.append(np.ones(sites), np.full(rows, 1.0))
    programme.row_lower_ = np.append(np.ones(rows), 0)
    programme.row_upper_ = np.append(np.full(rows, highspy.kHighsInf), 0)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_, programme.a_matrix_.index_ = matrix.indptr, matrix.indices
    programme.a_matrix_.value_ = matrix.data
    return programme
