"""Branch and bound: every node's multipliers are kept, so that the tree itself is the proof."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import numpy as np

from govinnov.dispatch.placement.branching import Branching
from govinnov.dispatch.placement.certificate import ROOT, Node
from govinnov.dispatch.placement.dive import dive
from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Ints, Problem
from govinnov.dispatch.placement.part import Part, bounded, settled
from govinnov.dispatch.placement.proposal import Proposal, Proposer
from govinnov.dispatch.placement.replay import sides


@dataclass(frozen=True, slots=True)
class Open:
    """A part still to be looked at, with its place in the tree and what was known at its parent.

    Attributes:
        part: The plans it holds.
        parent: Place of its parent in the tree.
        side: Whether the parent's branching site is in.
        u: The parent's multipliers; None for the root.
        value: Their bound.
        site: The parent's branching site.
        share: How much it was used there.
    """

    part: Part
    parent: int = ROOT
    side: int = 0
    u: Ints | None = None
    value: int = 0
    site: int = 0
    share: float = 0.0


@dataclass
class Tree:
    """The search. ``nodes`` is the tree so far; ``unseen`` the parts that are still open."""

    problem: Problem
    incumbent: Incumbent
    proposer: Proposer
    nodes: list[Node] = field(default_factory=list)
    unseen: list[Open] = field(default_factory=list)
    branching: Branching = field(init=False)

    def __post_init__(self) -> None:
        self.branching = Branching(self.problem.n)

    def search(self, root: Part, work: int) -> None:
        """Look at parts, the most promising first within a branch, until none is open or ``work`` nodes are made."""
        self.unseen = [Open(root)]
        while self.unseen and len(self.nodes) < work:
            self._visit(self.unseen.pop())

    @property
    def bound(self) -> int:
        """No plan costs less."""
        return min([self.incumbent.cost, *(-(-part.value // SCALE) for part in self.unseen)])

    def _visit(self, here: Open) -> None:
        proposal = self.proposer.propose(here.part, here.u, self.incumbent)
        rest = settled(self.problem, here.part, proposal.u, self.incumbent.cost)
        if rest is not None and _is_time(len(self.nodes)):
            dive(self.problem, self.proposer, here.part, proposal, self.incumbent)
            rest = settled(self.problem, here.part, proposal.u, self.incumbent.cost)
        if rest is not None and rest.only is not None:
            self.incumbent.offer(rest.only, rest.free)
            rest = None
        site = None if rest is None else self.branching.site(here.part, rest, proposal)
        self._write(here, proposal.u, site)
        if rest is None or site is None:
            self._learn(here, SCALE * (self.incumbent.cost - 1))
        else:
            self._branch(here, rest, site, proposal)

    def _write(self, here: Open, u: Ints, site: int | None) -> None:
        branch = None if site is None else site + 1
        self.nodes.append(Node(here.parent, here.side, array("q", u.tolist()), branch))

    def _branch(self, here: Open, rest: Part, site: int, proposal: Proposal) -> None:
        value = bounded(self.problem, rest, proposal.u).value
        self._learn(here, value)
        share = float(proposal.share[np.searchsorted(here.part.free, site)])
        for side in sides(rest, site):
            part = rest.branched(site, side)
            self.unseen.append(Open(part, len(self.nodes) - 1, side, proposal.u, value, site, share))

    def _learn(self, here: Open, value: int) -> None:
        if here.u is not None:
            self.branching.history.learn(here.site, here.side, here.share, value - here.value)


def _is_time(nodes: int) -> bool:
    """Whether to look for better plans: at the root, and each time the tree has doubled."""
    return nodes & (nodes - 1) == 0
