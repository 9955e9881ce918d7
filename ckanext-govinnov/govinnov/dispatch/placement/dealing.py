"""Rows of a covering that no choice tells apart are searched as one; here its multiplier is dealt back to them.

A row that a site in the plan covers is covered by every plan; one that no allowed site covers by none. Their
multipliers are 0 and 1024·w, with which both add to L just what they add to the cost. Rows that the same allowed sites
cover share the multiplier of their one row, up to 1024·w each, which changes neither Σu nor any ρ. So a bound of the
joined rows is one of all rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.placement.model import Ints


@dataclass(frozen=True, slots=True)
class Dealing:
    """Who gets what.

    Attributes:
        rows: Places of the joined rows in the whole, those that are one after each other.
        groups: Which one each of them is part of, ascending.
        caps: The most that each may get: 1024·w.
        apart: Multipliers of the whole problem's other rows; 0 at ``rows``.
    """

    rows: Ints
    groups: Ints
    caps: Ints
    apart: Ints

    def dealt(self, u: Ints) -> Ints:
        """Multipliers of all rows. Each takes what those before it in its group leave over."""
        before = np.cumsum(self.caps) - self.caps
        starts = before[np.searchsorted(self.groups, self.groups)]
        whole = self.apart.copy()
        whole[self.rows] = np.clip(u[self.groups] - (before - starts), 0, self.caps)
        return whole


def dealing(rows: Ints, groups: Ints, caps: Ints, apart: Ints) -> Dealing:
    """The same for rows in any order."""
    order = np.argsort(groups, kind="stable")
    return Dealing(rows[order], groups[order], caps[order], apart)
