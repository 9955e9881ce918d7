"""A recall rehearsed every night: some farms by chance, both engines, how long it takes and how far it reaches."""

from __future__ import annotations

from govinnov.trace.drill.run import Exercise, Row, drill
from govinnov.trace.drill.table import write

__all__ = ["Exercise", "Row", "drill", "write"]
