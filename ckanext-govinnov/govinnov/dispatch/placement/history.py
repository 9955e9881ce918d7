"""What branching on a site has brought so far (pseudo-costs; Bénichou and others 1971)."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.model import Floats, Ints

_LEAST = 1e-6
#: Looks at each side that make a site known.
_OFTEN = 2


class History:
    """How much the bound rose below a site's two sides, for each unit that the site had to move to get there."""

    def __init__(self, sites: int) -> None:
        self._gains = np.zeros((2, sites))
        self._counts = np.zeros((2, sites))

    def learn(self, site: int, side: int, share: float, gain: float) -> None:
        """Remember one child: its site was used ``share`` in its parent, and its bound is ``gain`` higher."""
        way = max(_LEAST, 1 - share if side else share)
        self._gains[side, site] += max(gain, 0.0) / way
        self._counts[side, site] += 1

    def is_known(self, site: int) -> bool:
        """Whether both sides of a site were looked at often enough to be believed."""
        return bool(self._counts[:, site].min() >= _OFTEN)

    def pull(self, sites: Ints, share: Floats) -> Floats:
        """How good sites are to branch on: the rise to expect out, times the rise to expect in."""
        out, inside = self._expected()
        pull: Floats = np.maximum(out[sites] * share, _LEAST) * np.maximum(inside[sites] * (1 - share), _LEAST)
        return np.where((share > 0) & (share < 1), pull, 0)

    def _expected(self) -> Floats:
        """Mean rise of each site; where there is none yet, that of all sites, and 1 before the first."""
        known, counts = self._gains.sum(axis=1), self._counts.sum(axis=1)
        general = np.where(counts > 0, known / np.maximum(counts, 1), 1.0)
        mean: Floats = np.where(self._counts > 0, self._gains / np.maximum(self._counts, 1), general[:, None])
        return mean
