"""Find a table's labels and what does not belong into it; every repair is proposed, none is made silently."""

from __future__ import annotations

from govinnov.gate.structure.examine import Outline, Structured, complete, conclude, examine, outline

__all__ = ["Outline", "Structured", "complete", "conclude", "examine", "outline"]
