"""From what somebody typed to the answer."""

from __future__ import annotations

from govinnov.trace.lookup.answer import answer
from govinnov.trace.lookup.paging import PageError, Pages

__all__ = ["PageError", "Pages", "answer"]
