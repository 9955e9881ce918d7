"""How much of a lot came from where: exact shares, and intervals where quantities are missing."""

from __future__ import annotations

from govinnov.trace.shares.intervals import Interval, Shares, rounded
from govinnov.trace.shares.makings import Makings
from govinnov.trace.shares.spread import UNKNOWN, Origins, spread

__all__ = ["UNKNOWN", "Interval", "Makings", "Origins", "Shares", "rounded", "spread"]
