"""Leave out the demand that no choice can change, join what the same sites cover, and undo both in the proof.

A tree that proves the rest proves the whole: ``dealing`` says why.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.placement.certificate import Certificate, Node
from govinnov.dispatch.placement.dealing import Dealing, dealing
from govinnov.dispatch.placement.model import SCALE, Covering, Ints, Plan, Problem


@dataclass(frozen=True, slots=True)
class Reduction:
    """A problem on the rows that a choice can change.

    Attributes:
        problem: What is left; its sites are those of the whole.
        dealing: How multipliers of its rows are those of the whole's.
        always: Weight that every plan covers.
    """

    problem: Problem
    dealing: Dealing
    always: int

    def whole(self, plan: Plan) -> Plan:
        """The plan, and its proof, for the whole problem."""
        proof = None if plan.certificate is None else self._proof(plan.certificate)
        objective, bound = (value + self.always for value in (plan.objective, plan.bound))
        return replace(plan, objective=objective, bound=bound, certificate=proof)

    def _proof(self, proof: Certificate) -> Certificate:
        nodes = tuple(self._node(node) for node in proof.nodes)
        return replace(proof, objective=proof.objective + self.always, nodes=nodes)

    def _node(self, node: Node) -> Node:
        u = self.dealing.dealt(np.asarray(node.u, dtype=np.int64))
        return replace(node, u=array("q", u.tolist()))


def reduced(problem: Problem, fixed: Iterable[int], banned: Iterable[int]) -> Reduction | None:
    """Leave rows of a covering out, and join others; None for other models. Sites are counted from 1."""
    if not isinstance(problem, Covering) or problem.model != "mclp":
        return None
    inside, outside = (np.array(sorted(sites), dtype=np.int64) - 1 for sites in (fixed, banned))
    greatest, weights = np.iinfo(np.int64).max, problem.weights
    kept = problem.costs[:, inside].min(axis=1, initial=greatest) > 0
    never = np.delete(problem.costs, outside, axis=1).min(axis=1, initial=greatest) > 0
    rows = np.flatnonzero(kept & ~never & (weights > 0))
    groups, first, joined = _joined(np.delete(problem.costs[rows], outside, axis=1) == 0, weights[rows])
    costs = np.where(problem.costs[rows[first]] == 0, 0, joined[:, None])
    left = Covering("mclp", costs, problem.sha256, total=int(joined.sum()))
    always = problem.total - left.total - int(weights[never].sum())
    back = dealing(rows, groups, SCALE * weights[rows], np.where(never, SCALE * weights, 0))
    return Reduction(left, back, always)


def _joined(covers: NDArray[np.bool_], weights: Ints) -> tuple[Ints, Ints, Ints]:
    """The group of each row, in the order of first rows; the first row of each group, and its weight."""
    first: dict[bytes, int] = {}
    keys = (row.tobytes() for row in np.packbits(covers, axis=1))
    groups = np.array([first.setdefault(key, len(first)) for key in keys], dtype=np.int64)
    joined = np.zeros(len(first), dtype=np.int64)
    np.add.at(joined, groups, weights)
    return groups, np.unique(groups, return_index=True)[1], joined
