"""Multipliers for parts of an expected covering: the duals of its linear programme.

    min Σᵢₖ wᵢ·vₖ·sᵢₖ   with   Σ_{j covers i} xⱼ + Σₖ sᵢₖ ≥ Kᵢ,   Σ xⱼ = p,   0 ≤ x, s ≤ 1

vₖ is what the k-th cover is worth, Kᵢ the number of covers of row i that can be. As vₖ falls, the last covers are
missed first, and sites in whole numbers miss in the programme what they miss in truth.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from govinnov.dispatch.placement.expected import FULL, Expected
from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Ints
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.programme import covering, offer, silent
from govinnov.dispatch.placement.proposal import Proposal


class ExpectedDuals:
    """Proposes the duals of a part's linear programme; one programme serves all parts."""

    def __init__(self, problem: Expected) -> None:
        self._problem = problem
        self._solver = silent(_model(problem))

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The duals; on the way the incumbent is offered the most used sites as a plan."""
        n = self._problem.n
        lower, upper = np.zeros((2, n))
        lower[part.forced] = upper[part.forced] = upper[part.free] = 1
        self._solver.changeColsBounds(n, np.arange(n, dtype=np.int32), lower, upper)
        self._solver.changeRowBounds(len(self._problem.weights), part.p, part.p)
        self._solver.run()
        solution = self._solver.getSolution()
        used = np.clip(np.array(solution.col_value)[part.free], 0, 1)
        offer(part, used, incumbent)
        duals = np.rint(np.array(solution.row_dual)[:-1] * (SCALE * FULL)).astype(np.int64)
        return Proposal(duals, used, is_best=True)


def _model(problem: Expected) -> highspy.HighsLp:
    """The programme, in units of weight."""
    covers, most = problem.covers.astype(float), len(problem.worth)
    rows, sites = covers.shape
    can = np.minimum(np.diff(covers.tocsr().indptr), most)
    row, cover = np.nonzero(np.arange(most) < can[:, None])
    missed = csr_matrix((np.ones(len(row)), (row, np.arange(len(row)))), shape=(rows, len(row)))
    count = csr_matrix(np.append(np.ones(sites), np.zeros(len(row))))
    worth = problem.weights[row] * np.array(problem.worth)[cover] / FULL
    matrix = vstack([hstack([covers, missed]), count]).tocsc()
    return covering(matrix, np.append(np.zeros(sites), worth), np.ones(sites + len(row)), can.astype(np.float64))
