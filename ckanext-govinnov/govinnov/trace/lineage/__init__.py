"""Who had which lot, and what became of it: events → changes → a graph that can be walked both ways."""

from __future__ import annotations

from govinnov.trace.lineage.changes import changes_of
from govinnov.trace.lineage.dump import dump
from govinnov.trace.lineage.graph import Graph, Walk
from govinnov.trace.lineage.model import Changes, Edge, Holding
from govinnov.trace.lineage.records import State, state_of

__all__ = ["Changes", "Edge", "Graph", "Holding", "State", "Walk", "changes_of", "dump", "state_of"]
