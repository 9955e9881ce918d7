"""Tables for everybody, made of what is known: lots, movements, inspections, recalls, stock.

Pure: over a store or over files, what is known comes through `sources.Sources`.
"""

from __future__ import annotations

from govinnov.trace.derived.book import Book
from govinnov.trace.derived.building import build
from govinnov.trace.derived.sources import Sources, Story
from govinnov.trace.derived.writing import write

__all__ = ["Book", "Sources", "Story", "build", "write"]
