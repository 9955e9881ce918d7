"""From what somebody typed to the answer."""

from __future__ import annotations

from govinnov.trace.lookup.answer import answer

__all__ = ["answer"]
