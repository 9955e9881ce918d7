"""Replay a certificate: is the tree whole, and is every part of it closed by its own multipliers?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.certificate import ROOT, Certificate, Node
from govinnov.dispatch.placement.model import Ints, Plan, Problem
from govinnov.dispatch.placement.part import Part, settled

_LARGEST = 2**62


class NotProvenError(ValueError):
    """The certificate does not prove its plan; the text says why."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the replay says. ``bound`` is None when nothing is proven."""

    valid: bool
    reason: str
    objective: int
    bound: int | None
    nodes: int


def verify(problem: Problem, plan: Plan) -> Verdict:
    """Check a plan by its certificate, with nothing else believed.

    Raises:
        InputError: ``other-problem``: the certificate was made for another problem.
    """
    if plan.certificate is None:
        return Verdict(False, "the plan has no certificate", plan.objective, None, 0)
    verdict = check(problem, plan.certificate)
    told = (plan.objective, plan.bound, plan.sites) == (verdict.objective, verdict.bound, plan.certificate.sites)
    return verdict if told or not verdict.valid else replace(verdict, valid=False, reason="the plan says otherwise")


def check(problem: Problem, certificate: Certificate) -> Verdict:
    """Check a certificate.

    Raises:
        InputError: ``other-problem``: it was made for another problem.
    """
    if (certificate.problem_sha256, certificate.model) != (problem.sha256, problem.model):
        raise InputError("other-problem")
    objective = certificate.objective
    try:
        _check_plan(problem, certificate)
        visited = sum(1 for _ in visits(problem, certificate))
    except NotProvenError as error:
        return Verdict(False, str(error), objective, None, len(certificate.nodes))
    return Verdict(True, f"{visited} nodes close", objective, objective, len(certificate.nodes))


def _check_plan(problem: Problem, certificate: Certificate) -> None:
    """The plan is one of the problem's, and costs what is said."""
    sites, fixed, banned = (set(ids) for ids in (certificate.sites, certificate.fixed, certificate.banned))
    if sorted(sites) != list(certificate.sites) or len(sites) != certificate.p or not sites:
        raise NotProvenError("sites must be p different ids, ascending")
    if len(fixed) != len(certificate.fixed):
        raise NotProvenError("a fixed site stands twice")
    if not (sites | fixed | banned) <= set(range(1, problem.n + 1)):
        raise NotProvenError("an id is no site of the problem")
    if not fixed <= sites or banned & sites:
        raise NotProvenError("a fixed site is missing, or a banned one is chosen")
    if problem.shown(problem.cost([site - 1 for site in certificate.sites])) != certificate.objective:
        raise NotProvenError("the sites do not give the objective")


def visits(problem: Problem, certificate: Certificate) -> Iterator[tuple[int, bool]]:
    """Walk the tree in depth; each visited node with whether it is a leaf of the proof.

    Raises:
        NotProvenError: A part stays open, a node is missing, or a better plan turns up.
    """
    nodes, children = certificate.nodes, _children(certificate.nodes)
    cost = problem.shown(certificate.objective)
    stack = [(0, root(problem, certificate.p, certificate.fixed, certificate.banned))]
    while stack:
        at, part = stack.pop()
        rest = settled(problem, part, multipliers(problem, nodes[at]), cost)
        closed = rest is None or _is_evaluated(problem, rest, cost)
        yield at, closed
        if not closed and rest is not None:
            stack.extend(_below(at, nodes[at], rest, children))


def root(problem: Problem, p: int, fixed: tuple[int, ...], banned: tuple[int, ...]) -> Part:
    """The part of all plans: fixed sites are in, banned ones out (ids counted from 1)."""
    forced = np.array(sorted(fixed), dtype=np.int64) - 1
    gone = np.array([*fixed, *banned], dtype=np.int64) - 1
    return Part(forced, np.setdiff1d(np.arange(problem.n), gone), p)


def multipliers(problem: Problem, node: Node) -> Ints:
    """A node's multipliers as an array.

    Raises:
        NotProvenError: They are not one for each row, or too large to be added exactly.
    """
    rows = problem.costs.shape[0]
    if len(node.u) != rows or max(map(abs, node.u), default=0) * rows * problem.n >= _LARGEST:
        raise NotProvenError("multipliers must be one for each row of demand, and not be huge")
    return np.array(node.u, dtype=np.int64)


def _children(nodes: tuple[Node, ...]) -> dict[tuple[int, int], int]:
    if not nodes or nodes[0].parent != ROOT:
        raise NotProvenError("the first node must be the root")
    children: dict[tuple[int, int], int] = {}
    for at, node in enumerate(nodes[1:], 1):
        if not 0 <= node.parent < len(nodes) or node.side not in (0, 1) or (node.parent, node.side) in children:
            raise NotProvenError(f"node {at + 1} has no place in the tree")
        children[node.parent, node.side] = at
    return children


def _is_evaluated(problem: Problem, rest: Part, cost: int) -> bool:
    """Whether one plan is left, which is then no better.

    Raises:
        NotProvenError: It is better.
    """
    if (only := rest.only) is None:
        return False
    if problem.cost(only) < cost:
        raise NotProvenError(f"a better plan exists: {[int(site) + 1 for site in only]}")
    return True


def _below(at: int, node: Node, rest: Part, children: dict[tuple[int, int], int]) -> Iterator[tuple[int, Part]]:
    """The children that must follow: two, or one when the branching site is fixed by now."""
    if node.branch is None:
        raise NotProvenError(f"node {at + 1} is a leaf, but open")
    site = node.branch - 1
    for side in sides(rest, site):
        if (at, side) not in children:
            raise NotProvenError(f"a child of node {at + 1} is missing")
        yield children[at, side], rest.branched(site, side)


def sides(rest: Part, site: int) -> tuple[int, ...]:
    """On which sides of a branching site plans are left: out (0), in (1) or both."""
    if site in rest.free:
        return (0, 1)
    return (1,) if site in rest.forced else (0,)
