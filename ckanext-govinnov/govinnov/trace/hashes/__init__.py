"""Event hashes of CBV 2.0: one name for one event, whoever computes it and in which form it came."""

from __future__ import annotations

from govinnov.trace.hashes.events import event_hashes, prehashes

__all__ = ["event_hashes", "prehashes"]
