"""The linear programme of a part of a covering, solved by HiGHS; it serves all parts within that part.

    min Σ wᵢ·sᵢ − ε·t   with   Σ_{j covers i} xⱼ + sᵢ ≥ 1,   Σ xⱼ + t = k,   0 ≤ x ≤ 1,   s, t ≥ 0

The dual of row i, times 1024 and rounded, is uᵢ. A dual that is a little wrong makes a bound worse, never false. Sites
that are not needed, t, are worth a little: where k sites more or less cover everything, many solutions cost nothing,
and only by how many sites they need is one part told from another.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack, identity, vstack

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.joined import Joined
from govinnov.dispatch.placement.model import SCALE, Floats, Ints
from govinnov.dispatch.placement.part import Part

#: What a site that is not needed is worth.
_SPARE = 1 / 64
#: The simplex stops this far above the cost at which a part is closed: rounding must not open it again.
_ENOUGH = 0.1
#: HiGHS by itself: silent, one thread, a fixed seed, and no limit of time.
_OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "random_seed": 0,
}


def silent(model: highspy.HighsLp) -> highspy.Highs:
    """HiGHS with these options, and a programme to solve."""
    solver = highspy.Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def covering(matrix: csc_matrix, costs: Floats, most: Floats, least: Floats) -> highspy.HighsLp:
    """A programme of least cost whose last row, how many sites there are to be, is said when a part is solved.

    Args:
        matrix: A row for each demand, then that of the sites; a column for each site, then what is not covered.
        costs: Of each column.
        most: Of each column; the least is 0.
        least: Of each row but the last; there is no most.
    """
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = costs, np.zeros(len(most)), most
    model.row_lower_, model.row_upper_ = np.append(least, 0), np.append(np.full(len(least), highspy.kHighsInf), 0)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    return model


class Programme:
    """The programme of a part.

    The first is solved by the interior point, which is faster from nothing; one made from a larger part's programme
    begins with that one's basis. After that the simplex goes on from the last.
    """

    def __init__(self, part: Part, joined: Joined, larger: Programme | None = None) -> None:
        self.part = part
        self._joined = joined
        self._solver = silent(_model(joined))
        if larger is None:
            self._solver.setOptionValue("solver", "ipm")
        else:
            self._solver.setBasis(self._basis(larger))

    def holds(self, part: Part) -> bool:
        """Whether a part lies within this one."""
        added = np.setdiff1d(part.forced, self.part.forced)
        inside = len(added) == len(part.forced) - len(self.part.forced)
        return inside and bool(np.isin(np.append(part.free, added), self.part.free).all())

    def solve(self, part: Part, cost: float, pivots: int = highspy.kHighsIInf) -> bool:
        """Solve it for a part within, with so many pivots at most.

        False if that was given up because the part holds nothing for ``cost`` or less.
        """
        free = len(self.part.free)
        lower, upper = np.zeros((2, free))
        lower[np.isin(self.part.free, part.forced)] = 1
        upper[np.isin(self.part.free, np.append(part.free, part.forced))] = 1
        self._solver.changeColsBounds(free, np.arange(free, dtype=np.int32), lower, upper)
        left = part.p - len(self.part.forced)
        self._solver.changeRowBounds(len(self._joined.weights), left, left)
        self._solver.setOptionValue("objective_bound", cost - self._joined.lost + _ENOUGH)
        self._solver.setOptionValue("simplex_iteration_limit", pivots)
        self._solver.run()
        self._solver.setOptionValue("solver", "simplex")
        return bool(self._solver.getModelStatus() != highspy.HighsModelStatus.kObjectiveBound)

    @property
    def value(self) -> float:
        """What the solution costs; a little less where it needs fewer sites than there may be."""
        return float(self._solver.getInfo().objective_function_value) + self._joined.lost

    @property
    def pivots(self) -> int:
        """How many the last solution took."""
        return int(self._solver.getInfo().simplex_iteration_count)

    def used(self, part: Part) -> Floats:
        """How much each free site of a part within is used in the solution, from 0 to 1."""
        values = np.array(self._solver.getSolution().col_value)
        used: Floats = np.clip(values[np.searchsorted(self.part.free, part.free)], 0, 1)
        return used

    def multipliers(self) -> Ints:
        """The duals, for all rows of the problem."""
        duals = np.array(self._solver.getSolution().row_dual)[:-1]
        return self._joined.dealing.dealt(np.rint(duals * SCALE).astype(np.int64))

    def _basis(self, larger: Programme) -> highspy.HighsBasis:
        """The basis of the larger programme on the columns and rows of this one."""
        sites = np.searchsorted(larger.part.free, self.part.free)
        groups = np.zeros(len(larger._joined.dealing.apart), dtype=np.int64)
        groups[larger._joined.dealing.rows] = larger._joined.dealing.groups
        rows, last, old = groups[self._joined.rows], len(larger._joined.weights), larger._solver.getBasis()
        columns, lines = list(old.col_status), list(old.row_status)
        basis = highspy.HighsBasis()
        basis.col_status = [columns[at] for at in [*sites, *(len(larger.part.free) + rows), -1]]
        basis.row_status = [lines[at] for at in [*rows, last]]
        return basis


def _model(joined: Joined) -> highspy.HighsLp:
    rows, sites = joined.covers.shape
    count = csr_matrix(np.concatenate([np.ones(sites), np.zeros(rows), [1.0]]))
    cover = hstack([joined.covers, identity(rows), csr_matrix((rows, 1))])
    costs = np.concatenate([np.zeros(sites), joined.weights, [-_SPARE]])
    return covering(vstack([cover, count]).tocsc(), costs, np.append(np.ones(sites + rows), sites), np.ones(rows))


def offer(part: Part, used: Floats, incumbent: Incumbent) -> None:
    """The most used free sites as a plan, to be bettered by exchanges with all that are used."""
    if not part.is_open:
        return
    order = np.argsort(-used, kind="stable")
    candidates = part.free[order[: max(part.left * 2, int((used > 0).sum()))]]
    incumbent.offer(np.append(part.forced, part.free[order[: part.left]]), candidates)
