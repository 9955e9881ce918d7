"""Holdings of one lot that no move joins, by `lineage.gaps`, in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from govinnov.trace.lineage import Holding
from govinnov.trace.lineage.model import Beyond
from govinnov.trace.store.held import HELD
from govinnov.trace.store.standing import EDGES_AT
from govinnov.trace.store.taking import fetch


class Way(NamedTuple):
    """Back or on, by the columns of an edge: the end that one comes from, and the end that one comes to."""

    start: str
    end: str


BACK, ON = Way("dst", "src"), Way("src", "dst")


def unmoved(
    db: Connection, at: datetime | str, way: Way, found: Iterable[Any], reached: Collection[int]
) -> dict[int, Holding]:
    """Where lots may have come from, or gone to, without a reported move.

    Args:
        db: Where `tables.make` has made the tables.
        at: The moment.
        way: Back or on.
        found: Rows of `UNMOVED` or `GAPS`.
        reached: Holdings that are known already; they are left out.
    """
    lots = dict[str, list[Any]]()
    for row in found:
        lots.setdefault(row.lot, []).append(row)
    others = [row for lot in lots.values() for row in _others(way, lot) if row.id not in reached]
    unsure = [row.id for row in others if not row.is_made]
    held = {row.id for row in fetch(db, _ARE_HELD, nodes=unsure, at=at)} if unsure else set[int]()
    return {row.id: Holding(row.lot, row.party) for row in others if row.is_made or row.id in held}


def beyond(db: Connection, at: datetime | str, nodes: list[int]) -> Beyond:
    """What leads to holdings of which not all edges are fetched, and which of their lots were made anywhere."""
    led = {Holding(row.lot, row.party): row.made for row in fetch(db, _LED, nodes=nodes, at=at)}
    got = frozenset(holding for holding, made in led.items() if made is not None)
    lots = fetch(db, _MADE_LOTS, lots=sorted({one.lot for one in led.keys() - got}), at=at)
    return Beyond(got, frozenset(one for one in got if led[one]), frozenset(lot for (lot,) in lots))


def _others(way: Way, lot: Sequence[Any]) -> Sequence[Any]:
    """Where a lot may have come from, or gone to, of where it was made and where it is without having come there."""
    made = [row for row in lot if row.is_made] if way is BACK else []
    return made or [row for row in lot if not row.is_made]


_INTO = f"FROM {EDGES_AT} e WHERE e.dst = h.id"

#: Of lots that nodes ``n`` hold without having got them, or that were made there: where they were made, and where they
#: are without having come there (NULL), which may be by a report that was voided.
UNMOVED = {
    way: f"""
    SELECT h.id, h.lot, h.party, led.made AS is_made
    FROM (SELECT DISTINCT h.lot FROM {{nodes}} n(id) JOIN trace.holding h USING (id)
        WHERE {began.format(_INTO)} OFFSET 0) l
    JOIN trace.holding h USING (lot) CROSS JOIN LATERAL (SELECT bool_or(e.make) AS made {_INTO}) led
    WHERE led.made IS NOT FALSE"""
    for way, began in ((BACK, "NOT EXISTS (SELECT {} OFFSET 0)"), (ON, "EXISTS (SELECT {} AND e.make OFFSET 0)"))
}

#: The same of nodes that are named.
GAPS = {way: query.format(nodes="unnest(CAST(:nodes AS bigint[]))") for way, query in UNMOVED.items()}

_LED = f"""
    SELECT h.lot, h.party, led.made FROM unnest(CAST(:nodes AS bigint[])) n(id) JOIN trace.holding h USING (id)
    CROSS JOIN LATERAL (SELECT bool_or(e.make) AS made {_INTO}) led"""

_MADE_LOTS = f"""
    SELECT l.lot FROM unnest(CAST(:lots AS text[])) l(lot) WHERE EXISTS (
        SELECT FROM trace.holding h CROSS JOIN LATERAL (SELECT {_INTO} AND e.make LIMIT 1) led
        WHERE h.lot = l.lot OFFSET 0)"""

_ARE_HELD = f"SELECT h.id FROM trace.holding h WHERE h.id = ANY(:nodes) AND {HELD}"
