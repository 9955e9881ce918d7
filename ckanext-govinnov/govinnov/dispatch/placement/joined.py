"""What the choices of a part of a covering can still change: its rows, those that they can't tell apart joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from govinnov.dispatch.placement.dealing import Dealing, dealing
from govinnov.dispatch.placement.model import SCALE, Covering, Ints
from govinnov.dispatch.placement.part import Part


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows of a part.

    Attributes:
        covers: 1 where a free site (column) covers a row, shape (rows, free sites).
        weights: Weight of each row.
        rows: One row of the whole for each.
        dealing: How their multipliers are those of the whole's rows.
        lost: Weight that no plan of the part covers.
    """

    covers: csr_matrix
    weights: Ints
    rows: Ints
    dealing: Dealing
    lost: int


class Joiner:
    """Joins the rows of parts of one problem."""

    def __init__(self, problem: Covering) -> None:
        self._weights = problem.weights
        self._covers = csr_matrix((problem.costs == 0) & (problem.weights > 0)[:, None], dtype=np.uint64)
        self._numbers = np.random.Generator(np.random.Philox(0)).integers(2**64, size=problem.n, dtype=np.uint64)

    def join(self, part: Part) -> Joined:
        """The rows that a choice of the part can change.

        Rows are told apart by sums of random numbers, one for each free site that covers them: were two sums once equal
        by chance, a proposal would be worse, and no bound wrong.
        """
        weights, left = self._weights, self._covers[:, part.free]
        is_open = self._covers[:, part.forced].getnnz(axis=1) == 0
        reachable = left.getnnz(axis=1) > 0
        rows = np.flatnonzero(is_open & reachable)
        prints = (left @ self._numbers[part.free])[rows]
        _, first, groups = np.unique(prints, return_index=True, return_inverse=True)
        never = is_open & ~reachable & (weights > 0)
        back = dealing(rows, groups, SCALE * weights[rows], np.where(never, SCALE * weights, 0))
        joined = np.bincount(groups, weights[rows], len(first)).astype(np.int64)
        return Joined(left[rows[first]].astype(float), joined, rows[first], back, int(weights[never].sum()))
