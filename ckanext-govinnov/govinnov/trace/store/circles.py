"""Lots that are reported to have been made of each other, among the edges of a dump."""

from __future__ import annotations

from sqlalchemy import Connection, text

from govinnov.trace.lineage.order import cycles

#: Rounds in which the database takes lots away that nothing went into, or that went into nothing: more than any real
#: chain of makings is long. What is left is walked here.
_ROUNDS = 20


def circles(db: Connection) -> list[list[str]]:
    """Groups of lots in a circle, sorted; ``edge_now`` must be there."""
    db.execute(text(_PAIRS))
    for _ in range(_ROUNDS):
        if sum(db.execute(text(query)).rowcount for query in _OUTSIDE) == 0:
            break
    sources: dict[str, set[str]] = {}
    for source, target in db.execute(text("SELECT src, dst FROM making")):
        sources.setdefault(target, set()).add(source)
    db.execute(text("DROP TABLE making"))
    return cycles(sources, lambda lot: sources.get(lot, ()))


_PAIRS = """
    CREATE TEMP TABLE making AS SELECT DISTINCT s.lot AS src, d.lot AS dst
    FROM edge_now e JOIN trace.holding s ON s.id = e.src JOIN trace.holding d ON d.id = e.dst WHERE e.make"""

_OUTSIDE = (
    "DELETE FROM making m WHERE NOT EXISTS (SELECT FROM making o WHERE o.dst = m.src)",
    "DELETE FROM making m WHERE NOT EXISTS (SELECT FROM making o WHERE o.src = m.dst)",
)
