"""What is known, in PostgreSQL: append only, in two times (when it happened, and since when it is known)."""

from __future__ import annotations

from govinnov.trace.store.dumping import dump, sha256_of
from govinnov.trace.store.loading import load
from govinnov.trace.store.looking import look_up
from govinnov.trace.store.meeting import outbreak
from govinnov.trace.store.recalling import recall
from govinnov.trace.store.schema import make

__all__ = ["dump", "load", "look_up", "make", "outbreak", "recall", "sha256_of"]
