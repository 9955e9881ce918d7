"""Look for a better plan beside the search: take for granted what is nearly sure, and ask again."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import Problem
from govinnov.dispatch.placement.part import Part, settled
from govinnov.dispatch.placement.proposal import Proposal, Proposer

#: Rounds; a site used more than this is taken for sure, and in each round at least this share of those still to find.
_ROUNDS, _SURE, _STEP = 16, 0.95, 8


def dive(problem: Problem, proposer: Proposer, part: Part, proposal: Proposal, incumbent: Incumbent) -> None:
    """Go down one way without looking back; the proposer offers the plans that it meets. Nothing is proven here."""
    for _ in range(_ROUNDS):
        part = _surer(part, proposal) if part.is_open else part
        if not part.is_open:
            return
        proposal = proposer.propose(part, proposal.u, incumbent)
        if settled(problem, part, proposal.u, incumbent.cost) is None:
            return


def _surer(part: Part, proposal: Proposal) -> Part:
    """The most used sites are in, the hardly used ones out."""
    at_least = np.sort(proposal.share)[-max(1, part.left // _STEP) :].min()
    sure = proposal.share >= min(_SURE, at_least)
    maybe = (proposal.share > 1 - _SURE) & ~sure
    return Part(np.union1d(part.forced, part.free[sure]), part.free[maybe], part.p)
