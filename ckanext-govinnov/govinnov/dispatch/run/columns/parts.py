"""Columns that stand in many tables."""

from __future__ import annotations

from govinnov.dispatch.run.table import Column


def text(*names: str) -> tuple[Column, ...]:
    """Columns of text."""
    return tuple(Column(name) for name in names)


def ranged(name: str, decimals: int) -> tuple[Column, ...]:
    """The three columns of a range."""
    return tuple(Column(part, decimals) for part in (f"{name}_lo", name, f"{name}_hi"))


#: Whose row it is.
GOVERNMENT = text("government_code", "government_name", "reference_date", "run_id")
#: Of which run.
RUN = text("reference_date", "run_id")
#: What is asked of a service.
LIMIT = (*text("service", "clock"), Column("limit_s", 0))
#: What is counted, and how much there is of it.
WEIGHT = (Column("weight"), Column("total", 0))
#: How a figure was found and what it is worth, or why there is none.
WORTH = text("method", "grade", "status", "reason")
#: How many are reached, and which share.
WITHIN = (*ranged("within", 0), *ranged("share", 4))
