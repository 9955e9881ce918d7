"""Which site to branch on."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.history import History
from govinnov.dispatch.placement.model import Floats
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.proposal import Proposal

#: Sites looked at before one is chosen; how many in a row may be no better than the best.
_CANDIDATES, _WAIT = 16, 6


class Branching:
    """Chooses sites to branch on by what is known of them (reliability; Achterberg, Koch and Martin 2005).

    Rises between bounds that could be better tell nothing: there the site that comes and goes most is taken.
    """

    def __init__(self, sites: int) -> None:
        self.history = History(sites)

    def site(self, part: Part, rest: Part, proposal: Proposal) -> int:
        """The site to branch on. One that is fixed by now has a single child: there better multipliers come first."""
        fixed = ~np.isin(part.free, rest.free)
        if not proposal.is_best and fixed.sum() * 2 > len(part.free):
            return int(part.free[np.argmax(fixed)])
        share = proposal.share[~fixed]
        self._look(rest, share, proposal)
        pull = self.history.pull(rest.free, share) if proposal.is_best else share * (1 - share)
        return int(rest.free[np.argmax(pull)])

    def _look(self, rest: Part, share: Floats, proposal: Proposal) -> None:
        """Look at both sides of the most promising sites of which too little is known."""
        pull = self.history.pull(rest.free, share) if proposal.is_best else np.zeros(0)
        best, waited = 0.0, 0
        for at in np.argsort(-pull, kind="stable")[:_CANDIDATES]:
            if pull[at] <= 0 or waited >= _WAIT:
                return
            now = self._learned(rest, int(at), share, proposal)
            best, waited = max(best, now), 0 if now > best else waited + 1

    def _learned(self, rest: Part, at: int, share: Floats, proposal: Proposal) -> float:
        """How good a free site is to branch on, after a look if one is needed."""
        site = int(rest.free[at])
        if proposal.rise is not None and not self.history.is_known(site):
            for side in (0, 1):
                self.history.learn(site, side, share[at], proposal.rise(rest.branched(site, side)))
        return float(self.history.pull(rest.free[[at]], share[[at]])[0])
