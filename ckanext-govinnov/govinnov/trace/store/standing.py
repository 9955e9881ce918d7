"""Since when, and until when, what was reported counts."""

from __future__ import annotations

#: After all that was ever recorded.
ALWAYS = "infinity"
_ENDED = " LEFT JOIN trace.void {by} ON {by}.by = '{by}' AND {by}.name = {name}"


def standing(events: str) -> str:
    """A query of ``event`` and ``during``: the times in which one of its reports is known and none of its voids.

    Args:
        events: A table or query with the column ``event``, each once.
    """
    names = {"id": "r.event_id", "hash": "r.hash", "content": "e.key"}
    ended = "".join(_ENDED.format(by=by, name=name) for by, name in names.items())
    first = ", ".join(f"min({by}.known_from)" for by in names)
    return f"""
        SELECT event, range_agg(CASE WHEN ended IS NULL THEN tstzrange(known_from, NULL)
            ELSE tstzrange(known_from, greatest(known_from, ended)) END) AS during
        FROM (SELECT r.event, r.known_from, least({first}) AS ended
            FROM trace.report r JOIN {events} USING (event) JOIN trace.event e ON e.id = r.event{ended}
            GROUP BY r.event, r.event_id, r.hash, r.known_from) reported
        GROUP BY event"""


#: Reports ``r`` of events ``e`` that count at a moment.
STANDING_FROM = """
    FROM trace.report r JOIN trace.event e ON e.id = r.event
    WHERE r.known_from <= :at
    AND NOT EXISTS (SELECT FROM trace.void v WHERE v.by = 'id' AND v.name = r.event_id AND v.known_from <= :at)
    AND NOT EXISTS (SELECT FROM trace.void v WHERE v.by = 'hash' AND v.name = r.hash AND v.known_from <= :at)
    AND NOT EXISTS (SELECT FROM trace.void v WHERE v.by = 'content' AND v.name = e.key AND v.known_from <= :at)"""
STANDING_AT = f"SELECT r.event, r.event_id {STANDING_FROM}"

#: Whether a row of a settled table counts at a moment.
COUNTS_AT = "known_from <= :at AND (known_to IS NULL OR known_to > :at)"

_EDGE = "SELECT event, src, dst, make, quantity, unit, made, made_unit FROM trace.edge WHERE known_from <= :at AND"
#: The edges that count at a moment, as a table. Two parts, for each of them has its indexes: those that still
#: count, and those that did then.
_ENDED_SINCE = f" UNION ALL {_EDGE} known_to > :at"
EDGES_AT = f"({_EDGE} known_to IS NULL{_ENDED_SINCE})"


def edges_of(node: str, end: str) -> str:
    """The edges ``e`` that count at a moment and begin (``src``) or end (``dst``) at a holding, to be joined to it.

    ``OFFSET 0`` makes PostgreSQL ask for each holding's, by an index: of ten million edges it read all instead.
    """
    return f"CROSS JOIN LATERAL (SELECT * FROM {EDGES_AT} x WHERE x.{end} = {node}.id OFFSET 0) e"


def of_now(query: str) -> str:
    """A query as of `ALWAYS`, without the part that then has no rows: to plan it takes as long as to answer."""
    return query.replace(_ENDED_SINCE, "")
