"""Leave out the demand that no choice can change, and put it back into the proof.

A row that a fixed site covers is covered by every plan; one that no allowed site covers by none. Their multipliers are
0 and 1024·w, with which both add to L just what they add to the cost. So a tree that proves the rest proves the whole.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from govinnov.dispatch.placement.certificate import Certificate, Node
from govinnov.dispatch.placement.model import SCALE, Covering, Ints, Plan, Problem


@dataclass(frozen=True, slots=True)
class Reduction:
    """A problem on the rows that a choice can change.

    Attributes:
        problem: What is left; its sites are those of the whole.
        rows: Places of its rows in the whole.
        apart: Multipliers of the whole problem's other rows; 0 at ``rows``.
        always: Weight that every plan covers.
    """

    problem: Problem
    rows: Ints
    apart: Ints
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
        u = self.apart.copy()
        u[self.rows] = node.u
        return replace(node, u=array("q", u.tolist()))


def reduced(problem: Problem, fixed: Iterable[int], banned: Iterable[int]) -> Reduction:
    """Leave rows out; of a p-median none. Sites are counted from 1."""
    if not isinstance(problem, Covering):
        rows = np.arange(len(problem.costs))
        return Reduction(problem, rows, np.zeros(len(rows), dtype=np.int64), 0)
    inside, outside = (np.array(sorted(sites), dtype=np.int64) - 1 for sites in (fixed, banned))
    greatest, weights = np.iinfo(np.int64).max, problem.weights
    kept = problem.costs[:, inside].min(axis=1, initial=greatest) > 0
    never = np.delete(problem.costs, outside, axis=1).min(axis=1, initial=greatest) > 0
    rows = np.flatnonzero(kept & ~never & (weights > 0))
    left = Covering("mclp", problem.costs[rows], problem.sha256, total=int(weights[rows].sum()))
    always = problem.total - left.total - int(weights[never].sum())
    return Reduction(left, rows, np.where(never, SCALE * weights, 0), always)
