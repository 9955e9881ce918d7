"""Which holdings count at a moment."""

from __future__ import annotations

from govinnov.trace.store.standing import COUNTS_AT, STANDING_AT

#: A condition on holdings ``h``: an edge begins or ends there, or somebody says that the lot is there.
HELD = f"""(EXISTS (SELECT FROM trace.edge e WHERE e.src = h.id AND {COUNTS_AT})
    OR EXISTS (SELECT FROM trace.edge e WHERE e.dst = h.id AND {COUNTS_AT})
    OR EXISTS (SELECT FROM trace.mention m WHERE m.holding = h.id AND m.seen AND EXISTS (
        SELECT FROM ({STANDING_AT} AND r.event = m.event) s)))"""
