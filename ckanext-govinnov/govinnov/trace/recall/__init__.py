"""What is to be taken back: a predicate, and everything that came of what it means."""

from __future__ import annotations

from govinnov.trace.recall.answer import answer
from govinnov.trace.recall.ground import Fact, Ground
from govinnov.trace.recall.memory import InMemory
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.recall.reach import Reach, reach, weigh
from govinnov.trace.recall.walk import Walked, behind

__all__ = ["Fact", "Ground", "InMemory", "Predicate", "Reach", "Walked", "answer", "behind", "reach", "weigh"]
