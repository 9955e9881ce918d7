"""Trace codes: what people read off a shell or a pack, and type; a pure function from text to readings."""

from __future__ import annotations

from govinnov.trace.codes.model import Answer, Reading, Repair
from govinnov.trace.codes.read import read_code
from govinnov.trace.codes.years import latest, laying_days

__all__ = ["Answer", "Reading", "Repair", "latest", "laying_days", "read_code"]
