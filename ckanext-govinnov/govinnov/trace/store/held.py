"""Which holdings count at a moment."""

from __future__ import annotations

from govinnov.trace.store.standing import EDGES_AT, STANDING_AT

#: A condition on holdings ``h``: an edge begins or ends there, or somebody says that the lot is there. ``OFFSET 0``
#: makes PostgreSQL look for each holding, by the indexes, and not for all of them at once.
HELD = f"""(EXISTS (SELECT FROM {EDGES_AT} e WHERE e.src = h.id OFFSET 0)
    OR EXISTS (SELECT FROM {EDGES_AT} e WHERE e.dst = h.id OFFSET 0)
    OR EXISTS (SELECT FROM trace.mention m WHERE m.holding = h.id AND m.seen AND EXISTS (
        SELECT FROM ({STANDING_AT} AND r.event = m.event) s) OFFSET 0))"""
