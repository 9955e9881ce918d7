"""What is known around a lot: fetched from the database at once where it is little, else level by level."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from time import monotonic
from typing import Any

from sqlalchemy import Connection

from govinnov.trace.lineage import Changes, Edge, Holding
from govinnov.trace.lineage.model import Beyond, Record, by_ends, by_time
from govinnov.trace.lookup.paging import MOST
from govinnov.trace.lookup.totals import COUNTED, by_kind, counted
from govinnov.trace.store.errors import TooMuchError
from govinnov.trace.store.grounding import InStore, records_of
from govinnov.trace.store.held import HELD
from govinnov.trace.store.standing import EDGES_AT, STANDING_FROM
from govinnov.trace.store.taking import fetch
from govinnov.trace.store.unmoved import BACK, GAPS, ON, UNMOVED, Way, beyond, unmoved

#: Seconds after which nothing farther is looked for.
LONGEST_S = 2.0
TOO_MUCH = (
    "이 번호의 앞뒤로 오간 것이 너무 많아 이 쪽까지 갈 수 없습니다.",
    "So much came before or after this code that this page of it can not be reached in time.",
)
#: Edges that are fetched at once.
_AT_ONCE = 4_000


class Around:
    """What is known around a lot at a moment.

    Args:
        db: Where `tables.make` has made the tables.
        at: The moment, or ``infinity`` for now.
    """

    def __init__(self, db: Connection, at: datetime | str) -> None:
        self.db, self.at = db, at
        self.holdings: dict[int, Holding] = {}
        self.edges: set[tuple[Any, ...]] = set()
        self._seeds: dict[int, Holding] = {}
        self._events: list[int] = []
        self._is_cut = False
        self._lot: str = ""
        self._last: str | None = None
        self._until = monotonic() + LONGEST_S

    def walk(self, lot: str, *ways: Way, most: int = MOST) -> None:
        """Go back and on from a lot, or only one of these ways, nearest first: so many nodes, and one more."""
        found = fetch(self.db, _SEEDS, lot=lot, at=self.at, most=most + 1)
        self._seeds = {number: Holding(*holding) for number, *holding in found}
        self._lot, self._last = lot, found[most - 1].party if len(found) > most else None
        for way in ways or (BACK, ON):
            if len(self._seeds) > most or not self._at_once(way, most):
                self._by_levels(way, most)

    def _at_once(self, way: Way, most: int) -> bool:
        """Fetch all that there is, where that is little; again from where a lot is that nobody moved there."""
        reached, level, edges = dict(self._seeds), dict(self._seeds), set[tuple[Any, ...]]()
        while level:
            found = fetch(self.db, _ALL[way], nodes=list(level), at=self.at, most=most + 1, rows=_AT_ONCE)
            joins = [row for row in found if row.event is not None]
            reached |= {row.id: Holding(row.lot, row.party) for row in joins}
            edges.update(tuple(row[:8]) for row in joins)
            level = unmoved(self.db, self.at, way, [row for row in found if row.event is None], reached)
            reached |= level
            if len(found) >= _AT_ONCE or len(reached) > most:
                return False
        self.holdings |= reached
        self.edges |= edges
        return True

    def _by_levels(self, way: Way, most: int) -> None:
        """Fetch the nearest nodes, ties by natural key, and then all edges between them."""
        reached, level = dict(self._seeds), list(self._seeds)
        while level and len(reached) <= most:
            self._in_time()
            found = fetch(self.db, _NEXT[way], nodes=level, at=self.at, most=most + 1)
            new = {row.id: Holding(row.lot, row.party) for row in found if row.joined and row.id not in reached}
            new |= unmoved(self.db, self.at, way, [row for row in found if not row.joined], reached)
            level = sorted(new, key=new.__getitem__)[: most + 1 - len(reached)]
            reached |= {number: new[number] for number in level}
        self.holdings |= reached
        self.edges.update(map(tuple, fetch(self.db, _BETWEEN, nodes=list(reached), at=self.at)))
        self._is_cut = True

    def _in_time(self) -> None:
        if monotonic() > self._until:
            raise TooMuchError(*TOO_MUCH)

    def changes(self, candidates: Iterable[Holding]) -> Changes:
        """All of it as the pure engine has it; holdings that are only asked about stand alone."""
        records = self._records()
        keys = {number: record.key for number, record in records.items()}
        edges = sorted((self._edge(row, keys) for row in self.edges), key=by_ends)
        ordered = sorted(records.values(), key=by_time)
        self._events = list(records)
        holdings = {*self.holdings.values(), *candidates}
        return Changes(tuple(ordered), tuple(sorted(holdings)), tuple(edges), (), self._beyond(holdings))

    def _beyond(self, holdings: Collection[Holding]) -> Beyond:
        """What is known beyond the edges. What was not reached is where a walk does not come, however it came there."""
        away = frozenset(holdings).difference(self.holdings.values())
        if not self._is_cut:
            return Beyond(away)
        found = beyond(self.db, self.at, list(self.holdings))
        return found._replace(got=found.got | away)

    def conflicts(self) -> dict[str, list[str]]:
        """Event ids of the records of its `changes` that stand for other contents too, each with the keys of these."""
        found = fetch(self.db, _CONFLICTS, events=self._events, at=self.at)
        return {name: list(keys) for name, keys in found}

    def totals(self) -> dict[str, Any]:
        """How many lots there are of each kind, each way; nothing where that is too much to count."""
        return {"back": self._total(BACK), "onward": self._total(ON)}

    def _total(self, way: Way) -> list[dict[str, Any]] | None:
        reached, more = dict[int, str](), list[int]()
        while True:
            found = fetch(self.db, _COUNT[way], lot=self._lot, nodes=more, at=self.at, most=COUNTED + 1)
            reached |= dict(map(tuple, found))
            if len(reached) > COUNTED:
                return None
            gaps = fetch(self.db, GAPS[way], nodes=list(reached), at=self.at)
            new = unmoved(self.db, self.at, way, gaps, reached)
            if not new:
                return by_kind(counted(set(reached.values())))
            more += new

    def _edge(self, row: tuple[Any, ...], keys: dict[int, str]) -> Edge:
        event, source, target, make, *amounts = row
        kind: Any = "make" if make else "move"
        return Edge(self.holdings[source], self.holdings[target], kind, keys[event], *amounts)

    def _records(self) -> dict[int, Record]:
        """The records of the edges, and those without edges that name one of the holdings, or the lot itself."""
        said = {"nodes": list(self.holdings), "lot": self._lot, "last": self._last}
        return InStore(self.db, self.at).records({row[0] for row in self.edges}, _RECORDS, **said)


#: The edges of a node ``n``, by an index of theirs, whatever PostgreSQL thinks of how many there are.
_OF_NODE = f"(SELECT * FROM {EDGES_AT} e WHERE e.{{start}} = n.id OFFSET 0) e"
_EDGE = "e.event, e.src, e.dst, e.make, e.quantity, e.unit, e.made, e.made_unit"

#: Node ids alone, so that circles end.
_REACHED = f"""
    WITH RECURSIVE reached(id) AS (
        {{seeds}} UNION SELECT e.{{end}} FROM reached n CROSS JOIN LATERAL {_OF_NODE}),
    nearest AS MATERIALIZED (SELECT id FROM reached LIMIT :most)"""


def _each(query: str, seeds: str = "") -> dict[Way, str]:
    """A query for each of the two ways."""
    return {way: query.format(start=way.start, end=way.end, seeds=seeds) for way in (BACK, ON)}


_ALL = {
    way: f"""{edges}
    UNION ALL (SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, u.id, u.lot, u.party, u.is_made
    FROM ({UNMOVED[way].format(nodes="nearest")}) u LIMIT :rows)"""
    for way, edges in _each(
        f"""{_REACHED}
    (SELECT {_EDGE}, h.id, h.lot, h.party, NULL AS is_made
    FROM nearest n CROSS JOIN LATERAL {_OF_NODE} JOIN trace.holding h ON h.id = e.{{end}} LIMIT :rows)""",
        "SELECT unnest(CAST(:nodes AS bigint[]))",
    ).items()
}

_OF_LOT = "SELECT id FROM trace.holding WHERE lot = :lot UNION SELECT unnest(CAST(:nodes AS bigint[]))"
_COUNT = _each(f"{_REACHED} SELECT id, h.lot FROM nearest JOIN trace.holding h USING (id)", _OF_LOT)

_NEXT = {
    way: f"""({joined})
    UNION ALL SELECT u.id, u.lot, u.party, u.is_made, false FROM ({GAPS[way]}) u"""
    for way, joined in _each(f"""
    SELECT DISTINCT h.id, h.lot, h.party, CAST(NULL AS boolean) AS is_made, true AS joined
    FROM unnest(CAST(:nodes AS bigint[])) n(id)
    CROSS JOIN LATERAL {_OF_NODE} JOIN trace.holding h ON h.id = e.{{end}}
    ORDER BY h.lot, h.party LIMIT :most""").items()
}

_BETWEEN = f"""
    SELECT {_EDGE} FROM unnest(CAST(:nodes AS bigint[])) n(id) CROSS JOIN LATERAL {_OF_NODE.format(start="src")}
    WHERE e.dst = ANY(:nodes)"""

#: The first holdings of a lot, each looked at until there are enough.
_SEEDS = f"""
    SELECT h.id, h.lot, h.party FROM (
        SELECT id, lot, party FROM trace.holding WHERE lot = :lot ORDER BY party OFFSET 0) h
    WHERE {HELD} ORDER BY h.party LIMIT :most"""

_MENTIONS = """
    SELECT m.event FROM (
        SELECT event FROM trace.mention WHERE holding = ANY(:nodes)
        UNION SELECT event FROM trace.mention JOIN trace.holding h ON h.id = holding
        WHERE h.lot = :lot AND (CAST(:last AS text) IS NULL OR h.party <= :last)) m
    WHERE NOT EXISTS (SELECT FROM trace.edge e WHERE e.event = m.event)"""
_RECORDS = records_of(f"CAST(:events AS bigint[]) || ARRAY({_MENTIONS})")

#: ``OFFSET 0`` makes PostgreSQL ask for each id, by its index: of a store that grew since it was analysed, it read all
#: reports for each of them.
_CONFLICTS = f"""
    SELECT mine.event_id, array_agg(DISTINCT mine.key) FROM (
        SELECT r.event_id, r.event, e.key {STANDING_FROM} AND r.event = ANY(:events) AND r.event_id <> '') mine
    WHERE EXISTS (SELECT {STANDING_FROM}
        AND r.event_id <> '' AND r.event_id = mine.event_id AND r.event <> mine.event OFFSET 0)
    GROUP BY 1 ORDER BY 1"""
