"""Place posts, and prove that no plan is better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.certificate import Certificate, Node
from govinnov.dispatch.placement.expected import Expected
from govinnov.dispatch.placement.guard import Guard
from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import Covering, Plan, Problem
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.reduction import reduced
from govinnov.dispatch.placement.replay import NotProvenError, root, visits
from govinnov.dispatch.placement.subgradient import Subgradient
from govinnov.dispatch.placement.travel import Travel, shorter
from govinnov.dispatch.placement.tree import Proposer, Tree

#: Nodes that a search may make when nothing else is asked.
WORK = 20_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for each plan of a sweep.

    Attributes:
        fixed: Sites (counted from 1) that are part of every plan.
        banned: Sites that are part of none.
        work: Nodes of each search at most; ``WORK`` when None.
        guard: If given, it stops searches by the clock.
        travel: If given, of plans that cover as much the one with less total travel is taken, then lower ids.
    """

    fixed: Iterable[int] = ()
    banned: Iterable[int] = ()
    work: int | None = None
    travel: Travel | None = None
    guard: Guard | None = None


def place(  # noqa: PLR0913 - the wishes are named, and each can be left out
    problem: Problem,
    p: int,
    *,
    fixed: Iterable[int] = (),
    banned: Iterable[int] = (),
    work: int | None = None,
    guard: Guard | None = None,
) -> Plan:
    """Choose p sites at least cost (most covered weight), fixed ones among them and no banned one.

    Args:
        problem: Whole costs of each row of demand at each site.
        p: How many sites, the fixed ones included.
        fixed: Sites (counted from 1) that are part of the plan.
        banned: Sites that are not.
        work: Nodes of the search tree at most; the plan is the best found when they are used up.
        guard: Stops the search by the clock.

    Returns:
        The plan; when it is proven, its certificate holds the proof.

    Raises:
        InputError: ``bad-sites``, ``too-many-sites``, ``too-many-fixed``, ``no-such-site``, ``fixed-and-banned``.
        GuardError: The guard stopped the search: there is no plan, not even a worse one.

    Source: docs/explanation/placement.md
    """
    return Sweep(problem, Terms(fixed, banned, work, guard=guard)).place(p)


def sweep(problem: Problem, counts: Iterable[int], terms: Terms | None = None) -> Iterator[Plan]:
    """Place for several p in turn, best ascending.

    Args:
        problem: As for ``place``.
        counts: Values of p.
        terms: What holds for each plan.

    Raises:
        InputError: As ``place``.
    """
    begun = Sweep(problem, terms or Terms())
    return (begun.place(p) for p in counts)


class Sweep:
    """Plans for one problem: what was made for one p serves the next.

    Raises:
        InputError: ``no-such-site``, ``fixed-and-banned``.
    """

    def __init__(self, problem: Problem, terms: Terms) -> None:
        self._problem, self._terms = problem, terms
        self._inside, self._outside = _asked(problem, terms.fixed, terms.banned)
        self._reduction = reduced(problem, self._inside, self._outside)
        self._small = self._reduction.problem if self._reduction else problem
        self._proposer = _proposer(self._small)

    def place(self, p: int, work: int | None = None) -> Plan:
        """The plan for p sites, with at most ``work`` nodes (those of the terms when None).

        Raises:
            InputError: ``bad-sites``, ``too-many-sites``, ``too-many-fixed``.
            GuardError: The guard stopped the search.
        """
        _check_count(p, len(self._inside), self._problem.n - len(self._outside))
        tree = self._searched(root(self._problem, p, self._inside, self._outside), work or self._terms.work or WORK)
        plan = self._plan(p, tree)
        return self._reduction.whole(plan) if self._reduction else plan

    def _searched(self, start: Part, work: int) -> Tree:
        problem = self._small
        tree = Tree(problem, Incumbent(problem, start), self._proposer, self._terms.guard)
        tree.search(start, work)
        return tree

    def _plan(self, p: int, tree: Tree) -> Plan:
        problem, found = self._small, tree.incumbent.sites
        if self._terms.travel is not None:
            found = shorter(problem, root(problem, p, self._inside, self._outside), found, self._terms.travel)
        sites = tuple(int(site) + 1 for site in found)
        objective, bound = problem.shown(tree.incumbent.cost), problem.shown(tree.bound)
        told = (self._inside, self._outside, objective, sites, tuple(tree.nodes))
        whole = Certificate(problem.model, problem.sha256, p, *told)
        proof = None if tree.unseen else pruned(problem, whole)
        return Plan(problem.model, problem.n, p, objective, bound, sites, len(tree.nodes), proof)


def _proposer(problem: Problem) -> Proposer:
    if isinstance(problem, Expected):
        from govinnov.dispatch.placement.expected_duals import ExpectedDuals

        return ExpectedDuals(problem)
    if not isinstance(problem, Covering):
        return Subgradient(problem)
    from govinnov.dispatch.placement.duals import Duals

    return Duals(problem)


def _asked(problem: Problem, fixed: Iterable[int], banned: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    inside, outside = tuple(sorted(set(fixed))), tuple(sorted(set(banned)))
    for site in (*inside, *outside):
        if not 1 <= site <= problem.n:
            raise InputError("no-such-site", id=site, n=problem.n)
    if both := sorted(set(inside) & set(outside)):
        raise InputError("fixed-and-banned", id=both[0])
    return inside, outside


def _check_count(p: int, fixed: int, allowed: int) -> None:
    if p < 1:
        raise InputError("bad-sites")
    if p > allowed:
        raise InputError("too-many-sites", p=p, n=allowed)
    if fixed > p:
        raise InputError("too-many-fixed", fixed=fixed, p=p)


def pruned(problem: Problem, whole: Certificate) -> Certificate | None:
    """The same proof without the nodes that the final objective makes needless.

    None if the tree does not prove the plan: one grown before the last improvement may not.
    """
    try:
        kept = dict(visits(problem, whole))
    except NotProvenError:
        return None
    places = {old: new for new, old in enumerate(kept)}
    nodes = tuple(_moved(whole.nodes[old], places, is_leaf=kept[old]) for old in kept)
    return replace(whole, nodes=nodes)


def _moved(node: Node, places: dict[int, int], *, is_leaf: bool) -> Node:
    parent = places.get(node.parent, node.parent)
    return replace(node, parent=parent, branch=None if is_leaf else node.branch)
